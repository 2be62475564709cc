"""The few pieces of Word's own markup that a form is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from pipeline.forms.word.style import LINE


def line_of(text: str) -> str:
    """A line of text, its tabs as Word keeps them."""
    return "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>' if part else "" for part in text.split("\t")
    )


def run(text: str) -> str:
    """A run of one line; nothing for no text."""
    return f"<w:r>{line_of(text)}</w:r>" if text else ""


def wrapped(style: str, runs: str) -> str:
    """A paragraph of these runs."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def make_paragraph(style: str, text: str) -> str:
    """A paragraph of one line."""
    return wrapped(style, run(text))


def make_cell(width: int, fill: str | None, content: str, middle: bool = False) -> str:
    """A cell of these paragraphs."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    align = '<w:vAlign w:val="center"/>' if middle else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}{align}</w:tcPr>{content}</w:tc>'


def make_row(cells: Iterable[str], least: int = 0, is_header: bool = False) -> str:
    """A row of these cells: at `least` so high, or a header that is repeated on each page."""
    height = f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>' if least else ""
    looks = ("<w:cantSplit/>" if is_header else "") + height + ("<w:tblHeader/>" if is_header else "")
    return f"<w:tr>{f'<w:trPr>{looks}</w:trPr>' if looks else ''}{''.join(cells)}</w:tr>"


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def make_table(widths: Sequence[int], rows: Iterable[str], tight: bool = False) -> str:
    """A table of these rows; a `tight` one has little room beside its texts."""
    side = 40 if tight else 85
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:right w:w="{side}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )
