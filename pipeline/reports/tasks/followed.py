"""Each task from the meeting that set it to the last report of it, told by the same key as the forms are filled by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.meeting import MeetingKind
from pipeline.outlook.carried import task_key
from pipeline.outlook.filed import FiledMeeting, Json
from pipeline.reports.held import Held, Source, held_until
from pipeline.reports.office_year import OfficeYear, day_in
from pipeline.reports.tasks.model import Report, Standing, TaskOfYear

_STANDINGS = {standing.value: standing for standing in Standing}


def tasks_of(year: OfficeYear, body: str, meetings: Sequence[FiledMeeting]) -> tuple[TaskOfYear, ...]:
    """The tasks of a year, the oldest first: set or reported in it, or from an earlier one and open still.

    `meetings` are all of the body, in their order. The committee's are drafts: they set no task and close none.
    """
    found = (task.told(body, year.today) for task in _followed(held_until(meetings, year.today)))
    return tuple(task for task in found if _is_of(task, year.year))


@dataclass
class _Task:
    """A task while the meetings are gone through."""

    task: str
    target: str = ""
    owner: str = ""
    deadlines: list[date] = field(default_factory=list)
    set_at: list[Source] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)

    @property
    def is_closed(self) -> bool:
        return bool(self.reports) and self.reports[-1].state is Standing.DONE

    def is_set(self, row: Json, source: Source) -> None:
        """Set, or told again: what is told later stands, what is left out then stays."""
        self.target = row.get("target") or self.target
        self.owner = row.get("owner") or self.owner
        deadline = day_in(row, "deadline")
        if deadline and (not self.deadlines or self.deadlines[-1] != deadline):
            self.deadlines.append(deadline)
        self.set_at.append(source)

    def told(self, body: str, today: date) -> TaskOfYear:
        deadlines, set_at, reports = tuple(self.deadlines), tuple(self.set_at), tuple(self.reports)
        return TaskOfYear(body, self.task, self.target, self.owner, deadlines, set_at, reports, today)


def _followed(held: Iterable[Held]) -> list[_Task]:
    """Every task of all years. One that is set again after it was done is another one."""
    tasks: list[_Task] = []
    last: dict[str, _Task] = {}

    def begun(key: str, text: str) -> _Task:
        task = last[key] = _Task(text)
        tasks.append(task)
        return task

    for one in held:
        if one.meeting.kind is MeetingKind.COMMITTEE:
            continue
        for row in one.record.get("last_tasks", ()):
            key = task_key(row["task"])
            task = last.get(key) or begun(key, row["task"])
            task.reports.append(Report(_STANDINGS[row["state"]], row.get("result") or "", one.source))
        for row in one.record.get("new_tasks", ()):
            key = task_key(row["task"])
            known = last.get(key)
            task = begun(key, row["task"]) if known is None or known.is_closed else known
            task.is_set(row, one.source)
    return tasks


def _is_of(task: TaskOfYear, year: int) -> bool:
    """Begun by the year's end, and told of within it or still open; what was open all through it counts as well."""
    years = [source.month.year for source in task.sources]
    return min(years) <= year and (max(years) >= year or not task.is_done)
