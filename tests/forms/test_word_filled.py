"""What clerks, Word and accidents do to a Word form: read as meant, or told where and why not. Nothing is lost."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, time

import pytest
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn

from pipeline.errors import Severity
from pipeline.forms import Prefill, ReadForm, blank_form, filled_form
from pipeline.meeting import Meeting, MeetingKind, Stage
from pipeline.messages import Place
from pipeline.vietnamese.dates import Month
from tests.builders import make_meeting

from .records import everything, planned_with_ballots
from .word_filled import (
    Element,
    below,
    beside,
    cell,
    cells,
    edited,
    edited_document,
    heading,
    paragraph,
    put,
    read,
    row,
    rows,
    run,
    table,
    text_of,
    write,
    write_below,
    xml,
)

MEETING = make_meeting()
FILLED = filled_form(".docx", MEETING)
EVERYTHING = everything()
BLANK = blank_form(".docx", MeetingKind.REGULAR, Stage.HELD, Prefill(body="binh-minh", period=Month(2018, 10)))


def meeting_of(data: bytes) -> Meeting:
    form = read(data)
    assert form.problems == ()
    assert form.meeting is not None
    return form.meeting


def codes(form: ReadForm) -> list[str]:
    return [problem.code for problem in form.problems]


def places(form: ReadForm) -> list[str]:
    return [str(problem.where) for problem in form.problems]


def test_saved_by_another_program_nothing_changes() -> None:
    assert meeting_of(edited(FILLED)) == MEETING


@pytest.mark.parametrize("typed", ["5/10/2018", "05-10-2018", "ngày 5 tháng 10 năm 2018", " 05/10/2018 "])
def test_a_date_is_read_day_first_however_it_is_typed(typed: str) -> None:
    assert meeting_of(edited(FILLED, write("Ngày họp", typed))).day == date(2018, 10, 5)


@pytest.mark.parametrize("typed", ["14h30", "14:30", "14 giờ 30"])
def test_a_time_is_read_however_it_is_typed(typed: str) -> None:
    assert meeting_of(edited(FILLED, write("Giờ bắt đầu", typed))).opened == time(14, 30)


@pytest.mark.parametrize("typed", ["24", "024", " 24 "])
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert meeting_of(edited(FILLED, write("Tổng số đảng viên chính thức", typed))).roll.total_official == 24


@pytest.mark.parametrize("text", ["R&D & <b>đậm</b>", "{{ x }} {% y %}", "=1+1", "- gạch", "100%", "a\tb  c"])
def test_text_stays_text(text: str) -> None:
    meeting = make_meeting(conclusion=text)
    assert meeting_of(filled_form(".docx", meeting)) == meeting


def test_decomposed_letters_are_joined_in_labels_headings_and_answers() -> None:
    def decompose(body: Element) -> None:
        for text in body.iter(qn("w:t")):
            text.text = unicodedata.normalize("NFD", text.text or "")

    assert meeting_of(edited(FILLED, decompose)) == MEETING


def test_an_opinion_of_many_paragraphs_keeps_them() -> None:
    long = "\n".join(f"Đoạn {number}: " + "ý kiến rất dài. " * 60 for number in range(40))
    opinions = meeting_of(edited(FILLED, write_below("Nội dung ý kiến", 1, long))).agenda[0].opinions
    assert opinions[0].text.count("\n") == 39
    assert len(opinions[0].text) > 35_000


def test_soft_line_breaks_are_line_breaks() -> None:
    def break_softly(body: Element) -> None:
        target = beside(body, "Kết luận cuộc họp")
        put(target, "Một")
        paragraph_element = target.find(qn("w:p"))
        paragraph_element.append(xml("<w:r><w:br/></w:r>"))
        paragraph_element.append(run("Hai"))

    assert meeting_of(edited(FILLED, break_softly)).conclusion == "Một\nHai"


def add_row(body: Element, header: str, *texts: str) -> None:
    """As the Tab key does in the last cell: a row like it, without its lists."""
    new = copy.deepcopy(rows(table(body, header))[-1])
    for target, text in zip(cells(new), texts, strict=True):
        for control in list(target.iter(qn("w:sdt"))):
            control.getparent().remove(control)
        put(target, text)
    table(body, header).append(new)


def test_a_row_added_with_the_tab_key_is_read() -> None:
    form = read(edited(FILLED, lambda body: add_row(body, "Chỉ tiêu", "", "Việc mới", "", "", "31/12/2018")))
    assert form.problems == ()
    assert form.meeting is not None
    assert form.meeting.new_tasks[-1].task == "Việc mới"


def test_deleted_blank_rows_do_not_matter() -> None:
    def delete(body: Element) -> None:
        for element in list(body.iter(qn("w:tr"))):
            if not any(re.sub(r"[0-9\n]|Chọn(, nhập| ngày)?…", "", text_of(part)) for part in cells(element)):
                element.getparent().remove(element)

    assert meeting_of(edited(FILLED, delete)) == MEETING


def test_a_table_is_found_wherever_it_was_moved() -> None:
    def move(body: Element) -> None:
        last = body.find(qn("w:sectPr"))
        for label in ("Chủ trì", "Người phát biểu", "Tự chấm"):
            last.addprevious(table(body, label))

    assert meeting_of(edited(FILLED, move)) == MEETING


@pytest.mark.parametrize("with_header", [True, False], ids=["header repeated", "without a header"])
def test_a_table_that_was_split_is_read_whole(with_header: bool) -> None:
    def split(body: Element) -> None:
        first = table(body, "Chỉ tiêu")
        second = copy.deepcopy(first)
        for element in rows(first)[2:]:
            first.remove(element)
        for element in rows(second)[0 if not with_header else 1 : 2]:
            second.remove(element)
        first.addnext(paragraph(""))
        first.getnext().addnext(second)

    assert meeting_of(edited(FILLED, split)) == MEETING


def test_tables_that_grew_together_are_told_apart() -> None:
    def join(body: Element) -> None:
        for first, second in (("Chủ trì", "Đánh giá tháng"), ("Thời hạn", "Kết quả"), ("Số tiền (đồng)", "Trường hợp")):
            target, other = table(body, first), table(body, second)
            for element in rows(other):
                target.append(element)
            body.remove(other)

    assert meeting_of(edited(FILLED, join)) == MEETING


def test_all_headings_may_be_gone() -> None:
    def delete(body: Element) -> None:
        for element in list(body.iterchildren(qn("w:p"))):
            body.remove(element)

    assert meeting_of(edited(FILLED, delete)) == MEETING


def test_columns_may_be_swapped() -> None:
    def swap(body: Element) -> None:
        for label in ("Nội dung ý kiến", "Thời hạn", "Tán thành"):
            for element in rows(table(body, label)):
                first, second, *_ = cells(element)
                element.append(second)
                element.append(first)
        for element in rows(table(body, "Chủ trì")):
            element.insert(0, cells(element)[1])

    assert meeting_of(edited(FILLED, swap)) == MEETING


def test_an_answer_merged_with_its_example_is_the_answer() -> None:
    def merge(body: Element) -> None:
        answer = beside(body, "Địa điểm")
        example = cells(answer.getparent())[2]
        answer.find(qn("w:tcPr")).insert(1, xml('<w:gridSpan w:val="2"/>'))
        for part in list(example.iterchildren(qn("w:p"))):
            answer.append(part)
        example.getparent().remove(example)

    assert meeting_of(edited(FILLED, merge)) == MEETING


def test_one_merged_number_holds_for_all_opinions_beside_it() -> None:
    def merge(body: Element) -> None:
        for count, kind in ((1, ' w:val="restart"'), (2, "")):
            target = below(body, "Thuộc nội dung số", count)
            if not kind:
                put(target, "")
            target.find(qn("w:tcPr")).insert(1, xml(f"<w:vMerge{kind}/>"))

    assert meeting_of(edited(FILLED, merge)) == MEETING


def test_an_answer_split_into_two_rows_is_one() -> None:
    def split(body: Element) -> None:
        first = row(body, "Kết luận cuộc họp")
        second = copy.deepcopy(first)
        first.addnext(second)
        for element, kind in ((first, ' w:val="restart"'), (second, "")):
            cells(element)[0].find(qn("w:tcPr")).insert(1, xml(f"<w:vMerge{kind}/>"))
        put(cells(first)[1], "Một")
        put(cells(second)[0], "")
        put(cells(second)[1], "Hai")

    assert meeting_of(edited(FILLED, split)).conclusion == "Một\nHai"


def test_merged_cells_of_a_list_leave_the_others_in_place() -> None:
    def merge(body: Element) -> None:
        element = rows(table(body, "Chỉ tiêu"))[1]
        put(cells(element)[2], "")
        element.remove(cells(element)[2])
        cells(element)[1].find(qn("w:tcPr")).insert(1, xml('<w:gridSpan w:val="2"/>'))

    tasks = meeting_of(edited(FILLED, merge)).new_tasks
    assert (tasks[0].target, tasks[0].owner, tasks[0].deadline) == (
        "",
        MEETING.new_tasks[0].owner,
        MEETING.new_tasks[0].deadline,
    )


def test_what_is_typed_outside_the_tables_is_told() -> None:
    form = read(edited(FILLED, lambda body: heading(body, "Điểm danh").addnext(paragraph("Vắng thêm đồng chí Mai."))))
    (problem,) = form.problems
    assert (problem.code, problem.severity) == ("unread-text", Severity.WARNING)
    assert "Vắng thêm đồng chí Mai." in str(problem.message)
    assert str(problem.where) == "outside the tables, below “Điểm danh”"
    assert form.meeting == MEETING


def test_text_in_headers_boxes_and_comments_is_told() -> None:
    box = (
        "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
        "<w:p><w:r><w:t>Trong hộp</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    form = read(edited(FILLED, lambda body: body.insert(3, xml(box))))
    assert (codes(form), places(form)) == (["unread-text"], ["text box"])
    assert form.meeting == MEETING


def test_a_table_of_the_clerk_is_told_cell_by_cell() -> None:
    def add(body: Element) -> None:
        own = xml("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")
        put(cells(rows(own)[0])[0], "Ghi thêm")
        heading(body, "Kết luận, văn bản ban hành").addprevious(own)

    form = read(edited(FILLED, add))
    assert codes(form) == ["unread-text"]
    assert form.meeting == MEETING


def test_a_column_of_the_clerk_is_told() -> None:
    def add(body: Element) -> None:
        for number, element in enumerate(rows(table(body, "Chỉ tiêu"))[:2]):
            new = copy.deepcopy(cells(element)[2])
            put(new, "Ghi chú riêng" if number else "Cột riêng")
            element.append(new)

    form = read(edited(FILLED, add))
    assert codes(form) == ["unread-text", "unread-text"]
    assert form.meeting == MEETING


def test_a_table_within_a_cell_is_read_row_by_row() -> None:
    def nest(body: Element) -> None:
        inner = xml(
            "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
            "<w:tr><w:tc><w:p><w:r><w:t>Lớp 3A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>20</w:t></w:r></w:p></w:tc>"
            "</w:tr></w:tbl>"
        )
        put(beside(body, "Kết luận cuộc họp"), "Sĩ số:")
        beside(body, "Kết luận cuộc họp").append(inner)

    assert meeting_of(edited(FILLED, nest)).conclusion == "Sĩ số:\nLớp 3A\t20"


def test_tracked_changes_are_read_as_if_accepted() -> None:
    def track(body: Element) -> None:
        by = 'w:id="1" w:author="A" w:date="2018-10-05T00:00:00Z"'
        target = beside(body, "Kết luận cuộc họp").find(qn("w:p"))
        kept = target.find(qn("w:r"))
        gone = xml(f"<w:del {by}><w:r><w:delText>Bỏ đi</w:delText></w:r></w:del>")
        new = xml(f"<w:ins {by}><w:r><w:t>Thêm vào. </w:t></w:r></w:ins>")
        kept.addprevious(gone)
        kept.addprevious(new)
        deleted = copy.deepcopy(rows(table(body, "Chỉ tiêu"))[1])
        deleted.insert(0, xml(f"<w:trPr><w:del {by}/></w:trPr>"))
        rows(table(body, "Chỉ tiêu"))[1].addnext(deleted)

    found = meeting_of(edited(FILLED, track))
    assert found.conclusion == "Thêm vào. " + MEETING.conclusion
    assert found.new_tasks == MEETING.new_tasks


def test_links_fields_and_ticks_are_text() -> None:
    def decorate(body: Element) -> None:
        target = beside(body, "Kết luận cuộc họp")
        put(target, "Xem ")
        target.find(qn("w:p")).append(xml('<w:hyperlink w:anchor="a"><w:r><w:t>phụ lục</w:t></w:r></w:hyperlink>'))
        target.find(qn("w:p")).append(xml('<w:fldSimple w:instr="PAGE"><w:r><w:t> 7</w:t></w:r></w:fldSimple>'))
        tick = below(body, "Lập trích biên bản", 1)
        put(tick, "")
        for control in tick.iter(qn("w:sdtContent")):
            control.append(xml('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'))

    found = meeting_of(edited(FILLED, decorate))
    assert found.conclusion == "Xem phụ lục 7"
    assert found.votes[0].extract


TCVN3 = "C¸c ®ång chÝ nhÊt trÝ."  # Các đồng chí nhất trí. as TCVN3 keeps it


OLD_FONT = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'


def type_in_the_old_way(document: DocumentObject, properties: str) -> None:
    target = beside(document.element.body, "Kết luận cuộc họp")
    put(target, "")
    half = len(TCVN3) // 2
    target.find(qn("w:p")).append(run(TCVN3[:half], properties))
    target.find(qn("w:p")).append(run(TCVN3[half:], properties))


def by_the_run(document: DocumentObject) -> None:
    type_in_the_old_way(document, OLD_FONT)


def by_the_style(document: DocumentObject) -> None:
    style = document.styles["FormAnswer"].element
    style.remove(style.find(qn("w:rPr")))
    style.append(xml(f"<w:rPr>{OLD_FONT}</w:rPr>"))
    type_in_the_old_way(document, "")


def by_the_usual_font(document: DocumentObject) -> None:
    fonts = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
    fonts.set(qn("w:hAnsi"), ".VnTime")
    type_in_the_old_way(document, "")


@pytest.mark.parametrize(("other", "kept"), [("", False), ("Nhất trí cao.", True), ("NhÊt trÝ cao.", False)])
def test_what_may_be_unicode_or_not_goes_with_the_rest_of_the_form(other: str, kept: bool) -> None:
    def change(document: DocumentObject) -> None:
        for label, text in (("Kết luận cuộc họp", "Tân An"), ("Địa điểm", other)):
            target = beside(document.element.body, label)
            put(target, "")
            target.find(qn("w:p")).append(run(text, OLD_FONT))

    form = read(edited_document(BLANK, change))
    assert form.meeting is not None
    assert ("Tân An" in form.meeting.conclusion) == kept
    assert ("old-encoding" in [problem.code for problem in form.problems]) == (not kept)


@pytest.mark.parametrize("change", [by_the_run, by_the_style, by_the_usual_font])
def test_old_encodings_are_converted_and_told(change: Callable[[DocumentObject], None]) -> None:
    form = read(edited_document(BLANK, change))
    (problem,) = form.problems
    assert problem.code == "old-encoding"
    assert problem.severity is Severity.WARNING
    assert TCVN3 in str(problem.message)
    assert form.meeting is not None
    assert form.meeting.conclusion == "Các đồng chí nhất trí."


def test_a_label_may_be_typed_anew() -> None:
    changed = edited(FILLED, lambda body: put(cell(body, "Chủ trì"), " CHỦ TRÌ : "))
    assert meeting_of(changed) == MEETING


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda body: body.remove(table(body, "Chỉ tiêu")), "missing-heading"),
        (lambda body: put(cell(body, "Nhiệm vụ"), "Việc"), "missing-column"),
        (lambda body: table(body, "Chỉ tiêu").remove(row(body, "Chỉ tiêu")), "missing-header"),
    ],
)
def test_what_is_missing_of_a_table_is_told(change: object, code: str) -> None:
    form = read(edited(FILLED, change))  # type: ignore[arg-type]
    assert code in codes(form)
    assert form.meeting is None


def test_a_part_that_is_gone_is_missed() -> None:
    def delete(body: Element) -> None:
        for label in ("Đảng viên dự bị có mặt", "Có lý do / không lý do", "Trường hợp", "Số tiền (đồng)"):
            body.remove(table(body, label))
        heading(body, "Điểm danh").getparent().remove(heading(body, "Điểm danh"))
        for title in ("Số lượng đảng viên", "Đảng viên vắng mặt", "Trường hợp khác", "Khách mời", "Đảng phí"):
            body.remove(heading(body, title))
        body.remove(table(body, "Cách xưng hô"))

    assert "missing-sheet" in codes(read(edited(FILLED, delete)))


def test_a_mistake_is_told_in_words_and_as_an_address() -> None:
    form = read(edited(FILLED, write("Ngày họp", "31/02/2018"), write_below("Tán thành", 2, "nhiều")))
    assert places(form) == [
        "table “Thời gian, địa điểm, thành phần”, row “Ngày họp”",
        "table “Biểu quyết”, row 2, column “Tán thành”",
    ]
    for problem, text in zip(form.problems, ("31/02/2018", "nhiều"), strict=True):
        assert isinstance(problem.where, Place)
        assert addressed(edited(FILLED, write("Ngày họp", "31/02/2018"), write_below("Tán thành", 2, "nhiều")),
                         problem.where) == text  # fmt: skip


def addressed(data: bytes, place: Place) -> str:
    """The text of the cell that an address leads to."""
    kind, table_number, row_number, cell_number = place.address
    assert kind == "word"
    found: list[str] = []

    def look(body: Element) -> None:
        element = list(body.iter(qn("w:tbl")))[int(table_number)]
        found.append(text_of(cells(rows(element)[int(row_number)])[int(cell_number)]))

    edited(data, look)
    return found[0]


def test_the_grey_example_does_not_count_as_a_row() -> None:
    form = read(edited(BLANK, write_below("Người phát biểu", 2, "Mai"), write_below("Nội dung ý kiến", 2, "Được")))
    assert codes(form) == ["no-such-item"]
    assert places(form) == ["table “Ý kiến thảo luận”, row 1, column “Thuộc nội dung số”"]


def test_an_example_that_was_written_over_is_an_entry() -> None:
    form = read(edited(BLANK, write_below("Chỉ tiêu", 1, "Chỉ tiêu của chi bộ")))
    assert codes(form) == ["example-row-used"]
    assert form.meeting is not None
    assert form.meeting.new_tasks[0].target == "Chỉ tiêu của chi bộ"


@pytest.mark.parametrize("mark", ["Mật", "TỐI MẬT", "tuyệt mật nhé"])
def test_a_mark_of_secrecy_stops_the_reading(mark: str) -> None:
    form = read(edited(FILLED, write("Độ mật", mark)))
    assert codes(form) == ["secret-form"]
    assert form.meeting is None


def test_a_mark_of_secrecy_is_seen_in_a_damaged_form() -> None:
    def move(body: Element) -> None:
        own = xml("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid></w:tbl>")
        element = row(body, "Độ mật")
        put(cells(element)[1], "Mật")
        element.insert(0, copy.deepcopy(cells(element)[2]))
        own.append(element)
        body.append(own)

    assert codes(read(edited(FILLED, move))) == ["secret-form"]


def test_an_unfilled_planned_form_called_held_is_one_problem() -> None:
    form = read(edited(filled_form(".docx", planned_with_ballots()), write("Trạng thái", "Đã họp")))
    assert "planned-form-held" in codes(form)


def all_rows(body: Element) -> Iterator[Element]:
    yield from body.iter(qn("w:tr"))


def test_rows_in_content_controls_are_looked_through() -> None:
    def wrap(body: Element) -> None:
        for element in list(all_rows(body)):
            control = xml("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
            element.addprevious(control)
            control.find(qn("w:sdtContent")).append(element)

    assert meeting_of(edited(filled_form(".docx", EVERYTHING), wrap)) == EVERYTHING
