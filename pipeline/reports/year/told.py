"""What the text of a year's report is about, and the kinds of meeting it goes through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.meeting import MeetingKind
from pipeline.reports.year.model import KindCount, YearFigures
from pipeline.reports.year.reports import YearReport


@dataclass(frozen=True)
class Told:
    """What the text is about. `name` is the body's in running text, `word` what it is called after that.

    `names` are those of the cells, by id; `spelled` puts our own words into the office's spelling of `ủy`.
    """

    report: YearReport
    name: str
    word: str
    superior: str
    committee: str
    names: Mapping[str, str]
    spelled: Callable[[str], str] = str

    @property
    def figures(self) -> YearFigures:
        return self.report.figures

    @property
    def who(self) -> str:
        """Whose figures they are: `Chi bộ`, `các chi bộ`."""
        return self.word if self.report.is_of_cell else "các chi bộ"


def in_order(figures: YearFigures) -> list[tuple[MeetingKind, KindCount]]:
    """The kinds that were held."""
    return [(kind, figures.held[kind]) for kind in MeetingKind if kind in figures.held]
