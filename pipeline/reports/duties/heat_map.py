"""The calendar of duties as a picture: a line for each body, a column for each month, coloured by the worst state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.reports.charts import drawing, shortened
from pipeline.reports.duties.model import Finding, State
from pipeline.reports.office_year import OfficeYear

if TYPE_CHECKING:
    from matplotlib.patches import Rectangle

MOST_BODIES = 60  # on one picture; more are hard to read
_WIDTH, _MARGIN, _ROW = 8.5, 1.3, 0.26  # inches
_NOTHING = "#FFFFFF"
_COLOURS = {
    State.NOT_DUE: "#E6E6E6",
    State.MET: "#7BB77B",
    State.EXPLAINED: "#9CC3E6",
    State.LATE: "#F2C45A",
    State.MISSING: "#D9534F",
}
_WORST = list(State)

Month = int
Worst = dict[tuple[str, Month], tuple[State, int]]


def heat_maps(year: OfficeYear, findings: Sequence[Finding]) -> list[bytes]:
    """PNG pictures of so many bodies each; one of none where no body owes anything."""
    bodies = list(dict.fromkeys(one.body for one in findings))
    worst = worst_of(findings)
    pages = [bodies[start : start + MOST_BODIES] for start in range(0, len(bodies), MOST_BODIES)] or [[]]
    return [_drawn(year, page, worst) for page in pages]


def worst_of(findings: Sequence[Finding]) -> Worst:
    """Of each body and month the worst state, and how many duties are in it. A quarter is told of in its last month."""
    states: dict[tuple[str, Month], list[State]] = defaultdict(list)
    for one in findings:
        states[one.body, one.span.last.month].append(one.state)
    found = {place: max(several, key=_WORST.index) for place, several in states.items()}
    return {place: (state, states[place].count(state)) for place, state in found.items()}


def _drawn(year: OfficeYear, bodies: Sequence[str], worst: Worst) -> bytes:
    with drawing(_WIDTH, _MARGIN + _ROW * max(len(bodies), 1)) as made:
        axes = made.axes
        for row, body in enumerate(bodies):
            for month in range(1, 13):
                state, count = worst.get((body, month), (None, 0))
                colour = _COLOURS[state] if state else _NOTHING
                axes.add_patch(_cell(month, row, colour))
                if state in (State.LATE, State.MISSING):
                    axes.text(month, row, str(count), ha="center", va="center", fontsize=8)
        axes.set_xlim(0.5, 12.5)
        axes.set_ylim(max(len(bodies), 1) - 0.5, -0.5)
        axes.set_xticks(range(1, 13), [f"T{month}" for month in range(1, 13)])
        axes.set_yticks(range(len(bodies)), shortened([year.name_of(body) for body in bodies]))
        axes.tick_params(length=0)
        axes.set_title(f"Thực hiện nền nếp, chế độ sinh hoạt năm {year.year}")
        axes.legend(
            handles=[_cell(0, 0, colour, state.label) for state, colour in _COLOURS.items()],
            loc="upper center",
            bbox_to_anchor=(0.4, -0.08 if len(bodies) > 12 else -0.25),
            ncols=len(_COLOURS),
            frameon=False,
        )
        return made.png()


def _cell(month: int, row: int, colour: str, label: str = "") -> Rectangle:
    from matplotlib.patches import Rectangle

    return Rectangle((month - 0.5, row - 0.5), 1, 1, facecolor=colour, edgecolor="white", linewidth=1.5, label=label)
