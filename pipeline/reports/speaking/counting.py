"""The opinions of a year, body by body."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.meeting import MeetingKind
from pipeline.organisation import Body
from pipeline.outlook.filed import FiledMeeting
from pipeline.reports.attendance.model import Unmatched
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.roll_call import Doubt, Mark, Person, RollCall, RollCalls, Trouble
from pipeline.reports.speaking.heard import Heard, heard_at
from pipeline.reports.speaking.model import MeetingSpeaking, MemberSpeaking, Speaking, SpeakingRate

_Meeting = tuple[RollCall, Heard | None]


def speaking_of(
    year: OfficeYear, meetings: Callable[[str], Sequence[FiledMeeting]], cell: str | None = None
) -> Iterator[Speaking]:
    """Every body there was in the year, in the order of the office; one alone where asked.

    `meetings` gives those of a body, of all years: one body at a time is held in memory.
    """
    for body in year.bodies(cell):
        yield speaking_of_body(year, body, meetings(body.id))


def speaking_of_body(year: OfficeYear, body: Body, meetings: Sequence[FiledMeeting]) -> Speaking:
    """One body; `meetings` are all that it has filed."""
    return speaking_of_calls(body, RollCalls(year, body).of([one for one in meetings if year.in_year(one)]))


def speaking_of_calls(body: Body, calls: Sequence[RollCall]) -> Speaking:
    """The same, where the meetings of the year are called already."""
    found = [(call, heard_at(call)) for call in calls]
    seen = tuple(_seen(body.id, call, heard) for call, heard in found)
    return Speaking(
        body.id,
        rates=tuple(_rates(body.id, seen)),
        meetings=seen,
        members=tuple(_members(body.id, found)),
        unmatched=tuple(_unmatched(body.id, found)),
    )


def _seen(body: str, call: RollCall, heard: Heard | None) -> MeetingSpeaking:
    told = heard or Heard()
    return MeetingSpeaking(
        body=body,
        kind=call.kind,
        meeting=call.meeting.code,
        period=call.meeting.month,
        day=call.day,
        is_counted=heard is not None,
        present=call.marks.count(Mark.PRESENT) if heard else 0,
        spoke=len(told.opinions),
        opinions=told.opinions.total(),
        others=told.others,
        presented=told.presented.total(),
        record=call.path,
    )


def _rates(body: str, seen: Sequence[MeetingSpeaking]) -> Iterator[SpeakingRate]:
    """Of every kind that was held, the cell's own together before its committee."""
    own = [one for one in seen if not one.kind.is_committee]
    for kind in MeetingKind:
        of_kind = [one for one in seen if one.kind is kind]
        if kind.is_committee and own:
            yield _rate(body, None, own)
        if of_kind:
            yield _rate(body, kind, of_kind)


def _rate(body: str, kind: MeetingKind | None, seen: Sequence[MeetingSpeaking]) -> SpeakingRate:
    return SpeakingRate(
        body,
        kind,
        meetings=len(seen),
        counted=sum(one.is_counted for one in seen),
        present=sum(one.present for one in seen),
        spoke=sum(one.spoke for one in seen),
        opinions=sum(one.opinions for one in seen),
        records=tuple(one.record for one in seen),
    )


@dataclass
class _Count:
    attended: int = 0
    spoke: int = 0
    opinions: int = 0
    presented: int = 0


def _members(body: str, found: Sequence[_Meeting]) -> Iterator[MemberSpeaking]:
    """Everybody called to a meeting that counts; the cell's own meetings first, then those of the committee."""
    counts: dict[bool, dict[Person, _Count]] = {False: {}, True: {}}
    for call, heard in reversed(found):  # whoever is on the roster last stands first
        if heard is not None:
            _add(counts[call.kind.is_committee], call, heard)
    for is_committee, people in counts.items():
        for person, one in people.items():
            yield MemberSpeaking(body, person.label, is_committee, one.attended, one.spoke, one.opinions, one.presented)


def _add(people: dict[Person, _Count], call: RollCall, heard: Heard) -> None:
    for seat, mark in zip(call.seats, call.marks, strict=True):
        count = people.get(seat.person)
        if count is None:
            count = people[seat.person] = _Count()
        if mark is Mark.PRESENT:
            count.attended += 1
    for place, times in heard.opinions.items():
        count = people[call.seats[place].person]
        count.spoke += 1
        count.opinions += times
    for place, times in heard.presented.items():
        people[call.seats[place].person].presented += times


def _unmatched(body: str, found: Sequence[_Meeting]) -> Iterator[Unmatched]:
    """What of the agenda is not counted, and meetings that count for nobody. Doubts of a roll are told elsewhere."""
    for call, heard in found:
        if heard is None:
            doubts: Sequence[Doubt] = call.doubts or (Doubt(Trouble.NO_CONTENT),)
        else:
            doubts = heard.doubts
        for doubt in doubts:
            yield Unmatched.of(body, call, doubt)
