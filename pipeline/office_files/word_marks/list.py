"""The first page of a marked Word document: all problems, errors first. Found again by what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from pipeline.office_files.marks import COLUMNS, COUNTED, TITLE, WARNINGS_TITLE, Mark, in_order, one_line
from pipeline.office_files.package_edit import Element, parsed
from pipeline.office_files.word_marks.cells import WORD, W, text_of

GUIDE = (
    "Ô cần sửa có nền đỏ, ô nên kiểm tra có nền vàng đậm; lời nhắn ở lề bên cạnh ô nói rõ cần sửa gì. Sửa xong, xin "
    "lưu lại ngay tại đây hoặc thả biểu mẫu đã sửa vào thư mục inbox. Không cần xóa trang này, nền màu và lời nhắn: "
    "công cụ tự bỏ; xin không ghi gì thêm ở trang này."
)
END = "(Hết phần cần sửa; biểu mẫu bắt đầu từ đây.)"
MAX_ROWS = 1_000

_MORE = "… và {} chỗ khác."
_STARTS = (COUNTED, _MORE.partition("{")[0])
_TEXTS = {TITLE, GUIDE, END, WARNINGS_TITLE}
_WIDTHS = (350, 1250, 1800, 1600)  # of 5000, the width of the page
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="CDBFB2"/>' for side in _SIDES)
_ERROR_SHADE, _WARNING_SHADE = "F8CBC8", "FFF2C0"


def list_page(marks: Sequence[Mark]) -> list[Element]:
    """The paragraphs and tables of the page; the last one begins the page after it."""
    errors = [mark for mark in in_order(marks) if mark.is_error]
    warnings = [mark for mark in in_order(marks) if not mark.is_error]
    parts = [
        _paragraph(TITLE, bold=True, size=32, colour="FFFFFF", fill="9E1B1B", centred=True),
        _paragraph(f"{COUNTED}{len(errors)}", bold=True, size=26, colour="7A1414"),
        _paragraph(GUIDE, size=24),
        *_table(errors),
        *([_paragraph(WARNINGS_TITLE, bold=True, size=26, colour="7A1414")] if warnings else []),
        *_table(warnings),
        _paragraph(END, size=14, colour="7F7F7F", is_new_page=True),
    ]
    return list(parsed(f'<w:body xmlns:w="{WORD}">{"".join(parts)}</w:body>'.encode()))


def remove_list_page(body: Element) -> bool:
    """Take the page out, and nothing that was written into it since. Whether it was there."""
    blocks = list(body)
    first = next((place for place, block in enumerate(blocks) if text_of(block) == TITLE), None)
    if first is None:
        return False
    last = next((place for place, block in enumerate(blocks) if place > first and text_of(block) == END), len(blocks))
    for block in blocks[first : last + 1]:
        if _is_ours(block):
            body.remove(block)
    return True


def _is_ours(block: Element) -> bool:
    if block.tag == f"{W}tbl":
        row = block.find(f"{W}tr")
        return row is not None and tuple(text_of(cell) for cell in row.iterfind(f"{W}tc")) == COLUMNS
    return block.tag == f"{W}p" and (text_of(block) in _TEXTS or text_of(block).startswith(_STARTS))


def _table(marks: Sequence[Mark]) -> list[str]:
    if not marks:
        return []
    grid = "".join(f'<w:gridCol w:w="{width * 2}"/>' for width in _WIDTHS)
    rows = [_row(COLUMNS, ("F1D9C4",) * 4, is_header=True)]
    for number, mark in enumerate(marks[:MAX_ROWS], 1):
        where = one_line(mark.where)
        texts = (str(number), where[:1].upper() + where[1:], one_line(mark.message), one_line(mark.hint))
        rows.append(_row(texts, (_ERROR_SHADE if mark.is_error else _WARNING_SHADE, "", "", "")))
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )
    more = len(marks) - MAX_ROWS
    return [table, _paragraph(_MORE.format(more), size=24)] if more > 0 else [table]


def _row(texts: Sequence[str], fills: Sequence[str], is_header: bool = False) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="pct"/>{_shade(fill)}</w:tcPr>'
        f"{_paragraph(text, size=24, bold=is_header or place == 0, centred=is_header or place == 0, tight=True)}</w:tc>"
        for place, (text, width, fill) in enumerate(zip(texts, _WIDTHS, fills, strict=True))
    )
    looks = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if is_header else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{looks}{cells}</w:tr>"


def _shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""


def _paragraph(
    text: str,
    *,
    size: int,
    bold: bool = False,
    colour: str = "000000",
    fill: str = "",
    centred: bool = False,
    tight: bool = False,
    is_new_page: bool = False,
) -> str:
    space = "40" if tight else "0" if is_new_page else "120"
    looks = (
        f"{'<w:pageBreakBefore/>' if is_new_page else ''}{_shade(fill)}"
        f'<w:spacing w:before="{space}" w:after="{space}" w:line="240" w:lineRule="auto"/><w:ind w:left="0" '
        f'w:right="0" w:firstLine="0"/><w:jc w:val="{"center" if centred else "left"}"/>'
    )
    letters = (
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
        f"{'<w:b/>' if bold else ''}"
        f'<w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )
    shown = f'<w:r><w:rPr>{letters}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{looks}</w:pPr>{shown}</w:p>"
