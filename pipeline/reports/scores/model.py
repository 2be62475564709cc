"""The score of a meeting: who gave what, group by group, the grades, and what the record itself would give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.records import Choice
from pipeline.reports.held import Source
from pipeline.vietnamese.dates import percent
from pipeline.vietnamese.text import folded


class Giver(Choice):
    OWN = "self", "Tự chấm"
    CELL = "cell", "Chi bộ chấm"
    SUPERIOR = "superior", "Cấp trên chấm"


GIVERS = tuple(Giver)


@dataclass(frozen=True)
class Given:
    """Points by who gave them; None where none are recorded."""

    own: Decimal | None = None
    cell: Decimal | None = None
    superior: Decimal | None = None

    def __iter__(self) -> Iterator[Decimal | None]:
        """In the order of `GIVERS`."""
        return iter((self.own, self.cell, self.superior))

    @property
    def counted(self) -> Decimal | None:
        """What the cell gave; where it gave nothing, what the meeting gave itself."""
        return self.own if self.cell is None else self.cell


@dataclass(frozen=True)
class GroupScore:
    """A group of the frame with the points it was given."""

    name: str
    points: int
    given: Given

    @property
    def lost(self) -> Given:
        """What was not given of the group's points, by who gave them."""
        return Given(*(None if points is None else self.points - points for points in self.given))

    @property
    def lost_any(self) -> bool:
        return any(points is not None and points > 0 for points in self.lost)


@dataclass(frozen=True)
class Computed:
    """A criterion told from the record: so many of so many, and the points of its levels.

    `by_rule` is None where the figures are not recorded, or the levels are not understood.
    """

    criterion: str
    part: int
    whole: int
    by_rule: int | None
    given: Given

    @property
    def share(self) -> str:
        """`20/24 (83,3%)`; empty where it is not recorded."""
        return f"{self.part}/{self.whole} ({percent(self.part, self.whole)})" if self.whole else ""

    @property
    def differs(self) -> bool:
        return self.by_rule is not None and any(one is not None and one != self.by_rule for one in self.given)


@dataclass(frozen=True)
class MeetingScore:
    """One meeting. `partial` names whose points leave something out: their total is no total of the meeting.

    Grades are empty where none is recorded, or the points do not tell one.
    """

    body: str
    source: Source
    total: Given
    partial: frozenset[Giver]
    groups: tuple[GroupScore, ...]
    grade: str
    grade_by_rule: str
    superior_grade: str
    superior_grade_by_rule: str
    computed: tuple[Computed, ...]
    records: tuple[str, ...]

    @property
    def whole(self) -> Given:
        """The totals that leave nothing out: averages are of these."""
        totals = zip(GIVERS, self.total, strict=True)
        return Given(*(None if giver in self.partial else total for giver, total in totals))

    @property
    def is_scored(self) -> bool:
        return any(total is not None for total in self.total)

    @property
    def grade_differs(self) -> bool:
        """Whether the grade voted is another than the points give."""
        return _differ(self.grade, self.grade_by_rule)

    @property
    def superior_grade_differs(self) -> bool:
        return _differ(self.superior_grade, self.superior_grade_by_rule)


def _differ(stated: str, by_rule: str) -> bool:
    return bool(stated and by_rule) and folded(stated) != folded(by_rule)
