"""What a form must state at its stage: a plan needs no roll, minutes need one."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.case import Case
from pipeline.errors import Problem
from pipeline.meeting import Meeting, MeetingKind, Outcome, Stage
from pipeline.messages import msg
from pipeline.records import Path, label_of

_HELD: tuple[Path, ...] = (
    ("day",),
    ("chair",),
    ("recorder",),
    ("outcome",),
    ("roll", "total_official"),
    ("roll", "present_official"),
)
_WISHED: tuple[Path, ...] = (("opened",), ("closed",), ("place",))


def check_stage(case: Case) -> Iterator[Problem]:
    meeting = case.meeting
    if (
        meeting.kind is MeetingKind.THEMATIC
        and meeting.thematic is None
        and meeting.stage in (Stage.PLANNED, Stage.HELD)
    ):
        yield case.missing(("thematic", "topic"))
    if meeting.stage is Stage.HELD:
        yield from _held(case)
    if meeting.stage is Stage.PLANNED:
        yield from _planned(case)
    if meeting.stage is Stage.FOLLOWED_UP:
        yield from _followed_up(case)
    if meeting.kind is MeetingKind.COMMITTEE and not case.body.has_committee:
        yield case.warning(
            "no-committee",
            ("kind",),
            msg(
                "organisation.yaml lists no committee of “{name}” on {day:%d/%m/%Y}.",
                name=case.body.name,
                day=case.body.day,
            ),
            msg("Please check the kind of meeting, or add the committee to organisation.yaml."),
        )
    if meeting.stage in (Stage.POSTPONED, Stage.CANCELLED) and not meeting.reason:
        yield case.warning("no-reason", ("reason",), msg("The reason is not given."))


_CONTENT = [
    "superior_documents",
    "agenda",
    "assessment",
    "last_tasks",
    "new_tasks",
    "thematic",
    "conclusion",
    "resolution",
    "programme",
    "inspection",
    "votes",
    "attachments",
]


def _planned(case: Case) -> Iterator[Problem]:
    """A form that was dropped as it was handed out says which meeting it is, and nothing else."""
    meeting = case.meeting
    if meeting.kind is MeetingKind.THEMATIC or case.unreadable & set(_CONTENT):
        return  # a thematic one is returned for its topic
    if all(getattr(meeting, name) == Meeting.model_fields[name].default for name in _CONTENT):
        yield case.warning(
            "nothing-planned",
            ("agenda",),
            msg("Nothing is stated but the meeting itself; no document comes of it."),
            msg("Please fill in what is planned, and drop the form again."),
        )


def _followed_up(case: Case) -> Iterator[Problem]:
    """A follow-up may record how papers went out or a score, without a document of its own."""
    if "follow_up" not in case.unreadable and not case.meeting.follow_up.says_something:
        yield case.warning(
            "nothing-followed-up",
            ("follow_up",),
            msg("Nothing is stated that came after the meeting."),
            msg("Please fill in what is known by now, and drop the form again."),
        )


def _held(case: Case) -> Iterator[Problem]:
    for path in _HELD:
        if path[0] not in case.unreadable and _value(case, path) in (None, ""):
            yield case.missing(path)
    for path in _WISHED:
        if path[0] not in case.unreadable and _value(case, path) in (None, ""):
            label = label_of(Meeting, *path)
            yield case.warning(
                "missing", path, msg("“{label}” is left empty; the minutes will not say it.", label=label)
            )
    meeting = case.meeting
    if not (meeting.agenda or meeting.thematic or meeting.conclusion):
        yield case.warning("no-content", ("agenda",), msg("The form says nothing of what was discussed."))
    yield from _outcome(case)


def _outcome(case: Case) -> Iterator[Problem]:
    meeting = case.meeting
    is_read = not case.unreadable & {"new_tasks", "resolution", "thematic", "agenda", "conclusion"}
    concludes = meeting.conclusion or any(item.conclusion for item in meeting.agenda) or meeting.new_tasks
    if meeting.outcome is Outcome.CONCLUSION and is_read and not concludes:
        yield case.error(
            "empty-conclusion",
            ("conclusion",),
            msg("A conclusion is to be made, but nothing was concluded."),
            msg("Please fill in what was concluded, or choose another outcome."),
        )
    part = meeting.thematic
    agreed = part and (part.agreed or part.targets or part.content)
    has_content = meeting.new_tasks or meeting.resolution.directions or agreed
    if meeting.outcome is Outcome.RESOLUTION and is_read and not has_content:
        yield case.error(
            "empty-resolution",
            ("new_tasks",),
            msg("A resolution is to be made, but neither tasks nor directions are given."),
            msg("Please fill in the tasks, or choose another outcome."),
        )


def _value(case: Case, path: Path) -> object:
    value: object = case.meeting
    for step in path:
        value = getattr(value, str(step))
    return value
