"""What a clerk finds in a blank workbook: help, lists to choose from, cells to fill and cells to leave alone."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.forms import Prefill, blank_workbook
from pipeline.forms.printed import GUIDE, LISTS_SHEET, NO_SECRETS
from pipeline.meeting import Address, DocumentKindName, Meeting, MeetingKind, Presence, Stage

from .filled import beside, cell, sheet

PREFILL = Prefill(body="binh-minh", code="binh-minh-2018-10-thuong-ky-1", members=("Trần Văn Hòa", "Lê Thị Thu Hà"))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(BytesIO(blank_workbook(MeetingKind.REGULAR, Stage.HELD, PREFILL)))


def test_the_first_sheet_says_what_it_is_and_what_not_to_write(book: Workbook) -> None:
    texts = [row[0].value for row in book.worksheets[0].iter_rows(min_row=1, max_row=5)]
    assert texts[2:] == [NO_SECRETS, *GUIDE]
    assert beside(book, "Thông tin chung", "Mã cuộc họp").value == PREFILL.code


def test_the_file_says_which_form_it_is(book: Workbook) -> None:
    assert book.properties.keywords == "vanthu-form 3 regular binh-minh binh-minh-2018-10-thuong-ky-1"


def test_answers_can_be_typed_and_labels_cannot(book: Workbook) -> None:
    for page in book.worksheets[:-1]:
        assert page.protection.sheet
        assert not page.protection.password
        assert not page.protection.insertRows  # what openpyxl calls locked
    assert not beside(book, "Thông tin chung", "Chủ trì").protection.locked
    assert cell(book, "Thông tin chung", "Chủ trì").protection.locked


def test_help_stands_in_notes_and_examples_beside_or_below(book: Workbook) -> None:
    note = cell(book, "Thông tin chung", "Mã cuộc họp").comment
    assert note is not None
    assert note.text == Meeting.model_fields["code"].description
    assert cell(book, "Thông tin chung", "Ví dụ: 14:00").font.italic
    assert cell(book, "Ý kiến", "(ví dụ)").offset(0, 1).value == "Phạm Thị Ngọc Lan"


def test_choices_and_members_are_offered_from_a_hidden_sheet(book: Workbook) -> None:
    assert book[LISTS_SHEET].sheet_state == "hidden"
    offered = {
        name: [row[0].value for row in book[LISTS_SHEET][place.attr_text.split("!")[1].replace("$", "")]]
        for name, place in book.defined_names.items()
    }
    assert offered["dm_Presence"] == [choice.label for choice in Presence]
    assert offered["dm_members"] == list(PREFILL.members)
    used = {rule.formula1 for page in book.worksheets for rule in page.data_validations.dataValidation}
    assert used == set(offered)


def test_dates_times_and_texts_have_their_formats(book: Workbook) -> None:
    assert beside(book, "Thông tin chung", "Ngày họp").number_format == "dd/mm/yyyy"
    assert beside(book, "Thông tin chung", "Giờ bắt đầu").number_format.lower() == "hh:mm"
    assert beside(book, "Thông tin chung", "Lý do họp, hoãn hoặc không tổ chức").number_format == "@"


def test_every_sheet_prints_on_a4_one_page_wide(book: Workbook) -> None:
    for page in book.worksheets[:-1]:
        assert page.page_setup.paperSize == 9
        setup = page.sheet_properties.pageSetUpPr
        assert setup is not None
        assert setup.fitToPage
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert sheet(book, "Ý kiến").print_title_rows == "$3:$3"
    assert sheet(book, "Ý kiến").freeze_panes == "A4"


def test_rows_grow_with_what_is_typed() -> None:
    with ZipFile(BytesIO(blank_workbook(MeetingKind.REGULAR, Stage.HELD))) as package:
        first = package.read("xl/worksheets/sheet1.xml")
    assert b' ht="' in first
    assert b"customHeight" not in first


def test_score_rows_come_from_the_caller_with_their_maximum() -> None:
    prefill = Prefill(score_criteria=(("Thời gian sinh hoạt", 5),))
    filled = load_workbook(BytesIO(blank_workbook(MeetingKind.REGULAR, Stage.HELD, prefill)))
    assert cell(filled, "Chấm điểm", "Thời gian sinh hoạt").offset(0, 1).value == 5


def test_a_planned_form_names_the_columns_to_fill_in_now_and_stands_upright() -> None:
    planned = load_workbook(BytesIO(blank_workbook(MeetingKind.REGULAR, Stage.PLANNED, PREFILL)))
    votes = sheet(planned, "Biểu quyết")
    header = [found.value for found in votes[cell(planned, "Biểu quyết", "Nội dung biểu quyết").row] if found.value]
    assert header == ["STT", "Nội dung biểu quyết", "Mục đích", "Người được xét", "Hình thức"]
    assert votes.page_setup.orientation == "portrait"


def test_every_kind_of_document_and_way_of_address_is_offered(book: Workbook) -> None:
    for choices in (DocumentKindName, Address):
        place = book.defined_names[f"dm_{choices.__name__}"].attr_text.split("!")[1].replace("$", "")
        assert [row[0].value for row in book[LISTS_SHEET][place]] == [choice.label for choice in choices]


@pytest.mark.parametrize("stage", [Stage.FOLLOWED_UP, Stage.POSTPONED])
def test_the_documents_of_a_form_are_those_of_its_stage(stage: Stage) -> None:
    prefill = Prefill(body="binh-minh", recipients=("Đảng ủy xã",))
    filled = load_workbook(BytesIO(blank_workbook(MeetingKind.REGULAR, stage, prefill)))
    header = cell(filled, "Văn bản", "Ngày văn bản")
    listed = {
        Stage.FOLLOWED_UP: ["Biên bản bổ sung", "Công văn đính chính", "Công văn gửi văn bản", None],
        Stage.POSTPONED: ["Thông báo hoãn họp", None],
    }[stage]
    assert [
        sheet(filled, "Văn bản").cell(row=header.row + row, column=header.column - 1).value
        for row in range(1, len(listed) + 1)
    ] == listed
