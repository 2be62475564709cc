"""Number formats: whether a number in a cell shows as a day, a duration or a number (ECMA-376 part 1, 18.8.30)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import Enum

from pipeline.office_files.workbook_values import Cell, moment, number, time_of


class Shows(Enum):
    """What a number format makes of a number."""

    NUMBER = "number"
    DATE = "date"
    DURATION = "duration"


_DATES = (*range(14, 23), *range(27, 37), 45, 47, *range(50, 59))  # built in; from 27 on in East Asian Excels
_DURATIONS = (46,)
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE | re.DOTALL)
_LONGEST = 1_000


def shows(number_format: str) -> Shows:
    """What a format code makes of a number; of several sections the first counts."""
    code = _LITERAL.sub("", number_format[:_LONGEST]).split(";")[0].casefold()
    if "[" in code:
        return Shows.DURATION
    is_date = "general" not in code and any(letter in code for letter in "dmyhs")
    return Shows.DATE if is_date else Shows.NUMBER


def shows_built_in(number: int) -> Shows:
    """What the format of this number makes of one, where the workbook does not say."""
    if number in _DURATIONS:
        return Shows.DURATION
    return Shows.DATE if number in _DATES else Shows.NUMBER


def shown(value: float, by: Shows, epoch: date) -> Cell:
    """A number as its cell shows it: a number, a day, a moment, a time of day."""
    if by is Shows.DATE:
        return moment(value, epoch)
    if by is Shows.DURATION and 0 <= value < 1_000_000:
        return time_of(timedelta(days=value))
    return number(value)
