"""What one body's manifests say of what is to be signed and what falls due; the records themselves are not kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pipeline.archive import DocumentStatus, FiledForm, Manifest, status_of
from pipeline.meeting import Stage
from pipeline.outlook.carried import OpenTask, tasks_left
from pipeline.outlook.filed import FiledMeeting
from pipeline.watch.digest.contents import Due, Unsigned

MOST_UNSIGNED = 20  # documents to be signed that are named
DAYS_AHEAD, DAYS_PAST = 7, 30


@dataclass(frozen=True)
class BodySide:
    """One body: its meetings' folders by code, its newest unsigned documents and the days of all, tasks, and plans."""

    folders: dict[str, Path]
    unsigned: tuple[Unsigned, ...]
    unsigned_days: tuple[date, ...]
    tasks: tuple[OpenTask, ...]
    plans: tuple[Due, ...]

    def due(self, body: str, today: date) -> Iterator[Due]:
        """What falls due in the week from `today` on; tasks also where they did in the month before."""
        last = today + timedelta(days=DAYS_AHEAD)
        for task in self.tasks:
            if task.deadline and today - timedelta(days=DAYS_PAST) <= task.deadline <= last:
                yield Due(task.deadline, body, _task(task))
        yield from (plan for plan in self.plans if today <= plan.day <= last)


def body_side(body: str, filed: Iterable[tuple[Path, Manifest]]) -> BodySide:
    """What the digest needs of a body's meetings. A manifest is let go as soon as it was looked at."""
    folders: dict[str, Path] = {}
    unsigned: list[Unsigned] = []
    meetings: list[FiledMeeting] = []
    plans: list[Due] = []
    for folder, manifest in filed:
        folders[manifest.meeting] = folder
        unsigned += _unsigned(folder, manifest)
        if manifest.withdrawn is None:
            meeting = _meeting(folder, manifest)
            meetings.append(meeting)
            plans += _plans(body, meeting, manifest)
    unsigned.sort(key=lambda one: (one.day, one.symbol), reverse=True)
    return BodySide(
        folders=folders,
        unsigned=tuple(unsigned[:MOST_UNSIGNED]),
        unsigned_days=tuple(one.day for one in unsigned),
        tasks=tuple(one for one in tasks_left(sorted(meetings, key=lambda one: one.order)) if one.deadline),
        plans=tuple(plans),
    )


def _unsigned(folder: Path, manifest: Manifest) -> Iterator[Unsigned]:
    """As the register has it: what bears a number is signed and issued, other papers are not told of."""
    for document in manifest.documents:
        if document.number is not None and status_of(document, manifest) is DocumentStatus.FILED:
            yield Unsigned(document.date, document.symbol or "", document.title, folder / document.path)


def _meeting(folder: Path, manifest: Manifest) -> FiledMeeting:
    return FiledMeeting(
        folder=folder,
        code=manifest.meeting,
        kind=manifest.kind,
        month=manifest.month,
        ordinal=manifest.ordinal,
        stage=manifest.stage,
        forms=tuple(_form(form) for form in manifest.forms),
        documents=(),
    )


def _form(form: FiledForm) -> dict[str, object]:
    """What days and open tasks are told from."""
    wanted = {"day", "last_tasks", "new_tasks"}
    record = form.record.model_dump(mode="json", by_alias=True, include=wanted)
    return {"stage": form.stage.value, "round": form.round, "record": record}


def _plans(body: str, meeting: FiledMeeting, manifest: Manifest) -> Iterator[Due]:
    """The day of a meeting to come, and the days by which it is to be prepared."""
    if not meeting.is_to_come:
        return
    name = f"{meeting.kind.label} {meeting.month.month:02}/{meeting.month.year}"
    if meeting.day:
        yield Due(meeting.day, body, _sitting(name, meeting.day, manifest.forms))
    planned = manifest.form(Stage.PLANNED)
    topic = planned.record.thematic if planned else None
    if topic:
        days = (
            (topic.draft_due, "Hạn hoàn thành dự thảo"),
            (topic.approval_due, "Duyệt dự thảo"),
            (topic.sending_due, "Gửi tài liệu cho đảng viên"),
        )
        yield from (Due(day, body, f"{what}: chuyên đề “{topic.topic}”") for day, what in days if day)


def _sitting(name: str, day: date, forms: Sequence[FiledForm]) -> str:
    """The meeting with hour and place, as the form says that has this day."""
    record = next((form.record for form in reversed(forms) if form.record.day == day), None)
    hour = f"lúc {record.opened:%H:%M}" if record and record.opened else ""
    place = f"tại {record.place}" if record and record.place else ""
    return ", ".join(part for part in (name, hour, place) if part)


def _task(task: OpenTask) -> str:
    owner = f" (phụ trách: {task.owner})" if task.owner else ""
    return f"Nhiệm vụ: {task.task}{owner}"
