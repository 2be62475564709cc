"""A body as it was on one day: its names, roster and office holders."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from pipeline.organisation.bodies import Body, BodyKind, Organisation, Term
from pipeline.organisation.dated import value_on
from pipeline.organisation.members import COMMITTEE_OFFICES, Member, MemberState, Office, Status
from pipeline.records import Dated, Same, on_day
from pipeline.vietnamese.names import name_key
from pipeline.vietnamese.text import folded


@dataclass(frozen=True)
class MemberOnDay:
    """A member as they stood on the day."""

    name: str
    label: str
    unit: str
    work: str
    status: Status
    states: frozenset[MemberState]
    offices: tuple[Office, ...]

    @property
    def is_official(self) -> bool:
        return self.status is Status.OFFICIAL

    @property
    def is_of_committee(self) -> bool:
        """Secretary, deputy or member of the body's committee."""
        return any(office in COMMITTEE_OFFICES for office in self.offices)


_Index = dict[str, tuple[MemberOnDay, ...]]


@dataclass(frozen=True)
class BodyOnDay:
    """A body on one day. `members` stand office holders first, then by Vietnamese name order.

    `above` is whom its superior stands under; empty where the office does not have the superior as a body.
    """

    id: str
    kind: BodyKind
    day: date
    name: str
    committee: str
    has_committee: bool
    superior: str
    superior_committee: str
    place: str
    meeting_place: str
    joined: tuple[str, ...]
    term: Term | None
    members: tuple[MemberOnDay, ...]
    above: str = ""

    @property
    def official(self) -> int:
        return sum(member.is_official for member in self.members)

    @property
    def probationary(self) -> int:
        return len(self.members) - self.official

    @property
    def committee_members(self) -> tuple[MemberOnDay, ...]:
        """Secretary, deputies and members of the body's committee."""
        return tuple(member for member in self.members if member.is_of_committee)

    def holder(self, office: Office) -> MemberOnDay | None:
        """Who holds the office; None where it is vacant."""
        return next((member for member in self.members if office in member.offices), None)

    def named(self, name: str) -> tuple[MemberOnDay, ...]:
        """Every member the name may mean: one, none, or namesakes. Case, blanks and tone placing do not count."""
        wanted = folded(name)
        by_label, by_name = self._indexes
        return by_label.get(wanted) or by_name.get(wanted, ())

    @cached_property
    def _indexes(self) -> tuple[_Index, _Index]:
        return _indexes(Same(self.members))


_ROSTERS = 64  # kept: meetings come body by body, or one at a time; some are of an organisation.yaml of before


@lru_cache(maxsize=_ROSTERS)
def _indexes(members: Same[tuple[MemberOnDay, ...]]) -> tuple[_Index, _Index]:
    """The members by label and by name."""
    by_label = _indexed((folded(member.label), member) for member in members.value)
    return by_label, _indexed((folded(member.name), member) for member in members.value)


def _indexed(members: Iterable[tuple[str, MemberOnDay]]) -> _Index:
    found: _Index = {}
    for key, member in members:
        found[key] = (*found.get(key, ()), member)
    return found


def body_on_day(organisation: Organisation, body: Body, day: date) -> BodyOnDay:
    """The body as it was on the day. A superior given by id is printed by its name of that day."""
    superior = value_on(body.superior, day)
    above = organisation.body(superior)
    members = roster_on(body, day)
    return BodyOnDay(
        id=body.id,
        kind=body.kind,
        day=day,
        name=value_on(body.name, day) or body.name[-1].value,
        committee=value_on(body.committee, day) or f"Chi ủy {value_on(body.name, day)}",
        has_committee=_has_committee(body, members, day),
        superior=value_on(above.name, day) if above else superior,
        superior_committee=(value_on(above.committee, day) if above else "") or committee_of(superior),
        place=value_on(body.place, day) or body.place[-1].value,
        meeting_place=value_on(body.meeting_place, day),
        joined=tuple(unit.name for unit in body.joined if unit.holds_on(day)),
        term=on_day(body.terms, day),
        members=members,
        above=_name_on(organisation, above, day) if above else "",
    )


def _name_on(organisation: Organisation, body: Body, day: date) -> str:
    """The name of a body's superior on the day, stated as it is or by id."""
    superior = value_on(body.superior, day)
    known = organisation.body(superior)
    return value_on(known.name, day) if known else superior


def _has_committee(body: Body, members: tuple[MemberOnDay, ...], day: date) -> bool:
    """A small cell has a secretary and perhaps a deputy, but no committee; where no members are listed, who knows."""
    if body.kind is BodyKind.PARTY_COMMITTEE or value_on(body.committee, day) or not members:
        return True
    return any(Office.COMMITTEE_MEMBER in member.offices for member in members)


_COMMITTEES = {
    "Đảng bộ tỉnh ": "Tỉnh ủy ",
    "Đảng bộ thành phố ": "Thành ủy ",
    "Đảng bộ huyện ": "Huyện ủy ",
    "Đảng bộ quận ": "Quận ủy ",
    "Đảng bộ thị xã ": "Thị ủy ",
    "Đảng bộ ": "Đảng ủy ",
}


def committee_of(organisation_name: str) -> str:
    """Whom one reports to: `Đảng bộ huyện Kiên Hòa` → `Huyện ủy Kiên Hòa`; any other name as it is."""
    for name, committee in _COMMITTEES.items():
        if organisation_name.startswith(name):
            return committee + organisation_name.removeprefix(name)
    return organisation_name


def roster_on(body: Body, day: date) -> tuple[MemberOnDay, ...]:
    """The members of the day in order; the same object from one change in the roster to the next."""
    members = Same(body.members)
    days = _changes(members)
    return _roster_since(members, days[bisect_right(days, day) - 1])


@lru_cache(maxsize=_ROSTERS)
def _changes(members: Same[tuple[Member, ...]]) -> tuple[date, ...]:
    """The first day of all, and every day on which something begins to hold or holds no more, in order."""
    dated = [entry for member in members.value for entry in _dated(member)]
    begins = {entry.from_ for entry in dated if entry.from_}
    ends = {entry.to + timedelta(days=1) for entry in dated if entry.to and entry.to < date.max}
    return tuple(sorted({date.min} | begins | ends))


def _dated(member: Member) -> Iterator[Dated]:
    yield member
    yield from member.status
    yield from member.states
    yield from member.offices


@lru_cache(maxsize=_ROSTERS)
def _roster_since(members: Same[tuple[Member, ...]], day: date) -> tuple[MemberOnDay, ...]:
    present = [_member_on_day(member, day) for member in members.value if member.holds_on(day)]
    order = list(Office)
    return tuple(
        sorted(
            present,
            key=lambda member: (
                min((order.index(o) for o in member.offices), default=99),
                name_key(member.name),
                member.label,
            ),
        )
    )


def _member_on_day(member: Member, day: date) -> MemberOnDay:
    status = on_day(member.status, day) or member.status[0]
    return MemberOnDay(
        name=member.name,
        label=member.label,
        unit=member.unit,
        work=member.work,
        status=status.value,
        states=frozenset(state.value for state in member.states if state.holds_on(day)),
        offices=tuple(office.value for office in member.offices if office.holds_on(day)),
    )
