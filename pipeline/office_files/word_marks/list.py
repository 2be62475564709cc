"""The first page of a marked Word document: all problems, errors first. Found again by what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pipeline.office_files.list_texts import typed_in
from pipeline.office_files.marks import (
    COLUMNS,
    COUNTED,
    MORE_ROWS,
    OURS_END,
    TITLE,
    WARNINGS_TITLE,
    Mark,
    ended,
    in_order,
    one_line,
    ours_of,
)
from pipeline.office_files.package_edit import Element, parsed
from pipeline.office_files.word_marks.cells import WORD, W, text_of

GUIDE = (
    "Ô cần sửa có nền đỏ, ô nên kiểm tra có nền vàng đậm; lời nhắn ở lề bên cạnh ô nói rõ cần sửa gì. Sửa xong, xin "
    "lưu lại ngay tại đây hoặc thả biểu mẫu đã sửa vào thư mục inbox. Không cần xóa trang này, nền màu và lời nhắn: "
    "công cụ tự bỏ; xin không ghi gì thêm ở trang này."
)
END = "(Hết phần cần sửa; biểu mẫu bắt đầu từ đây.)"
MAX_ROWS = 1_000

_STARTS = (COUNTED, MORE_ROWS.partition("{")[0])
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
    """Take the page out, and no paragraph or table that was written into it since. Whether it was there."""
    ours = _blocks(body)
    for block in ours:
        body.remove(block)
    return bool(ours)


def typed_on_list_page(body: Element) -> tuple[str, ...]:
    """What was typed into the page's own paragraphs and tables since, in its order."""
    return typed_in([row for block in _blocks(body) for row in _rows(block)], _TEXTS)


def _blocks(body: Element) -> list[Element]:
    """The paragraphs and tables of the page; none where it is not there."""
    blocks = list(body)
    last = next((place for place, block in enumerate(blocks) if ours_of(text_of(block)) == END), len(blocks))
    ours = [block for block in blocks[: last + 1] if _is_ours(block)]
    return ours if any(_is_told_apart(block) or text_of(block) == TITLE for block in ours) else []


def _is_ours(block: Element) -> bool:
    """Whether a block reads as one of the page's; its title may have been typed into."""
    if block.tag == f"{W}tbl":
        row = block.find(f"{W}tr")
        return row is not None and {ours_of(text_of(cell)) for cell in row.iterfind(f"{W}tc")} >= set(COLUMNS)
    text = ours_of(text_of(block))
    is_title = TITLE in text and _is_told_apart(block)
    return block.tag == f"{W}p" and (text in _TEXTS or text.startswith(_STARTS) or is_title)


def _is_told_apart(block: Element) -> bool:
    return any(OURS_END in (text.text or "") for text in block.iter(f"{W}t"))


def _rows(block: Element) -> list[list[str]]:
    """The texts of a table by row and cell; a paragraph is a row of one."""
    if block.tag == f"{W}p":
        return [[text_of(block)]]
    return [
        [" ".join(text_of(paragraph) for paragraph in cell.iter(f"{W}p")) for cell in row.iterfind(f"{W}tc")]
        for row in block.iterfind(f"{W}tr")
    ]


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
    return [table, _paragraph(MORE_ROWS.format(more), size=24)] if more > 0 else [table]


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
    said = f'<w:t xml:space="preserve">{escape(ended(text), quote=False)}</w:t>'
    shown = f"<w:r><w:rPr>{letters}</w:rPr>{said}</w:r>" if text else ""
    return f"<w:p><w:pPr>{looks}</w:pPr>{shown}</w:p>"
