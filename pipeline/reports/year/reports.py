"""The reports of a year: every cell's, and that of the party committee over its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.index import VoidNumber
from pipeline.organisation import Body, BodyKind
from pipeline.outlook.filed import FiledMeeting
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.year.committee import cells_of, summed
from pipeline.reports.year.figures import figures_of
from pipeline.reports.year.model import YearFigures

Meetings = Callable[[str], Sequence[FiledMeeting]]
VoidNumbers = Callable[[str], Sequence[VoidNumber]]


@dataclass(frozen=True)
class YearReport:
    """What one body reports. A party committee's `figures` are those of its `cells` together, `own` what it did itself.

    A cell's are its own: it has no `cells`, and `own` is `figures`.
    """

    body: Body
    figures: YearFigures
    own: YearFigures
    cells: tuple[YearFigures, ...] = ()

    @property
    def is_of_cell(self) -> bool:
        return self.body.kind is BodyKind.CELL


def reports_of(
    year: OfficeYear, meetings: Meetings, cell: str | None = None, void: VoidNumbers = lambda _body: ()
) -> Iterator[YearReport]:
    """The cells of the year in the order of the office, then the committees; of one body where asked.

    `meetings` gives those of a body, of all years, `void` its numbers that no document carries: one body at a time
    is held in memory, and its figures.
    """

    def figured(body: Body) -> YearFigures:
        return figures_of(year, body, meetings(body.id), void(body.id))

    chosen = year.bodies(cell)
    committees = [body for body in chosen if body.kind is not BodyKind.CELL]
    below = {committee.id: cells_of(year, committee) for committee in committees}
    needed = {body.id for bodies in below.values() for body in bodies}
    found: dict[str, YearFigures] = {}
    for body in chosen:
        if body.kind is BodyKind.CELL:
            figures = figured(body)
            if body.id in needed:
                found[body.id] = figures
            yield YearReport(body, figures, figures)
    for committee in committees:
        cells = tuple(found.get(body.id) or figured(body) for body in below[committee.id])
        own = figured(committee)
        yield YearReport(committee, summed(committee, cells, year), own, cells)
