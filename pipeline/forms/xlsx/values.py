"""Values of the record as cells hold them, and what a cell was meant to hold where Excel made something else of it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from pipeline.errors import UsageError
from pipeline.forms.entries import Entry, EntryKind
from pipeline.forms.xlsx.lists import MARK, NO, YES
from pipeline.messages import msg
from pipeline.records import Choice
from pipeline.records.nodes import Scalar
from pipeline.vietnamese.dates import Month

MAX_CELL = 32_767  # characters; Excel's own limit

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
            return _serial(day, epoch)
        case _:
            return value


def _serial(day: date, epoch: date) -> int:
    """The number a day was made of. Excel counts a 29 February 1900 that never was."""
    number = (day - epoch).days
    return number - 1 if day < date(1900, 3, 1) else number


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


def shown_value(answer: Entry, value: object) -> str | int | float | date | time | None:
    """A value of the record as its cell holds it; None leaves the cell blank."""
    shown: str | int | float | date | time | None
    match value:
        case None | "" | ():
            return None
        case bool():
            shown = _mark(answer, value)
        case Choice():
            shown = value.label
        case Month():
            shown = f"{value.month:02}/{value.year}"
        case date():
            shown = value if value.year > 1900 else f"{value:%d/%m/%Y}"
        case time():
            shown = value
        case tuple():
            shown = "\n".join(map(str, value))
        case int():
            shown = value if abs(value) < 2**53 else str(value)
        case Decimal():
            shown = float(value) if Decimal(repr(float(value))) == value else format(value, "f")
        case _:
            shown = str(value)
    if isinstance(shown, str) and len(shown) > MAX_CELL:
        raise UsageError(
            msg(
                "“{label}” has {count} characters; a cell of a workbook holds {limit}. Please use the YAML form.",
                label=answer.label,
                count=len(shown),
                limit=MAX_CELL,
            )
        )
    return shown


def _mark(answer: Entry, value: bool) -> str | None:
    if answer.kind is EntryKind.YES_NO:
        return YES if value else NO
    return MARK if value else None
