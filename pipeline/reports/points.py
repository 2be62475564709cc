"""Points as tables and JSON give them."""

from __future__ import annotations

from decimal import Decimal

from pipeline.reports.tables import Value
from pipeline.vietnamese.dates import decimal

_HUNDREDTH = Decimal("0.01")


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
    return (sum(points, Decimal(0)) / len(points)).quantize(_HUNDREDTH) if points else None
