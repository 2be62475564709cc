"""What earlier meetings left to be done, and what the committee prepared for the cell's next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from pipeline.forms.content import value_at
from pipeline.forms.entries import Steps
from pipeline.forms.prefill import RowValues
from pipeline.meeting import Meeting, MeetingKind, Stage, Task, TaskState
from pipeline.outlook.filed import FiledMeeting, Json
from pipeline.records import Record
from pipeline.vietnamese.dates import Month
from pipeline.vietnamese.text import folded

_WORD = re.compile(r"\w+")

LAST_TASKS: Steps = ("last_tasks",)

_ANSWERS = ("assessment", "resolution", "programme", "inspection")
_LISTS: tuple[Steps, ...] = (
    *(("superior_documents",), ("agenda",), ("new_tasks",)),
    *(("programme", "topics"), ("inspection", "rows")),
)


@dataclass(frozen=True)
class OpenTask:
    """A task as it was first told; who sees to it and until when, as it was told last."""

    task: str
    owner: str = ""
    deadline: date | None = None


def open_tasks(meetings: Sequence[FiledMeeting]) -> tuple[str, ...]:
    """Every task of the resolutions that no later meeting reported done, the oldest first, each once."""
    return tuple(one.task for one in tasks_left(meetings))


def tasks_left(meetings: Sequence[FiledMeeting]) -> tuple[OpenTask, ...]:
    """The open tasks with what was said of them.

    `meetings` stand in their order. What the committee notes is a draft for the cell: it sets no task and closes none.
    """
    found: dict[str, OpenTask] = {}
    for meeting in meetings:
        record = meeting.told(Stage.HELD)
        if record is None or meeting.kind is MeetingKind.COMMITTEE:
            continue
        for reported in record.get("last_tasks", ()):
            if reported["state"] == TaskState.DONE.value:
                found.pop(task_key(reported["task"]), None)
            else:
                found.setdefault(task_key(reported["task"]), OpenTask(reported["task"]))
        for row in record.get("new_tasks", ()):
            key = task_key(row["task"])
            found[key] = _told_again(found.get(key, OpenTask(row["task"])), row)
    return tuple(found.values())


def _told_again(task: OpenTask, row: Json) -> OpenTask:
    deadline = row.get("deadline")
    return replace(
        task,
        owner=row.get("owner") or task.owner,
        deadline=date.fromisoformat(deadline) if deadline else task.deadline,
    )


@lru_cache(maxsize=1024)  # set at one meeting, reported at the next
def task_key(task: str) -> str:
    """The same for a task told in other writing: with a full stop, other blanks or case, `5` for `05`."""
    return " ".join(word.lstrip("0") or "0" for word in _WORD.findall(folded(task)))


def task_rows(tasks: Sequence[str], prepared: Meeting | None) -> list[RowValues]:
    """The tasks as rows to be given state and result; what the committee found for the period stands there already."""
    known = {task_key(last.task): last for last in prepared.last_tasks} if prepared else {}
    rows: list[RowValues] = []
    for task in tasks:
        row: dict[Steps, object] = {("task",): task}
        if found := known.get(task_key(task)):
            row |= {("state",): found.state, ("result",): found.result}
        rows.append(row)
    return rows


def committee_record(meetings: Sequence[FiledMeeting], month: Month) -> Meeting | None:
    """The minutes of the committee's last meeting of the period; None where it was not held."""
    held = [m for m in meetings if m.kind is MeetingKind.COMMITTEE and m.month == month and m.is_held]
    return held[-1].record(Stage.HELD) if held else None


def prepared_answers(prepared: Meeting) -> dict[Steps, object]:
    """What the committee wrote of the period, its assessment, the draft resolution and the programmes, by path."""
    found: dict[Steps, object] = {}
    for part in _ANSWERS:
        record = getattr(prepared, part)
        for name in type(record).model_fields if isinstance(record, Record) else ():
            value = getattr(record, name)
            if isinstance(value, str) and value:
                found[part, name] = value
    return found


def prepared_rows(prepared: Meeting, day: date | None) -> dict[Steps, Sequence[RowValues]]:
    """The documents, topics and tasks of the committee's meeting, as rows of the form of the cell's meeting on `day`.

    A task that was due before that day was to prepare the meeting, and is none of its resolution.
    """
    found: dict[Steps, Sequence[RowValues]] = {}
    for path in _LISTS:
        listed: Sequence[Record] = value_at(prepared, path) or ()  # type: ignore[assignment]
        rows = [_row(record, path) for record in listed if not _is_due_before(record, day)]
        if rows:
            found[path] = rows
    return found


def _is_due_before(record: Record, day: date | None) -> bool:
    return isinstance(record, Task) and bool(record.deadline and day and record.deadline < day)


def _row(record: Record, path: Steps) -> RowValues:
    """The values of a record; of the agenda what is put before the meeting, not what was said of it."""
    names = ("title", "presenter", "report") if path == ("agenda",) else tuple(type(record).model_fields)
    return {(name,): getattr(record, name) for name in names}
