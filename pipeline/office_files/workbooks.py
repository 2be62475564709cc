"""Excel workbooks as plain data: sheets of values with their true addresses, opened with limits.

The package is checked and unpacked here first; the reading library gets an unpacked copy of the parts it needs, so
that no size or place it meets was not looked at before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO

import xlsxwriter
from python_calamine import CalamineSheet, CalamineWorkbook

from pipeline.errors import FormRefused, Problem
from pipeline.messages import Message, msg
from pipeline.office_files.packages import packed, unpacked
from pipeline.office_files.workbook_parts import SheetPart, Unreadable, WorkbookParts, workbook_parts

Cell = str | int | float | bool | date | datetime | time | Unreadable | None

__all__ = [
    "Cell",
    "SheetValues",
    "Unreadable",
    "WorkbookValues",
    "cell_address",
    "new_workbook",
    "read_workbook",
    "with_growing_rows",
]


@dataclass(frozen=True)
class SheetValues:
    """One sheet: its rows from A1 on, and its merged areas as (first row, first column, last row, last column)."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def at(self, row: int, column: int) -> Cell:
        """The value of a cell counted from 0; None outside what was filled."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None


@dataclass(frozen=True)
class WorkbookValues:
    """The sheets in their order, hidden ones too. `epoch` is the day that serial number 0 stands for."""

    sheets: tuple[SheetValues, ...]
    epoch: date


def cell_address(row: int, column: int) -> str:
    """`C7` for row 6, column 2."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def read_workbook(data: bytes) -> WorkbookValues:
    """The values of an .xlsx workbook. Raises `FormRefused`, and nothing else, where it cannot be read."""
    try:
        parts = workbook_parts(data)
        book = CalamineWorkbook.from_filelike(BytesIO(parts.package))
        sheets = tuple(_sheet(book.get_sheet_by_name(part.name), part) for part in parts.sheets)
    except FormRefused:
        raise
    except MemoryError as error:
        raise FormRefused(_damaged()) from error
    except Exception as error:  # whatever a damaged package makes zip, XML and sheet readers say
        raise FormRefused(_damaged()) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the Rust reader's panics are no `Exception`
            raise
        raise FormRefused(_damaged()) from error
    return WorkbookValues(sheets, _epoch(parts))


def _damaged() -> Problem:
    return Problem(
        "not-a-workbook",
        Message(""),
        msg("The file is not an Excel workbook, or it is damaged."),
        msg("Please open it in Excel, save it as “Excel Workbook (.xlsx)” and drop it again."),
    )


def _epoch(parts: WorkbookParts) -> date:
    return date(1904, 1, 1) if parts.counts_from_1904 else date(1899, 12, 30)


def _sheet(sheet: CalamineSheet, part: SheetPart) -> SheetValues:
    rows = [[_value(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    width = max((len(row) for row in rows), default=0)
    for (row, column), trouble in part.unreadable.items():
        width = max(width, column + 1)
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend([None] * (column + 1 - len(rows[row])))
        rows[row][column] = trouble
    merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return SheetValues(part.name, tuple((*row, *[None] * (width - len(row))) for row in rows), merged)


def _value(value: object) -> Cell:
    """As the library gives it, with whole numbers whole, empty text as None and times to the second."""
    match value:
        case "":
            return None
        case str() | bool() | int():
            return value
        case float():
            return int(value) if value.is_integer() else value
        case datetime():
            return _to_the_second(value)
        case date() | time():
            return value
        case timedelta():
            return _time_of(value)
        case _:
            return None if value is None else str(value)


def _to_the_second(moment: datetime) -> datetime:
    """Fractions of a day seldom hit a second exactly: 14:30 may arrive as 14:29:59.999."""
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def _time_of(span: timedelta) -> Cell:
    """A duration under a day as the time of day it was meant as; a longer one as hours and minutes in text."""
    seconds = round(span.total_seconds())
    hours, rest = divmod(seconds, 3600)
    if 0 <= hours < 24:
        return time(hours, rest // 60, rest % 60)
    return f"{hours}:{rest // 60:02}"


def new_workbook(target: BytesIO, **properties: str) -> xlsxwriter.Workbook:
    """An empty workbook that writes itself to `target` when closed: text stays text, same calls give the same bytes."""
    book = xlsxwriter.Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({**properties, "created": datetime(2018, 1, 1)})  # noqa: DTZ001 - the same in every time zone
    return book


def with_growing_rows(package: bytes) -> bytes:
    """The same workbook, its row heights only a beginning: rows grow with what is typed. Same content, same bytes.

    xlsxwriter marks every height as set by hand, and such a row never grows again.
    """
    members = unpacked(package)
    for name in members:
        if name.startswith("xl/worksheets/"):
            members[name] = members[name].replace(b' customHeight="1"', b"")
    return packed(members)
