"""Which meeting a form is about: by its code, else by body, kind and period."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from pipeline.archive import Archive, Manifest, MeetingFolder, meeting_code
from pipeline.errors import Problem, Severity
from pipeline.meeting import Meeting, MeetingKind, Stage
from pipeline.messages import msg
from pipeline.process.filing.follow_up import against_archive
from pipeline.records import Path, Places
from pipeline.vietnamese.dates import Month
from pipeline.vietnamese.text import folded

_ONE_A_PERIOD = (MeetingKind.REGULAR,)
_HELD = (Stage.HELD, Stage.FOLLOWED_UP)


@dataclass(frozen=True)
class Placed:
    """The folder a form belongs to and its record with the meeting's code; or the problem that keeps it out."""

    folder: MeetingFolder
    meeting: Meeting
    problems: tuple[Problem, ...]
    round: int = 0

    @property
    def is_duplicate(self) -> bool:
        """The same record was filed for this stage."""
        manifest = self.folder.manifest
        filed = manifest.form(self.meeting.stage, self.round) if manifest and not manifest.withdrawn else None
        return filed is not None and filed.record == self.meeting


def place(meeting: Meeting, archive: Archive, places: Places) -> Placed:
    """Where the form belongs. A form without a code that fits no filed meeting gets a new one."""
    ordinal, problems = _ordinal(meeting, archive, places)
    folder = archive.folder(meeting.body, meeting.period.month, meeting.kind, ordinal)
    record = meeting.model_copy(update={"code": folder.code, "ordinal": ordinal})
    round_ = _round(record, folder.manifest) if folder.manifest else 0
    placed = Placed(folder, record, tuple(problems), round_)
    if folder.manifest and folder.manifest.withdrawn:
        return replace(placed, problems=(*problems, _withdrawn(folder.code, places)))
    if folder.manifest and not placed.is_duplicate:
        problems += _frozen(meeting, folder.manifest, places)
    if not placed.is_duplicate:
        problems += against_archive(record, folder.manifest, round_, places)
    return replace(placed, problems=tuple(problems))


def _withdrawn(code: str, places: Places) -> Problem:
    return Problem(
        "meeting-withdrawn",
        places.of("code"),
        msg("The meeting “{code}” was withdrawn.", code=code),
        msg("Please leave the code and the number in the period empty; it is then filed as a meeting of its own."),
    )


def _round(meeting: Meeting, manifest: Manifest) -> int:
    """Which time the meeting is postponed or followed up: papers that went out on another day stay as they are.

    A follow-up without a day of its own only adds to the record: told anew with other content, it is a further one.
    """
    if meeting.stage not in (Stage.POSTPONED, Stage.FOLLOWED_UP):
        return 0
    filed = [form for form in manifest.forms if form.stage is meeting.stage]
    same = [form for form in filed if form.record == meeting]
    if not same and (_own_day(meeting) or meeting.stage is Stage.POSTPONED):
        same = [form for form in filed if _own_day(form.record) == _own_day(meeting)]
    return same[0].round if same else len(filed)


def _own_day(meeting: Meeting) -> date | None:
    """The day its papers are dated by; a postponement without any goes by the day that it puts off."""
    day = meeting.announced or next((details.day for details in meeting.documents if details.day), None)
    return day or (meeting.earlier_day if meeting.stage is Stage.POSTPONED else None)


def _ordinal(meeting: Meeting, archive: Archive, places: Places) -> tuple[int, list[Problem]]:
    filed = archive.meetings(meeting.body, meeting.period.month, meeting.kind)
    if meeting.code and _slipped(meeting, archive):
        return _ordinal(meeting.model_copy(update={"code": None, "ordinal": None}), archive, places)
    if meeting.code:
        return _by_code(meeting, len(filed), places)
    if meeting.ordinal:
        return _by_ordinal(meeting.ordinal, len(filed), ("ordinal",), places)
    alike = [
        folder
        for folder in filed
        if folder.manifest and not folder.manifest.withdrawn and _same(meeting, folder.manifest)
    ]
    doubts = [_doubt(meeting, folder.manifest, len(filed) + 1, places) for folder in alike if folder.manifest]
    for folder, doubt in zip(alike, doubts, strict=True):
        if folder.manifest and not doubt:
            return folder.ordinal, _moved(meeting, folder.manifest, places)
    return (alike[0].ordinal, doubts[0]) if alike else (len(filed) + 1, [])


def _slipped(meeting: Meeting, archive: Archive) -> bool:
    """Whether the code was printed for another month in which nothing was filed: the meeting has slipped since."""
    month = re.fullmatch(rf"{meeting.body}-(\d{{4}})-(\d\d)-{meeting.kind.slug}-(\d{{1,2}})", meeting.code or "")
    if month is None or not 1 <= int(month[2]) <= 12 or not 1900 <= int(month[1]) <= 2200:
        return False
    printed = Month(int(month[1]), int(month[2]))
    return (
        printed != meeting.period.month
        and archive.folder(meeting.body, printed, meeting.kind, int(month[3])).manifest is None
    )


def _by_code(meeting: Meeting, filed: int, places: Places) -> tuple[int, list[Problem]]:
    stem = meeting_code(meeting.body, meeting.period.month, meeting.kind, 1)[:-1]
    code = meeting.code or ""
    rest = code.removeprefix(stem)
    if code.startswith(stem) and rest.isdecimal() and 1 <= int(rest) <= 99:
        return _by_ordinal(int(rest), filed, ("code",), places)
    problem = Problem(
        "code-differs",
        places.of("code"),
        msg("The code “{code}” does not belong to this body, period and kind of meeting.", code=code),
        msg("Please correct the body, the period or the kind, or leave the code empty."),
    )
    return 1, [problem]


def _by_ordinal(ordinal: int, filed: int, path: Path, places: Places) -> tuple[int, list[Problem]]:
    if ordinal <= filed + 1:
        return ordinal, []
    problem = Problem(
        "ordinal-gap",
        places.of(*path),
        msg(
            "This is to be meeting {ordinal} of its kind in the period, but only {filed} are filed.",
            ordinal=ordinal,
            filed=filed,
        ),
        msg("Please drop the earlier form first, or correct the number."),
    )
    return 1, [problem]


def _same(meeting: Meeting, manifest: Manifest) -> bool:
    """A regular meeting is one a month; others are the same where the day fits or the filed one is still to be held."""
    if meeting.kind in _ONE_A_PERIOD or manifest.stage in (Stage.PLANNED, Stage.POSTPONED):
        return True
    days = {form.record.day for form in manifest.forms} | {form.record.earlier_day for form in manifest.forms}
    return meeting.day in days or (meeting.earlier_day is not None and meeting.earlier_day in days)


def _doubt(meeting: Meeting, manifest: Manifest, free: int, places: Places) -> list[Problem]:
    """Two meetings of one kind may fall on one day, two plans into one month: content that has nothing in common asks.

    Only the clerk knows whether it is the same meeting, so the form is returned instead of replacing the other.
    """
    filed = manifest.form(meeting.stage) or manifest.forms[-1]
    before = filed.record
    if meeting.kind in _ONE_A_PERIOD or (meeting.earlier_day is not None and meeting.earlier_day == before.day):
        return []
    other_hour = bool(meeting.opened and before.opened and meeting.opened != before.opened)
    if not (other_hour or meeting.day != before.day) or _subjects(meeting) & _subjects(before):
        return []
    return [
        Problem(
            "which-meeting",
            places.of("ordinal"),
            msg("The meeting “{code}” of this kind is filed with another content.", code=manifest.meeting),
            msg(
                "To correct it, please write its code; for another meeting, fill in “Lần thứ trong kỳ”: {next}.",
                next=free,
            ),
        )
    ]


def _subjects(meeting: Meeting) -> set[str]:
    """What a meeting is about: titles of its agenda and the topic; a meeting about nothing stated may be any."""
    titles = {folded(item.title) for item in meeting.agenda}
    return (titles | ({folded(meeting.thematic.topic)} if meeting.thematic else set())) or {""}


def _moved(meeting: Meeting, manifest: Manifest, places: Places) -> list[Problem]:
    filed = manifest.form(meeting.stage, _round(meeting, manifest))
    if filed is None or filed.record.day == meeting.day:
        return []
    return [
        Problem(
            "day-changed",
            places.of("day"),
            msg(
                "The meeting “{code}” was filed with another date; it is taken as the same meeting.",
                code=manifest.meeting,
            ),
            msg("If it is a second meeting, please fill in “Lần thứ trong kỳ”."),
            Severity.WARNING,
        )
    ]


def _frozen(meeting: Meeting, manifest: Manifest, places: Places) -> list[Problem]:
    """Once held, what was planned is frozen."""
    if meeting.stage in _HELD or manifest.stage not in _HELD:
        return []
    if meeting.follow_up.postpones:
        field = "postponed_to" if meeting.follow_up.postponed_to else "postponement_reason"
        return [
            Problem(
                "postponed-after-held",
                places.of("follow_up", field),
                msg("The meeting “{code}” has been held; it can no longer be put off.", code=manifest.meeting),
                msg("Please leave “Hoãn đến ngày” and “Lý do hoãn” empty, or check which meeting it is."),
            )
        ]
    return [
        Problem(
            "already-held",
            places.of("stage"),
            msg("The meeting “{code}” has been held; its plan is closed.", code=manifest.meeting),
            msg("Please choose “Đã họp” to correct the meeting, or fill in “Lần thứ trong kỳ” for another one."),
        )
    ]
