"""Score sheets: groups of criteria with their levels, and what a grade asks for. Points are whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pydantic import Field

from pipeline.records import Line, Record
from pipeline.regulations.entries import InForce
from pipeline.vietnamese.text import folded


class Level(Record):
    """So many points from a figure on: `từ 90% trở lên` gives 4."""

    text: Line
    points: int = Field(ge=0)


class Criterion(Record):
    """One line of the sheet below its group."""

    name: Line
    points: int = Field(ge=0)
    levels: tuple[Level, ...] = ()


class Group(Criterion):
    """A group of the frame. Its items may leave some of its points to the cell's own judgement."""

    items: tuple[Criterion, ...] = ()


class Grade(Record):
    """A grade: the total it begins at, and criteria that must have all their points."""

    name: Line
    at_least: int = Field(ge=0)
    full_marks: tuple[Line, ...] = ()


class ScoreSheet(InForce):
    """The frame a meeting is scored by; `meetings` are the kinds it is for, empty for every kind."""

    meetings: tuple[Line, ...] = ()
    groups: tuple[Group, ...] = Field(min_length=1)
    grades: tuple[Grade, ...] = Field(min_length=1)

    @property
    def total(self) -> int:
        return sum(group.points for group in self.groups)

    def points_of(self, criterion: str) -> int | None:
        """The most points of a group or one of its items; None where the sheet does not know it."""
        wanted = folded(criterion)
        for group in self.groups:
            for entry in (group, *group.items):
                if folded(entry.name) == wanted:
                    return entry.points
        return None

    def sum_of(self, given: Mapping[str, Decimal]) -> Decimal:
        """The total of points given by criterion: a group counts by its own line, else by its items' lines.

        Criteria that the sheet does not know count as they stand: local sheets differ.
        """
        points = {folded(name): value for name, value in given.items()}
        known = {folded(entry.name) for group in self.groups for entry in (group, *group.items)}
        beside = sum((value for name, value in points.items() if name not in known), Decimal(0))
        return sum((_given_to(group, points) for group in self.groups), beside)

    def grade_for(self, given: Mapping[str, Decimal]) -> str:
        """The grade that the points suggest; the voted one stands. Empty below every grade."""
        total = self.sum_of(given)
        points = {folded(name): value for name, value in given.items()}
        for grade in sorted(self.grades, key=lambda grade: -grade.at_least):
            if total >= grade.at_least and all(self._is_full(name, points) for name in grade.full_marks):
                return grade.name
        return ""

    def is_whole(self, given: Mapping[str, Decimal]) -> bool:
        """Whether every group has points: its own, or those of all its items."""
        points = {folded(name): value for name, value in given.items()}
        return all(_is_given(group, points) for group in self.groups)

    def by_group(self, given: Mapping[str, Decimal]) -> tuple[Decimal | None, ...]:
        """What each group was given, by its own line or by all its items' lines; None where it says less than that."""
        points = {folded(name): value for name, value in given.items()}
        return tuple(_given_to(group, points) if _is_given(group, points) else None for group in self.groups)

    def _is_full(self, criterion: str, points: Mapping[str, Decimal]) -> bool:
        """Whether a group or an item has all its points."""
        group = next((group for group in self.groups if folded(group.name) == folded(criterion)), None)
        found = _given_to(group, points) if group else points.get(folded(criterion))
        return found == self.points_of(criterion)


def _is_given(group: Group, points: Mapping[str, Decimal]) -> bool:
    if folded(group.name) in points:
        return True
    return bool(group.items) and all(folded(item.name) in points for item in group.items)


def _given_to(group: Group, points: Mapping[str, Decimal]) -> Decimal:
    """The points of a group: those of its own line, else of its items' lines."""
    own = points.get(folded(group.name))
    return sum((points.get(folded(item.name), Decimal(0)) for item in group.items), Decimal(0)) if own is None else own
