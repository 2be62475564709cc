"""A task with all that was told of it, and the share of tasks that a meeting reported done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from pipeline.meeting import TaskState
from pipeline.records import Choice
from pipeline.reports.held import Source
from pipeline.vietnamese.dates import percent

_SOON = timedelta(days=7)


class Standing(Choice):
    """How a task was reported last. The labels are those of the forms."""

    DONE = TaskState.DONE.value, TaskState.DONE.label
    IN_PROGRESS = TaskState.IN_PROGRESS.value, TaskState.IN_PROGRESS.label
    NOT_DONE = TaskState.NOT_DONE.value, TaskState.NOT_DONE.label
    NOT_REPORTED = "not-reported", "Chưa báo cáo"


class Mark(Choice):
    """What is to be said of a task and its deadline. A form gives no day on which a task was done."""

    OVERDUE = "overdue", "Quá hạn"
    DUE_SOON = "due-soon", "Sắp đến hạn"
    REPORTED_AFTER = "reported-after", "Báo cáo hoàn thành sau thời hạn"


@dataclass(frozen=True)
class Report:
    """What a meeting reported of a task."""

    state: Standing
    result: str
    source: Source


@dataclass(frozen=True)
class TaskOfYear:
    """One task. `set_at` are the meetings that set it, or told it again; none where only reports of it are filed.

    Target, owner and deadline are those that were told last; `deadlines` are all, in the order they were told.
    """

    body: str
    task: str
    target: str
    owner: str
    deadlines: tuple[date, ...]
    set_at: tuple[Source, ...]
    reports: tuple[Report, ...]
    today: date

    @property
    def deadline(self) -> date | None:
        return self.deadlines[-1] if self.deadlines else None

    @property
    def state(self) -> Standing:
        return self.reports[-1].state if self.reports else Standing.NOT_REPORTED

    @property
    def result(self) -> str:
        return self.reports[-1].result if self.reports else ""

    @property
    def is_done(self) -> bool:
        return self.state is Standing.DONE

    @property
    def done_at(self) -> Source | None:
        """The meeting that first reported it done; where it was opened again in between, the first one after that."""
        found = None
        for report in reversed(self.reports):
            if report.state is not Standing.DONE:
                break
            found = report.source
        return found

    @property
    def mark(self) -> Mark | None:
        """What its deadline says on the day of the report; None where it has none, or nothing is to be said."""
        if self.deadline is None:
            return None
        if not self.is_done:
            if self.deadline < self.today:
                return Mark.OVERDUE
            return Mark.DUE_SOON if self.deadline <= self.today + _SOON else None
        done = self.done_at.day if self.done_at else None
        return Mark.REPORTED_AFTER if done and done > self.deadline else None

    @property
    def sources(self) -> tuple[Source, ...]:
        return (*self.set_at, *(report.source for report in self.reports))

    def was_set_in(self, year: int) -> bool:
        """Whether a resolution of the year set it first; else it is from before, or nothing filed says since when."""
        return bool(self.set_at) and self.set_at[0].month.year == year


@dataclass(frozen=True)
class Rate:
    """How much of the last resolution a regular meeting reported done, and the points for that.

    `by_rule` are the points of the levels of that day; None where they give none, or are not understood.
    """

    body: str
    source: Source
    done: int
    reported: int
    by_rule: int | None
    own: Decimal | None
    cell: Decimal | None

    @property
    def share(self) -> str:
        """`80%`; empty where nothing was reported."""
        return percent(self.done, self.reported)

    @property
    def differs(self) -> bool:
        """Whether points that were given are other than those of the levels."""
        given = (self.own, self.cell)
        return self.by_rule is not None and any(points is not None and points != self.by_rule for points in given)
