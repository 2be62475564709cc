"""A returned workbook: what a clerk sees marked, and that nothing else changes, then or when the marks are cleared."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree
from openpyxl.cell.cell import Cell

from pipeline.errors import Problem
from pipeline.forms import Prefill, blank_workbook, read_form
from pipeline.forms.marking import cleared, marked
from pipeline.meeting import MeetingKind, Stage
from pipeline.messages import Address
from pipeline.office_files.packages import LIMITS, packed, unpacked
from pipeline.office_files.workbooks import read_workbook

from .filled import edited, sheet, write
from .marks import (
    as_read,
    at,
    canonical,
    faults,
    opened,
    problem,
    saved_by_libreoffice,
    saved_by_openpyxl,
    seen,
    with_members,
    with_text,
)

PREFILL = Prefill(body="binh-minh", code="binh-minh-2018-10-thuong-ky-1", members=("Trần Văn Hòa", "Lê Thị Thu Hà"))
FORM = blank_workbook(MeetingKind.REGULAR, Stage.HELD, PREFILL)
FIRST = "1. Thông tin chung"
LIST = "Cần sửa"
QUOTED = "Biểu 'số 2' – ý kiến"
PROBLEMS = [
    problem("Ngày họp chưa ghi.", at(FIRST, "B22"), hint="Xin ghi như 05/10/2018."),
    problem("Tên này chưa có trong danh sách.", at("4. Ý kiến", "B7"), warning=True, hint="Đề nghị kiểm tra."),
    problem("Giờ không đọc được.", at(FIRST, "B25")),
    problem("Nên xem lại giờ.", at(FIRST, "B25"), warning=True),
    problem("Nhãn đã bị sửa.", at(FIRST, "A12")),
    problem("Chỗ này không thuộc biểu mẫu.", at("5. Đánh giá", "H60")),
    problem("Thiếu một trang."),
]


def picture() -> bytes:
    """A red dot as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xff\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def rich_workbook() -> bytes:
    """What no form has and a workbook can have."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    first = book.add_worksheet("Số liệu")
    first.set_column("C:C", 30, book.add_format({"bg_color": "#DDEBF7"}))
    first.set_row(8, 30, book.add_format({"italic": True}))
    first.write_row("A1", [1, 2.5, "chữ"])
    first.write_formula("A2", "=SUM(A1:B1)", None, 3.5)
    first.merge_range("A4:B5", "gộp", book.add_format({"pattern": 4, "bg_color": "#FFFF00", "fg_color": "#00B050"}))
    first.conditional_format("A1:B1", {"type": "data_bar", "data_bar_2010": True})
    first.conditional_format("A1:A2", {"type": "cell", "criteria": ">", "value": 2, "format": book.add_format({})})
    first.write_comment("A1", "Ghi chú của chi ủy.\nGiữ nguyên.", {"author": "Lê Thị Thu Hà"})
    first.insert_image("E5", "dot.png", {"image_data": BytesIO(picture())})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Số liệu'!$A$1:$B$1"})
    first.insert_chart("E10", chart)
    first.set_header("&L&G", {"image_left": "dot.png", "image_data_left": BytesIO(picture())})
    hidden = book.add_worksheet("Ẩn")
    hidden.write("B2", "khuất")
    hidden.hide()
    quoted = book.add_worksheet(QUOTED)
    quoted.write("A1", "x")
    quoted.write_comment("A1", "[Threaded comment]", {"author": "tc={0A1B2C3D-0000-4000-8000-000000000001}"})
    quoted.activate()
    book.define_name("Ẩn!noi_bo", "='Số liệu'!$A$1")
    pie = book.add_chart({"type": "pie"})
    pie.add_series({"values": "='Số liệu'!$A$1:$B$1"})
    book.add_chartsheet("Biểu đồ").set_chart(pie)
    book.close()
    return _with_extended_list(target.getvalue())


def _with_extended_list(data: bytes) -> bytes:
    """A drop-down from another sheet, as Excel writes it: in a part of the sheet that many programs drop."""
    extension = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Ẩn!$B$2:$B$3</xm:f></x14:formula1>'
        "<xm:sqref>B1</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
    )
    return with_text(data, "xl/worksheets/sheet1.xml", "<extLst>", extension)


RICH = rich_workbook()
RICH_PROBLEMS = [
    problem("Sai một.", at("Số liệu", "B1")),
    problem("Sai hai.", at("Số liệu", "A1"), warning=True),
    problem("Sai công thức.", at("Số liệu", "A2")),
    problem("Sai ô gộp.", at("Số liệu", "B5")),
    problem("Thiếu ở cột có màu.", at("Số liệu", "C20")),
    problem("Thiếu ở dòng có kiểu.", at("Số liệu", "B9")),
    problem("Sai chỗ khuất.", at("Ẩn", "B2")),
    problem("Sai nơi có trao đổi.", at(QUOTED, "A1")),
    problem("Không có ô này.", ("cell", "Biểu đồ", 0, 0)),
    problem("Trang không có.", at("Trang lạ", "A1")),
]


def returned(data: bytes, problems: list[Problem], name: str = "mau.xlsx") -> bytes:
    result = marked(name, data, problems)
    assert result is not None
    return result


def cell_of(data: bytes, address: Address) -> Cell:
    _, title, row, column = address
    found = opened(data)[str(title)].cell(int(row) + 1, int(column) + 1)
    assert isinstance(found, Cell)
    return found


def note(data: bytes, address: Address) -> str:
    comment = cell_of(data, address).comment
    return (as_read(comment.text) or "") if comment else ""


def test_a_faulty_cell_is_red_and_one_to_look_at_yellow() -> None:
    data = returned(FORM, PROBLEMS)
    assert cell_of(data, at(FIRST, "B22")).fill.fgColor.rgb.startswith("FFFFB4B")
    assert cell_of(data, at("4. Ý kiến", "B7")).fill.fgColor.rgb.startswith("FFFFE89")
    assert cell_of(data, at(FIRST, "B25")).fill.fgColor.rgb.startswith("FFFFB4B")  # the error outweighs the warning
    before, after = cell_of(FORM, at(FIRST, "B22")), cell_of(data, at(FIRST, "B22"))
    assert (after.number_format, after.border.left.style, after.protection.locked) == (
        before.number_format, before.border.left.style, before.protection.locked,
    )  # fmt: skip


def test_a_note_says_what_is_wrong_and_what_to_do() -> None:
    data = returned(FORM, PROBLEMS)
    assert note(data, at(FIRST, "B22")) == "► CẦN SỬA: Ngày họp chưa ghi. Xin ghi như 05/10/2018."
    assert note(data, at(FIRST, "B25")).splitlines() == [
        "► CẦN SỬA: Giờ không đọc được.",
        "► KIỂM TRA: Nên xem lại giờ.",
    ]


def test_the_help_that_stood_in_a_note_stays_below_ours() -> None:
    help_text = note(FORM, at(FIRST, "A12"))
    assert help_text
    assert note(returned(FORM, PROBLEMS), at(FIRST, "A12")) == f"► CẦN SỬA: Nhãn đã bị sửa.\n{help_text}"


def test_the_first_sheet_lists_errors_then_warnings_with_links() -> None:
    book = opened(returned(FORM, PROBLEMS))
    first = book.worksheets[0]
    assert first.title == LIST
    assert book.active is first
    rows = [tuple(as_read(cell.value) for cell in row) for row in first.iter_rows()]
    assert rows[1][0] == "Số chỗ cần sửa: 5"
    header = ("STT", "Vị trí", "Nội dung", "Cách xử lý")
    start, warnings = rows.index(header), rows.index(("Đề nghị kiểm tra thêm", None, None, None))
    assert [row[2] for row in rows[start + 1 : warnings]] == [
        item.message.text(str) for item in PROBLEMS if item.severity.value == "error"
    ]
    assert [row[2] for row in rows[warnings + 2 :]] == ["Tên này chưa có trong danh sách.", "Nên xem lại giờ."]
    assert rows[start + 1] == ("1", f"Cell {FIRST} 21 1", "Ngày họp chưa ghi.", "Xin ghi như 05/10/2018.")
    link = first.cell(start + 2, 2).hyperlink
    assert link is not None
    assert link.location == f"'{FIRST}'!B22"


def test_the_list_prints_on_a4_one_page_wide_with_its_header_on_each() -> None:
    first = opened(returned(FORM, PROBLEMS)).worksheets[0]
    assert (first.page_setup.paperSize, first.page_setup.orientation) == (9, "landscape")
    assert (first.page_setup.fitToWidth or 1, first.page_setup.fitToHeight) == (1, 0)
    assert first.print_title_rows == "$5:$5"


def test_only_the_list_is_selected_so_that_nothing_is_typed_into_two_sheets_at_once() -> None:
    views = [sheet.sheet_view.tabSelected for sheet in opened(returned(RICH, RICH_PROBLEMS)).worksheets]
    assert views == [True, *[None] * (len(views) - 1)] or views == [True, *[False] * (len(views) - 1)]


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (FORM, PROBLEMS),
        (RICH, RICH_PROBLEMS),
        (blank_workbook(MeetingKind.THEMATIC, Stage.PLANNED), [problem("Thiếu.", at(FIRST, "B16"))]),
    ],
    ids=["form", "rich", "planned"],
)
def test_once_cleared_a_marked_file_is_what_it_was(data: bytes, problems: list[Problem]) -> None:
    after = canonical(cleared("mau.xlsx", returned(data, problems)))
    assert {name for name, content in canonical(data).items() if after.get(name) != content} == set()
    assert set(after) == set(canonical(data))


def test_a_file_that_another_library_wrote_is_marked_and_cleared_too() -> None:
    """Its drawings of notes have other prefixes, its notes no runs of text."""
    data = saved_by_openpyxl(FORM)
    result = returned(data, PROBLEMS)
    new_faults = set(faults(result, ".xlsx")) - set(faults(data, ".xlsx"))
    assert all("inline-string" in fault for fault in new_faults)  # Excel moves them when it saves, without a word
    assert etree.fromstring(unpacked(result)["xl/drawings/commentsDrawing1.vml"]).tag == "xml"
    before, after = canonical(data), canonical(cleared("mau.xlsx", result))
    changed = {name for name, content in before.items() if after.get(name) != content}
    assert changed <= {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet4.xml"}  # of two equal formats, the first
    assert seen(packed(after)) == seen(data)


def test_what_needs_no_mark_keeps_its_very_bytes() -> None:
    before, after = unpacked(RICH), unpacked(returned(RICH, RICH_PROBLEMS))
    touched = {name for name, content in before.items() if after[name] != content}
    assert touched == {
        "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
        "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
        "xl/worksheets/sheet3.xml",
    }  # fmt: skip
    assert set(after) - set(before) == {
        "xl/comments3.xml", "xl/drawings/vmlDrawing4.vml", "xl/worksheets/_rels/sheet2.xml.rels",
        "xl/worksheets/sheet4.xml",
    }  # fmt: skip
    assert b"x14:dataValidation " in after["xl/worksheets/sheet1.xml"]


def test_formulas_merged_cells_and_columns_keep_what_they_have() -> None:
    data = returned(RICH, RICH_PROBLEMS)
    assert cell_of(data, at("Số liệu", "A2")).value == "=SUM(A1:B1)"
    assert note(data, at("Số liệu", "A4")) == "► CẦN SỬA: Sai ô gộp."
    assert cell_of(data, at("Số liệu", "C20")).fill.fgColor.rgb.startswith("FFFFB4B")
    assert cell_of(data, at("Số liệu", "B9")).font.i


def test_notes_of_others_are_kept_and_threads_left_alone() -> None:
    data = returned(RICH, RICH_PROBLEMS)
    assert note(data, at("Số liệu", "A1")) == "► KIỂM TRA: Sai hai.\nGhi chú của chi ủy.\nGiữ nguyên."
    assert note(data, at(QUOTED, "A1")) == "[Threaded comment]"


def test_the_file_opens_on_what_was_open_before_once_the_marks_are_cleared() -> None:
    book = opened(cleared("mau.xlsx", returned(RICH, RICH_PROBLEMS)))
    assert book.active is not None
    assert book.active.title == QUOTED


def test_links_lead_to_sheets_with_quotes_in_their_names_and_not_to_hidden_ones() -> None:
    links = [row[1].hyperlink for row in opened(returned(RICH, RICH_PROBLEMS)).worksheets[0].iter_rows(min_row=6)]
    places = [link.location for link in links if link]
    assert "'Biểu ''số 2'' – ý kiến'!A1" in places
    assert not [place for place in places if "Ẩn" in str(place) or "Trang lạ" in str(place)]


@pytest.mark.parametrize(("data", "problems"), [(FORM, PROBLEMS), (RICH, RICH_PROBLEMS)], ids=["form", "rich"])
def test_a_marked_file_opens_without_repair(data: bytes, problems: list[Problem]) -> None:
    result = returned(data, problems)
    assert set(faults(result, ".xlsx")) <= set(faults(data, ".xlsx"))
    assert set(faults(cleared("mau.xlsx", result), ".xlsx")) <= set(faults(data, ".xlsx"))


def test_a_file_without_marks_is_given_back_itself() -> None:
    for data in (FORM, RICH):
        assert cleared("mau.xlsx", data) is data


def test_a_sheet_of_the_clerks_own_that_is_called_like_ours_stays() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet(LIST).write("A1", "Việc cần sửa trong tháng")
    data = target.getvalue()
    assert cleared("mau.xlsx", data) is data
    result = returned(data, [problem("Sai.", at(LIST, "A1"))])
    assert opened(result).sheetnames == [f"{LIST} (2)", LIST]
    assert opened(cleared("mau.xlsx", result)).sheetnames == [LIST]


def test_marks_never_pile_up() -> None:
    once = returned(FORM, PROBLEMS)
    assert marked("mau.xlsx", once, PROBLEMS) == once
    assert canonical(returned(once, PROBLEMS[:1])) == canonical(returned(FORM, PROBLEMS[:1]))


def test_the_same_form_is_marked_with_the_same_bytes_and_macro_workbooks_too() -> None:
    assert returned(FORM, PROBLEMS) == returned(FORM, PROBLEMS)
    assert returned(FORM, PROBLEMS, "MAU.XLSM") == returned(FORM, PROBLEMS)


def test_two_hundred_problems_are_all_listed_and_marked() -> None:
    many = [problem(f"Sai {number}.", ("cell", "4. Ý kiến", 5 + number, number % 3)) for number in range(200)]
    data = returned(FORM, many)
    assert [as_read(row[2]) for row in opened(data).worksheets[0].iter_rows(min_row=6, values_only=True)] == [
        f"Sai {number}." for number in range(200)
    ]
    assert note(data, ("cell", "4. Ý kiến", 204, 199 % 3)) == "► CẦN SỬA: Sai 199."
    assert seen(cleared("mau.xlsx", data)) == seen(FORM)


def test_a_note_of_very_many_problems_stays_readable() -> None:
    many = [problem(f"Sai {number}.", at(FIRST, "B22")) for number in range(200)]
    lines = note(returned(FORM, many), at(FIRST, "B22")).splitlines()
    assert lines[7:] == ["► CẦN SỬA: Sai 7.", "► CẦN SỬA: … (xem đầy đủ ở trang đầu)"]


def test_more_colours_than_can_be_brought_back_are_left_as_they_are() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("A")
        for row in range(20):
            page.write(row, 0, row, book.add_format({"bg_color": f"#1020{row:02X}"}))
    data = target.getvalue()
    result = returned(data, [problem("Sai.", ("cell", "A", row, 0)) for row in range(20)])
    colours = [row[0].fill.fgColor.rgb for row in opened(result)["A"].iter_rows()]
    assert [colour[:7] for colour in colours] == ["FFFFB4B"] * 16 + ["FF10201"] * 4
    assert seen(cleared("mau.xlsx", result)) == seen(data)


def test_texts_are_shown_as_typed_whatever_they_hold() -> None:
    text = 'Ô ghi “=1+1” & <b>_x0041_</b> "\x07"\nhai dòng \ud800'
    data = returned(FORM, [problem(text, at(FIRST, "B22"))])
    shown = 'Ô ghi “=1+1” & <b>_x005F_x0041_</b> " " hai dòng'  # what a workbook reads as it was typed
    assert note(data, at(FIRST, "B22")) == f"► CẦN SỬA: {shown}"
    assert as_read(opened(data).worksheets[0]["C6"].value) == shown


def test_what_the_clerk_mends_in_the_marked_file_is_taken() -> None:
    mended = edited(returned(FORM, PROBLEMS), write("Thông tin chung", "Địa điểm", "Phòng họp"))
    data = cleared("mau.xlsx", mended)
    expected = edited(FORM, write("Thông tin chung", "Địa điểm", "Phòng họp"))
    assert read_workbook(data).sheets == read_workbook(expected).sheets
    assert seen(data).items() >= seen(expected).items()


def test_marks_go_with_cells_that_are_copied_and_when_the_list_is_deleted() -> None:
    def change(book: object) -> None:
        page = sheet(opened_book, "Thông tin chung")
        page["B24"]._style = page["B22"]._style
        opened_book.remove(opened_book[LIST])

    opened_book = opened(returned(FORM, PROBLEMS))
    change(opened_book)
    target = BytesIO()
    opened_book.save(target)
    data = cleared("mau.xlsx", target.getvalue())
    assert cell_of(data, at(FIRST, "B24")).fill.fgColor.rgb == "FFFFFBE6"
    assert (
        seen(data).items()
        >= {key: value for key, value in seen(saved_by_openpyxl(FORM)).items() if key != (FIRST, "B24")}.items()
    )


def test_without_what_was_remembered_cells_take_the_colour_of_places_to_fill() -> None:
    data = returned(FORM, PROBLEMS)
    names = unpacked(data)["xl/workbook.xml"].replace(b"vanthu_mark_", b"mat_ten_")
    assert (
        cell_of(cleared("mau.xlsx", with_members(data, {"xl/workbook.xml": names})), at(FIRST, "A12")).fill.fgColor.rgb
        == "FFFFFBE6"
    )


def test_a_form_sent_back_is_read_as_before() -> None:
    before = read_form("mau.xlsx", FORM)
    result = returned(FORM, list(before.problems))
    assert read_form("mau.xlsx", cleared("mau.xlsx", result)).problems == before.problems


def test_a_form_as_large_as_an_office_allows_is_marked_too() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet("A").write_column("A1", range(LIMITS.rows + 1))
    data = target.getvalue()
    limits = replace(LIMITS, rows=LIMITS.rows * 2)
    assert marked("mau.xlsx", data, [problem("Sai.", ("cell", "A", LIMITS.rows, 0))]) is None
    result = marked("mau.xlsx", data, [problem("Sai.", ("cell", "A", LIMITS.rows, 0))], limits)
    assert result is not None
    assert canonical(cleared("mau.xlsx", result, limits)) == canonical(data)


@pytest.mark.parametrize("name", ["mau.xls", "mau.ods", "mau.json", "mau.txt", "mau"])
def test_other_kinds_of_files_are_not_marked(name: str) -> None:
    assert marked(name, FORM, PROBLEMS) is None
    assert cleared(name, FORM) is FORM


MARKED = returned(FORM, PROBLEMS)
DAMAGED = {
    "empty": b"",
    "text": b"khong phai zip",
    "cut off": MARKED[: len(MARKED) // 2],
    "no workbook": with_members(MARKED, {"_rels/.rels": b"<Relationships/>"}),
    "no styles": with_members(MARKED, {"xl/styles.xml": b""}),
    "no sheet": with_members(MARKED, {"xl/worksheets/sheet1.xml": b"<worksheet"}),
    "entities": with_text(MARKED, "xl/workbook.xml", "<workbook ", '<!DOCTYPE x [<!ENTITY a "a">]><workbook '),
    "another dialect": with_text(MARKED, "xl/workbook.xml", "schemas.openxmlformats.org/spreadsheetml/2006/main", "purl.oclc.org/ooxml/spreadsheetml/main"),
    "numbers that are none": with_text(MARKED, "xl/worksheets/sheet1.xml", ' s="', ' s="x'),
    "notes that are none": with_members(MARKED, {"xl/comments1.xml": "<x>► CẦN SỬA: ".encode()}),
    "boxes that are none": with_members(MARKED, {"xl/drawings/vmlDrawing1.vml": b"<html>"}),
    "endless tags": with_members(MARKED, {"xl/worksheets/sheet1.xml": b"<x>" * 1_100_000}),
}  # fmt: skip


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_comes_back_as_it_is_and_unmarked(data: bytes) -> None:
    assert cleared("mau.xlsx", data) is data
    assert marked("mau.xlsx", data, PROBLEMS) is None


@pytest.mark.libreoffice
def test_marks_are_cleared_from_what_libreoffice_saved(tmp_path: Path) -> None:
    mended = edited(FORM, write("Thông tin chung", "Địa điểm", "Phòng họp"))
    files = {
        "marked.xlsx": returned(FORM, PROBLEMS),
        "plain.xlsx": FORM,
        "rich-marked.xlsx": returned(RICH, RICH_PROBLEMS),
        "rich.xlsx": RICH,
        "mended-marked.xlsx": returned(mended, PROBLEMS),
    }
    saved = saved_by_libreoffice(tmp_path, files)
    for name in ("marked.xlsx", "rich-marked.xlsx"):
        assert opened(saved[name]).sheetnames[0] == LIST
    assert seen(cleared("mau.xlsx", saved["marked.xlsx"])) == seen(saved["plain.xlsx"])
    changed = {("Số liệu", "A4"), ("Số liệu", "C20")}  # a pattern LibreOffice flattens; an empty cell like its column
    rich, plain = seen(cleared("mau.xlsx", saved["rich-marked.xlsx"])), seen(saved["rich.xlsx"])
    assert {key for key in rich | plain if rich.get(key) != plain.get(key)} <= changed
    again = read_workbook(cleared("mau.xlsx", saved["mended-marked.xlsx"]))
    assert [(one.name, one.rows) for one in again.sheets] == [
        (one.name, one.rows) for one in read_workbook(mended).sheets
    ]
    # and a file that LibreOffice saved can be marked as well
    resaved = saved["plain.xlsx"]
    assert seen(cleared("mau.xlsx", returned(resaved, PROBLEMS))) == seen(resaved)
