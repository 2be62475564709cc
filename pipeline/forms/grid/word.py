"""A filled Word form as sheets of cells: its tables, found by their headers and labels, set in the order of the form.

What a clerk does in Word moves things about: tables are split, joined, moved, their headings deleted, columns swapped,
cells merged. So every row finds its block by what it says, and the heading above it only decides where that is not
enough. What belongs to no block stands on top of the sheet it was found in, where nothing claims it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from pipeline.errors import NOTHING, FormRefused, Problem
from pipeline.forms.entries import Entry
from pipeline.forms.grid.blocks import is_marked_example, is_subtitle
from pipeline.forms.grid.read import Grid
from pipeline.forms.grid.sheets import text_key, title_key
from pipeline.forms.mark import form_mark
from pipeline.forms.models import MODELS, FormModel
from pipeline.forms.printed import NO_SECRETS
from pipeline.forms.sheets import Answers, SheetLayout, Table
from pipeline.forms.word.index import Answer, FormIndex, Header
from pipeline.forms.word.printed import beside_answer, without_prompt
from pipeline.forms.word.sheets import (
    FilledWordSheet,
    PlacedText,
    WordSection,
    WordSheet,
    aside_place,
    in_answer,
    in_header,
    in_list,
    in_row,
    outside,
)
from pipeline.messages import Place, msg
from pipeline.office_files.word.text import joined
from pipeline.office_files.word.values import Text, WordCell, WordRow, WordTable, WordValues

_NO_SERIALS = date(1899, 12, 30)  # in Word a date is a text


def grid_of_word(word: WordValues) -> Grid:
    """The grid of a Word document. Raises `FormRefused` where no table of a form is found in it."""
    mark = form_mark(word.keywords)
    named = [model for model in MODELS if mark is not None and mark.kind == model.name]
    _, sheets = max((_sheets(model, word) for model in named or MODELS), key=lambda found: found[0])
    if not any(sheet.sections for sheet in sheets):
        raise FormRefused(_not_our_document())
    return Grid(tuple(FilledWordSheet.of(sheet) for sheet in sheets), _NO_SERIALS, mark, word.notices)


def _sheets(model: FormModel, word: WordValues) -> tuple[int, list[WordSheet]]:
    """The sheets of the document taken as this form, and how much of it was recognised."""
    reader = _Reader(FormIndex(model))
    for item in word.body:
        if isinstance(item, WordTable):
            reader.table(item)
        else:
            reader.paragraph(item)
    for aside in word.asides:
        reader.aside(aside.kind, aside.text)
    return reader.recognised, reader.sheets()


@dataclass
class _OpenList:
    """A table being read: where its columns stand, and how many rows it has had."""

    header: Header
    starts: tuple[int, ...]  # of each header cell, where it begins in the grid
    columns: tuple[int, ...]  # of each header cell, its place among the labels of the table
    table_number: int
    section: WordSection
    rows: int = 0

    def placed(self, row: WordRow) -> Iterator[tuple[int, WordCell]]:
        """The column of each cell: by its place in the row, or by the grid where cells were merged or split."""
        if self.is_as_wide_as(row):
            yield from zip(self.columns, row.cells, strict=True)
            return
        for cell in row.cells:
            yield self.columns[max(bisect_right(self.starts, cell.start) - 1, 0)], cell

    def is_as_wide_as(self, row: WordRow) -> bool:
        """Whether the row has as many cells as the header."""
        return len(row.cells) == len(self.columns)

    @cached_property
    def answers(self) -> dict[int, Entry]:
        """What is asked for in each column that the form knows by its label."""
        by_label = {text_key(entry.label): entry for entry in reversed(self.header.table.entries)}
        labels = {column: text_key(self.section.label(column)) for column in self.columns}
        return {column: by_label[label] for column, label in labels.items() if label in by_label}


@dataclass
class _OpenAnswer:
    """An answer being read: its row, and what stands in cells merged with it below, joined once for all."""

    cells: dict[int, PlacedText]
    table_number: int
    more: list[Text] = field(default_factory=list)

    def close(self) -> None:
        """Put what was found below behind the answer."""
        if self.more:
            text, place = self.cells[1]
            self.cells[1] = joined("\n", [text, *self.more]), place
            self.more.clear()


@dataclass
class _Reader:
    """Goes through a document once. `_layout` and `_block` are what the last heading, or else table, belongs to."""

    index: FormIndex
    recognised: int = 0
    _found: dict[str, WordSheet] = field(default_factory=dict)
    _layout: SheetLayout | None = None
    _block: Answers | Table | None = None
    _list: _OpenList | None = None
    _last_answer: _OpenAnswer | None = None

    def sheets(self) -> list[WordSheet]:
        """The sheets found, in the order of the form."""
        self._close_answer()
        return [self._found[layout.title] for layout in self.index.model.sheets if layout.title in self._found]

    def paragraph(self, text: Text) -> None:
        """Take a paragraph: as a heading, as printed, or as something that was typed outside the tables."""
        text = self.index.as_printed(text)
        key = title_key(text.shown)
        heading = self.index.heading(key, self._layout)
        if heading:
            self._layout, block = heading
            if block is not self._block or block is None:
                self._list = None
            self._block = block
            self._sheet(self._layout)
        elif text.shown.strip() and not self._is_printed(text):
            self._here().strays.append({0: (text, outside(self._heading()))})

    def _is_printed(self, text: Text) -> bool:
        return text_key(text.shown) in self.index.printed or is_subtitle(text.shown)

    def aside(self, kind: str, text: Text) -> None:
        """Take a text that stands beside the running one; of those the form prints its footer."""
        text = self.index.as_printed(text)
        if not (self._is_printed(text) or text.shown.strip().startswith(NO_SECRETS)):
            self._here().strays.append({0: (text, aside_place(kind))})

    def table(self, table: WordTable) -> None:
        """Take the rows of a table, each where it belongs."""
        for row in table.rows:
            self._row(table, row)

    def _row(self, table: WordTable, row: WordRow) -> None:
        if any(cell.text.before is not None for cell in row.cells):
            cells = (replace(cell, text=self.index.as_printed(cell.text)) for cell in row.cells)
            row = replace(row, cells=tuple(cells))
        open_here = self._list if self._list and self._list.table_number == table.number else None
        header = self.index.header(row, self._layout, self._block, only_labels=open_here is not None)
        if header:
            self._open(header, table, row)
            return
        if not (open_here and open_here.is_as_wide_as(row)):
            answer = self.index.answer(row, self._layout, self._block)
            if answer:
                self._answer(answer, table, row)
                return
            if self._goes_on(table, row):
                return
        if open_here or (self._list and self._list.is_as_wide_as(row)):
            self._list_row(table, row)
        elif any(cell.text.shown.strip() for cell in row.cells):
            self._headless(table, row)

    def _open(self, header: Header, table: WordTable, row: WordRow) -> None:
        self.recognised += len(header.columns)
        self._layout, self._block = header.layout, header.table
        section = self._sheet(header.layout).section(header.table)
        labels = list(map(text_key, header.table.labels))
        others = [cell for cell in row.cells if cell.number not in header.columns]
        extra = section.extra_columns((cell.text.shown for cell in others), len(labels))
        placed = dict(zip((cell.number for cell in others), extra, strict=True))
        placed |= {number: labels.index(label) for number, label in header.columns.items()}
        columns = [placed[cell.number] for cell in row.cells]
        before = self._list.rows if self._list and self._list.header.table is header.table else section.count
        starts = tuple(cell.start for cell in row.cells)
        self._list = _OpenList(header, starts, tuple(columns), table.number, section, before)
        place = in_header(header.table, table.number, row.number)
        section.set_header({column: (cell.text, place(cell)) for column, cell in zip(columns, row.cells, strict=True)})

    def _list_row(self, table: WordTable, row: WordRow) -> None:
        current = self._list
        if current is None:
            return
        current.table_number = table.number
        texts: dict[int, list[Text]] = {}
        places: dict[int, Place] = {}
        ours = len(current.header.table.labels)
        is_example = any(is_marked_example(cell.text.shown) for cell in row.cells[:1])
        current.rows += not is_example
        for column, cell in current.placed(row):
            text = self._list_text(current, column, cell)
            if column in texts:
                texts[column].append(text)
            elif text.shown or column < ours:  # nobody asks what does not stand in a column that is none of the form's
                label = current.section.label(column)
                texts[column] = [text]
                places[column] = in_list(current.header.table, label, table.number, row.number, current.rows)(cell)
        current.section.rows.append({column: (joined("\n", texts[column]), places[column]) for column in texts})
        current.section.count = current.rows

    def _list_text(self, current: _OpenList, column: int, cell: WordCell) -> Text:
        """What a cell says; a first cell merged with the one above says the same."""
        if cell.continues:
            return current.section.above(column) if column == 0 else Text("")
        answer = current.answers.get(column)
        return _typed(cell.text, answer) if answer else cell.text

    def _answer(self, answer: Answer, table: WordTable, row: WordRow) -> None:
        self.recognised += 1
        self._layout, self._block, self._list = answer.layout, answer.block, None
        section = self._sheet(answer.layout).section(answer.block)
        place = in_answer(answer.block, answer.entry.label, table.number, row.number)
        others = [cell for cell in row.cells if cell.number != answer.cell.number]
        cells = {0: (answer.cell.text, place(answer.cell))}
        for number, cell in enumerate(others, 1):
            if number == 1 or cell.text.shown:
                cells[number] = _typed(cell.text, answer.entry), place(cell)
        section.rows.append(cells)
        self._close_answer()
        self._last_answer = _OpenAnswer(cells, table.number)

    def _close_answer(self) -> None:
        if self._last_answer:
            self._last_answer.close()

    def _goes_on(self, table: WordTable, row: WordRow) -> bool:
        """Whether the row is more of the answer above it: its label is merged with the one above."""
        answer = self._last_answer
        if not (row.cells and row.cells[0].continues and answer and answer.table_number == table.number):
            return False
        answer.more += [cell.text for cell in row.cells[1:2] if 1 in answer.cells and cell.text.shown.strip()]
        return True

    def _headless(self, table: WordTable, row: WordRow) -> None:
        """A row of no known table: that of the heading above, should its header be gone, or of nobody."""
        place = in_row(self._heading(), table.number, row.number)
        cells = {number: (cell.text, place(cell)) for number, cell in enumerate(row.cells) if cell.text.shown}
        sheet = self._here()
        if isinstance(self._block, Table) and self._layout and not sheet.has(self._block):
            sheet.section(self._block)
        sheet.strays.append(cells)

    def _heading(self) -> str:
        return self._block.title if self._block else self._layout.title if self._layout else ""

    def _here(self) -> WordSheet:
        return self._sheet(self._layout or self.index.model.sheets[0])

    def _sheet(self, layout: SheetLayout) -> WordSheet:
        return self._found.setdefault(layout.title, WordSheet(layout))


def _typed(text: Text, answer: Entry) -> Text:
    """What was typed in a cell, without what the form printed into it or into one that was merged with it."""
    if not text.shown:
        return text
    printed = set(map(text_key, beside_answer(answer)))
    lines = text.shown.split("\n")
    kept = [line for line in lines if not line.strip() or text_key(line) not in printed]
    shown = without_prompt(text.shown if len(kept) == len(lines) else "\n".join(kept), answer)
    return text if shown == text.shown else Text(shown, text.before if shown.strip() else None)


def _not_our_document() -> Problem:
    return Problem(
        "not-our-form",
        NOTHING,
        msg("The document is not a form of this tool: none of its tables and labels was found."),
        msg("Please take a blank form and copy the entries into it."),
    )
