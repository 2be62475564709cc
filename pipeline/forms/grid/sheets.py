"""One sheet of a filled workbook: its texts to compare with, its places, and what of it was taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cached_property, lru_cache

from pipeline.messages import Message, Place, msg
from pipeline.office_files.workbooks import Cell, SheetValues, Unreadable, cell_address
from pipeline.records.nodes import Scalar
from pipeline.vietnamese.text import folded

MAX_LABEL = 300  # characters; no label or printed text is longer

_NUMBERING = re.compile(r"^\d+\s*[.)\-:]\s*")


def text_key(value: object) -> str:
    """What a label is compared by: case, blanks, tone placing, a final colon or star do not count; "" for no text."""
    if not isinstance(value, str) or len(value) > MAX_LABEL:
        return ""
    return _text_key(value)


@lru_cache(maxsize=20_000)  # the same labels are compared over and over
def _text_key(text: str) -> str:
    return folded(text).rstrip(" :*")


def title_key(value: object) -> str:
    """The same without a number before it: `2. Điểm danh` is `Điểm danh`."""
    return _NUMBERING.sub("", text_key(value))


def is_blank(value: Cell) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def in_words(value: Cell) -> str:
    """A cell as a text, for messages and comparisons."""
    match value:
        case None:
            return ""
        case Unreadable():
            return value.shown
        case datetime() | date():
            return f"{value:%d/%m/%Y}"
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)


class FilledSheet:
    """A sheet being read. `take` marks cells as read; `left_over` are those nobody took."""

    def __init__(self, values: SheetValues) -> None:
        self.name = values.name
        self._values = values
        self._taken: set[tuple[int, int]] = set()

    @property
    def height(self) -> int:
        return len(self._values.rows)

    @property
    def where(self) -> Message:
        return msg("sheet “{sheet}”", sheet=self.name)

    def where_cell(self, row: int, column: int) -> Message:
        words = msg("sheet “{sheet}”, cell {cell}", sheet=self.name, cell=cell_address(row, column))
        return Place(words.msgid, words.params, ("cell", self.name, row, column))

    def missing(self, title: str) -> Message:
        """What to say of a block that was not found."""
        return msg("The heading “{title}” is missing.", title=title)

    def headings(self) -> dict[str, int]:
        """The row of each text that a row begins with; of two the one that stands alone, as headings are printed."""
        first: dict[str, int] = {}
        alone: dict[str, int] = {}
        for row in range(self.height):
            columns = self.filled_in_row(row)
            if columns:
                found = alone if len(columns) == 1 else first
                found.setdefault(text_key(self.at(row, columns[0])), row)
        return first | alone

    def before_conversion(self, row: int, column: int) -> str | None:
        """What a cell held before it was converted from an old encoding; None where it was not."""
        return self._values.converted.get((row, column))

    def at(self, row: int, column: int) -> Cell:
        return self._values.at(row, column)

    def take(self, row: int, column: int) -> None:
        self._taken.add((row, column))

    def filled(self, first: int = 0, last: int | None = None) -> Iterator[tuple[int, int, Cell]]:
        """Row, column and value of every cell with something in it, from row `first` to before row `last`."""
        for row in range(first, self.height if last is None else min(last, self.height)):
            for column, value in enumerate(self._values.rows[row]):
                if not is_blank(value):
                    yield row, column, value

    def filled_in_row(self, row: int, after: int = -1) -> list[int]:
        """The columns of a row that hold something, right of column `after`."""
        return [column for _, column, _ in self.filled(row, row + 1) if column > after]

    def left_over(self) -> Iterator[tuple[int, int, Cell]]:
        return (cell for cell in self.filled() if cell[:2] not in self._taken)

    def is_covered(self, row: int, column: int) -> bool:
        """Whether a cell lies under a merged area without being its first."""
        return self.origin(row, column) != (row, column)

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of the merged area a cell lies in; itself where it lies in none."""
        for first_row, first_column, last_row, last_column in self._merged:
            if first_row <= row <= last_row and first_column <= column <= last_column:
                return first_row, first_column
        return row, column

    @cached_property
    def _merged(self) -> tuple[tuple[int, int, int, int], ...]:
        return self._values.merged[:2_000]  # a form has a few dozen; each look-up walks them all


def scalar(value: Cell) -> Scalar:
    """A value that can stand in a node; None for a cell without a readable one."""
    return None if isinstance(value, Unreadable) else value
