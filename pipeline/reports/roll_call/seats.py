"""Whom the meetings of a body call: members by the roster of the day, the committee alone where it meets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.organisation import Body, BodyKind, BodyOnDay, MemberOnDay, MemberState, Office, roster_on
from pipeline.organisation.members import COMMITTEE_OFFICES
from pipeline.outlook.filed import FiledMeeting
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.roll_call.model import Mark, Person, Seat, Trouble

_BY_STATE = (
    (MemberState.SUSPENDED, Mark.SUSPENDED),
    (MemberState.TEMPORARY_AWAY, Mark.AWAY),
    (MemberState.EXEMPT, Mark.EXEMPT),
)


@dataclass(frozen=True, eq=False)
class Called:
    """Everybody called, from one change of the roster to the next, with how it stands where the roll says nothing."""

    seats: Sequence[Seat]
    marks: Sequence[Mark]
    then: BodyOnDay
    places: dict[int, int]  # by the identity of the member as on the day
    known: dict[str, int | Trouble] = field(default_factory=dict)  # the same names come again and again

    def place(self, name: str) -> int | Trouble:
        """Which seat a name means. Members whom the meeting does not call are not meant where one called is."""
        found = self.known.get(name)
        if found is None:
            found = self.known[name] = self._place(name)
        return found

    def _place(self, name: str) -> int | Trouble:
        found = self.then.named(name)
        places = [self.places[id(member)] for member in found if id(member) in self.places]
        if len(places) == 1:
            return places[0]
        if places:
            return Trouble.NAMESAKES
        return Trouble.OUTSIDE if found else Trouble.UNKNOWN

    def may_be(self, name: str) -> list[int]:
        """Every seat that a name may mean."""
        return [self.places[id(member)] for member in self.then.named(name) if id(member) in self.places]


class Seating:
    """The seats of one body; those of a roster are made once."""

    def __init__(self, year: OfficeYear, body: Body) -> None:
        self._year = year
        self._body = body
        self._people: dict[str, list[Person]] = {}
        for member in body.members:
            self._people.setdefault(member.label, []).append(Person(member))
        self._made: dict[tuple[int, bool], Called] = {}

    def of(self, meeting: FiledMeeting, day: date) -> Called:
        """Whom a meeting of that day called."""
        is_committee = meeting.kind.is_committee or self._body.kind is BodyKind.PARTY_COMMITTEE
        # The roster is the same object until it changes; what is made holds it, so no other takes its place.
        key = id(roster_on(self._body, day)), is_committee
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._called(self._year.then(self._body, day), is_committee)
        return found

    def _called(self, then: BodyOnDay, is_committee: bool) -> Called:
        members = then.committee_members if is_committee else then.members
        seats = tuple(Seat(self._person(member, then.day), member.is_official, _office(member)) for member in members)
        marks = tuple(_mark(member) for member in members)
        return Called(seats, marks, then, {id(member): place for place, member in enumerate(members)})

    def _person(self, member: MemberOnDay, day: date) -> Person:
        return next(person for person in self._people[member.label] if person.member.holds_on(day))


def _office(member: MemberOnDay) -> Office | None:
    return next((office for office in COMMITTEE_OFFICES if office in member.offices), None)


def _mark(member: MemberOnDay) -> Mark:
    """What a member is taken for whom the roll does not name."""
    return next((mark for state, mark in _BY_STATE if state in member.states), Mark.PRESENT)
