"""Workbooks as plain data: sheets of values with their true addresses, whichever kind of file they came in."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from pipeline.errors import FormRefused, Problem
from pipeline.messages import msg
from pipeline.office_files.packages import Limits
from pipeline.office_files.workbook_problems import too_large, too_large_to_read
from pipeline.vietnamese.legacy import OldFonts, encoding_of_font

EPOCH = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)

_LEAP_DAY_1900 = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was; before it, days lie one apart
_EXACT = 2**53  # whole numbers above it are not exact in a cell
_BETWEEN_KEYWORDS = re.compile(r"[\s,;]+")
_MOST_LETTERS = (
    20_000_000  # of texts that are put together; one text may stand in every cell and costs nothing in a file
)
_SPREAD = 10  # places that used cells may lie apart on average: an unused place costs little, but not nothing


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that shows no value to read: an error (`#REF!`), or a formula nobody has calculated yet."""

    shown: str
    is_formula: bool = False


Cell = str | int | float | bool | date | datetime | time | Unreadable | None
Merged = tuple[int, int, int, int]


@dataclass(frozen=True)
class SheetValues:
    """One sheet: its rows from A1 on, each as far as it is filled, and its merged areas as (first row, first column,
    last row, last column). `converted` holds, for cells in an old encoding, the text as it stood before.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Merged, ...] = ()
    converted: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def at(self, row: int, column: int) -> Cell:
        """The value of a cell counted from 0; None outside what was filled."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None


@dataclass(frozen=True)
class WorkbookValues:
    """The sheets in their order, hidden ones too. `epoch` is the day that serial number 0 stands for.

    `keywords` are those of the file's properties; `notices` are warnings on the file as a whole.
    """

    sheets: tuple[SheetValues, ...]
    epoch: date
    keywords: str = ""
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one font; no font of its own is that of the cell."""

    text: str
    font: str | None = None


Text = str | tuple[Run, ...]


def cell_address(row: int, column: int) -> str:
    """`C7` for row 6, column 2."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def spaced(keywords: str) -> str:
    """Keywords with one blank between them: LibreOffice sets commas where there were blanks."""
    return " ".join(_BETWEEN_KEYWORDS.split(keywords)).strip()


class Budget:
    """What may still be used of the limits, over all sheets of one workbook."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cells = limits.cells
        self._places = limits.cells * _SPREAD
        self._letters = _MOST_LETTERS

    def check_place(self, row: int, column: int) -> None:
        """Refuse a used cell that lies further out than a form's do."""
        if row >= self._limits.rows or column >= self._limits.columns:
            rows, columns = self._limits.rows, self._limits.columns
            message = msg("A sheet is larger than {rows} rows and {columns} columns.", rows=rows, columns=columns)
            raise FormRefused(too_large(message))

    def use_cells(self, count: int = 1) -> None:
        self._cells -= count
        if self._cells < 0:
            raise FormRefused(self._too_many())

    def use_places(self, count: int) -> None:
        self._places -= count
        if self._places < 0:
            raise FormRefused(self._too_many())

    def use_letters(self, count: int) -> None:
        self._letters -= count
        if self._letters < 0:
            raise FormRefused(too_large_to_read())

    def _too_many(self) -> Problem:
        return too_large(msg("The workbook has more than {limit} used cells.", limit=self._limits.cells))


class Grid:
    """The cells of one sheet, put in one by one in any order, within a budget. `fonts` are those of the whole file."""

    def __init__(self, budget: Budget, fonts: OldFonts) -> None:
        self._budget = budget
        self._fonts = fonts
        self._rows: list[list[Cell]] = []
        self._merged: list[Merged] = []
        self._converted: dict[tuple[int, int], str] = {}

    def put(self, row: int, column: int, value: Cell) -> None:
        """Take a used cell. Raises `FormRefused` where it lies too far out, or there are too many."""
        self._budget.check_place(row, column)
        self._budget.use_cells()
        if row >= len(self._rows):
            self._rows.extend([] for _ in range(row + 1 - len(self._rows)))
        cells = self._rows[row]
        if column >= len(cells):
            self._budget.use_places(column + 1 - len(cells))
            cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = value

    def put_text(self, row: int, column: int, text: Text, font: str) -> None:
        """Take a cell with text, converted where it stands in an old encoding. `font` is that of the cell."""
        if isinstance(text, str) and encoding_of_font(font) is None:
            self.put(row, column, text or None)
            return
        runs = (Run(text),) if isinstance(text, str) else text
        self._budget.use_letters(sum(len(run.text) for run in runs))
        before = "".join(run.text for run in runs)
        shown = "".join(self._fonts.shown(run.text, font if run.font is None else run.font) for run in runs)
        self.put(row, column, shown or None)
        if shown != before:
            self._converted[row, column] = before

    def merge(self, area: Merged) -> None:
        self._budget.use_cells()
        self._merged.append(area)

    def values(self, name: str) -> SheetValues:
        return SheetValues(name, tuple(map(tuple, self._rows)), tuple(self._merged), self._converted)


def number(value: float) -> Cell:
    """A number as a cell means it: whole where it is whole; text where it is none (`inf`)."""
    if not math.isfinite(value):
        return str(value)
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def moment(serial: float, epoch: date) -> Cell:
    """A serial number in a cell that shows dates: a day, a moment, or below 1 a time of day."""
    if 0 <= serial < 1:
        return time_of(timedelta(days=serial))
    try:
        day = datetime.combine(epoch, time()) + timedelta(days=serial)
        if epoch == EPOCH and serial < (_LEAP_DAY_1900 - EPOCH).days:
            day += timedelta(days=1)
        return day.date() if float(serial).is_integer() else to_the_second(day)
    except (OverflowError, ValueError):
        return number(serial)


def to_the_second(day: datetime) -> datetime:
    """Fractions of a day seldom hit a second exactly: 14:30 may arrive as 14:29:59.999."""
    return (day + timedelta(microseconds=500_000)).replace(microsecond=0)


def time_of(span: timedelta) -> Cell:
    """A duration under a day as the time of day it was meant as; a longer one as hours and minutes in text."""
    seconds = round(span.total_seconds())
    hours, rest = divmod(seconds, 3600)
    if 0 <= hours < 24:
        return time(hours, rest // 60, rest % 60)
    return f"{hours}:{rest // 60:02}"
