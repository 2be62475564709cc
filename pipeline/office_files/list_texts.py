"""What stands on the list of a marked file and is not ours: typed there by a clerk, where nobody would read it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from pipeline.office_files.marks import COLUMNS, COUNTED, MORE_ROWS, OURS_END, TITLE, WARNINGS_TITLE, typed_behind
from pipeline.office_files.workbook_values import Cell, Unreadable

Rows = Sequence[Sequence[str]]

_HEADINGS = {TITLE, WARNINGS_TITLE}
_COUNTS = re.compile("|".join(re.escape(text).replace("0", r"\d+") for text in (f"{COUNTED}0", MORE_ROWS.format(0))))


def typed_in(rows: Rows, guide: Collection[str]) -> tuple[str, ...]:
    """The texts that are not ours, in their order, each on one line and once. `guide` is what the list says besides.

    In a list of an earlier version the ends of our texts are not marked; there, only what stands beside our columns
    and below our last row is known not to be ours.
    """
    is_told_apart = any(OURS_END in text for row in rows for text in row)
    found = _behind_and_between(rows, guide) if is_told_apart else _beside_and_below(rows, guide)
    return tuple(dict.fromkeys(text for text in found if text))


def shown_text(value: Cell) -> str:
    """The value of a cell as a clerk sees it."""
    match value:
        case None:
            return ""
        case Unreadable(shown):
            return shown
        case date():  # one with a time of day too
            return f"{value:%d/%m/%Y}"
        case _:
            return str(value)


def _behind_and_between(rows: Rows, guide: Collection[str]) -> Iterator[str]:
    """What stands behind the end of a text of ours, and texts without such an end that do not read like ours."""
    for row in rows:
        first = next((column for column, text in enumerate(row) if OURS_END in text), 0)
        for column, text in enumerate(row):
            is_serial_number = column < first and text.strip().isdecimal()
            if OURS_END in text:
                yield typed_behind(text)
            elif not (_is_fixed(text, guide) or is_serial_number):
                yield _on_one_line(text)


def _beside_and_below(rows: Rows, guide: Collection[str]) -> Iterator[str]:
    last = _last_of_ours(rows, guide)
    for number, row in enumerate(rows):
        yield from map(_on_one_line, row if number > last else row[len(COLUMNS) :])


def _last_of_ours(rows: Rows, guide: Collection[str]) -> int:
    """The last row that reads like ours: a heading, or the next one of a table counted from 1."""
    last, serial = -1, 0
    for number, row in enumerate(rows):
        first = row[0].strip() if row else ""
        if first == COLUMNS[0]:
            last, serial = number, 0
        elif first == str(serial + 1):
            last, serial = number, serial + 1
        elif _is_fixed(first, guide):
            last = number
    return last


def _is_fixed(text: str, guide: Collection[str]) -> bool:
    said = text.strip()
    return said in _HEADINGS or said in COLUMNS or said in guide or bool(_COUNTS.fullmatch(said))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
