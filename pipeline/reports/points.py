"""Points as tables and JSON give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.reports.tables import Value
from pipeline.vietnamese.dates import decimal

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Points:
    """Points added up, of so many meetings."""

    total: Decimal = Decimal(0)
    count: int = 0

    @staticmethod
    def of(points: Sequence[Decimal]) -> Points:
        return Points(sum(points, Decimal(0)), len(points))

    @property
    def average(self) -> Decimal | None:
        """To two decimals; None of nothing."""
        return (self.total / self.count).quantize(_HUNDREDTH) if self.count else None

    def __add__(self, other: Points) -> Points:
        return Points(self.total + other.total, self.count + other.count)


def points_value(points: Decimal | None) -> Value:
    """A whole number as one, any other with a comma: 5, `8,5`."""
    if points is None:
        return None
    return int(points) if points % 1 == 0 else decimal(points)


def points_number(points: Decimal | None) -> int | float | None:
    """The same for JSON."""
    if points is None:
        return None
    return int(points) if points % 1 == 0 else float(points)


def average(points: list[Decimal]) -> Decimal | None:
    """To two decimals; None of nothing."""
    return Points.of(points).average
