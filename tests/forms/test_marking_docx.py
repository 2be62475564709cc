"""A returned Word form: what a clerk sees marked, and that nothing else changes, then or when the marks are cleared."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from pipeline.errors import Problem
from pipeline.forms import Prefill, blank_form, read_form
from pipeline.forms.marking import cleared, marked
from pipeline.meeting import MeetingKind, Stage
from pipeline.office_files.packages import unpacked
from pipeline.office_files.word.values import WordTable, read_word

from .marks import as_read, canonical, faults, problem, saved_by_libreoffice, with_members, with_text

PREFILL = Prefill(body="binh-minh", code="binh-minh-2018-10-thuong-ky-1", members=("Trần Văn Hòa", "Lê Thị Thu Hà"))
FORM = blank_form(".docx", MeetingKind.REGULAR, Stage.HELD, PREFILL)
PROBLEMS = [
    problem("Ngày họp chưa ghi.", ("word", 2, 0, 1), hint="Xin ghi như 05/10/2018."),
    problem("Trạng thái chưa chọn.", ("word", 0, 1, 1)),
    problem("Nên xem lại trạng thái.", ("word", 0, 1, 1), warning=True),
    problem("Nhãn đã bị sửa.", ("word", 0, 0, 0), warning=True),
    problem("Chỗ này không có nền.", ("word", 0, 0, 2)),
    problem("Thiếu một bảng."),
]
RED, YELLOW = "FFB4B0", "FFE890"


def rich_document() -> bytes:
    """What no form has and a document can have."""
    document = docx.Document()
    paragraph = document.add_paragraph("Lời đầu")
    document.add_comment(paragraph.runs, "Ý kiến của chi ủy", author="Lê Thị Thu Hà")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Nhãn"
    table.cell(0, 1).add_table(1, 1).cell(0, 0).text = "trong"
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:dropDownList><w:listItem w:displayText='Có' w:value='Có'/></w:dropDownList>"
        "</w:sdtPr><w:sdtContent><w:r><w:t>Có</w:t></w:r></w:sdtContent></w:sdt>"
    )
    table.cell(1, 0).paragraphs[0]._p.append(parse_xml(control))
    pattern = f"<w:shd {nsdecls('w')} w:val='pct20' w:color='00B050' w:fill='FFFF00'/>"
    table.cell(1, 1)._tc.get_or_add_tcPr().append(parse_xml(pattern))
    document.add_section()
    document.add_paragraph("Lời cuối")
    target = BytesIO()
    document.save(target)
    return target.getvalue()


RICH = rich_document()
RICH_PROBLEMS = [
    problem("Sai trong bảng trong.", ("word", 1, 0, 0)),
    problem("Sai ô có bảng.", ("word", 0, 0, 1)),
    problem("Sai chỗ chọn.", ("word", 0, 1, 0), warning=True),
    problem("Sai ô có hoa văn.", ("word", 0, 1, 1)),
    problem("Không có ô này.", ("word", 0, 7, 7)),
    problem("Không có bảng này.", ("word", 9, 0, 0)),
]


def returned(data: bytes, problems: list[Problem], name: str = "mau.docx") -> bytes:
    result = marked(name, data, problems)
    assert result is not None
    return result


def opened(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def comments(data: bytes) -> list[tuple[str, str | None]]:
    return [(comment.author, as_read(comment.text)) for comment in opened(data).comments]


def fill(data: bytes, table: int, row: int, column: int) -> str | None:
    """The shade of a cell of the form: the tables of the list stand before it."""
    found = list(opened(data).element.body.iter(qn("w:tbl")))[table]
    cell = found.findall(qn("w:tr"))[row].findall(qn("w:tc"))[column]
    shade = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    return None if shade is None else shade.get(qn("w:fill"))


def test_a_faulty_cell_is_red_and_one_to_look_at_yellow() -> None:
    data = returned(FORM, PROBLEMS)
    lists = 2
    assert fill(data, lists + 2, 0, 1) == RED
    assert fill(data, lists + 0, 1, 1) == RED  # the error outweighs the warning
    assert fill(data, lists + 0, 0, 0) == YELLOW
    assert fill(data, lists + 0, 0, 2) == RED
    assert fill(data, lists + 0, 2, 1) == "FFFBE6"


def test_a_comment_at_the_place_says_what_is_wrong_and_what_to_do() -> None:
    data = returned(FORM, PROBLEMS)
    assert ("vanthu", "► CẦN SỬA: Ngày họp chưa ghi. Xin ghi như 05/10/2018.") in comments(data)
    assert ("vanthu", "► CẦN SỬA: Trạng thái chưa chọn.\n► KIỂM TRA: Nên xem lại trạng thái.") in comments(data)
    assert len(comments(data)) == 4
    tables = list(opened(data).element.body.iter(qn("w:tbl")))
    assert [bool(list(table.iter(qn("w:commentReference")))) for table in tables[:5]] == [
        False,
        False,
        True,
        False,
        True,
    ]


def test_the_first_page_lists_errors_then_warnings() -> None:
    body = read_word(returned(FORM, PROBLEMS)).body
    texts = [as_read(part.shown) for part in body[:8] if not isinstance(part, WordTable)]
    assert texts[:2] == ["BIỂU MẪU CẦN SỬA", "Số chỗ cần sửa: 4"]
    assert "Đề nghị kiểm tra thêm" in texts
    errors, warnings = [
        [tuple(as_read(cell.text.shown) for cell in row.cells) for row in part.rows]
        for part in body[:7]
        if isinstance(part, WordTable)
    ]
    assert errors[:2] == [
        ("STT", "Vị trí", "Nội dung", "Cách xử lý"),
        ("1", "Word 2 0 1", "Ngày họp chưa ghi.", "Xin ghi như 05/10/2018."),
    ]
    assert [row[2] for row in warnings[1:]] == ["Nên xem lại trạng thái.", "Nhãn đã bị sửa."]
    assert read_word(FORM).body[0] == body[7]


@pytest.mark.parametrize(("data", "problems"), [(FORM, PROBLEMS), (RICH, RICH_PROBLEMS)], ids=["form", "rich"])
def test_once_cleared_a_marked_file_is_what_it_was(data: bytes, problems: list[Problem]) -> None:
    assert canonical(cleared("mau.docx", returned(data, problems))) == canonical(data)


def test_what_needs_no_mark_keeps_its_very_bytes() -> None:
    before, after = unpacked(FORM), unpacked(returned(FORM, PROBLEMS))
    touched = {name for name, content in before.items() if after[name] != content}
    assert touched == {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"}
    assert set(after) - set(before) == {"word/comments.xml"}


def test_comments_of_others_controls_and_patterns_stay_as_they_are() -> None:
    data = returned(RICH, RICH_PROBLEMS)
    assert comments(data)[0] == ("Lê Thị Thu Hà", "Ý kiến của chi ủy")
    assert [text for author, text in comments(data) if author == "vanthu"] == [
        "► CẦN SỬA: Sai trong bảng trong.",
        "► CẦN SỬA: Sai ô có bảng.",
        "► CẦN SỬA: Sai ô có hoa văn.",
        "► KIỂM TRA: Sai chỗ chọn.",
    ]
    assert fill(data, 2, 1, 1) == "FFFF00"  # a pattern could not be brought back
    assert (fill(data, 2, 1, 0), fill(data, 3, 0, 0)) == (YELLOW, RED)
    control = next(opened(data).element.body.iter(qn("w:sdt")))
    assert control.getparent().tag == qn("w:p")
    assert [text.text for text in control.iter(qn("w:t"))] == ["Có"]


@pytest.mark.parametrize(("data", "problems"), [(FORM, PROBLEMS), (RICH, RICH_PROBLEMS)], ids=["form", "rich"])
def test_a_marked_file_opens_without_repair(data: bytes, problems: list[Problem]) -> None:
    result = returned(data, problems)
    assert set(faults(result, ".docx")) <= set(faults(data, ".docx"))
    assert set(faults(cleared("mau.docx", result), ".docx")) <= set(faults(data, ".docx"))


def test_a_file_without_marks_is_given_back_itself() -> None:
    for data in (FORM, RICH):
        assert cleared("mau.docx", data) is data


def test_marks_never_pile_up_and_the_same_form_gives_the_same_bytes() -> None:
    once = returned(FORM, PROBLEMS)
    assert returned(FORM, PROBLEMS, "MAU.DOCM") == once
    assert canonical(returned(once, PROBLEMS)) == canonical(once)
    assert canonical(returned(once, PROBLEMS[:1])) == canonical(returned(FORM, PROBLEMS[:1]))


def test_two_hundred_problems_are_all_listed() -> None:
    many = [problem(f"Sai {number}.", ("word", number % 5, 0, 1)) for number in range(200)]
    data = returned(FORM, many)
    listed = next(part for part in read_word(data).body if isinstance(part, WordTable))
    assert len(listed.rows) == 201
    assert canonical(cleared("mau.docx", data)) == canonical(FORM)


def test_texts_are_shown_as_typed_whatever_they_hold() -> None:
    data = returned(FORM, [problem('Ô ghi “& <w:p>” "\x07"\nhai dòng \ud800', ("word", 0, 1, 1))])
    assert comments(data) == [("vanthu", '► CẦN SỬA: Ô ghi “& <w:p>” " " hai dòng')]


def test_what_the_clerk_mends_in_the_marked_file_is_taken() -> None:
    document = opened(returned(FORM, PROBLEMS))
    document.tables[2].cell(3, 1).paragraphs[0].runs[0].text = "chi-bo-moi"
    document.tables[0].cell(1, 3).text = "Clerks may write here too"
    document.paragraphs[1].insert_paragraph_before("Ghi thêm ở trang đầu")
    target = BytesIO()
    document.save(target)
    body = read_word(cleared("mau.docx", target.getvalue())).body
    expected = opened(FORM)
    expected.tables[0].cell(3, 1).paragraphs[0].runs[0].text = "chi-bo-moi"
    target = BytesIO()
    expected.save(target)
    assert getattr(body[0], "shown", "") == "Ghi thêm ở trang đầu"  # what is not ours is never thrown away
    assert body[1:] == read_word(target.getvalue()).body


def test_an_answer_to_our_comment_stays_as_a_comment_of_its_own() -> None:
    extended = (
        '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/></w15:commentsEx>'
    )
    data = returned(FORM, PROBLEMS[:1])
    word14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    answer = (
        f'<w:comment w:id="7" w:author="Lê Thị Thu Hà"><w:p {word14} w14:paraId="00000002"><w:r><w:t>Đã sửa.</w:t></w:r>'
        "</w:p></w:comment></w:comments>"
    )
    data = with_text(data, "word/comments.xml", "<w:p>", f'<w:p {word14} w14:paraId="00000001">')
    data = with_text(data, "word/comments.xml", "</w:comments>", answer)
    data = with_members(data, {"word/commentsExtended.xml": extended.encode()})
    relation = (
        '<Relationship Id="rIdX" Target="commentsExtended.xml" '
        'Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended"/></Relationships>'
    )
    data = with_text(data, "word/_rels/document.xml.rels", "</Relationships>", relation)
    after = cleared("mau.docx", data)
    assert comments(after) == [("Lê Thị Thu Hà", "Đã sửa.")]
    assert b"00000001" not in unpacked(after)["word/commentsExtended.xml"]
    assert b'paraId="00000002"' in unpacked(after)["word/commentsExtended.xml"]


def test_a_form_sent_back_is_read_as_before() -> None:
    before = read_form("mau.docx", FORM)
    assert before.problems
    result = returned(FORM, list(before.problems))
    assert read_form("mau.docx", cleared("mau.docx", result)).problems == before.problems


MARKED = returned(FORM, PROBLEMS)
DAMAGED = {
    "empty": b"",
    "text": b"khong phai zip",
    "cut off": MARKED[: len(MARKED) // 2],
    "no document": with_members(MARKED, {"_rels/.rels": b"<Relationships/>"}),
    "broken": with_members(MARKED, {"word/document.xml": unpacked(MARKED)["word/document.xml"][:-20]}),
    "entities": with_text(MARKED, "word/document.xml", "<w:document ", '<!DOCTYPE x [<!ENTITY a "a">]><w:document '),
    "another dialect": with_text(
        MARKED, "word/document.xml", "schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/w"
    ),
    "comments that are none": with_members(MARKED, {"word/comments.xml": "<x>► CẦN SỬA: ".encode()}),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_comes_back_as_it_is_and_unmarked(data: bytes) -> None:
    assert cleared("mau.docx", data) is data
    assert marked("mau.docx", data, PROBLEMS) is None


@pytest.mark.libreoffice
def test_marks_are_cleared_from_what_libreoffice_saved(tmp_path: Path) -> None:
    files = {
        "marked.docx": returned(FORM, PROBLEMS),
        "rich-marked.docx": returned(RICH, RICH_PROBLEMS),
        "plain.docx": FORM,
        "rich.docx": RICH,
    }
    saved = saved_by_libreoffice(tmp_path, files)
    for name in ("marked.docx", "rich-marked.docx"):
        assert as_read(opened(saved[name]).paragraphs[0].text) == "BIỂU MẪU CẦN SỬA"
        data, plain = (
            cleared("mau.docx", saved[name]),
            saved[name.replace("marked", "plain").replace("rich-plain", "rich")],
        )
        assert read_word(data).body == read_word(plain).body
        assert [author for author, _ in comments(data)] == [author for author, _ in comments(plain)]
        assert RED not in str(unpacked(data)["word/document.xml"])
        shades = [
            [
                (shade.get(qn("w:fill")), shade.get(qn("w:color")))
                for shade in opened(one).element.body.iter(qn("w:shd"))
            ]
            for one in (data, plain)
        ]
        assert shades[0] == shades[1]
    again = returned(saved["plain.docx"], PROBLEMS)
    assert read_word(cleared("mau.docx", again)) == read_word(saved["plain.docx"])
