"""Our forms, and a workbook of every kind of cell, say the same after LibreOffice saved them as xlsx, ods and xls."""

# ruff: noqa: DTZ001 - a cell has no time zone

from __future__ import annotations

import datetime
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from pipeline.forms import blank_workbook, write_workbook
from pipeline.meeting import MeetingKind, Stage
from pipeline.office_files.workbooks import Cell, WorkbookValues, read_workbook
from tests.forms.records import everything

FILTERS = {".xlsx": "xlsx:Calc MS Excel 2007 XML", ".ods": "ods", ".xls": "xls:MS Excel 97"}


def every_kind_of_cell() -> bytes:
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"keywords": "vanthu-form 3 regular binh-minh"})
    day, clock, moment, span, share = (
        book.add_format({"num_format": code})
        for code in ("dd/mm/yyyy", "hh:mm", "dd/mm/yyyy hh:mm", "[h]:mm", "0%")
    )  # fmt: skip
    old, capitals, vni, plain = (
        book.add_format({"font_name": name}) for name in (".VnTime", ".VnTimeH", "VNI-Times", "Arial")
    )
    sheet = book.add_worksheet("Một")
    sheet.write_datetime(0, 0, datetime.datetime(2018, 10, 5), day)
    sheet.write_datetime(0, 1, datetime.datetime(2018, 10, 5, 14, 30), moment)
    sheet.write_datetime(0, 2, datetime.time(7, 30), clock)
    sheet.write_number(0, 3, 25.5 / 24, span)
    sheet.write_number(0, 4, 24, day)
    for column, value in enumerate((12, 1.5, True, "=1+1", "0123", "5/10/2018", "'nháy", 43378)):
        sheet.write(1, column, value)
    sheet.write_number(1, 8, 0.75, share)
    sheet.write_formula(1, 9, "=1+1", None, 2)
    sheet.write_formula(1, 10, "=1/0", None, "#DIV/0!")
    sheet.write_comment(1, 0, "ghi chú")
    sheet.write_string(2, 0, "một  hai\nba ")
    sheet.write_string(2, 1, " trước")
    sheet.write_string(3, 0, "céng hoµ", old)
    sheet.write_string(3, 1, "céng hoµ", capitals)
    sheet.write_string(3, 2, "coäng hoøa", vni)
    sheet.write_string(3, 3, "Thiếu: đã là Unicode", old)
    sheet.write_rich_string(3, 4, old, "céng", plain, " Hoà bình ", vni, "coäng", plain, " hết")
    sheet.write_rich_string(3, 5, "®¶ng", plain, " viên ", old)
    sheet.set_column(12, 12, 10, old)
    sheet.write_string(4, 12, "®ång chÝ", old)
    sheet.merge_range(5, 0, 6, 2, "gộp")
    hidden = book.add_worksheet("Ẩn")
    hidden.hide()
    hidden.write(0, 0, "ẩn")
    book.close()
    return target.getvalue()


BOOKS = {
    "filled": write_workbook(everything()),
    "blank": blank_workbook(MeetingKind.REGULAR, Stage.HELD),
    "kinds": every_kind_of_cell(),
}


@pytest.fixture(scope="module", params=list(FILTERS))
def saved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The folder of all workbooks as LibreOffice saves them with one ending."""
    folder = tmp_path_factory.mktemp("saved")
    for name, data in BOOKS.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    soffice = shutil.which("soffice")
    assert soffice
    subprocess.run(
        [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
         FILTERS[request.param], "--outdir", str(folder / "out"), *(str(folder / f"{name}.xlsx") for name in BOOKS)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return request.param, folder / "out"


def cells(book: WorkbookValues) -> dict[tuple[str, int, int], tuple[type, Cell]]:
    return {
        (sheet.name, row, column): (type(value), value)
        for sheet in book.sheets
        for row, values in enumerate(sheet.rows)
        for column, value in enumerate(values)
        if value is not None
    }


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", list(BOOKS))
def test_every_cell_says_the_same(saved: tuple[str, Path], name: str) -> None:
    suffix, folder = saved
    ours, theirs = read_workbook(BOOKS[name]), read_workbook((folder / f"{name}{suffix}").read_bytes(), suffix)
    assert cells(theirs) == cells(ours)
    assert [sorted(sheet.merged) for sheet in theirs.sheets] == [sorted(sheet.merged) for sheet in ours.sheets]
    assert [sheet.converted for sheet in theirs.sheets] == [sheet.converted for sheet in ours.sheets]
    assert [sheet.name for sheet in theirs.sheets] == [sheet.name for sheet in ours.sheets]
    assert (theirs.keywords, theirs.epoch, theirs.notices) == (ours.keywords, ours.epoch, ())
