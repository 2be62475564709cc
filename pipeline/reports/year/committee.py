"""The year of a party committee: its cells summed up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce

from pipeline.organisation import Body, BodyKind, Organisation
from pipeline.organisation.dated import value_on
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.year.model import YearFigures, joined
from pipeline.vietnamese.text import folded


def cells_of(year: OfficeYear, committee: Body) -> tuple[Body, ...]:
    """The cells below it in the year, also those below a committee in between; each by its last superior of the year.

    A superior is given by id, or by name as it is printed. A cell that names none is of the office's only committee.
    """
    cells = (body for body in year.bodies() if body.kind is BodyKind.CELL)
    return tuple(cell for cell in cells if committee in _above(year.organisation, cell, _last_day(year, cell)))


def _last_day(year: OfficeYear, body: Body) -> date:
    return min(year.day, body.to or date.max)


def _above(organisation: Organisation, body: Body, day: date) -> Iterator[Body]:
    seen = {body.id}
    superior = _superior(organisation, body, day)
    while superior is not None and superior.id not in seen:
        yield superior
        seen.add(superior.id)
        superior = _superior(organisation, superior, day)


def _superior(organisation: Organisation, body: Body, day: date) -> Body | None:
    named = value_on(body.superior, day)
    committees = [one for one in organisation.bodies if one.kind is BodyKind.PARTY_COMMITTEE]
    if not named:
        return committees[0] if len(committees) == 1 and body.kind is BodyKind.CELL else None
    for one in committees:
        names = (value_on(one.name, day), value_on(one.committee, day))
        if named == one.id or folded(named) in map(folded, names):
            return one
    return None


def summed(body: Body, cells: Sequence[YearFigures], year: OfficeYear) -> YearFigures:
    """The figures of all cells together, under the name of the body above them."""
    nothing = YearFigures(body.id, date(year.year, 1, 1), year.day, cells=0)
    return reduce(_added, cells, nothing)


def _added(one: YearFigures, other: YearFigures) -> YearFigures:
    return YearFigures(
        body=one.body,
        first=one.first,
        last=one.last,
        cells=one.cells + other.cells,
        held=joined(one.held, other.held),
        officers=one.officers + other.officers,
        duties=joined(one.duties, other.duties),
        speaking=one.speaking + other.speaking,
        roster=one.roster + other.roster,
        tasks=one.tasks + other.tasks,
        scores=one.scores + other.scores,
        weaknesses=one.weaknesses + other.weaknesses,
        documents=joined(one.documents, other.documents),
        topics=one.topics + other.topics,
        months=tuple(mine + theirs for mine, theirs in zip(one.months, other.months, strict=True)),
    )
