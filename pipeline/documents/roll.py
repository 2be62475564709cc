"""The roll (danh sách điểm danh): every member of the day, and how it stood with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.documents.context_parts import RollRow
from pipeline.documents.contexts import RollContext
from pipeline.documents.frame import header, minutes_signers
from pipeline.documents.subject import Subject
from pipeline.documents.texts import attendance, counted_members, is_committee, office_title, sitting, when, where
from pipeline.meeting import AbsentMember, OtherAttendance, Presence
from pipeline.organisation import MemberOnDay, MemberState
from pipeline.records import Same
from pipeline.vietnamese.text import folded, upper_first

_NOT_THERE = (Presence.EXEMPT, Presence.TEMPORARY_AWAY, Presence.SUSPENDED)
_STATES = {
    MemberState.EXEMPT: Presence.EXEMPT,
    MemberState.TEMPORARY_AWAY: Presence.TEMPORARY_AWAY,
    MemberState.SUSPENDED: Presence.SUSPENDED,
}


def roll_context(subject: Subject) -> RollContext:
    """Everything `danh-sach-diem-danh.docx` places. Members whom the form does not name were present."""
    meeting = subject.meeting
    text = attendance(meeting)
    return RollContext(
        header=header(subject, dated=subject.rules.wording.minutes_dated),
        abstract=f"{counted_members(subject, 'đảng viên')} dự {sitting(subject)}",
        body=subject.body_name,
        when=when(subject),
        where=where(subject),
        rows=_rows(subject),
        guests=text.guests,
        attendance=text,
        attendees=counted_members(subject, "đảng viên"),
        signers=minutes_signers(subject),
    )


@dataclass(frozen=True)
class _Listed:
    """A member on the roll: the row where the form does not name them; name and label by which it does, folded."""

    member: MemberOnDay
    name: str
    label: str
    row: RollRow


def _roster(subject: Subject) -> tuple[_Listed, ...]:
    """Whoever the roll counts: the committee where it met, else all members."""
    of_committee = is_committee(subject.meeting) or not subject.is_cell
    return _listed(Same(subject.body.members), of_committee, subject.body_word, subject.committee_word)


@lru_cache(maxsize=64)  # from one meeting to the next most of a roll is the same
def _listed(
    members: Same[tuple[MemberOnDay, ...]], of_committee: bool, word: str, committee: str
) -> tuple[_Listed, ...]:
    counted = [member for member in members.value if member.is_of_committee or not of_committee]
    rows = []
    for number, member in enumerate(counted, 1):
        office = office_title(member.offices, word, committee) or member.work or member.unit
        blank = RollRow(str(number), member.label, office, member.status.label, present="", absent="", note="")
        row = _marked(blank, member, None, None)
        rows.append(_Listed(member, folded(member.name), folded(member.label), row))
    return tuple(rows)


def _rows(subject: Subject) -> tuple[RollRow, ...]:
    roll = subject.meeting.roll
    absences = {folded(entry.name): entry for entry in roll.absences}
    others = {folded(entry.name): entry for entry in roll.others}
    rows = []
    for listed in _roster(subject):
        absent = absences.pop(listed.name, None) or absences.pop(listed.label, None)
        other = others.pop(listed.name, None) or others.pop(listed.label, None)
        rows.append(_marked(listed.row, listed.member, absent, other) if absent or other else listed.row)
    beside = [entry for entry in others.values() if entry.state is Presence.TEMPORARY_HERE]
    rows += [_visitor(str(number), entry) for number, entry in enumerate(beside, len(rows) + 1)]
    return tuple(rows)


def _marked(row: RollRow, member: MemberOnDay, absent: AbsentMember | None, other: OtherAttendance | None) -> RollRow:
    """The row with how it stood with the member."""
    state = other.state if other else next((_STATES[s] for s in _STATES if s in member.states), None)
    is_there = absent is None and state not in _NOT_THERE
    note = absent.reason if absent else ""
    if state is not None and not absent:
        note = "; ".join(part for part in (state.label, other.note if other else "") if part)
    return replace(
        row, present="x" if is_there else "", absent=absent.excuse.label if absent else "", note=upper_first(note)
    )


def _visitor(number: str, entry: OtherAttendance) -> RollRow:
    """A member of another body who belongs to this one for a time."""
    note = "; ".join(part for part in (entry.state.label, entry.note) if part)
    return RollRow(number, entry.name, "", "", "x", "", note)
