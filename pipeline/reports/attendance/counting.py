"""The attendance of a year, body by body: every meeting called, and counted in every way in which it is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.meeting import MeetingKind
from pipeline.organisation import Body, Office
from pipeline.outlook.filed import FiledMeeting
from pipeline.records import Same
from pipeline.reports.attendance.changes import changes_in
from pipeline.reports.attendance.model import (
    Attendance,
    BodyRates,
    MemberCount,
    Run,
    SeenMeeting,
    Stated,
    Tally,
    Unmatched,
)
from pipeline.reports.attendance.runs import runs_of
from pipeline.reports.attendance.stated import differing_figures, stated_in
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.roll_call import Mark, Person, RollCall, RollCalls, Seat


def attendance_of(
    year: OfficeYear, meetings: Callable[[str], Sequence[FiledMeeting]], cell: str | None = None
) -> Iterator[Attendance]:
    """Every body there was in the year, in the order of the office; one alone where asked.

    `meetings` gives those of a body, of all years: one body at a time is held in memory.
    """
    for body in year.bodies(cell):
        yield attendance_of_body(year, body, meetings(body.id))


def attendance_of_body(year: OfficeYear, body: Body, meetings: Sequence[FiledMeeting]) -> Attendance:
    """One body; `meetings` are all that it has filed."""
    calls = RollCalls(year, body)
    return attendance_of_calls(year, body, meetings, calls, calls.of([one for one in meetings if year.in_year(one)]))


def attendance_of_calls(
    year: OfficeYear, body: Body, meetings: Sequence[FiledMeeting], calls: RollCalls, of_year: Sequence[RollCall]
) -> Attendance:
    """The same, where those `of_year` are called already."""
    runs = runs_of(body.id, meetings, calls, of_year)
    seen = tuple(_seen(body.id, call) for call in of_year)
    counts = _Counts(body.id, year.year, runs)
    for call in reversed(of_year):  # whoever is on the roster last stands first
        counts.add(call)
    return Attendance(
        body.id,
        rates=tuple(_rates(body.id, seen)),
        members=tuple(counts.members()),
        officers=tuple(counts.officers()),
        runs=tuple(run for of_person in runs.values() for run in of_person),
        unmatched=tuple(_unmatched(body.id, of_year)),
        meetings=seen,
    )


def _seen(body: str, call: RollCall) -> SeenMeeting:
    return SeenMeeting(
        body=body,
        kind=call.kind,
        meeting=call.meeting.code,
        period=call.meeting.month,
        day=call.day,
        is_counted=call.is_counted,
        tally=Tally.of(call.marks, len(call.late), len(call.early)),
        visitors=len(call.visitors),
        stated=stated_in(call),
        record=call.path,
    )


def _rates(body: str, seen: Sequence[SeenMeeting]) -> Iterator[BodyRates]:
    """Of every kind that was held; the kinds in their order."""
    for kind in MeetingKind:
        of_kind = [one for one in seen if one.kind is kind]
        if of_kind:
            tally = sum((one.tally for one in of_kind), Tally())
            stated = sum((one.stated for one in of_kind), Stated())
            counted = sum(one.is_counted for one in of_kind)
            records = tuple(one.record for one in of_kind)
            yield BodyRates(body, kind, len(of_kind), counted, tally, stated, records)


def _unmatched(body: str, calls: Sequence[RollCall]) -> Iterator[Unmatched]:
    for call in calls:
        for doubt in (*call.doubts, *differing_figures(call)):
            yield Unmatched.of(body, call, doubt)


@dataclass
class _Marks:
    """How it stood with somebody at meetings of one kind."""

    marks: list[Mark] = field(default_factory=list)
    late: int = 0
    early: int = 0

    def tally(self) -> Tally:
        return Tally.of(self.marks, self.late, self.early)


_ByKind = dict[MeetingKind, _Marks]


@dataclass(frozen=True)
class _Lines:
    """Where the marks of meetings of one kind go while the roster stays: a line for every seat, and for every office.

    `officers` has them by places among the seats.
    """

    members: Sequence[_Marks]
    officers: dict[int, _Marks]

    def add(self, call: RollCall) -> None:
        for line, mark in zip(self.members, call.marks, strict=True):
            line.marks.append(mark)
        for place, line in self.officers.items():
            line.marks.append(call.marks[place])
        for place in call.late:
            for line in self._of(place):
                line.late += 1
        for place in call.early:
            for line in self._of(place):
                line.early += 1

    def _of(self, place: int) -> Sequence[_Marks]:
        officer = self.officers.get(place)
        return (self.members[place],) if officer is None else (self.members[place], officer)


class _Counts:
    """The marks of a body's people, by kind of meeting; those of office holders by office as well."""

    def __init__(self, body: str, year: int, runs: dict[Person, tuple[Run, ...]]) -> None:
        self._body = body
        self._year = year
        self._runs = runs
        self._people: dict[Person, _ByKind] = {}
        self._officers: dict[tuple[Person, Office], _ByKind] = {}
        self._visitors: dict[tuple[str, MeetingKind], int] = defaultdict(int)
        self._lines: dict[tuple[Same[Sequence[Seat]], MeetingKind], _Lines] = {}

    def add(self, call: RollCall) -> None:
        if not call.is_counted:
            return
        key = Same(call.seats), call.kind
        lines = self._lines.get(key)
        if lines is None:
            lines = self._lines[key] = self._lines_of(call)
        lines.add(call)
        for name in call.visitors:
            self._visitors[name, call.kind] += 1

    def _lines_of(self, call: RollCall) -> _Lines:
        kind = call.kind
        members = [self._people.setdefault(seat.person, {}).setdefault(kind, _Marks()) for seat in call.seats]
        officers = {
            place: self._officers.setdefault((seat.person, seat.office), {}).setdefault(kind, _Marks())
            for place, seat in enumerate(call.seats)
            if seat.office is not None
        }
        return _Lines(members, officers)

    def members(self) -> Iterator[MemberCount]:
        for person, by_kind in self._people.items():
            changes = changes_in(person.member, self._year)
            for kind in _in_order(by_kind):
                runs = self._runs.get(person, ()) if kind is MeetingKind.REGULAR else ()
                yield MemberCount(
                    self._body,
                    person.label,
                    kind,
                    by_kind[kind].tally(),
                    changes=changes,
                    run=max((run.length for run in runs), default=0),
                    unexcused_run=max((run.unexcused for run in runs), default=0),
                )
        for (name, kind), times in self._visitors.items():
            yield MemberCount(self._body, name, kind, Tally(present=times), is_listed=False)

    def officers(self) -> Iterator[MemberCount]:
        for (person, office), by_kind in self._officers.items():
            changes = changes_in(person.member, self._year)
            for kind in _in_order(by_kind):
                yield MemberCount(self._body, person.label, kind, by_kind[kind].tally(), office, changes)


def _in_order(by_kind: _ByKind) -> list[MeetingKind]:
    return [kind for kind in MeetingKind if kind in by_kind]
