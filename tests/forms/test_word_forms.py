"""What a clerk finds in a blank Word form: help, lists to choose from, cells to fill, pages that print."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from pipeline.forms import Prefill, blank_form, filled_form
from pipeline.forms.blank import written_form
from pipeline.forms.content import roster_content
from pipeline.forms.printed import NO_SECRETS
from pipeline.forms.selection import sheets_for
from pipeline.forms.word.printed import GUIDE
from pipeline.meeting import Meeting, MeetingKind, Presence, Stage
from pipeline.roster.record import ChangeKind, RosterChange, RosterChanges

from .records import everything
from .test_round_trip import PREFILL
from .word_filled import Element, below, beside, cells, read, rows, table, text_of


def body_of(data: bytes) -> Element:
    return Document(BytesIO(data)).element.body


@pytest.fixture(scope="module")
def body() -> Element:
    return body_of(blank_form(".docx", MeetingKind.REGULAR, Stage.HELD, PREFILL))


def offered(target: Element) -> list[str]:
    return [item.get(qn("w:displayText")) for item in target.iter(qn("w:listItem"))]


def test_the_first_lines_say_what_it_is_and_what_not_to_write(body: Element) -> None:
    lines = [text_of_paragraph(paragraph) for paragraph in body.iterchildren(qn("w:p"))]
    assert lines[1] == "Dùng cho: Sinh hoạt thường kỳ – Chi bộ Trường Tiểu học Bình Minh"
    assert lines[2:6] == [NO_SECRETS, *GUIDE]
    assert "phím Tab" in " ".join(GUIDE)
    assert text_of(beside(body, "Mã cuộc họp")) == PREFILL.code


def text_of_paragraph(paragraph: Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def test_the_file_says_which_form_it_is() -> None:
    properties = Document(BytesIO(blank_form(".docx", MeetingKind.REGULAR, Stage.HELD, PREFILL))).core_properties
    assert properties.keywords == "vanthu-form 3 regular binh-minh binh-minh-2018-10-thuong-ky-1"
    assert properties.title.startswith("BIỂU MẪU CUỘC HỌP")


def test_every_table_has_its_heading_though_the_part_is_called_alike(body: Element) -> None:
    styled = [
        (element.find(f".//{qn('w:pStyle')}"), text_of_paragraph(element)) for element in body.iterchildren(qn("w:p"))
    ]
    headings = [text for style, text in styled if style is not None and style.get(qn("w:val")) == "Heading2"]
    assert headings == [block.title for sheet in sheets_for(MeetingKind.REGULAR, Stage.HELD) for block in sheet.blocks]
    assert len(headings) == len(body.findall(qn("w:tbl")))


def test_help_and_examples_stand_beside_answers_and_above_lists(body: Element) -> None:
    hint = text_of(cells(beside(body, "Mã cuộc họp").getparent())[2])
    assert hint.split("\n")[0] == Meeting.model_fields["code"].description
    assert hint.split("\n")[1].startswith("Ví dụ: ")
    assert text_of_paragraph(table(body, "Cách xưng hô").getprevious()).startswith("Cách xưng hô: ")
    assert text_of(below(body, "Người phát biểu", 1)) == "Phạm Thị Ngọc Lan"
    assert text_of(below(body, "Thuộc nội dung số", 1)) == "(ví dụ)"


def test_choices_members_places_and_days_are_picked(body: Element) -> None:
    assert offered(below(body, "Trường hợp", 2))[1:] == [choice.label for choice in Presence]
    assert offered(below(body, "Người phát biểu", 2))[1:] == list(PREFILL.members)
    assert offered(beside(body, "Địa điểm"))[1:] == list(PREFILL.places)
    day = beside(body, "Ngày dự kiến trước đó").find(f".//{qn('w:date')}")
    assert day.find(qn("w:dateFormat")).get(qn("w:val")) == "dd/MM/yyyy"
    assert day.find(qn("w:lid")).get(qn("w:val")) == "vi-VN"


def test_a_member_who_stands_twice_is_offered_once() -> None:
    twice = body_of(blank_form(".docx", MeetingKind.REGULAR, Stage.HELD, Prefill(members=("Mai", "Mai", "Lan"))))
    assert offered(beside(twice, "Chủ trì"))[1:] == ["Mai", "Lan"]


def test_lists_are_in_runs_only_and_prompts_are_grey(body: Element) -> None:
    for control in body.iter(qn("w:sdt")):
        assert control.getparent().tag == qn("w:p")
        assert [part.tag for part in control.find(qn("w:sdtContent"))] == [qn("w:r")]
    prompt = beside(body, "Độ mật").find(f".//{qn('w:sdt')}")
    assert prompt.find(qn("w:sdtPr")).find(qn("w:showingPlcHdr")) is not None
    assert text_of(beside(body, "Độ mật")) == "Chọn…"


def test_headers_repeat_and_long_rows_flow_over_pages(body: Element) -> None:
    first, *others = rows(table(body, "Nội dung ý kiến"))
    assert first.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    assert all(element.find(f".//{qn('w:cantSplit')}") is None for element in others)


def test_every_page_is_a4_and_no_table_wider_than_its_page(body: Element) -> None:
    sections = list(body.iter(qn("w:sectPr")))
    sizes = [tuple(sorted(int(page.get(qn(f"w:{side}"))) for side in "wh")) for page in body.iter(qn("w:pgSz"))]
    assert set(sizes) == {(11906, 16838)}
    room = 0
    for element in reversed(list(body.iterchildren())):
        section = element if element in sections else element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if section is not None:
            room = int(section.find(qn("w:pgSz")).get(qn("w:w"))) - 2 * int(
                section.find(qn("w:pgMar")).get(qn("w:left"))
            )
        if element.tag == qn("w:tbl"):
            widths = [int(column.get(qn("w:w"))) for column in element.iter(qn("w:gridCol"))]
            assert sum(widths) <= room
            assert min(widths) >= 550


def test_the_votes_lie_across_the_page() -> None:
    assert b'w:orient="landscape"' in document_of(blank_form(".docx", MeetingKind.REGULAR, Stage.HELD))
    assert b'w:orient="landscape"' not in document_of(blank_form(".docx", MeetingKind.COMMITTEE, Stage.CANCELLED))


def document_of(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read("word/document.xml")


@pytest.mark.parametrize("kind", MeetingKind)
def test_word_finds_nothing_to_repair(kind: MeetingKind, tmp_path: Path) -> None:
    blank = [blank_form(".docx", kind, stage, PREFILL) for stage in Stage]
    for number, data in enumerate([filled_form(".docx", everything(kind=kind)), *blank]):
        (tmp_path / f"{number}.docx").write_bytes(data)
        assert OpenXmlValidator().validate(str(tmp_path / f"{number}.docx")).errors == []


CHANGES = RosterChanges(
    body="binh-minh",
    noted=date(2019, 5, 20),
    changes=(
        RosterChange(kind=ChangeKind.ADMISSION, name="Huỳnh Thị Cẩm Tú", day=date(2019, 5, 19), decision="31-QĐ/ĐU"),
        RosterChange(kind=ChangeKind.EXEMPT, name="Hoàng Thị Sáu", day=date(2019, 6, 1), note="Tuổi cao"),
    ),
)


def test_roster_changes_are_written_and_read_in_word_too(tmp_path: Path) -> None:
    data = written_form(".docx", roster_content(PREFILL, CHANGES))
    (tmp_path / "a.docx").write_bytes(data)
    assert OpenXmlValidator().validate(str(tmp_path / "a.docx")).errors == []
    form = read(data)
    assert form.problems == ()
    assert form.record == CHANGES
