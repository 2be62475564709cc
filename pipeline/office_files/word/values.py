"""Word documents as plain data: paragraphs and tables in their order, opened with limits.

Places are counted as the file has them: tables in document order, tables within tables too; rows and cells as they
stand in their table, deleted rows too. So a mark can be put where something was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.errors import FormRefused, Problem
from pipeline.office_files.packages import LIMITS, Limits
from pipeline.office_files.word import problems as wrong
from pipeline.office_files.word.fonts import Fonts
from pipeline.office_files.word.parts import WordParts, word_parts
from pipeline.office_files.word.text import Text, TextReader, child, inside, rows_of, tag_of, val
from pipeline.office_files.workbook_problems import too_large_to_read
from pipeline.vietnamese.legacy import OldFonts

__all__ = ["Aside", "Text", "WordCell", "WordRow", "WordTable", "WordValues", "read_word"]

_BLOCKS = frozenset({"p", "tbl"})
_CELLS = frozenset({"tc"})


@dataclass(frozen=True)
class WordCell:
    """`number` counts the cells of the row; `start` is the column of the table's grid it begins at, `span` how many.

    `continues` the cell above where the two are merged.
    """

    text: Text
    number: int
    start: int
    span: int = 1
    continues: bool = False


@dataclass(frozen=True)
class WordRow:
    number: int
    cells: tuple[WordCell, ...]


@dataclass(frozen=True)
class WordTable:
    number: int
    rows: tuple[WordRow, ...]


@dataclass(frozen=True)
class Aside:
    """A text that stands beside the running one: in a header, footer, note, comment or text box (`kind`)."""

    kind: str
    text: Text


@dataclass(frozen=True)
class WordValues:
    """The running text: paragraphs as texts, and tables; what stands beside it; the file's own keywords."""

    body: tuple[Text | WordTable, ...]
    asides: tuple[Aside, ...] = ()
    keywords: str = ""
    notices: tuple[Problem, ...] = ()


def read_word(data: bytes, limits: Limits = LIMITS) -> WordValues:
    """The texts of a .docx or .docm document. Raises `FormRefused`, and nothing else, where it cannot be read."""
    try:
        parts = word_parts(data, limits)
        old = OldFonts()
        values = _values(parts, limits, old)
        return _values(parts, limits, OldFonts(old.mistaken)) if old.mistaken else values
    except FormRefused:
        raise
    except Exception as error:  # whatever a damaged package makes zip and XML readers say
        raise FormRefused(wrong.damaged()) from error


def _values(parts: WordParts, limits: Limits, old: OldFonts) -> WordValues:
    reader = TextReader(Fonts(parts.looks) if parts.has_legacy_fonts else None, old)
    body = child(parts.text, "body")
    items = () if body is None else tuple(_body(body, reader, limits))
    boxes = [Aside("box", text) for text in reader.boxes]
    beside = [
        Aside(kind, text)
        for kind, root in parts.beside
        for paragraph in root.iter("{*}p")
        if (text := reader.paragraph(paragraph)).shown.strip()
    ]
    return WordValues(items, tuple(dict.fromkeys([*boxes, *beside])), parts.keywords, parts.notices)


def _body(body: etree._Element, reader: TextReader, limits: Limits) -> Iterator[Text | WordTable]:
    numbers = {table: number for number, table in enumerate(body.iter(str(body.tag).replace("}body", "}tbl")))}
    cells = 0
    for element, is_prompt in inside(body, _BLOCKS):
        if tag_of(element) == "p":
            yield Text("") if is_prompt else reader.paragraph(element)
            continue
        table = WordTable(numbers[element], tuple(_rows(element, reader, limits.columns)))
        cells += sum(len(row.cells) for row in table.rows)
        if len(table.rows) > limits.rows or cells > limits.cells:
            raise FormRefused(too_large_to_read())
        yield table


def _rows(table: etree._Element, reader: TextReader, columns: int) -> Iterator[WordRow]:
    for number, row in enumerate(rows_of(table)):
        if any(at >= columns for at, _ in enumerate(inside(row, _CELLS))):
            raise FormRefused(too_large_to_read())
        properties = child(row, "trPr")
        if properties is None or child(properties, "del") is None:
            yield WordRow(number, tuple(_cells(row, properties, reader)))


def _cells(row: etree._Element, properties: etree._Element | None, reader: TextReader) -> Iterator[WordCell]:
    start = _count(child(properties, "gridBefore")) if properties is not None else 0
    for number, (cell, is_prompt) in enumerate(inside(row, _CELLS)):
        looks = child(cell, "tcPr")
        span = max(_count(child(looks, "gridSpan")), 1) if looks is not None else 1
        yield WordCell(reader.cell(cell, is_prompt), number, start, span, _continues(looks))
        start += span


def _continues(properties: etree._Element | None) -> bool:
    merge = child(properties, "vMerge") if properties is not None else None
    return merge is not None and val(merge) in (None, "continue")


def _count(element: etree._Element | None) -> int:
    """A small number an element states; 0 where it states none."""
    stated = val(element) or ""
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 4 else 0
