"""Numbers run in the order of dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.errors import Problem, Severity
from pipeline.messages import Message, msg


def check_number_order(
    symbol: str, number: int, day: date, taken: Iterable[tuple[int, date]], where: Message
) -> Iterator[Problem]:
    """A warning where a lower number of the series bears a later date, or a higher one an earlier date."""
    for other, other_day in taken:
        if (other < number and other_day > day) or (other > number and other_day < day):
            yield Problem(
                "number-order",
                where,
                msg(
                    "{symbol} is dated {day:%d/%m/%Y}, but number {other:02} is dated {other_day:%d/%m/%Y}.",
                    symbol=symbol,
                    day=day,
                    other=other,
                    other_day=other_day,
                ),
                msg("Please check both dates; forms are best dropped in the order of their dates."),
                Severity.WARNING,
            )
            return
