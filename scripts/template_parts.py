"""The small language the templates are written in: lines, tags that nest, tables, head and signatures.

A line that only holds a tag (`{%p if … %}`) disappears with its paragraph when the template is filled; it has a style
of its own, grey and small, so an office sees in Word what is machinery and what is text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from scripts.template_styles import BODY, FRAME, HEAD_LEFT, HEAD_RIGHT, NAMES, TABLE, TABLE_NAMES, TEXT_WIDTH

Place = Document | _Cell
Column = tuple[str, int, str, str]  # heading, width in parts of 165 (mm of the page), style, text of a row's cell


def line(place: Place, text: str, style: str = BODY) -> Paragraph:
    """One paragraph in one of our styles."""
    return place.add_paragraph(text, NAMES[style])


def tag(place: Place, statement: str) -> None:
    """A statement on a paragraph of its own, which goes when the template is filled."""
    line(place, f"{{%p {statement} %}}", "VTLenh")


@contextmanager
def given(place: Place, condition: str) -> Iterator[None]:
    """What is added inside is printed only where the condition holds."""
    tag(place, f"if {condition}")
    yield
    tag(place, "endif")


@contextmanager
def each(place: Place, loop: str) -> Iterator[None]:
    """What is added inside is printed once per element: `each(place, "v in votes")`."""
    tag(place, f"for {loop}")
    yield
    tag(place, "endfor")


def paragraphs(place: Place, source: str, label: str = "", style: str = BODY) -> None:
    """All paragraphs of `source`, the first one behind the label; nothing at all where there is none."""
    opening = f"{{% if loop.first %}}{label} {{% endif %}}" if label else ""
    with each(place, f"p in {source}"):
        line(place, f"{opening}{{{{ p }}}}", style)


def last_paragraphs(place: Place, source: str) -> None:
    """The paragraphs of a non-empty `source`, the last of them held on the page of what follows."""
    paragraphs(place, f"{source}[:-1]")
    line(place, f"{{{{ {source}[-1] }}}}", "VTNoiDungCuoi")


def table(document: Document, loop: str, columns: Sequence[Column]) -> None:
    """A bordered table with one row per element; its head is repeated on each page, no row is split."""
    grid = document.add_table(4, len(columns), TABLE_NAMES[TABLE])
    _fix_widths(grid, [round(TEXT_WIDTH * width / 165) for _, width, _, _ in columns])
    head, first, row, last = grid.rows
    for cell, (heading, _, _, _) in zip(head.cells, columns, strict=True):
        _only_line(cell, heading, "VTBangDau")
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for cell, (_, _, style, text) in zip(row.cells, columns, strict=True):
        _only_line(cell, text, style)
    _only_line(first.cells[0].merge(first.cells[-1]), f"{{%tr for {loop} %}}", "VTLenh")
    _only_line(last.cells[0].merge(last.cells[-1]), "{%tr endfor %}", "VTLenh")
    for each_row in grid.rows:
        _row_property(each_row, "w:cantSplit")
    _row_property(head, "w:tblHeader")


def frame(document: Document, left: int, right: int) -> tuple[_Cell, _Cell]:
    """Two cells side by side without lines, never split over pages; each is empty and needs a paragraph."""
    grid = document.add_table(1, 2, TABLE_NAMES[FRAME])
    _fix_widths(grid, [left, right])
    _row_property(grid.rows[0], "w:cantSplit")
    cells = grid.rows[0].cells
    for cell in cells:
        _emptied(cell)
    return cells[0], cells[1]


def _fix_widths(grid: Table, widths: Sequence[int]) -> None:
    """Widths as said, whatever the text: in the grid, in each cell, and fixed."""
    grid.autofit = False
    properties = grid._tbl.tblPr
    for element in properties.xpath("w:tblLook"):
        properties.remove(element)
    total = properties.xpath("w:tblW")[0]
    total.set(qn("w:w"), str(sum(widths)))
    total.set(qn("w:type"), "dxa")
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Twips(width)
        for cell in column.cells:
            cell.width = Twips(width)


def _row_property(row: _Row, name: str) -> None:
    properties: Any = row._tr.get_or_add_trPr()
    properties.append(OxmlElement(name))


def _emptied(cell: _Cell) -> _Cell:
    for paragraph in cell.paragraphs:
        paragraph._element.getparent().remove(paragraph._element)
    return cell


def _only_line(cell: _Cell, text: str, style: str) -> None:
    line(_emptied(cell), text, style)


def head(document: Document, type_name: str) -> None:
    """Components 1–5: superior, body, number on the left; title, place, date on the right; name and abstract below."""
    left, right = frame(document, HEAD_LEFT, HEAD_RIGHT)
    with given(left, "header.superior"):
        line(left, "{{ header.superior }}", "VTCapTren")
    line(left, "{{ header.body }}", "VTCoQuan")
    line(left, "*", "VTDauSao")
    with given(left, "header.number"):
        line(left, "{{ header.number }}", "VTSoKyHieu")
    with given(left, "header.draft"):
        line(left, "DỰ THẢO", "VTDuThao")
    line(right, "ĐẢNG CỘNG SẢN VIỆT NAM", "VTTieuDe")
    line(right, "", "VTDuongKe")
    with given(right, "header.place_and_date"):
        line(right, "{{ header.place_and_date }}", "VTNgayThang")
    line(document, type_name, "VTTenLoai")
    line(document, "{{ abstract }}", "VTTrichYeu")
    line(document, "-----", "VTGachTrichYeu")


def signature(document: Document) -> None:
    """Components 7 and 8: recipients on the left, the signer on the right.

    The left cell keeps a paragraph even where nobody is to receive the document: a cell without one is a damaged file.
    """
    left, right = frame(document, HEAD_LEFT, HEAD_RIGHT)
    line(left, "{% if recipients %}Nơi nhận:{% endif %}", "VTNoiNhan")
    with each(left, "r in recipients"):
        line(left, "- {{ r }}", "VTNoiNhanMuc")
    line(right, "{{ signature.authority }}", "VTQuyenHan")
    with given(right, "signature.office"):
        line(right, "{{ signature.office }}", "VTChucVu")
    line(right, "{{ signature.name }}", "VTNguoiKy")
    line(document, "", "VTCuoi")


def two_signatures(document: Document) -> None:
    """The recorder on the left, the chair on the right; recipients, where minutes have any, below the recorder.

    All in one row, which cannot be split: as paragraphs below it the recipients would at times stand alone on a page.
    """
    half = TEXT_WIDTH // 2
    left, right = frame(document, half, TEXT_WIDTH - half)
    for cell, who in ((left, "recorder"), (right, "chair")):
        line(cell, f"{{{{ {who}_title }}}}", "VTQuyenHan")
        line(cell, f"{{{{ {who}_name }}}}", "VTNguoiKy")
    with given(left, "recipients"):
        line(left, "Nơi nhận:", "VTNoiNhan")
        with each(left, "r in recipients"):
            line(left, "- {{ r }}", "VTNoiNhanMuc")
    line(document, "", "VTCuoi")
