"""Documents bound into one file keep what they say and how they look."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from lxml import etree

from pipeline.office_files.bound_word import Unbindable, bound, mark_of
from pipeline.office_files.packages import packed, unpacked
from tests.forms.marks import faults
from tests.templates.printed import pages, printed

NAMES = nsdecls("w", "r")
Change = Callable[[Document], object]


def xml(text: str) -> Any:
    return parse_xml(text)


def saved(document: Document) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def typed(*texts: str, change: Change = lambda _document: None) -> bytes:
    """A document of these paragraphs in the looks of python-docx, which are not those of the house."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    change(document)
    return saved(document)


def opened(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def book(*documents: bytes, **options: bool) -> Document:
    return opened(bound([typed("Bìa"), *documents], "Sổ", **options))


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def picture() -> bytes:
    """A PNG of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    dot = zlib.compress(b"\0\xc0\x20\x20")
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


def landscape(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = Mm(11)


def with_header(text: str) -> Change:
    def change(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = text

    return change


def in_style(size: int) -> Change:
    def change(document: Document) -> None:
        document.styles["Normal"].font.size = Pt(size)

    return change


def test_every_text_stands_in_the_order_given_and_the_same_documents_give_the_same_bytes() -> None:
    documents = [typed("Bìa"), typed("Một"), typed("Hai", "Ba")]
    data = bound(documents, "Sổ")
    assert data == bound(documents, "Sổ")
    assert texts(opened(data)) == ["Bìa", "Một", "Hai", "Ba"]
    assert faults(data, ".docx") == []


def test_each_document_keeps_margins_and_orientation_and_begins_a_page() -> None:
    sections = book(typed("Đứng"), typed("Ngang", change=landscape), typed("Đứng")).sections
    assert [section.orientation for section in sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip
    assert [round(section.left_margin.mm) for section in sections if section.left_margin][2] == 11
    assert {section.start_type.name for section in sections} == {"NEW_PAGE"}


def test_a_document_without_a_header_does_not_take_that_of_the_one_before() -> None:
    """In Word a section that names no header has that of the section before."""
    first, last = typed("Có", change=with_header("Mật")), typed("Lại có", change=with_header("Hai"))
    sections = book(first, typed("Không"), last).sections
    assert [section.header.is_linked_to_previous for section in sections] == [True, False, False, False]
    assert [section.header.paragraphs[0].text for section in sections] == ["", "Mật", "", "Hai"]


def test_pages_count_from_the_first_document_on_without_starting_anew() -> None:
    def from_nine(document: Document) -> None:
        document.sections[0]._sectPr.append(xml(f'<w:pgNumType {NAMES} w:start="9"/>'))

    sections = book(typed("Một"), typed("Hai", change=from_nine), typed("Ba")).sections
    numbers = [section._sectPr.find(qn("w:pgNumType")) for section in sections]
    starts = [None if one is None else one.get(qn("w:start")) for one in numbers]
    assert starts == [None, "1", None, None]


def test_a_style_of_the_same_name_means_in_each_document_what_it_meant() -> None:
    found = book(typed("Bé", change=in_style(9)), typed("To", change=in_style(21)))
    sizes = {paragraph.text: paragraph.style.font.size for paragraph in found.paragraphs if paragraph.style is not None}
    assert (sizes["Bé"], sizes["To"]) == (Pt(9), Pt(21))
    assert len({style.name for style in found.styles}) == len(list(found.styles))


def test_what_no_style_says_is_that_of_the_document_also_in_tables() -> None:
    """The usual look of a file stands below its tables' styles."""

    def change(document: Document) -> None:
        (usual,) = document.styles.element.iter(qn("w:pPrDefault"))
        (spacing,) = usual.iter(qn("w:spacing"))
        spacing.set(qn("w:after"), "777")
        table = document.add_table(1, 1)
        table.style = "Table Grid"  # says that nothing follows a paragraph
        table.cell(0, 0).text = "Ô"

    found = book(typed("Một"), typed("Hai", change=change), typed("Ba"))
    (outside,) = [one.style for one in found.paragraphs if one.text == "Hai"]
    inside = found.tables[0].cell(0, 0).paragraphs[0].style
    assert outside is not None and inside is not None
    assert outside.paragraph_format.space_after == Pt(777 / 20)
    assert inside.paragraph_format.space_after is None
    style = found.tables[0].style
    assert style is not None
    (grid,) = [one for one in found.styles.element.iter(qn("w:style")) if one.get(qn("w:styleId")) == style.style_id]
    assert [one.get(qn("w:after")) for one in grid.iter(qn("w:spacing"))] == ["0"]


def test_the_fonts_of_a_theme_are_named_for_the_book_has_another() -> None:
    found = book(typed("Một"), typed("Hai", change=in_style(9)))
    fonts = list(found.styles.element.iter(qn("w:rFonts")))
    assert fonts
    assert not [name for one in fonts for name in one.attrib if "heme" in name]
    (mine,) = [one.style for one in found.paragraphs if one.text == "Hai"]
    assert mine is not None
    usual = found.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
    assert usual.get(qn("w:ascii")) == "Cambria"


def styled(paragraph: Paragraph) -> ParagraphStyle:
    assert paragraph.style is not None
    return paragraph.style


def numbered(text: str) -> bytes:
    def change(document: Document) -> None:
        for number in range(2):
            document.add_paragraph(f"{text} {number}", style="List Number")

    return typed(change=change)


def test_lists_of_each_document_count_for_themselves() -> None:
    found = book(numbered("a"), numbered("b"))
    numbers = [
        styled(one).element.find(f".//{qn('w:numId')}").get(qn("w:val"))
        for one in found.paragraphs
        if one.text[:2] in ("a ", "b ")
    ]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    lists = found.part.numbering_part.element
    shapes = {
        one.get(qn("w:numId")): one.find(qn("w:abstractNumId")).get(qn("w:val")) for one in lists.iter(qn("w:num"))
    }
    assert shapes[numbers[0]] != shapes[numbers[2]]
    own = {style.style_id for style in found.styles}
    assert {one.get(qn("w:val")) for one in lists.iter(qn("w:pStyle"))} <= own


def test_pictures_and_addresses_come_along_and_equal_pictures_once() -> None:
    def change(document: Document) -> None:
        document.add_paragraph().add_run().add_picture(BytesIO(picture()))
        where = document.part.relate_to("https://vi.du/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = f'<w:hyperlink {NAMES} r:id="{where}"><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>'
        document.add_paragraph()._p.append(xml(link))

    data = bound([typed("Bìa"), typed("Một", change=change), typed("Hai", change=change)], "Sổ")
    found = opened(data)
    parts = [found.part.related_parts[one.get(qn("r:embed"))] for one in found.element.body.iter(qn("a:blip"))]
    assert [part.blob for part in parts] == [picture()] * 2
    assert len([name for name in unpacked(data) if name.startswith("word/media/")]) == 1
    links = [one.address for paragraph in found.paragraphs for one in paragraph.hyperlinks]
    assert links == ["https://vi.du/"] * 2
    drawn = [one.get("id") for one in found.element.body.iter(qn("wp:docPr"))]
    assert len(set(drawn)) == 2
    assert faults(data, ".docx") == []


def bookmarked(text: str) -> bytes:
    def change(document: Document) -> None:
        paragraph = document.add_paragraph(text)._p
        paragraph.append(xml(f'<w:bookmarkStart {NAMES} w:id="0" w:name="cho_nay"/>'))
        paragraph.append(xml(f'<w:bookmarkEnd {NAMES} w:id="0"/>'))
        paragraph.append(xml(f'<w:fldSimple {NAMES} w:instr=" PAGEREF cho_nay \\h "/>'))

    return typed(change=change)


def test_bookmarks_stay_apart_and_fields_point_to_those_of_their_document() -> None:
    body = book(bookmarked("a"), bookmarked("b")).element.body
    marks = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    numbers = [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkStart"))]
    assert len(set(marks)) == len(marks) == len(set(numbers)) == 5
    assert sorted(numbers) == sorted(one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkEnd")))
    own = [name for name in marks if name.startswith("cho")]
    assert [one.get(qn("w:instr")).split()[1] for one in body.iter(qn("w:fldSimple"))] == own
    assert {mark_of(0), mark_of(1), mark_of(2)} <= set(marks)


NOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
)  # fmt: skip


def annotated(text: str) -> bytes:
    """A document with a footnote."""

    def change(document: Document) -> None:
        document.add_paragraph("Xem")._p.append(xml(f'<w:r {NAMES}><w:footnoteReference w:id="1"/></w:r>'))
        name = PackURI("/word/footnotes.xml")
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(name, kind, NOTES.format(text=text).encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    return typed(change=change)


def test_footnotes_of_all_documents_stand_under_their_own_text_and_count_anew() -> None:
    data = bound([typed("Bìa"), annotated("chú một"), annotated("chú hai")], "Sổ")
    found = opened(data)
    (part,) = [one.target_part for one in found.part.rels.values() if one.reltype.endswith("/footnotes")]
    notes = {one.get(qn("w:id")): one.findtext(f".//{qn('w:t')}") for one in etree.fromstring(part.blob)}
    referred = [one.get(qn("w:id")) for one in found.element.body.iter(qn("w:footnoteReference"))]
    assert [notes[number] for number in referred] == ["chú một", "chú hai"]
    restarts = [section._sectPr.find(f"{qn('w:footnotePr')}/{qn('w:numRestart')}") for section in found.sections]
    assert [one is not None for one in restarts] == [False, True, True]
    assert faults(data, ".docx") == []


def test_even_pages_of_their_own_stay_with_the_document_that_has_them() -> None:
    def change(document: Document) -> None:
        document.settings.odd_and_even_pages_header_footer = True
        document.sections[0].header.paragraphs[0].text = "lẻ"
        document.sections[0].even_page_header.paragraphs[0].text = "chẵn"

    found = book(typed("Một", change=with_header("đều")), typed("Hai", change=change), typed("Ba"))
    assert found.settings.odd_and_even_pages_header_footer
    shown = [(one.header.paragraphs[0].text, one.even_page_header.paragraphs[0].text) for one in found.sections]
    assert shown == [("", ""), ("đều", "đều"), ("lẻ", "chẵn"), ("", "")]


def test_a_table_of_an_older_file_stays_where_it_was() -> None:
    """Up to Word 2010 the text of cells stands on the margin, later their edge: a setting of the whole file."""

    def old(document: Document) -> None:
        in_style(9)(document)
        document.add_table(1, 1)

    def new(document: Document) -> None:
        document.add_table(1, 1)
        for one in document.settings.element.iter(qn("w:compatSetting")):
            if one.get(qn("w:name")) == "compatibilityMode":
                one.set(qn("w:val"), "15")

    found = opened(bound([typed("Bìa", change=new), typed(change=new), typed(change=old)], "Sổ"))
    indents = [one._tbl.tblPr.find(qn("w:tblInd")) for one in found.tables]
    assert [None if one is None else one.get(qn("w:w")) for one in indents] == [None, None, "-108"]


def test_a_document_that_ends_in_a_table_or_a_section_is_followed_by_the_next() -> None:
    def end_in_table(document: Document) -> None:
        document.add_table(1, 1).cell(0, 0).text = "cuối"

    def end_in_section(document: Document) -> None:
        landscape(document)
        document.add_section()

    data = bound([typed("Bìa"), typed(change=end_in_table), typed("Hai", change=end_in_section), typed("Ba")], "Sổ")
    found = opened(data)
    assert len(found.sections) == 5
    assert texts(found) == ["Bìa", "Hai", "Ba"]
    assert faults(data, ".docx") == []


def test_word_counts_page_numbers_itself_only_where_it_is_told_to() -> None:
    asked = [one.settings.element.find(qn("w:updateFields")) for one in (book(), book(updates_fields=True))]
    assert [one is not None for one in asked] == [False, True]


def without(data: bytes, part: str) -> bytes:
    return packed({name: content for name, content in unpacked(data).items() if name != part})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"chi bo",
        typed("Một")[:2000],
        without(typed("Một"), "word/document.xml"),
        without(typed("Một"), "word/styles.xml"),
        without(typed("Một", change=with_header("x")), "word/header1.xml"),
        packed(unpacked(typed("Một")) | {"word/document.xml": b"<w:document>"}),
        packed(unpacked(typed("Một")) | {"word/document.xml": b"<!DOCTYPE x><x/>"}),
        packed(unpacked(typed("Một")) | {"word/document.xml": b"<x/>"}),
    ],
    ids=["empty", "text", "cut off", "no text", "no styles", "no header", "cut xml", "doctype", "no body"],
)
def test_what_is_no_sound_document_is_named_by_its_place(data: bytes) -> None:
    with pytest.raises(Unbindable) as caught:
        bound([typed("Bìa"), typed("Một"), data], "Sổ")
    assert caught.value.place == 2


@pytest.mark.libreoffice
def test_each_document_prints_in_the_book_as_it_prints_alone(office: Path, tmp_path: Path) -> None:
    def grid(document: Document) -> None:
        table = document.add_table(3, 3)
        table.style = "Table Grid"
        for cell in table._cells:
            cell.text = "Ô của bảng"
        landscape(document)

    filed = sorted((office / "outbox").rglob("*NQ-nghi-quyet.docx"))
    assert len(filed) == 3
    documents = {"a": filed[0].read_bytes(), "b": typed("Một " * 200, "Hai", change=grid), "c": filed[1].read_bytes()}
    documents |= {"d": numbered("mục"), "e": filed[2].read_bytes()}
    whole = bound([typed("Bìa"), *documents.values()], "Sổ")
    made = printed({**documents, "book": whole}, tmp_path)
    alone = [pages(made[name]) for name in documents]
    together = pages(made["book"])[1:]
    starts = [sum(map(len, alone[:place])) for place in range(len(alone) + 1)]
    for single, (start, end) in zip(alone, pairwise(starts), strict=True):
        shown = [lines[1:] if lines and lines[0].isdecimal() else lines for lines in together[start:end]]
        assert shown == [lines[1:] if lines and lines[0].isdecimal() else lines for lines in single]
    numbers = {place: int(lines[0]) for place, lines in enumerate(together, 1) if lines and lines[0].isdecimal()}
    assert numbers and all(place == number for place, number in numbers.items())
    assert len(together) == starts[-1]
