"""Workbooks as plain data: sheets of values with their true addresses, opened with limits, whatever kind they are.

A file is read as what it is, not as what its name says; the name only helps to tell the clerk what is wrong.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from pipeline.errors import FormRefused, Problem
from pipeline.messages import msg
from pipeline.office_files import workbook_problems as wrong
from pipeline.office_files.file_kinds import OLE, ZIP, kind_of_bytes, kind_of_package
from pipeline.office_files.ods import book as workbook_ods
from pipeline.office_files.ods.book import read_ods
from pipeline.office_files.packages import (
    LIMITS,
    Limits,
    PackageEncrypted,
    PackageRefused,
    PackageTooLarge,
    packed,
    unpacked,
)
from pipeline.office_files.workbook_values import Cell, SheetValues, Unreadable, WorkbookValues, cell_address
from pipeline.office_files.xlsx import book as workbook_xlsx
from pipeline.office_files.xlsx.book import read_xlsx
from pipeline.office_files.xml_parts import PartRefused
from pipeline.vietnamese.legacy import OldFonts

if TYPE_CHECKING:
    import xlsxwriter

__all__ = [
    "Cell",
    "SheetValues",
    "Unreadable",
    "WorkbookValues",
    "cell_address",
    "line_count",
    "new_workbook",
    "read_workbook",
    "with_growing_rows",
]

_MEGABYTE = 1024 * 1024


def read_workbook(data: bytes, suffix: str = ".xlsx", limits: Limits = LIMITS) -> WorkbookValues:
    """The values of an .xlsx, .xlsm, .xls or .ods workbook, known by its content; macros are never run.

    Raises `FormRefused`, and nothing else, where it cannot be read. `suffix` is what its name says.
    """
    try:
        return _read(data, suffix, limits)
    except FormRefused:
        raise
    except PackageRefused as error:
        raise FormRefused(_refused(error)) from error
    except PartRefused as error:
        raise FormRefused(wrong.unsafe_part()) from error
    except (MemoryError, Exception) as error:  # whatever a damaged file makes zip, XML and record readers say
        raise FormRefused(wrong.damaged()) from error


def _read(data: bytes, suffix: str, limits: Limits) -> WorkbookValues:
    if not data:
        raise FormRefused(wrong.empty_file())
    if len(data) > limits.file:
        raise FormRefused(wrong.too_large(msg("The file is larger than {limit} MB.", limit=limits.file // _MEGABYTE)))
    fonts = OldFonts()
    values = _read_kind(data, suffix, limits, fonts)
    return _read_kind(data, suffix, limits, OldFonts(fonts.mistaken)) if fonts.mistaken else values


def _read_kind(data: bytes, suffix: str, limits: Limits, fonts: OldFonts) -> WorkbookValues:
    if data.startswith(OLE):
        from pipeline.office_files.xls.book import read_xls  # with a library that no other kind of file needs

        return read_xls(data, suffix, limits, fonts)
    if data.startswith(ZIP):
        return _read_package(data, suffix, limits, fonts)
    kind = kind_of_bytes(data)
    raise FormRefused(wrong.another_kind(suffix, kind) if kind else wrong.not_a_workbook())


def _read_package(data: bytes, suffix: str, limits: Limits, fonts: OldFonts) -> WorkbookValues:
    parts = unpacked(data, limits, _is_read)
    if workbook_xlsx.WORKBOOK in parts:
        return read_xlsx(parts, limits, fonts)
    mimetype = parts.get(workbook_ods.MIMETYPE, b"")[:100].decode(errors="replace")
    if workbook_ods.CONTENT in parts and "opendocument.spreadsheet" in mimetype:
        return read_ods(parts, limits, fonts)
    raise FormRefused(wrong.another_kind(suffix, kind_of_package(parts, mimetype)))


def _is_read(name: str) -> bool:
    return workbook_xlsx.is_read(name) or workbook_ods.is_read(name)


def _refused(error: PackageRefused) -> Problem:
    match error:
        case PackageTooLarge():
            return wrong.too_large_to_read()
        case PackageEncrypted():
            return wrong.encrypted()
        case _:
            return wrong.damaged()


def new_workbook(target: BytesIO, **properties: str) -> xlsxwriter.Workbook:
    """An empty workbook that writes itself to `target` when closed: text stays text, same calls give the same bytes."""
    import xlsxwriter  # a fifth of the memory that reading a form takes, and reading never needs it

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


def line_count(text: str, width: int) -> int:
    """About how many lines a text takes in a column of `width` characters."""
    return max(1, -int(-len(text) // (width * 1.1)))


def with_growing_rows(package: bytes) -> bytes:
    """The same workbook, its row heights only a beginning: rows grow with what is typed. Same content, same bytes.

    xlsxwriter marks every height as set by hand, and such a row never grows again. It also gives itself out as Excel,
    so that nobody could tell a workbook that Excel saved.
    """
    members = unpacked(package)
    about = "docProps/app.xml"
    members[about] = members[about].replace(b"Microsoft Excel<", b"vanthu<")
    for name in members:
        if name.startswith("xl/worksheets/"):
            members[name] = members[name].replace(b' customHeight="1"', b"")
    return packed(members)
