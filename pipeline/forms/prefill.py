"""What an office knows of a form before the clerk fills it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pipeline.forms.entries import Steps
from pipeline.vietnamese.dates import Month

RowValues = Mapping[Steps, object]


@dataclass(frozen=True)
class Prefill:
    """Plain values that the caller knows. `members` and `places` are offered in drop-downs.

    `given` are answers by their path from the record, `rows` the rows of tables by the path of their list.
    """

    body: str = ""
    body_name: str = ""
    code: str | None = None
    period: Month | None = None
    ordinal: int | None = None
    day: date | None = None
    place: str = ""
    places: tuple[str, ...] = ()
    chair: str = ""
    recorder: str = ""
    members: tuple[str, ...] = ()
    total_official: int | None = None
    total_probationary: int | None = None
    score_criteria: tuple[tuple[str, Decimal | int | None], ...] = ()
    recipients: tuple[str, ...] = ()
    given: Mapping[Steps, object] = field(default_factory=dict)
    rows: Mapping[Steps, Sequence[RowValues]] = field(default_factory=dict)

    def answers(self) -> dict[Steps, object]:
        """By path from the record."""
        return {
            ("code",): self.code,
            ("body",): self.body,
            ("period", "month"): self.period,
            ("ordinal",): self.ordinal,
            ("day",): self.day,
            ("place",): self.place,
            ("chair",): self.chair,
            ("recorder",): self.recorder,
            ("roll", "total_official"): self.total_official,
            ("roll", "total_probationary"): self.total_probationary,
            **self.given,
        }
