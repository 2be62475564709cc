"""What cells say comes out the same whichever kind of workbook they stand in."""

# ruff: noqa: DTZ001 - a cell has no time zone

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.forms import blank_workbook, write_workbook
from pipeline.meeting import MeetingKind, Stage
from pipeline.office_files.workbooks import Unreadable, WorkbookValues, read_workbook
from tests.forms.records import everything

from .old_files import (
    book_stream,
    cell_format,
    compound,
    font,
    formula_cell,
    number_cell,
    old_workbook,
    record,
    shared_texts,
    text,
    text_cell,
)
from .packages import odf, ods, ods_parts, styles_xml, xlsx, xlsx_parts, zipped

FORMATS = (
    "<numFmt numFmtId='170' formatCode='dd/mm/yyyy'/><numFmt numFmtId='171' formatCode='[$-42A]hh:mm;@'/>"
    "<numFmt numFmtId='172' formatCode='[h]:mm'/><numFmt numFmtId='173' formatCode='0&quot; đảng viên&quot;'/>"
)
CELLS = "<xf/>" + "".join(f"<xf numFmtId='{number}'/>" for number in (170, 171, 172, 173, 22))
STYLES = styles_xml(formats=FORMATS, cells=CELLS)
OLD_FONTS = (
    "<font/><font><name val='.VnTime'/></font><font><name val='VNI-Times'/></font><font><name val='.VnTimeH'/></font>"
)
OLD_STYLES = styles_xml(fonts=OLD_FONTS, cells="<xf/><xf fontId='1'/><xf fontId='2'/><xf fontId='3'/>")


def first(book: WorkbookValues) -> Any:
    """The value of cell A1."""
    return book.sheets[0].at(0, 0)


def converted(book: WorkbookValues) -> dict[tuple[int, int], str]:
    return dict(book.sheets[0].converted)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<c><v>12</v></c>", 12),
        ("<c><v>12.0</v></c>", 12),
        ("<c><v>-1.5</v></c>", -1.5),
        ("<c><v>1e300</v></c>", 1e300),
        ("<c><v>1e999</v></c>", "inf"),
        ("<c s='1'><v>43378</v></c>", date(2018, 10, 5)),
        ("<c s='5'><v>43378.604166666664</v></c>", datetime(2018, 10, 5, 14, 30)),
        ("<c s='2'><v>0.6041666666666666</v></c>", time(14, 30)),
        ("<c s='3'><v>0.5</v></c>", time(12)),
        ("<c s='3'><v>1.0625</v></c>", "25:30"),
        ("<c s='4'><v>24</v></c>", 24),
        ("<c s='1'><v>24</v></c>", date(1900, 1, 24)),
        ("<c s='1'><v>-5</v></c>", date(1899, 12, 26)),
        ("<c s='1'><v>99999999</v></c>", 99999999),
        ("<c s='99'><v>43378</v></c>", 43378),
        ("<c t='b'><v>1</v></c>", True),
        ("<c t='d'><v>2018-10-05</v></c>", date(2018, 10, 5)),
        ("<c t='e'><v>#REF!</v></c>", Unreadable("#REF!")),
        ("<c t='s'><v>0</v></c>", "Trần Văn Hòa"),
        ("<c t='s'><v>1</v></c>", "=1+1"),
        ("<c t='s'><v>2</v></c>", "một hai"),
        ("<c t='inlineStr'><is><t> a\nb </t></is></c>", " a\nb "),
        ("<c t='inlineStr'><is><t>_x0007_ _x005F_x0007_ _xD83D_</t></is></c>", "\x07 _x0007_ _xD83D_"),
        ("<c t='str'><f>A2</f><v>=x</v></c>", "=x"),
        ("<c t='str'><f>A2</f><v></v></c>", None),
        ("<c><f>1+1</f><v>2</v></c>", 2),
        ("<c><f>1+1</f></c>", Unreadable("=1+1", is_formula=True)),
        ("<c><f t='shared' si='0'/><v/></c>", Unreadable("=", is_formula=True)),
        ("<c s='1'/>", None),
    ],
)
def test_a_cell_of_a_new_workbook(cell: str, value: object) -> None:
    strings = (
        "<si><t>Trần Văn Hòa</t></si><si><t>=1+1</t></si>"
        "<si><r><t>một</t></r><r><rPr><rFont val='Arial'/></rPr><t xml:space='preserve'> hai</t></r><rPh><t>x</t></rPh></si>"
    )
    found = first(read_workbook(xlsx(f"<row>{cell}</row>", strings=strings, styles=STYLES)))
    assert (found, type(found)) == (value, type(value))


def ods_cell(kind: str, more: str = "", content: str = "") -> str:
    return f"<table:table-cell office:value-type='{kind}' {more}>{content}</table:table-cell>"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (ods_cell("float", "office:value='12'"), 12),
        (ods_cell("percentage", "office:value='0.75'"), 0.75),
        (ods_cell("date", "office:date-value='2018-10-05'"), date(2018, 10, 5)),
        (ods_cell("date", "office:date-value='2018-10-05T14:29:59.999999999'"), datetime(2018, 10, 5, 14, 30)),
        (ods_cell("date", "office:date-value='1899-12-30T14:30:00'"), time(14, 30)),
        (ods_cell("date", "office:date-value='1900-01-23'"), date(1900, 1, 24)),
        (ods_cell("time", "office:time-value='PT14H30M00S'"), time(14, 30)),
        (ods_cell("time", "office:time-value='PT25H30M00S'"), "25:30"),
        (ods_cell("boolean", "office:boolean-value='true'"), True),
        (ods_cell("float", "table:formula='of:=TRUE()' office:value='1'"), True),
        (ods_cell("float", "table:formula='of:=1+1' office:value='2'"), 2),
        ("<table:table-cell table:formula='of:=1+1'/>", Unreadable("=of:=1+1", is_formula=True)),
        (ods_cell("string", "", "<text:p>=1+1</text:p>"), "=1+1"),
        (ods_cell("string", "", "<text:p>một <text:s text:c='2'/>hai<text:tab/></text:p><text:p>ba</text:p>"), "một   hai\t\nba"),
        (ods_cell("string", "office:string-value='một  hai'", "<text:p>một hai</text:p>"), "một  hai"),
        (ods_cell("string", "", "<text:p>một  hai\n\tba</text:p>"), "một  hai ba"),
        (ods_cell("string", "", "<office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>a</text:p>"), "a"),
        (ods_cell("string", "", "<draw:frame><draw:text-box><text:p>hình</text:p></draw:text-box></draw:frame><text:p>a</text:p>"), "a"),
        ("<table:table-cell><text:p>không kiểu</text:p></table:table-cell>", "không kiểu"),
        ("<table:covered-table-cell><text:p>bị che</text:p></table:covered-table-cell>", "bị che"),
    ],
)  # fmt: skip
def test_a_cell_of_an_opendocument_workbook(cell: str, value: object) -> None:
    found = first(read_workbook(ods(f"<table:table-row>{cell}</table:table-row>"), ".ods"))
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (number_cell(0, 0, 12), 12),
        (number_cell(0, 0, 43378, 1), date(2018, 10, 5)),
        (number_cell(0, 0, 0.6041666666666666, 2), time(14, 30)),
        (number_cell(0, 0, 1.0625, 3), "25:30"),
        (number_cell(0, 0, 43378.604166666664, 4), datetime(2018, 10, 5, 14, 30)),
        (record(0x205, struct.pack("<HHHBB", 0, 0, 0, 1, 0)), True),
        (record(0x205, struct.pack("<HHHBB", 0, 0, 0, 0x17, 1)), Unreadable("#REF!")),
        (record(0x27E, struct.pack("<HHHI", 0, 0, 0, 7 << 2 | 2)), 7),
        (text_cell(0, 0, 0), "Trần Văn Hòa"),
        (formula_cell(0, 0, struct.pack("<d", 2)), 2),
        (formula_cell(0, 0, b"\0\0\0\0\0\0\xff\xff") + record(0x207, text("=x")), "=x"),
        (formula_cell(0, 0, b"\x01\0\x01\0\0\0\xff\xff"), True),
        (formula_cell(0, 0, b"\x02\0\x2a\0\0\0\xff\xff"), Unreadable("#N/A")),
    ],
)
def test_a_cell_of_an_old_workbook(cell: bytes, value: object) -> None:
    duration = "[h]:mm".encode("utf-16-le")
    styles = font("Arial") + record(0x41E, struct.pack("<HHB", 200, 6, 1) + duration)
    styles += b"".join(cell_format(0, number) for number in (0, 14, 20, 200, 22))
    data = old_workbook(("Trang 1", cell), before=shared_texts(text("Trần Văn Hòa")), styles=styles)
    found = first(read_workbook(data, ".xls"))
    assert (found, type(found)) == (value, type(value))


def test_a_workbook_that_counts_from_1904() -> None:
    book = read_workbook(
        xlsx("<row><c s='1'><v>41916</v></c></row>", styles=STYLES, properties="<workbookPr date1904='1'/>")
    )
    assert (first(book), book.epoch) == (date(2018, 10, 5), date(1904, 1, 1))
    old = read_workbook(old_workbook(("Trang 1", number_cell(0, 0, 41916, 1)), before=record(0x22, b"\1\0"), styles=font("Arial") + cell_format(0) + cell_format(0, 14)))  # fmt: skip
    assert (first(old), old.epoch) == (date(2018, 10, 5), date(1904, 1, 1))


def test_cells_keep_their_places_and_merged_areas_theirs() -> None:
    new = read_workbook(
        xlsx("<row r='2'><c r='B2'><v>7</v></c></row>", after="<mergeCells><mergeCell ref='B2:C4'/></mergeCells>")
    )
    span = "table:number-rows-spanned='3' table:number-columns-spanned='2'"
    cell = "<table:table-cell/>" + ods_cell("float", f"office:value='7' {span}")
    odf_book = read_workbook(ods(f"<table:table-row/><table:table-row>{cell}</table:table-row>"))
    area = record(0xE5, struct.pack("<5H", 1, 1, 3, 1, 2))
    old = read_workbook(old_workbook(("Trang 1", number_cell(1, 1, 7) + area)))
    for book in (new, odf_book, old):
        assert book.sheets[0].rows == ((), (None, 7))
        assert book.sheets[0].merged == ((1, 1, 3, 2),)


def test_repeated_rows_and_cells_are_laid_out() -> None:
    cell = ods_cell("string", "table:number-columns-repeated='2'", "<text:p>x</text:p>")
    rows = (
        f"<table:table-row table:number-rows-repeated='2'>{cell}<table:table-cell table:number-columns-repeated='16382'/>"
        "</table:table-row><table:table-row table:number-rows-repeated='1048574'><table:table-cell/></table:table-row>"
    )
    assert read_workbook(ods(rows)).sheets[0].rows == (("x", "x"), ("x", "x"))


@pytest.mark.parametrize(
    ("cell", "shown", "before"),
    [
        ("<c s='1' t='s'><v>0</v></c>", "cộng hoà", "céng hoµ"),
        ("<c s='3' t='s'><v>0</v></c>", "CỘNG HOÀ", "céng hoµ"),
        ("<c s='2' t='inlineStr'><is><t>coäng</t></is></c>", "cộng", "coäng"),
        ("<c s='1' t='str'><f>A2</f><v>céng</v></c>", "cộng", "céng"),
        ("<c t='s'><v>1</v></c>", "cộng và cộng hết", "céng và coäng hết"),
        ("<c s='1' t='s'><v>1</v></c>", "cộng và cộng hết", "céng và coäng hết"),
        ("<c s='1' t='s'><v>2</v></c>", "đảng viên số ố", "®¶ng viên số ố"),
        ("<c s='1' t='s'><v>3</v></c>", "đã là Unicode ế", None),
        ("<c s='1' t='s'><v>4</v></c>", "ABC 12", None),
        ("<c t='s'><v>0</v></c>", "céng hoµ", None),
        ("<c s='1'><v>7</v></c>", 7, None),
    ],
)
def test_old_encodings_in_cells_and_in_parts_of_cells(cell: str, shown: object, before: str | None) -> None:
    def run(text: str, font_name: str = "") -> str:
        style = f"<rPr><rFont val='{font_name}'/></rPr>" if font_name else ""
        return f"<r>{style}<t xml:space='preserve'>{text}</t></r>"

    texts = [
        "<t>céng hoµ</t>",
        run("céng", ".VnTime") + run(" và ", "Arial") + run("coäng", "VNI-Times") + run(" hết", "Arial"),
        run("®¶ng") + run(" viên số ố", "Arial"),
        "<t>đã là Unicode ế</t>",
        "<t>ABC 12</t>",
    ]
    strings = "".join(f"<si>{item}</si>" for item in texts)
    book = read_workbook(xlsx(f"<row>{cell}</row>", strings=strings, styles=OLD_STYLES))
    assert first(book) == shown
    assert converted(book) == ({} if before is None else {(0, 0): before})


FACES = (
    "<style:font-face style:name='Cu' svg:font-family='&apos;.VnTime&apos;'/>"
    "<style:font-face style:name='VNI' svg:font-family='VNI-Times'/>"
)
ODS_STYLES = (
    "<style:style style:name='goc' style:family='table-cell'><style:text-properties style:font-name='Cu'/></style:style>"
    "<style:style style:name='con' style:family='table-cell' style:parent-style-name='goc'/>"
    "<style:style style:name='chau' style:family='table-cell' style:parent-style-name='con'/>"
    "<style:style style:name='vong' style:family='table-cell' style:parent-style-name='vong'/>"
    "<style:style style:name='T1' style:family='text'><style:text-properties fo:font-family='VNI-Times'/></style:style>"
    "<style:style style:name='T2' style:family='text'><style:text-properties fo:font-family='Arial'/></style:style>"
    "<style:style style:name='T3' style:family='text'><style:text-properties fo:color='#f00'/></style:style>"
)


@pytest.mark.parametrize(
    ("row", "cell", "content", "shown"),
    [
        ("", "table:style-name='chau'", "céng", "cộng"),
        ("table:default-cell-style-name='con'", "", "céng", "cộng"),
        ("", "", "céng", "cộng"),  # by the column
        ("", "table:style-name='vong'", "céng", "céng"),
        ("", "table:style-name='goc'", "céng <text:span text:style-name='T2'>và</text:span> céng", "cộng và cộng"),
        ("", "table:style-name='vong'", "céng <text:span text:style-name='T1'>coä<text:span text:style-name='T3'>ng</text:span></text:span>", "céng cộng"),
        ("", "table:style-name='goc'", "c<text:span text:style-name='T3'>éng</text:span>", "cộng"),
    ],
)  # fmt: skip
def test_old_encodings_are_found_through_the_styles_of_an_opendocument_workbook(
    row: str, cell: str, content: str, shown: str
) -> None:
    rows = f"<table:table-row {row}>{ods_cell('string', cell, f'<text:p>{content}</text:p>')}</table:table-row>"
    columns = "<table:table-column table:default-cell-style-name='chau' table:number-columns-repeated='3'/>"
    book = read_workbook(ods(rows, ODS_STYLES, FACES, columns), ".ods")
    assert first(book) == shown
    assert bool(converted(book)) == (shown != "céng")


def test_old_encodings_are_found_through_the_fonts_of_an_old_workbook() -> None:
    styles = font("Arial") + font(".VnTime") + font("VNI-Times") + font("Arial") + font(".VnTimeH")
    styles += cell_format(0) + cell_format(1) + cell_format(5)  # the library leaves out font number 4, as Excel does
    runs = struct.pack("<HBH", 9, 8 | 1, 1) + "céngcoäng".encode("utf-16-le") + struct.pack("<HH", 4, 2)
    texts = shared_texts(text("céng hoµ"), runs)
    cells = text_cell(0, 0, 0, 1) + text_cell(1, 0, 0) + text_cell(2, 0, 1, 1) + text_cell(3, 0, 0, 2)
    book = read_workbook(old_workbook(("Trang 1", cells), before=texts, styles=styles), ".xls")
    assert book.sheets[0].rows == (("cộng hoà",), ("céng hoµ",), ("cộngcộng",), ("CỘNG HOÀ",))
    assert converted(book) == {(0, 0): "céng hoµ", (2, 0): "céngcoäng", (3, 0): "céng hoµ"}


def of_excel(texts: Sequence[str]) -> bytes:
    """On each sheet one text, in an old font."""
    strings = "".join(f"<si><t>{one}</t></si>" for one in texts)
    rows = [f"<row><c s='1' t='s'><v>{number}</v></c></row>" for number in range(len(texts))]
    return xlsx("".join(rows), strings=strings, styles=OLD_STYLES)


def of_opendocument(texts: Sequence[str]) -> bytes:
    cells = (ods_cell("string", "table:style-name='chau'", f"<text:p>{one}</text:p>") for one in texts)
    rows = "".join(f"<table:table-row>{cell}</table:table-row>" for cell in cells)
    return ods(rows, ODS_STYLES, FACES)


def of_old_excel(texts: Sequence[str]) -> bytes:
    styles = font("Arial") + font(".VnTime") + cell_format(0) + cell_format(1)
    sheets = [(f"Trang {number}", text_cell(0, 0, number, 1)) for number in range(len(texts))]
    return old_workbook(*sheets, before=shared_texts(*map(text, texts)), styles=styles)


@pytest.mark.parametrize(("build", "suffix"), [(of_excel, ".xlsx"), (of_opendocument, ".ods"), (of_old_excel, ".xls")])
def test_a_name_that_is_one_in_unicode_and_in_the_old_encoding_goes_with_the_rest_of_the_workbook(
    build: Callable[[Sequence[str]], bytes], suffix: str
) -> None:
    def texts(*given: str) -> tuple[list[Any], int]:
        sheets = read_workbook(build(given), suffix).sheets
        found = [value for sheet in sheets for row in sheet.rows for value in row]
        return found, sum(len(sheet.converted) for sheet in sheets)

    assert texts("Tân Phú") == (["Tân Phú"], 0)
    assert texts("Tân") == (["Tõn"], 1)
    assert texts("Tân", "Trường Tiểu học") == (["Tân", "Trường Tiểu học"], 0)
    assert texts("Tân", "®¶ng viªn", "đảng ủy") == (["Tõn", "đảng viên", "đảng ủy"], 2)


def test_a_workbook_of_excel_95_is_read_with_its_fonts() -> None:
    def begin(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHH", 0x500, kind, 3515, 1996))

    def old_font(name: bytes) -> bytes:
        return record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0, 400, 0, 0, 0, 0, 0) + bytes([len(name)]) + name)

    formats = b"".join(record(0xE0, struct.pack("<HH12x", number, 0)) for number in (0, 1))
    start = begin(5) + record(0x42, struct.pack("<H", 1252)) + old_font(b"Arial") + old_font(b".VnTime") + formats
    place = len(start) + 4 + 12 + 4
    words = "céng hoµ".encode("cp1252")
    cell = record(0x204, struct.pack("<HHHH", 0, 0, 1, len(words)) + words) + number_cell(0, 1, 7)
    stream = start + record(0x85, struct.pack("<IBBB", place, 0, 0, 5) + b"Trang") + record(0x0A)
    book = read_workbook(compound({"Book": stream + begin(0x10) + cell + record(0x0A)}), ".xls")
    assert (book.sheets[0].name, book.sheets[0].rows) == ("Trang", (("cộng hoà", 7),))


@pytest.mark.parametrize("data", [write_workbook(everything()), blank_workbook(MeetingKind.REGULAR, Stage.HELD)])
def test_our_forms_read_as_another_library_reads_them(data: bytes) -> None:
    other = load_workbook(BytesIO(data))
    for sheet, page in zip(read_workbook(data).sheets, other.worksheets, strict=True):
        found = {
            (cell.row - 1, cell.column - 1): _without_midnight(cell.value)
            for row in page.iter_rows()
            for cell in row
            if cell.value not in (None, "")
        }
        assert sheet.name == page.title
        assert {place: sheet.at(*place) for place in found} == found
        assert sum(value is not None for row in sheet.rows for value in row) == len(found)
        assert sorted(sheet.merged) == sorted(
            (area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
            for area in page.merged_cells.ranges
        )


def _without_midnight(value: object) -> object:
    """A day; the other library knows moments only."""
    return value.date() if isinstance(value, datetime) and value.time() == time() else value


def summary(keywords: bytes, codepage: int) -> bytes:
    """A stream of summary information that says nothing but its keywords."""
    values = struct.pack("<Ii", 2, codepage) + struct.pack("<II", 30, len(keywords) + 1) + keywords + b"\0"
    section = struct.pack("<II", 0, 2) + struct.pack("<IIII", 1, 24, 5, 32) + values
    return struct.pack("<HHIQQIQQI", 0xFFFE, 0, 2, 0, 0, 1, 0, 0, 48) + section


@pytest.mark.parametrize(
    "data",
    [
        zipped({**xlsx_parts(), "docProps/core.xml": "<x><keywords>vanthu 2 a</keywords><y>z</y></x>"}),
        zipped({**ods_parts(), "meta.xml": odf("office:document-meta", "".join(f"<meta:keyword>{word}</meta:keyword>" for word in ("vanthu", "2", "a")))}),
        compound({"Workbook": book_stream(("Trang 1", b"")), "\x05SummaryInformation": summary(b"vanthu, 2, a", 1252)}),
        compound({"Workbook": book_stream(("Trang 1", b"")), "\x05SummaryInformation": summary(b"vanthu 2 a", 65001)}),
    ],
    ids=["xlsx", "ods", "xls", "xls in UTF-8"],
)  # fmt: skip
def test_the_keywords_of_the_file_are_read(data: bytes) -> None:
    assert read_workbook(data).keywords == "vanthu 2 a"


def test_a_file_without_properties_has_no_keywords() -> None:
    books = (xlsx(), ods(), old_workbook(("Trang 1", b"")))
    assert [read_workbook(data).keywords for data in books] == ["", "", ""]
