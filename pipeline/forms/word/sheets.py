"""Sheets made of the tables of a Word document, and the places in it as a clerk sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.forms.grid.sheets import FilledSheet, text_key
from pipeline.forms.sheets import Block, SheetLayout, Table
from pipeline.messages import Address, Message, Place, msg
from pipeline.office_files.word.values import Text, WordCell
from pipeline.office_files.workbooks import Cell, SheetValues

PlacedText = tuple[Text, Place]
PlaceOf = Callable[[WordCell], Place]

_ASIDES = {
    "header": msg("header of the page"),
    "footer": msg("footer of the page"),
    "footnotes": msg("footnote"),
    "endnotes": msg("endnote"),
    "comments": msg("comment"),
    "box": msg("text box"),
}


def in_header(block: Block, table: int, row: int) -> PlaceOf:
    """Where the cells of a table's header stand."""
    return _cells_of(msg("table “{table}”, header row", table=block.title), table, row)


def in_answer(block: Block, label: str, table: int, row: int) -> PlaceOf:
    """Where the cells beside an answer's label stand."""
    return _cells_of(msg("table “{table}”, row “{label}”", table=block.title, label=label), table, row)


def in_row(title: str, table: int, row: int) -> PlaceOf:
    """Where the cells of a row stand that no block claims; `title` is the heading above, if any."""
    if not title:
        return _cells_of(msg("a table that is none of the form's, row {row}", row=row + 1), table, row)
    return _cells_of(msg("table below “{heading}”, row {row}", heading=title, row=row + 1), table, row)


def in_list(block: Table, label: str, table: int, row: int, number: int) -> PlaceOf:
    """Where the cells of the `number`-th entry of a list stand."""
    words = msg("table “{table}”, row {row}, column “{label}”", table=block.title, row=number, label=label)
    return _cells_of(words, table, row)


def _cells_of(words: Message, table: int, row: int) -> PlaceOf:
    return lambda cell: _place(words, ("word", table, row, cell.number))


def outside(heading: str) -> Place:
    """Outside the tables of the form, below a heading where there is one."""
    if not heading:
        return _place(msg("outside the tables"))
    return _place(msg("outside the tables, below “{heading}”", heading=heading))


def aside_place(kind: str) -> Place:
    """In a header, a note, a comment or a text box."""
    return _place(_ASIDES[kind])


def _place(words: Message, address: Address = ()) -> Place:
    return Place(words.msgid, words.params, address)


@dataclass
class WordSection:
    """The rows found of one block, by column; those of a list in the order of its labels, others as they stand."""

    block: Block
    header: dict[int, PlacedText] = field(default_factory=dict)
    rows: list[dict[int, PlacedText]] = field(default_factory=list)
    count: int = 0  # entries of a list so far
    _extra: int = 0
    _nameless: list[int] = field(default_factory=list)

    def extra_columns(self, labels: Iterable[str], first: int) -> Iterator[int]:
        """The columns, from `first` on, for the labels of one header that are none of the form's.

        Those without a label are the same for every header: a document of many headers is no wider than one.
        """
        nameless = 0
        for label in labels:
            if label.strip():
                yield first + self._extra
                self._extra += 1
                continue
            if nameless == len(self._nameless):
                self._nameless.append(first + self._extra)
                self._extra += 1
            yield self._nameless[nameless]
            nameless += 1

    def set_header(self, header: dict[int, PlacedText]) -> None:
        """Add a header; of a table that was split, all that any part of it has."""
        self.header = header | self.header

    def label(self, column: int) -> str:
        """What stands above a column."""
        return self.header[column][0].shown.strip() if column in self.header else ""

    def above(self, column: int) -> Text:
        """What the last row says in a column."""
        return self.rows[-1][column][0] if self.rows and column in self.rows[-1] else Text("")

    def lines(self) -> Iterator[dict[int, PlacedText]]:
        """The heading, the header, the rows."""
        first = next((cell for row in (self.header, *self.rows) for cell in row.values()), None)
        address = first[1].address if first else ()
        yield {0: (Text(self.block.title), _place(msg("table “{table}”", table=self.block.title), address))}
        yield from ([self.header] if self.header else [])
        yield from self.rows


@dataclass
class WordSheet:
    """What a document has of one sheet of the form. `strays` are rows that no block of it claims."""

    layout: SheetLayout
    sections: list[WordSection] = field(default_factory=list)
    strays: list[dict[int, PlacedText]] = field(default_factory=list)

    def has(self, block: Block) -> bool:
        return any(section.block is block for section in self.sections)

    def section(self, block: Block) -> WordSection:
        """The section of a block, begun where there is none yet."""
        found = next((section for section in self.sections if section.block is block), None)
        if found is None:
            found = WordSection(block)
            self.sections.append(found)
        return found


class FilledWordSheet(FilledSheet):
    """A sheet that stands for a part of a Word document: its places are those of the document."""

    def __init__(self, values: SheetValues, places: dict[tuple[int, int], Place], headings: dict[str, int]) -> None:
        super().__init__(values)
        self._places = places
        self._headings = headings

    @classmethod
    def of(cls, sheet: WordSheet) -> FilledWordSheet:
        """The sheet of what was found: strays on top, then block by block."""
        rows = list(sheet.strays)
        headings: dict[str, int] = {}
        for section in sheet.sections:
            headings[text_key(section.block.title)] = len(rows)
            rows += section.lines()
        places: dict[tuple[int, int], Place] = {}
        converted: dict[tuple[int, int], str] = {}
        for row, cells in enumerate(rows):
            for column, (text, place) in cells.items():
                places[row, column] = place
                if text.before is not None:
                    converted[row, column] = text.before
        return cls(SheetValues(sheet.layout.title, tuple(map(_values, rows)), converted=converted), places, headings)

    @property
    def where(self) -> Message:
        return msg("part “{part}”", part=self.name)

    def where_cell(self, row: int, column: int) -> Message:
        return self._places.get((row, column), self.where)

    def missing(self, title: str) -> Message:
        return msg("The table “{title}” is missing.", title=title)

    def headings(self) -> dict[str, int]:
        return self._headings


def _values(cells: dict[int, PlacedText]) -> tuple[Cell, ...]:
    values: list[Cell] = [None] * (max(cells, default=-1) + 1)
    for column, (text, _) in cells.items():
        values[column] = text.shown if text.shown.strip() else None
    return tuple(values)
