"""Old Excel workbooks (.xls of Excel 5 to 2003), with their fonts, merged areas and cached results of formulas."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet

from pipeline.errors import FormRefused, Problem
from pipeline.office_files import workbook_problems as wrong
from pipeline.office_files.compound_files import CompoundFile, CompoundFileDamaged
from pipeline.office_files.file_kinds import kind_of_old_file
from pipeline.office_files.number_formats import Shows, shown, shows
from pipeline.office_files.packages import Limits
from pipeline.office_files.workbook_values import (
    EPOCH,
    EPOCH_1904,
    Budget,
    Cell,
    Grid,
    Merged,
    Run,
    SheetValues,
    Text,
    Unreadable,
    WorkbookValues,
    spaced,
)
from pipeline.office_files.xls.properties import keywords_of
from pipeline.office_files.xls.records import XlsRecords, xls_records
from pipeline.vietnamese.legacy import OldFonts

_WORKBOOKS = ("Workbook", "Book")  # Excel 97 and later, Excel 5 and 95
_ENCRYPTED = ("EncryptedPackage", "EncryptionInfo")
_SUMMARY = "\x05SummaryInformation"
_MACROS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "Macros")


def read_xls(data: bytes, suffix: str, limits: Limits, fonts: OldFonts) -> WorkbookValues:
    """The values of an old workbook. Raises `FormRefused`, and other errors where it is damaged."""
    file = _opened(data)
    stream = next((found for name in _WORKBOOKS if (found := file.stream(name))), None)
    if stream is None:
        if set(_ENCRYPTED) & set(file.names):
            raise FormRefused(wrong.encrypted())
        raise FormRefused(wrong.another_kind(suffix, kind_of_old_file(file.names)))
    records = xls_records(stream, limits)
    book = xlrd.open_workbook(  # the bare stream: the library's own way through the compound file may have no end
        file_contents=records.stream, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
    )
    with book:
        budget = Budget(limits)
        sheets = tuple(
            _sheet(book, number, merged, Grid(budget, fonts)) for number, merged in enumerate(records.merged)
        )
        epoch = EPOCH_1904 if book.datemode else EPOCH
    return WorkbookValues(sheets, epoch, _keywords(file), tuple(_notices(file, records)))


def _opened(data: bytes) -> CompoundFile:
    try:
        return CompoundFile(data)
    except CompoundFileDamaged as error:
        if _ENCRYPTED[0].encode("utf-16-le") in data:  # cut off, say; the password is what its owner can do about
            raise FormRefused(wrong.encrypted()) from error
        raise


def _sheet(book: Book, number: int, merged: tuple[Merged, ...], grid: Grid) -> SheetValues:
    sheet = book.sheet_by_index(number)
    reader = _SheetReader(book, sheet, grid)
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            reader.take(row, column)
    for area in merged:
        reader.grid.merge(area)
    book.unload_sheet(number)
    return reader.grid.values(sheet.name)


@dataclass
class _SheetReader:
    book: Book
    sheet: Sheet
    grid: Grid

    def take(self, row: int, column: int) -> None:
        kind = self.sheet.cell_type(row, column)
        value = self.sheet.cell_value(row, column)
        if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
            return
        if kind == xlrd.XL_CELL_TEXT:
            self.grid.put_text(row, column, self._text(row, column, str(value)), self._font_of_cell(row, column))
        else:
            self.grid.put(row, column, self._value(kind, float(value), row, column))

    def _value(self, kind: int, value: float, row: int, column: int) -> Cell:
        if kind == xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        if kind == xlrd.XL_CELL_ERROR:
            return Unreadable(xlrd.error_text_from_code.get(int(value), "#N/A"))
        return shown(value, self._shows(row, column), EPOCH_1904 if self.book.datemode else EPOCH)

    def _text(self, row: int, column: int, text: str) -> Text:
        """The text, in runs where it changes its font; the first is that of the cell."""
        runs = self.sheet.rich_text_runlist_map.get((row, column))
        if not runs:
            return text
        starts = [start for start, _ in runs]
        pieces = [Run(text[: starts[0]])]
        for (start, font), end in zip(runs, [*starts[1:], len(text)], strict=True):
            pieces.append(Run(text[start:end], self._font(font)))
        return tuple(pieces)

    def _font_of_cell(self, row: int, column: int) -> str:
        number = self.sheet.cell_xf_index(row, column)
        return self._font(self.book.xf_list[number].font_index) if 0 <= number < len(self.book.xf_list) else ""

    def _font(self, number: int) -> str:
        return str(self.book.font_list[number].name) if 0 <= number < len(self.book.font_list) else ""

    def _shows(self, row: int, column: int) -> Shows:
        number = self.sheet.cell_xf_index(row, column)
        if not 0 <= number < len(self.book.xf_list):
            return Shows.NUMBER
        number_format = self.book.format_map.get(self.book.xf_list[number].format_key)
        return shows(str(number_format.format_str)) if number_format else Shows.NUMBER


def _keywords(file: CompoundFile) -> str:
    try:
        return spaced(keywords_of(file.stream(_SUMMARY) or b""))
    except (CompoundFileDamaged, struct.error, LookupError):
        return ""  # nothing of the form stands there


def _notices(file: CompoundFile, records: XlsRecords) -> Iterator[Problem]:
    names = file.names
    if records.has_macro_sheet or any(name in _MACROS for name in names):
        yield wrong.macros_not_run()
    if any(name.startswith("MBD") or name.endswith("\x01Ole10Native") for name in names):
        yield wrong.embedded_not_read()
    if records.has_links:
        yield wrong.links_not_followed()
