"""What a cell was meant to hold, where Excel made another kind of value of it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from pipeline.forms.entries import EntryKind
from pipeline.records.nodes import Scalar

_FIRST_SERIAL, _LAST_SERIAL = 10_000, 110_000  # 1927 to 2201: days that Excel shows as plain numbers
_COUNT_YEARS = range(1899, 1930)  # a count typed into a cell that is formatted as a date


def as_meant(value: Scalar, kind: EntryKind, epoch: date) -> Scalar:
    """The value for an answer of `kind`; unchanged where there is nothing to mend. `epoch` is the day of number 0."""
    match kind:
        case EntryKind.TIME if _is_number(value):
            return _time(float(value))  # type: ignore[arg-type]
        case EntryKind.DATE | EntryKind.MONTH if _is_number(value):
            return _day(float(value), epoch)  # type: ignore[arg-type]
        case EntryKind.WHOLE | EntryKind.POINTS if isinstance(value, date) and value.year in _COUNT_YEARS:
            day = value.date() if isinstance(value, datetime) else value
            return (day - epoch).days
        case _:
            return value


def _is_number(value: Scalar) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _time(number: float) -> Scalar:
    """0.604166… is 14:30: Excel keeps a time as its part of the day."""
    if not 0 <= number < 1:
        return int(number) if number.is_integer() else number
    seconds = min(round(number * 86_400), 86_399)
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)


def _day(number: float, epoch: date) -> Scalar:
    if number.is_integer() and _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return epoch + timedelta(days=int(number))
    return int(number) if number.is_integer() else number
