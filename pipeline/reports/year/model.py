"""The figures of a year: each can be added up over bodies, and says what it is of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import add
from typing import Self, TypeVar

from pipeline.meeting import DocumentKindName, MeetingKind
from pipeline.reports.attendance import Tally
from pipeline.reports.duties import Duty
from pipeline.reports.points import Points
from pipeline.reports.tasks import Standing
from pipeline.vietnamese.dates import Month, percent

K = TypeVar("K")


NO_POINTS, NO_MARKS = Points(), Tally()


class _Sum:
    """Figures that are added field by field."""

    def __add__(self, other: Self) -> Self:
        return type(self)(*map(add, vars(self).values(), vars(other).values()))


V = TypeVar("V", bound=_Sum | Points | int)


def joined(one: Mapping[K, V], other: Mapping[K, V]) -> dict[K, V]:
    """Both; what stands in both is added."""
    both: dict[K, V] = dict(one)
    for key, value in other.items():
        both[key] = add(both[key], value) if key in both else value
    return both


@dataclass(frozen=True)
class Share(_Sum):
    """So many of so many; nothing of nothing where it is not recorded."""

    part: int = 0
    whole: int = 0

    @property
    def percent(self) -> str:
        """`95,2%`; empty of nothing."""
        return percent(self.part, self.whole)


@dataclass(frozen=True)
class DutyCount(_Sum):
    """What became of a duty in the year, of what was due by the day of the report."""

    met: int = 0
    late: int = 0
    explained: int = 0
    missing: int = 0

    @property
    def due(self) -> int:
        return self.met + self.late + self.explained + self.missing


@dataclass(frozen=True)
class KindCount(_Sum):
    """The meetings of one kind that were held; `counted` are those whose roll says something, `tally` is of these."""

    held: int = 0
    counted: int = 0
    tally: Tally = NO_MARKS

    @property
    def attended(self) -> Share:
        return Share(self.tally.present, self.tally.expected)


@dataclass(frozen=True)
class SpeakingCount(_Sum):
    """Of `present` at the `counted` meetings so many `spoke`, summed up; of those who `attended` any, so many never."""

    meetings: int = 0
    counted: int = 0
    present: int = 0
    spoke: int = 0
    silent: int = 0
    attended: int = 0

    @property
    def share(self) -> Share:
        return Share(self.spoke, self.present)


@dataclass(frozen=True)
class RosterCount(_Sum):
    """Members on the first and the last day; `bodies` are those that list any, the others say nothing of theirs.

    `probationary` are of the last day. `joined` and `left` are for whatever reason; `admitted` are those who became
    probationary in the year, `made_official` those who were made official members after that.
    """

    bodies: int = 0
    begin: int = 0
    end: int = 0
    probationary: int = 0
    joined: int = 0
    left: int = 0
    admitted: int = 0
    made_official: int = 0


@dataclass(frozen=True)
class TaskCount(_Sum):
    """Tasks of the year by how they were reported last. `reported` are those told of at meetings, `done` of these."""

    new: int = 0
    carried: int = 0
    done: int = 0
    in_progress: int = 0
    not_done: int = 0
    not_reported: int = 0
    overdue: int = 0
    told_done: int = 0
    told: int = 0

    @property
    def all(self) -> int:
        return self.new + self.carried

    @property
    def share(self) -> Share:
        """Of all tasks those that are done."""
        return Share(self.done, self.all)

    @property
    def rate(self) -> Share:
        """Of what regular meetings reported of the last resolution, what was done."""
        return Share(self.told_done, self.told)

    def of(self, standing: Standing) -> int:
        return int(getattr(self, standing.name.lower()))


@dataclass(frozen=True)
class GivenPoints(_Sum):
    """Points by who gave them."""

    own: Points = NO_POINTS
    cell: Points = NO_POINTS
    superior: Points = NO_POINTS

    @property
    def by_giver(self) -> tuple[Points, Points, Points]:
        """In the order of `scores.GIVERS`."""
        return self.own, self.cell, self.superior


@dataclass(frozen=True)
class ScoreCount:
    """`owed` meetings were held that are to be scored; averages are of whole scores.

    `lost` has of every group of the frame, by name and points, what was not given by the cell, or by the meeting itself
    where the cell gave nothing. `by_superior` are the meetings that the superior scored or graded.
    """

    owed: int = 0
    scored: int = 0
    given: GivenPoints = GivenPoints()
    grades: Mapping[str, int] = field(default_factory=dict)
    lost: Mapping[tuple[str, int], Points] = field(default_factory=dict)
    by_superior: int = 0
    superior_grades: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: ScoreCount) -> ScoreCount:
        return ScoreCount(
            self.owed + other.owed,
            self.scored + other.scored,
            self.given + other.given,
            joined(self.grades, other.grades),
            joined(self.lost, other.lost),
            self.by_superior + other.by_superior,
            joined(self.superior_grades, other.superior_grades),
        )


@dataclass(frozen=True)
class Again:
    """A weakness that was recorded for several months, with the causes recorded beside it, the most frequent first."""

    body: str
    text: str
    months: int
    causes: tuple[str, ...]


@dataclass(frozen=True)
class WeaknessCount(_Sum):
    """Of so many meetings so many recorded something of weaknesses, be it that there were none."""

    meetings: int = 0
    recorded: int = 0
    weaknesses: int = 0
    again: tuple[Again, ...] = ()


@dataclass(frozen=True)
class DocumentCount(_Sum):
    """Numbered documents of one kind: `issued` are signed, or their day of issue is stated; `void` numbers apart."""

    numbered: int = 0
    issued: int = 0
    void: int = 0


@dataclass(frozen=True)
class Topic:
    """A theme that was taken up."""

    month: Month
    text: str


@dataclass(frozen=True)
class MonthCount(_Sum):
    """A month of the charts: who attended, what was given, how many duties were met of those due."""

    attended: Share = Share()
    given: GivenPoints = GivenPoints()
    duties: Share = Share()


@dataclass(frozen=True)
class YearFigures:
    """One body, or the sum of `cells` bodies. `first` and `last` are the days its roster is told of.

    `held` also counts what was held in a month of which nothing was owed. `records` are the forms that were counted;
    a sum names none, its cells do.
    """

    body: str
    first: date
    last: date
    cells: int = 1
    held: Mapping[MeetingKind, KindCount] = field(default_factory=dict)
    officers: Share = Share()
    duties: Mapping[Duty, DutyCount] = field(default_factory=dict)
    speaking: SpeakingCount = SpeakingCount()
    roster: RosterCount = RosterCount()
    tasks: TaskCount = TaskCount()
    scores: ScoreCount = ScoreCount()
    weaknesses: WeaknessCount = WeaknessCount()
    documents: Mapping[DocumentKindName, DocumentCount] = field(default_factory=dict)
    topics: tuple[Topic, ...] = ()
    months: tuple[MonthCount, ...] = (MonthCount(),) * 12
    records: tuple[str, ...] = ()

    @property
    def meetings(self) -> int:
        return sum(one.held for one in self.held.values())

    @property
    def attended(self) -> Share:
        """At the body's own meetings of all kinds, those of its committee apart."""
        own = (one.attended for kind, one in self.held.items() if not kind.is_committee)
        return sum(own, Share())
