"""Numbers and dates in the tables of reports, as they are written in Vietnam."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from pipeline.office_files.list_workbook import list_workbook
from pipeline.reports.tables import Column, ReportTable, Value, as_text, as_workbook

COLUMNS = [Column("Số tiền (đồng)", 12, is_centred=True), Column("Ghi chú", 26)]


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (7, "7"), (1560000, "1.560.000"), (date(2018, 10, 5), "05/10/2018"), ("3/4", "3/4")]
)
def test_values_on_paper_and_on_the_screen(value: Value, text: str) -> None:
    assert as_text(value) == text


def look(workbook: bytes) -> tuple[object, str]:
    cell = openpyxl.load_workbook(BytesIO(workbook)).worksheets[0]["A2"]
    return cell.value, cell.number_format


def test_a_workbook_sets_thousands_apart_but_not_in_the_number_of_a_document() -> None:
    told = as_workbook("Đảng phí", [ReportTable("Đảng phí", "Đảng phí", "Năm 2018", COLUMNS, [[1560000, ""]])])
    assert look(told) == (1560000, "#,##0")
    assert look(list_workbook("Sổ", [("Sổ", "Sổ", COLUMNS, [[1204, ""]])])) == (1204, "General")
