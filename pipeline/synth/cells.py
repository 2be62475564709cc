"""One cell of the synthetic office: its name, terms and members, and whom it will vote on in the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from random import Random

from pipeline.meeting import VotePurpose
from pipeline.organisation import Body, Member, Office, Term
from pipeline.organisation.dated import DatedLine
from pipeline.organisation.members import DatedOffice
from pipeline.synth.people import (
    ONE_DAY,
    admitted,
    exempted,
    first_members,
    invented_name,
    official_day,
    with_namesakes,
)
from pipeline.synth.phrases import Phrases, Sector
from pipeline.vietnamese.text import upper_first

ABOVE = "dang-uy-tan-phu"
PLACE = "Tân Phú"

_MONTHS_OF_A_TERM = 30  # a cell under a grass-roots committee has two terms in five years


@dataclass(frozen=True)
class Vetting:
    """A person the cell votes on in a month of the year."""

    month: int
    name: str
    purpose: VotePurpose


@dataclass(frozen=True)
class Cell:
    body: Body
    sector: Sector
    unit: str
    vettings: tuple[Vetting, ...]


def synthetic_cell(phrases: Phrases, index: int, year: int, rng: Random) -> Cell:
    """The cell of that place in the office (0, 1, …) as it goes through the year."""
    sector, unit = _unit(phrases, index)
    roster = _Roster(phrases, sector, year, rng)
    body = Body(
        id=f"chi-bo-{index + 1:03}",
        name=(DatedLine(value=f"Chi bộ {unit}"),),
        committee=(DatedLine(value=f"Chi ủy Chi bộ {unit}"),),
        superior=(DatedLine(value=ABOVE),),
        place=(DatedLine(value=PLACE),),
        meeting_place=(DatedLine(value=sector.room.format(unit=unit)),),
        terms=_terms(rng, year),
        members=tuple(roster.members),
    )
    return Cell(body, sector, upper_first(unit), tuple(sorted(roster.vettings, key=lambda vetting: vetting.month)))


def _unit(phrases: Phrases, index: int) -> tuple[Sector, str]:
    """Kinds of unit in turn, then places in turn; a number where all places are taken."""
    kinds = [(sector, unit) for sector in phrases.sectors for unit in sector.units]
    names = phrases.names
    sector, pattern = kinds[index % len(kinds)]
    turn, place = divmod(index // len(kinds), len(names.place_firsts) * len(names.place_seconds))
    first = names.place_firsts[place % len(names.place_firsts)]
    second = names.place_seconds[place // len(names.place_firsts)]
    return sector, pattern.format(place=f"{first} {second}{f' {turn + 1}' if turn else ''}")


def _terms(rng: Random, year: int) -> tuple[Term, ...]:
    """Four terms, one after the other without a gap, from before the year before until after the year after."""
    turn = date(year + rng.randint(-1, 1), rng.randint(3, 6), rng.randint(10, 28))
    starts = [_months_later(turn, number * _MONTHS_OF_A_TERM) for number in range(-2, 3)]
    return tuple(
        Term(name=f"{start.year}-{end.year}", from_=start, to=end - ONE_DAY) for start, end in pairwise(starts)
    )


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, day.day)


class _Roster:
    """The members in the making, and the votes on persons that follow from who joins."""

    def __init__(self, phrases: Phrases, sector: Sector, year: int, rng: Random) -> None:
        self.names, self.sector, self.year, self.rng = phrases.names, sector, year, rng
        self.taken: set[str] = set()
        self.vettings: list[Vetting] = []
        size = rng.randint(12, 35)
        self.members = first_members(rng, self.names, sector, size, self.taken)
        if rng.random() < 0.1:
            self.members = with_namesakes(rng, self.members)
        self._exempt(size)
        self._deputy_changes()
        self._somebody_leaves(size)
        self._joins()

    def _plain(self) -> list[int]:
        """Places of those without office who stay, and take part, all year."""
        return [
            place
            for place, member in enumerate(self.members)
            if not (member.offices or member.states or member.from_ or member.to)
        ]

    def _exempt(self, size: int) -> None:
        for place in self.rng.sample(self._plain(), self.rng.randint(0, size // 12)):
            self.members[place] = exempted(self.rng, self.members[place], self.year)

    def _deputy_changes(self) -> None:
        """The deputy moves on; a member of the committee follows, and somebody new joins the committee."""
        if self.rng.random() >= 0.15:
            return
        day = date(self.year, self.rng.randint(3, 10), self.rng.randint(1, 28))
        eve = day - ONE_DAY
        successor = self.rng.choice(self._plain())
        self._change(1, to=eve, offices=(DatedOffice(value=Office.DEPUTY, to=eve),))
        self._change(
            2,
            offices=(
                DatedOffice(value=Office.COMMITTEE_MEMBER, to=eve),
                DatedOffice(value=Office.DEPUTY, from_=day),
            ),
        )
        self._change(successor, offices=(DatedOffice(value=Office.COMMITTEE_MEMBER, from_=day),))

    def _somebody_leaves(self, size: int) -> None:
        if size >= 16 and self.rng.random() < 0.5:
            last = date(self.year, self.rng.randint(1, 12), self.rng.randint(1, 28))
            self._change(self.rng.choice(self._plain()), to=last)

    def _joins(self) -> None:
        for _ in range(self.rng.choice((0, 1, 1, 2))):
            day = date(self.year - 1, self.rng.randint(1, 12), self.rng.randint(1, 28))
            member = self._admit(day)
            official = official_day(day)
            if official.year == self.year:
                self.vettings.append(Vetting(official.month - 1, member.name, VotePurpose.FULL_MEMBERSHIP))
        if self.rng.random() < 0.6:
            month = self.rng.randint(4, 11)
            member = self._admit(date(self.year, month, self.rng.randint(1, 28)))
            self.vettings.append(Vetting(month - 2, member.name, VotePurpose.ADMISSION))
        if self.rng.random() < 0.2:
            name = invented_name(self.rng, self.names, self.taken)
            day = date(self.year, self.rng.randint(2, 11), 1)
            self.members.append(Member(name=name, work=self.rng.choice(self.sector.works), from_=day))

    def _admit(self, day: date) -> Member:
        name = invented_name(self.rng, self.names, self.taken)
        member = admitted(name, self.rng.choice(self.sector.works), day, self.rng)
        self.members.append(member)
        return member

    def _change(self, place: int, **changes: object) -> None:
        self.members[place] = self.members[place].model_copy(update=changes)
