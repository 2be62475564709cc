"""Regular meetings that a member missed one after the other, also across the turn of the year.

Meetings to which they were not called, or at which they were not expected, neither break a run nor lengthen it. The
same holds for meetings of which it is not known whether they were there; but these are told with the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.meeting import MeetingKind
from pipeline.outlook.filed import FiledMeeting
from pipeline.reports.attendance.model import Missed, Run
from pipeline.reports.roll_call import Mark, Person, RollCall, RollCalls
from pipeline.vietnamese.dates import Month


def runs_of(
    body: str, meetings: Sequence[FiledMeeting], calls: RollCalls, of_year: Sequence[RollCall]
) -> dict[Person, tuple[Run, ...]]:
    """For everybody who missed a regular meeting of the year: each run that reaches into it, in order.

    `meetings` are those of the body, of all years, in order; `of_year` those of the year, called already.
    """
    line = _Line(body, [one for one in meetings if one.kind is MeetingKind.REGULAR and one.is_held], calls, of_year)
    absent = [
        seat.person
        for call in of_year
        if call.kind is MeetingKind.REGULAR
        for seat, mark in zip(call.seats, call.marks, strict=False)
        if mark is Mark.EXCUSED or mark is Mark.UNEXCUSED
    ]
    return {person: tuple(line.runs(person)) for person in dict.fromkeys(absent)}


class _Line:
    """The regular meetings of a body in order. Those of other years are called only as far as a run reaches."""

    def __init__(
        self, body: str, meetings: Sequence[FiledMeeting], calls: RollCalls, of_year: Sequence[RollCall]
    ) -> None:
        self._body = body
        self._meetings = meetings
        self._calls = calls
        self._of_year: Mapping[str, RollCall] = {call.meeting.code: call for call in of_year}
        self._called: dict[int, RollCall | None] = {}
        places = [place for place, one in enumerate(meetings) if one.code in self._of_year]
        self._first, self._last = (places[0], places[-1]) if places else (0, -1)

    def runs(self, person: Person) -> Iterator[Run]:
        missed: list[Missed] = []
        between: list[Month] = []  # not known, with a meeting missed behind them
        behind: list[Month] = []  # not known, with none behind them so far
        for call in self._around_the_year(person):
            mark = call.by_person.get(person)
            if mark is Mark.PRESENT:
                yield from self._run(person, missed, between)
                missed, between, behind = [], [], []
            elif mark is not None and mark.is_absence:
                is_of_year = call.meeting.code in self._of_year
                missed.append(Missed(call.meeting.month, call.day, mark, call.path, is_of_year))
                between, behind = between + behind, []
            elif missed and (mark is Mark.UNCLEAR or not call.is_counted):
                behind.append(call.meeting.month)
        yield from self._run(person, missed, between)

    def _run(self, person: Person, missed: Sequence[Missed], between: Sequence[Month]) -> Iterator[Run]:
        if any(one.is_of_year for one in missed):
            yield Run(self._body, person.label, tuple(missed), tuple(between))

    def _around_the_year(self, person: Person) -> Iterator[RollCall]:
        """The meetings of the year, before them those back to the last attended, behind them those up to the next."""
        start = self._first
        while start > 0 and not self._ends(person, start - 1):
            start -= 1
        for place in range(start, len(self._meetings)):
            if place > self._last and self._ends(person, place):
                return
            call = self._call(place)
            if call is not None:
                yield call

    def _ends(self, person: Person, place: int) -> bool:
        """Whether no run can reach over this meeting: they were there, or no member then."""
        call = self._call(place)
        return call is not None and (not person.member.holds_on(call.day) or call.by_person.get(person) is Mark.PRESENT)

    def _call(self, place: int) -> RollCall | None:
        meeting = self._meetings[place]
        known = self._of_year.get(meeting.code)
        if known is not None:
            return known
        if place not in self._called:
            self._called[place] = self._calls.call(meeting)
        return self._called[place]
