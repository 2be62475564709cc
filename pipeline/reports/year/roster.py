"""How a body's roster changed in a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.organisation import Body, Member, Status
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.year.model import RosterCount


def days_of(year: OfficeYear, body: Body) -> tuple[date, date]:
    """The first and the last day of the year on which there was the body; the last not behind the report's."""
    first = max(date(year.year, 1, 1), body.from_ or date.min)
    return first, max(first, min(year.day, body.to or date.max))


def roster_of(year: OfficeYear, body: Body) -> RosterCount:
    """Members on both days, and what changed in between: `begin` and those who joined, without who left, is `end`."""
    first, last = days_of(year, body)
    if not body.members:
        return RosterCount()
    begin, end = year.then(body, first), year.then(body, last)
    steps = [step for member in body.members for step in _steps(member, first, last)]
    return RosterCount(
        bodies=1,
        begin=len(begin.members),
        end=len(end.members),
        probationary=end.probationary,
        joined=sum(member.from_ is not None and first < member.from_ <= last for member in body.members),
        left=sum(member.to is not None and first <= member.to < last for member in body.members),
        admitted=steps.count(Status.PROBATIONARY),
        made_official=steps.count(Status.OFFICIAL),
    )


def _steps(member: Member, first: date, last: date) -> Iterator[Status]:
    """What a member became within these days, while they were of this body: probationary, official after that."""
    was_probationary = False
    for status in sorted(member.status, key=lambda one: one.from_ or date.min):
        is_new = status.from_ is not None and first <= status.from_ <= last and member.holds_on(status.from_)
        if is_new and (status.value is Status.PROBATIONARY or was_probationary):
            yield status.value
        was_probationary = status.value is Status.PROBATIONARY
