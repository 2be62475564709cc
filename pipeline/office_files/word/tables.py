"""A printed list as a Word document: landscape A4, for each part a head, a title and one ruled table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from pipeline.office_files.word.package import FOOTER_ID, word_package

_WIDTH = 15_136  # twentieths of a point between margins of 15 mm on landscape A4
_MARGIN = 850
_FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
_STYLES = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONT}<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="vi-VN"/></w:rPr>'
    '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
)
_BESIDE_TEXT = 230  # twentieths of a point, left and right of what stands in a cell
_LETTER = 140  # of a bold heading
# Of no height itself: what follows begins a page, and a table that fills the one before it leaves no empty page behind.
_HAIR = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>'
_NEW_PAGE = f"<w:p><w:pPr><w:pageBreakBefore/>{_HAIR}</w:pPr></w:p>"
_AFTER_TABLE = f"<w:p><w:pPr>{_HAIR}</w:pPr></w:p>"
_NOTHING = "(Không có.)"
_PAGE_NUMBER = (
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


@dataclass(frozen=True)
class Column:
    """A column of the table: its heading, its share of the width, and whether its cells stand in the middle."""

    heading: str
    share: int
    is_centred: bool = False


@dataclass(frozen=True)
class ListPart:
    """One part of the document: it begins on a page of its own. `left` and `right` are the two heads, line by line."""

    left: Sequence[str]
    right: Sequence[str]
    title: str
    subtitle: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


def list_document(title: str, parts: Iterable[ListPart]) -> bytes:
    """The list as a .docx file. Same arguments, same bytes."""
    pages = [_part(part) for part in parts]
    body = _NEW_PAGE.join(pages) + _AFTER_TABLE
    section = (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{FOOTER_ID}"/>'
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}" w:header="425"'
        ' w:footer="425" w:gutter="0"/></w:sectPr>'
    )
    return word_package(body + section, _STYLES, _PAGE_NUMBER, title, "")


def _part(part: ListPart) -> str:
    half = _WIDTH // 2
    heads = "".join(_cell(half, lines, bold=True) for lines in (part.left, part.right))
    head = f"<w:tbl>{_table_look([half, half], ruled=False)}<w:tr>{heads}</w:tr></w:tbl>"
    title = _paragraph(part.title, bold=True, size=28, before=240) + _paragraph(part.subtitle, bold=True, after=160)
    empty = "" if part.rows else _paragraph(_NOTHING, before=120)
    return head + title + _table(part.columns, part.rows) + empty


def _table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> str:
    widths = _widths(columns)
    headings = "".join(_cell(width, [one.heading], bold=True) for width, one in zip(widths, columns, strict=True))
    numbers = "".join(_cell(width, [f"({place})"]) for place, width in enumerate(widths, 1))
    repeated = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{headings}</w:tr>"
    repeated += f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{numbers}</w:tr>"
    filled = (
        "".join(
            _cell(width, text.split("\n"), centred=column.is_centred)
            for width, column, text in zip(widths, columns, row, strict=True)
        )
        for row in rows
    )
    shown = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>" for cells in filled)
    return f"<w:tbl>{_table_look(widths, ruled=True)}{repeated}{shown}</w:tbl>"


def _widths(columns: Sequence[Column]) -> list[int]:
    """As the shares say; a column in which a word of its heading would be broken gets the room from the others."""
    whole = sum(column.share for column in columns)
    widths = [_WIDTH * column.share // whole for column in columns]
    least = [_BESIDE_TEXT + _LETTER * max(map(len, column.heading.split() or [""])) for column in columns]
    lacking = sum(max(0, needed - width) for needed, width in zip(least, widths, strict=True))
    to_spare = sum(max(0, width - needed) for needed, width in zip(least, widths, strict=True))
    if lacking > to_spare:
        return widths
    return [
        needed if width <= needed else width - (width - needed) * lacking // to_spare
        for needed, width in zip(least, widths, strict=True)
    ]


def _table_look(widths: Sequence[int], *, ruled: bool) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{f"<w:tblBorders>{rules}</w:tblBorders>" if ruled else ""}'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _cell(width: int, lines: Sequence[str], *, bold: bool = False, centred: bool = True) -> str:
    paragraphs = "".join(_paragraph(line, bold=bold, centred=centred) for line in lines or [""])
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


def _paragraph(
    text: str, *, bold: bool = False, centred: bool = True, size: int = 24, before: int = 0, after: int = 0
) -> str:
    spacing = f'<w:spacing w:before="{before}" w:after="{after}"/>'
    look = f'<w:pPr>{spacing}<w:jc w:val="{"center" if centred else "left"}"/></w:pPr>'
    letters = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    run = f'<w:r>{letters}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>' if text else ""
    return f"<w:p>{look}{run}</w:p>"
