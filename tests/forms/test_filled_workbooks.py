"""What clerks, spreadsheets and accidents do to a form: read as meant, or told where and why not. Nothing is lost."""

# ruff: noqa: DTZ001 - a cell has no time zone

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from pipeline.errors import Severity
from pipeline.forms import Prefill, blank_workbook, write_workbook
from pipeline.meeting import Meeting, MeetingKind, Stage
from pipeline.vietnamese.dates import Month
from tests.builders import make_meeting

from .filled import below, beside, cell, cell_named, codes, edited, errors, read, sheet, with_part, write
from .records import everything, planned_with_ballots

MEETING = make_meeting()
FILLED = write_workbook(MEETING)
PREFILL = Prefill(body="binh-minh", period=Month(2018, 10))
BLANK = blank_workbook(MeetingKind.REGULAR, Stage.HELD, PREFILL)


def meeting_of(data: bytes) -> Meeting:
    form = read(data)
    assert form.problems == ()
    assert form.meeting is not None
    return form.meeting


def test_saved_by_another_program_nothing_changes() -> None:
    assert meeting_of(edited(FILLED)) == MEETING


@pytest.mark.parametrize("typed", ["5/10/2018", "05-10-2018", "ngày 5 tháng 10 năm 2018", 43378, datetime(2018, 10, 5)])
def test_a_date_is_read_day_first_however_it_is_typed(typed: object) -> None:
    assert meeting_of(edited(FILLED, write("Thông tin chung", "Ngày họp", typed))).day == date(2018, 10, 5)


@pytest.mark.parametrize(
    "typed", ["14h30", "14:30", "14 giờ 30", 0.6041666666666666, time(14, 30), timedelta(hours=14.5)]
)
def test_a_time_is_read_however_it_is_typed(typed: object) -> None:
    assert meeting_of(edited(FILLED, write("Thông tin chung", "Giờ bắt đầu", typed))).opened == time(14, 30)


@pytest.mark.parametrize("typed", ["10/2018", "tháng 10 năm 2018", datetime(2018, 10, 1), "2018-10"])
def test_a_month_is_read_however_it_is_typed(typed: object) -> None:
    read_month = meeting_of(edited(FILLED, write("Thông tin chung", "Kỳ sinh hoạt tháng", typed))).period.month
    assert read_month == Month(2018, 10)


@pytest.mark.parametrize("typed", ["24", " 24 ", 24.0, datetime(1900, 1, 24)])
def test_a_number_is_read_however_it_is_typed(typed: object) -> None:
    changed = edited(FILLED, write("Điểm danh", "Tổng số đảng viên chính thức", typed))
    assert meeting_of(changed).roll.total_official == 24


def test_a_workbook_counting_from_1904_has_the_same_dates() -> None:
    def count_from_1904(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        beside(book, "Thông tin chung", "Ngày họp").value = 43378 - 1462
        beside(book, "Thông tin chung", "Ngày họp").number_format = "0"
        beside(book, "Thông tin chung", "Ngày dự kiến trước đó").value = datetime(2018, 10, 3)

    found = read(edited(blank_workbook(MeetingKind.REGULAR, Stage.HELD, PREFILL), count_from_1904)).meeting
    assert found is not None
    assert (found.day, found.earlier_day) == (date(2018, 10, 5), date(2018, 10, 3))


@pytest.mark.parametrize(
    "text", ["R&D & <b>đậm</b>", "{{ x }} {% y %}", "=1+1", "- gạch đầu dòng", "100%", "'nháy", "_x005F_", "5/10/2018"]
)
def test_text_stays_text(text: str) -> None:
    meeting = make_meeting(conclusion=text, place=text)
    assert meeting_of(write_workbook(meeting)) == meeting


def test_decomposed_letters_are_joined_in_labels_headings_and_answers() -> None:
    def decompose(book: Workbook) -> None:
        for page in book.worksheets:
            page.title = unicodedata.normalize("NFD", page.title)[:31]
            for row in page.iter_rows():
                for found in row:
                    if isinstance(found.value, str) and not found.value.startswith("="):
                        found.value = unicodedata.normalize("NFD", found.value)

    assert meeting_of(edited(FILLED, decompose)) == MEETING


def test_a_label_may_be_typed_anew() -> None:
    changed = edited(FILLED, lambda book: setattr(cell(book, "Thông tin", "Chủ trì"), "value", " CHỦ TRÌ : "))
    assert meeting_of(changed) == MEETING


def test_control_characters_are_named_with_their_cell() -> None:
    form = read(edited(FILLED, write("Kết luận", "Kết luận cuộc họp", "Chuông_x0007_ kêu")))
    assert codes(form) == ["control-character"]
    assert str(form.problems[0].where) == "sheet “11. Kết luận, nghị quyết”, cell B3"


def test_a_very_long_text_comes_through_whole() -> None:
    long = "Ý kiến rất dài. " * 6_250
    form = read(with_part(edited(FILLED, write("Kết luận", "Kết luận cuộc họp", "LONG")), b"LONG", long.encode()))
    assert form.meeting is not None
    assert form.meeting.conclusion == long.rstrip()


def test_inserted_rows_and_columns_do_not_matter() -> None:
    def insert(book: Workbook) -> None:
        for page in book.worksheets:
            for area in list(page.merged_cells.ranges):
                page.unmerge_cells(str(area))
        sheet(book, "Thông tin chung").insert_rows(12, 2)
        sheet(book, "Thông tin chung").insert_cols(1)
        sheet(book, "Ý kiến").insert_cols(2)
        sheet(book, "Ý kiến").insert_rows(1, 3)
        sheet(book, "Điểm danh").insert_rows(13, 2)

    assert meeting_of(edited(FILLED, insert)) == MEETING


def test_moved_columns_are_found_by_their_header() -> None:
    def move(book: Workbook) -> None:
        page = sheet(book, "Ý kiến")
        for area in list(page.merged_cells.ranges):
            page.unmerge_cells(str(area))
        page.move_range(f"B3:B{page.max_row}", cols=5)

    assert meeting_of(edited(FILLED, move)) == MEETING


def test_hidden_sheets_rows_and_trailing_blanks_are_read_like_others() -> None:
    def hide(book: Workbook) -> None:
        page = sheet(book, "Điểm danh")
        page.sheet_state = "hidden"
        page.row_dimensions[4].hidden = True
        page.cell(row=300, column=20, value="   ")

    assert meeting_of(edited(FILLED, hide)) == MEETING


def test_merged_cells_hold_the_answer_of_their_first() -> None:
    def merge(book: Workbook) -> None:
        page = sheet(book, "Thông tin chung")
        chair = beside(book, "Thông tin chung", "Chủ trì")
        page.cell(row=chair.row, column=chair.column + 1).value = None
        page.merge_cells(start_row=chair.row, end_row=chair.row, start_column=2, end_column=3)

    assert meeting_of(edited(FILLED, merge)) == MEETING


def test_one_merged_number_holds_for_all_opinions_beside_it() -> None:
    def merge(book: Workbook) -> None:
        header = cell(book, "Ý kiến", "Thuộc nội dung số")
        sheet(book, "Ý kiến").merge_cells(
            start_row=header.row + 1, end_row=header.row + 2, start_column=header.column, end_column=header.column
        )

    assert meeting_of(edited(FILLED, merge)) == MEETING


def test_an_opinion_on_an_item_that_does_not_exist_is_shown_at_its_number() -> None:
    form = read(edited(FILLED, below("Ý kiến", "Thuộc nội dung số", 1, 7)))
    assert codes(form) == ["no-such-item"]
    assert cell_named(form.problems[0]) == "A4"
    assert form.meeting is None


def test_an_opinion_without_a_number_is_shown() -> None:
    assert codes(read(edited(FILLED, below("Ý kiến", "Thuộc nội dung số", 3, None)))) == ["no-such-item"]


def test_two_items_of_one_number_are_shown() -> None:
    def repeat(book: Workbook) -> None:
        cell(book, "Nội dung", "Xem xét việc đột xuất").offset(0, -1).value = 1

    assert codes(read(edited(FILLED, repeat))) == ["number-twice"]


def test_items_without_numbers_count_by_their_place() -> None:
    def unnumber(book: Workbook) -> None:
        for row in range(1, 4):
            cell(book, "Nội dung", "Người trình bày").offset(row, -2).value = None

    assert meeting_of(edited(FILLED, unnumber)) == MEETING


def test_a_candidate_goes_to_the_vote_of_its_number_alone() -> None:
    def move(book: Workbook) -> None:
        cell(book, "Biểu quyết", "Thuộc biểu quyết số").offset(2, 0).value = "Biểu quyết 1"

    votes = meeting_of(edited(write_workbook(everything()), move)).votes
    assert [[row.name for row in vote.choices] for vote in votes] == [["Vũ Đình Khải"], [], ["Phạm Thị Ngọc Lan"], []]


@pytest.mark.parametrize("number", [9, None])
def test_a_candidate_of_no_vote_is_shown_at_its_number(number: int | None) -> None:
    changed = edited(write_workbook(everything()), below("Biểu quyết", "Thuộc biểu quyết số", 1, number))
    (problem,) = read(changed).problems
    assert problem.code == "no-such-item"
    assert cell_named(problem) == "A13"
    assert "vote" in str(problem.message)
    assert "vote" in str(problem.hint)


def test_votes_without_numbers_keep_their_candidates() -> None:
    def unnumber(book: Workbook) -> None:
        for row in range(1, 5):
            cell(book, "Biểu quyết", "Nội dung biểu quyết").offset(row, -1).value = None

    assert meeting_of(edited(write_workbook(everything()), unnumber)) == everything()


@pytest.mark.parametrize(
    ("title", "heading"), [("Biểu quyết", "Người ứng cử, phương án"), ("Biểu quyết", "Kiểm phiếu")]
)
def test_a_block_that_older_forms_lack_is_missed_where_only_its_heading_is_gone(title: str, heading: str) -> None:
    form = read(edited(write_workbook(everything()), lambda book: setattr(cell(book, title, heading), "value", None)))
    assert "missing-heading" in codes(form)
    assert form.meeting is None


def test_a_note_beside_a_heading_does_not_hide_it() -> None:
    def annotate(book: Workbook) -> None:
        for heading in ("Đảng viên vắng mặt", "Khách mời"):
            cell(book, "Điểm danh", heading).offset(0, 8).value = "đã xem"

    form = read(edited(FILLED, annotate))
    assert codes(form) == ["unread-text", "unread-text"]
    assert form.meeting == MEETING


def test_guests_invited_on_a_planned_form_are_those_of_the_roll() -> None:
    form = read(edited(write_workbook(planned_with_ballots()), write("Thông tin chung", "Địa điểm", "Hội trường")))
    assert form.problems == ()
    assert form.meeting == planned_with_ballots(place="Hội trường")


def test_the_grey_example_is_not_an_entry() -> None:
    assert meeting_of(BLANK).agenda == ()


def test_an_example_written_over_is_an_entry_and_says_so() -> None:
    form = read(edited(BLANK, below("Điểm danh", "Có lý do / không lý do", 1, "Không lý do")))
    assert codes(form) == ["example-row-used"]
    assert form.problems[0].severity is Severity.WARNING
    assert form.meeting is not None
    assert form.meeting.roll.absences[0].name == "Lê Thị Thu Hà"


def test_an_example_whose_mark_was_replaced_by_a_number_is_an_entry() -> None:
    changed = edited(BLANK, lambda book: setattr(cell(book, "Điểm danh", "Khách mời").offset(2, 0), "value", 1))
    assert len(meeting_of(changed).roll.guests) == 1


def test_a_formula_gives_the_value_it_was_saved_with() -> None:
    formula = edited(FILLED, write("Điểm danh", "Đảng viên dự bị có mặt", "=1+1"))
    for empty in (b"<v></v>", b"<v />", b"<v/>"):
        formula = with_part(formula, b"<f>1+1</f>" + empty, b"<f>1+1</f><v>2</v>")
    assert meeting_of(formula) == MEETING


def test_a_formula_that_was_never_calculated_is_shown() -> None:
    form = read(edited(FILLED, write("Điểm danh", "Đảng viên dự bị có mặt", "=1+1")))
    assert codes(form) == ["formula-without-value"]
    assert cell_named(form.problems[0]) == "C6"


def test_an_error_in_a_cell_is_shown() -> None:
    form = read(edited(FILLED, write("Thông tin chung", "Địa điểm", "#REF!")))
    assert codes(form) == ["cell-error"]
    assert dict(form.problems[0].message.params)["error"] == "#REF!"


def test_text_outside_the_places_of_the_form_is_a_warning_and_the_meeting_is_read() -> None:
    def scribble(book: Workbook) -> None:
        sheet(book, "Biểu quyết")["T4"] = "Có một đồng chí ra về sớm"
        sheet(book, "Thông tin chung")["B60"] = "Ghi chú cuối trang"

    form = read(edited(FILLED, scribble))
    assert codes(form) == ["unread-text", "unread-text"]
    assert [cell_named(problem) for problem in form.problems] == ["B60", "T4"]
    assert form.meeting == MEETING


def test_very_many_stray_texts_are_counted_not_listed() -> None:
    def scribble(book: Workbook) -> None:
        for row in range(1, 101):
            sheet(book, "Ý kiến").cell(row=row, column=30, value="lạc")

    form = read(edited(FILLED, scribble))
    assert len(form.problems) == 41
    assert dict(form.problems[-1].message.params)["count"] == 60


def test_a_note_in_the_number_column_is_not_lost() -> None:
    form = read(edited(BLANK, below("Điểm danh", "Khách mời", 5, "không có khách")))
    assert codes(form) == ["unread-text"]


def test_a_sheet_of_notes_is_left_alone_and_said_so() -> None:
    form = read(edited(FILLED, lambda book: book.create_sheet("Nháp").append(["ghi chú"])))
    assert codes(form) == ["unread-sheet"]
    assert form.meeting == MEETING


def test_a_renamed_sheet_is_known_by_its_band() -> None:
    assert meeting_of(edited(FILLED, lambda book: setattr(sheet(book, "Biểu quyết"), "title", "Bầu"))) == MEETING


def test_sheets_in_another_order_or_without_numbers_are_found() -> None:
    def shuffle(book: Workbook) -> None:
        for page in book.worksheets:
            page.title = page.title.split(". ")[-1]
        book.move_sheet(book.worksheets[0], 5)

    assert meeting_of(edited(FILLED, shuffle)) == MEETING


def test_a_lost_heading_and_a_lost_header_are_shown() -> None:
    form = read(edited(FILLED, lambda book: setattr(cell(book, "Điểm danh", "Trường hợp khác"), "value", None)))
    assert "missing-heading" in codes(form)
    form = read(edited(FILLED, lambda book: sheet(book, "Biểu quyết").delete_rows(2)))
    assert codes(form)[0] == "missing-header"


def test_a_lost_column_that_is_needed_is_shown() -> None:
    form = read(edited(FILLED, lambda book: setattr(cell(book, "Biểu quyết", "Nội dung biểu quyết"), "value", None)))
    assert codes(form)[0] == "missing-column"


def test_what_stands_in_a_column_without_its_label_is_not_lost_in_silence() -> None:
    form = read(edited(FILLED, lambda book: setattr(cell(book, "Biểu quyết", "Tán thành"), "value", None)))
    assert codes(form) == ["unread-text"] * len(MEETING.votes)


def test_a_held_meeting_needs_the_sheet_of_the_roll() -> None:
    form = read(edited(FILLED, lambda book: book.remove(sheet(book, "Điểm danh"))))
    assert codes(form) == ["missing-sheet"]


def test_without_the_first_sheet_there_is_no_meeting() -> None:
    form = read(edited(FILLED, lambda book: book.remove(sheet(book, "Thông tin chung"))))
    assert "missing-sheet" in codes(form)
    assert form.meeting is None


def test_every_problem_comes_back_at_once_each_at_its_cell() -> None:
    form = read(
        edited(
            FILLED,
            write("Thông tin chung", "Ngày họp", "31/02/2018"),
            write("Thông tin chung", "Loại cuộc họp", "Họp vui"),
            write("Điểm danh", "Vắng có lý do", "một"),
            below("Biểu quyết", "Nội dung biểu quyết", 2, None),
            below("Văn bản", "Số đã ghi sổ", 2, 0),
        )
    )
    assert [(problem.code, cell_named(problem)) for problem in errors(form)] == [
        ("not-a-choice", "B10"),
        ("not-a-date", "B22"),
        ("not-a-number", "C7"),
        ("missing", "B4"),
        ("bad-value", "E5"),
    ]
    assert form.meeting is None


def test_a_blank_answer_has_a_place_for_later_checks() -> None:
    places = read(BLANK).places
    assert str(places.of("roll", "present_official")) == "sheet “2. Điểm danh”, cell C5"
    assert str(places.of("closed")) == "sheet “1. Thông tin chung”, cell B26"
    assert str(places.of("agenda")) == "sheet “3. Nội dung”, cell A13"


def test_a_member_named_twice_is_left_to_the_checks() -> None:
    twice = edited(
        FILLED,
        below("Điểm danh", "Có lý do / không lý do", 2, "Không lý do"),
        lambda book: setattr(cell(book, "Điểm danh", "Lê Thị Thu Hà").offset(1, 0), "value", "Lê Thị Thu Hà"),
    )
    assert len(meeting_of(twice).roll.absences) == 2


@pytest.mark.parametrize("kind", list(MeetingKind))
@pytest.mark.parametrize("stage", [Stage.PLANNED, Stage.FOLLOWED_UP])
def test_a_form_of_another_stage_turned_to_held_says_which_form_to_take_instead(
    kind: MeetingKind, stage: Stage
) -> None:
    planned = blank_workbook(kind, stage, PREFILL)
    form = read(edited(planned, write("Thông tin chung", "Trạng thái", "Đã họp")))
    assert codes(form) == ["planned-form-held"]
    assert cell_named(form.problems[0]) == "B9"
    assert f"vanthu form {kind.slug} --cell binh-minh" in str(form.problems[0].hint)
    assert (form.meeting, form.partial) == (None, None)
