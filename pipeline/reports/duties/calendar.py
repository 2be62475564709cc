"""The calendar of duties: body by body, each duty of the year with what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.organisation import Body
from pipeline.outlook.filed import FiledMeeting
from pipeline.reports.duties.around import owed_around
from pipeline.reports.duties.explained import explanations_of
from pipeline.reports.duties.meetings_due import BodyYear, meetings_due
from pipeline.reports.duties.model import Duty, Finding
from pipeline.reports.office_year import OfficeYear

_ORDER = {duty: number for number, duty in enumerate(Duty)}


def duties_of(
    year: OfficeYear, meetings: Callable[[str], Sequence[FiledMeeting]], cell: str | None = None
) -> Iterator[Finding]:
    """Every duty of every body, in the order of bodies, duties and months; of one body where asked.

    `meetings` gives those of a body, of all years: one body at a time is held in memory.
    """
    for body in year.bodies(cell):
        yield from duties_of_body(year, body, meetings(body.id))


def duties_of_body(year: OfficeYear, body: Body, meetings: Sequence[FiledMeeting]) -> list[Finding]:
    """Every duty of one body, in the order of duties and months; `meetings` are all that it has filed."""
    by_now = [one for one in meetings if not one.is_held or one.day is None or one.day <= year.today]
    case = BodyYear(year, body, by_now, explanations_of(by_now))
    return sorted(
        (*meetings_due(case), *owed_around(case)),
        key=lambda one: (_ORDER[one.duty], one.span.first, one.span.months, one.meeting),
    )
