"""Printed lists: no empty page, no broken heading, a head on every sheet, nothing lost of what is long."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from pipeline.office_files.list_workbook import list_workbook
from pipeline.office_files.word.tables import Column, ListPart, list_document
from tests.templates.printed import pages, printed

MEMBERS = (Column("Tổ chức", 60), Column("Liên tiếp không lý do", 2, is_centred=True), Column("Ghi chú", 30))


def part(rows: int, columns: tuple[Column, ...] = MEMBERS) -> ListPart:
    return ListPart(["CHI BỘ A"], ["ĐẢNG"], "BẢNG", "Năm 2018", columns, [["x"] * len(columns)] * rows)


@pytest.mark.libreoffice
def test_a_table_that_fills_its_page_leaves_no_empty_page_behind(tmp_path: Path) -> None:
    made = {str(rows): list_document("Bảng", [part(rows), part(1)]) for rows in range(25, 30)}
    found = [pages(pdf) for pdf in printed(made, tmp_path).values()]
    assert {len(one) for one in found} == {2, 3}  # one of them fills its page
    assert all("BẢNG" in page or len(page) > 3 for one in found for page in one)


@pytest.mark.parametrize("columns", [MEMBERS, (Column("Ngày", 1), Column("Tháng", 1))])
def test_no_word_of_a_heading_is_broken(columns: tuple[Column, ...]) -> None:
    table = docx.Document(BytesIO(list_document("Bảng", [part(1, columns)]))).tables[1]
    widths = [cell.width.pt for cell in table.rows[0].cells]
    longest = [max(map(len, column.heading.split())) for column in columns]
    assert all(width >= 11 + 6.6 * letters for width, letters in zip(widths, longest, strict=True))
    assert sum(widths) <= 757


def test_columns_with_room_for_their_headings_stay_as_they_were_set() -> None:
    table = docx.Document(BytesIO(list_document("Bảng", [part(1, (Column("Ngày", 1), Column("Tháng", 3)))]))).tables[1]
    assert [cell.width.twips for cell in table.rows[0].cells] == [3784, 11352]


def test_a_table_without_rows_says_so() -> None:
    texts = [
        [paragraph.text for paragraph in docx.Document(BytesIO(list_document("Bảng", [part(rows)]))).paragraphs]
        for rows in (0, 1)
    ]
    assert ["(Không có.)" in found for found in texts] == [True, False]


def sheet(head: str, text: str) -> Any:
    made = list_workbook("Bảng", [("Trang", head, [Column("Nội dung", 1)], [[text]])])
    return openpyxl.load_workbook(BytesIO(made))["Trang"]


def test_a_printed_sheet_says_what_it_is_and_numbers_its_pages() -> None:
    found = sheet("Nhiệm vụ – Năm 2018", "x")
    assert found.oddHeader.center.text == "Nhiệm vụ – Năm 2018"
    assert found.oddFooter.center.text == "&P/&N"
    assert found.HeaderFooter.scaleWithDoc is False


def test_a_head_is_never_an_instruction_to_excel() -> None:
    made = sheet("A & B &D " + "x" * 500, "x").oddHeader.center.text
    assert made.startswith("A && B &&D xxx")
    assert len(made) < 255


def test_of_a_text_too_long_for_a_cell_the_beginning_stays() -> None:
    text = sheet("Bảng", "dài " * 10_000)["A2"].value
    assert text.startswith("dài dài")
    assert text.endswith("… (xem tiếp trong biểu mẫu)")
    assert len(text) == 32_767
