"""Putting sentences together: no sentence twice in a row, every open place filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from pipeline.synth.phrases import Common, Sector
from pipeline.vietnamese.dates import NBSP, Month, count


def month_figures(month: Month) -> str:
    """`10/2018`, `02/2019`, with plain blanks: what a clerk types."""
    return month.in_figures.removeprefix(f"tháng{NBSP}")


@dataclass(frozen=True)
class Pen:
    """Writes for one cell in one period. All its choices come from `rng`."""

    rng: Random
    common: Common
    sector: Sector
    values: dict[str, str] = field(default_factory=dict)

    def in_period(self, month: Month) -> Pen:
        """The same pen, with the months of the period filled in."""
        months = {"month": month_figures(month), "assessed": month_figures(month.plus(-1)), "year": str(month.year)}
        return replace(self, values={**self.values, **months})

    def about(self, name: str) -> Pen:
        """The same pen, writing of this person."""
        return replace(self, values={**self.values, "name": name})

    def fill(self, sentence: str) -> str:
        """The sentence with its open places filled, figures drawn anew for each."""
        if "{" not in sentence:
            return sentence
        figures = {
            "few": count(self.rng.randint(2, 9)),
            "some": count(self.rng.randint(12, 45)),
            "percent": str(self.rng.randint(86, 99)),
        }
        return sentence.format(**figures, **self.values)

    def line(self, sentences: Sequence[str]) -> str:
        """One of the sentences."""
        return self.fill(self.rng.choice(sentences))

    def prose(self, sentences: Sequence[str], least: int, most: int) -> str:
        """Some of the sentences, each at most once, in the order they are listed: they were written to follow so."""
        wanted = min(self.rng.randint(least, most), len(sentences))
        chosen = sorted(self.rng.sample(range(len(sentences)), wanted))
        return " ".join(self.fill(sentences[place]) for place in chosen)

    def opinions(self, sentences: Sequence[str], number: int) -> tuple[str, ...]:
        """What so many speakers say of one item: each something of its own, and two or three things one always says."""
        dealt = self.rng.sample(sentences, min(number, len(sentences)))
        remarks = self.rng.sample(self.common.remarks, 3 * len(dealt))
        return tuple(
            " ".join(
                [
                    self.line(self.common.openers),
                    self.fill(own),
                    *remarks[3 * place : 3 * place + self.rng.randint(2, 3)],
                ]
            )
            for place, own in enumerate(dealt)
        )
