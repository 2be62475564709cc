"""The year of a body in averages: in all, by group, month by month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.reports.points import average
from pipeline.reports.scores.model import Given, MeetingScore
from pipeline.vietnamese.dates import Month


@dataclass(frozen=True)
class GroupAverage:
    """A group over the year; `meetings` are those that gave it points. Frames of other points are other groups."""

    name: str
    points: int
    meetings: int
    given: Given


@dataclass(frozen=True)
class MonthPoint:
    """A month of a line chart: the average total of its meetings, by who scored; None where none is recorded."""

    month: Month
    given: Given


def totals(meetings: Iterable[MeetingScore]) -> Given:
    """The average totals of meetings, of whole scores alone."""
    return _averages([meeting.whole for meeting in meetings])


def trend(year: int, meetings: Sequence[MeetingScore]) -> tuple[MonthPoint, ...]:
    """The twelve months of the year."""
    months = [Month(year, number) for number in range(1, 13)]
    return tuple(MonthPoint(month, totals(one for one in meetings if one.source.month == month)) for month in months)


def group_averages(meetings: Sequence[MeetingScore]) -> tuple[GroupAverage, ...]:
    """Each group that was given points in the year, in the order of the frame."""
    found: dict[tuple[str, int], list[Given]] = {}
    for meeting in meetings:
        for group in meeting.groups:
            if any(points is not None for points in group.given):
                found.setdefault((group.name, group.points), []).append(group.given)
    return tuple(GroupAverage(name, points, len(given), _averages(given)) for (name, points), given in found.items())


def _averages(given: Sequence[Given]) -> Given:
    columns: list[list[Decimal]] = [[], [], []]
    for one in given:
        for column, points in zip(columns, one, strict=True):
            if points is not None:
                column.append(points)
    return Given(*map(average, columns))
