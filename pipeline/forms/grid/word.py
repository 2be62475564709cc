"""A filled Word form as sheets of cells: its tables, found by their headers and labels, set in the order of the form.

What a clerk does in Word moves things about: tables are split, joined, moved, their headings deleted, columns swapped,
cells merged. So every row finds its block by what it says, and the heading above it only decides where that is not
enough. What belongs to no block stands on top of the sheet it was found in, where nothing claims it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.errors import NOTHING, FormRefused, Problem
from pipeline.forms.entries import Entry
from pipeline.forms.grid.blocks import is_marked_example, is_subtitle
from pipeline.forms.grid.read import Grid
from pipeline.forms.grid.sheets import text_key, title_key
from pipeline.forms.mark import FormMark, form_mark
from pipeline.forms.models import MODELS, FormModel
from pipeline.forms.printed import NO_SECRETS
from pipeline.forms.sheets import Answers, SheetLayout, Table
from pipeline.forms.word.index import Answer, FormIndex, Header
from pipeline.forms.word.printed import beside_answer, without_prompt
from pipeline.forms.word.sheets import (
    FilledWordSheet,
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
    _, sheets = max((_sheets(model, mark, word) for model in MODELS), key=lambda found: found[0])
    if not any(sheet.sections for sheet in sheets):
        raise FormRefused(_not_our_document())
    return Grid(tuple(FilledWordSheet.of(sheet) for sheet in sheets), _NO_SERIALS, mark, word.notices)


def _sheets(model: FormModel, mark: FormMark | None, word: WordValues) -> tuple[tuple[bool, int], list[WordSheet]]:
    """The sheets of the document taken as this form, and how well it suits: its mark says so, then its rows do."""
    reader = _Reader(FormIndex(model))
    for item in word.body:
        if isinstance(item, WordTable):
            reader.table(item)
        else:
            reader.paragraph(item)
    for aside in word.asides:
        reader.aside(aside.kind, aside.text)
    return (mark is not None and mark.kind == model.name, reader.recognised), reader.sheets()


@dataclass
class _OpenList:
    """A table being read: where its columns stand, and how many rows it has had."""

    header: Header
    cells: tuple[WordCell, ...]
    columns: tuple[int, ...]  # of each header cell, its place among the labels of the table
    table_number: int
    section: WordSection
    rows: int = 0

    def placed(self, row: WordRow) -> Iterator[tuple[int, WordCell]]:
        """The column of each cell: by its place in the row, or by the grid where cells were merged or split."""
        if len(row.cells) == len(self.cells):
            yield from zip(self.columns, row.cells, strict=True)
            return
        for cell in row.cells:
            above = [place for place, head in enumerate(self.cells) if head.start <= cell.start]
            yield self.columns[above[-1] if above else 0], cell


@dataclass
class _Reader:
    """Goes through a document once. `_layout` and `_block` are what the last heading, or else table, belongs to."""

    index: FormIndex
    recognised: int = 0
    _found: dict[str, WordSheet] = field(default_factory=dict)
    _layout: SheetLayout | None = None
    _block: Answers | Table | None = None
    _list: _OpenList | None = None
    _last_answer: tuple[WordSection, int] | None = None  # its table's number

    def sheets(self) -> list[WordSheet]:
        """The sheets found, in the order of the form."""
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
            self._here().strays.append([(text, outside(self._heading()))])

    def _is_printed(self, text: Text) -> bool:
        return text_key(text.shown) in self.index.printed or is_subtitle(text.shown)

    def aside(self, kind: str, text: Text) -> None:
        """Take a text that stands beside the running one; of those the form prints its footer."""
        text = self.index.as_printed(text)
        if not (self._is_printed(text) or text.shown.strip().startswith(NO_SECRETS)):
            self._here().strays.append([(text, aside_place(kind))])

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
        if not (open_here and len(row.cells) == len(open_here.cells)):
            answer = self.index.answer(row, self._layout, self._block)
            if answer:
                self._answer(answer, table, row)
                return
            if self._goes_on(table, row):
                return
        if open_here or (self._list and len(row.cells) == len(self._list.cells)):
            self._list_row(table, row)
        elif any(cell.text.shown.strip() for cell in row.cells):
            self._headless(table, row)

    def _open(self, header: Header, table: WordTable, row: WordRow) -> None:
        self.recognised += len(header.columns)
        self._layout, self._block = header.layout, header.table
        section = self._sheet(header.layout).section(header.table)
        labels = list(map(text_key, header.table.labels))
        columns: list[int] = []
        for cell in row.cells:
            known = labels.index(header.columns[cell.number]) if cell.number in header.columns else -1
            columns.append(known if known >= 0 else section.extra_column(cell.text.shown, len(labels)))
        before = self._list.rows if self._list and self._list.header.table is header.table else section.count
        self._list = _OpenList(header, row.cells, tuple(columns), table.number, section, before)
        place = in_header(header.table, table.number, row.number)
        section.set_header({column: (cell.text, place(cell)) for column, cell in zip(columns, row.cells, strict=True)})

    def _list_row(self, table: WordTable, row: WordRow) -> None:
        current = self._list
        if current is None:
            return
        current.table_number = table.number
        cells: dict[int, tuple[Text, Place]] = {}
        is_example = any(is_marked_example(cell.text.shown) for cell in row.cells[:1])
        current.rows += not is_example
        for column, cell in current.placed(row):
            text = self._list_text(current, column, cell)
            place = in_list(current.header.table, current.section.label(column), table.number, row.number, current.rows)
            if column in cells:
                text = joined("\n", [cells[column][0], text])
            cells.setdefault(column, (text, place(cell)))
            cells[column] = (text, cells[column][1])
        current.section.rows.append(cells)
        current.section.count = current.rows

    def _list_text(self, current: _OpenList, column: int, cell: WordCell) -> Text:
        """What a cell says; a first cell merged with the one above says the same."""
        if cell.continues:
            return current.section.above(column) if column == 0 else Text("")
        entries = current.header.table.entries
        label = text_key(current.section.label(column))
        answer = next((entry for entry in entries if text_key(entry.label) == label), None)
        return _typed(cell.text, answer) if answer else cell.text

    def _answer(self, answer: Answer, table: WordTable, row: WordRow) -> None:
        self.recognised += 1
        self._layout, self._block, self._list = answer.layout, answer.block, None
        section = self._sheet(answer.layout).section(answer.block)
        place = in_answer(answer.block, answer.entry.label, table.number, row.number)
        others = [cell for cell in row.cells if cell.number != answer.cell.number]
        cells = [(answer.cell.text, place(answer.cell))]
        cells += [(_typed(cell.text, answer.entry), place(cell)) for cell in others]
        section.rows.append(dict(enumerate(cells)))
        self._last_answer = section, table.number

    def _goes_on(self, table: WordTable, row: WordRow) -> bool:
        """Whether the row is more of the answer above it: its label is merged with the one above."""
        if not (row.cells and row.cells[0].continues and self._last_answer and self._last_answer[1] == table.number):
            return False
        answer = self._last_answer[0].rows[-1]
        for cell in row.cells[1:2]:
            if 1 in answer and cell.text.shown.strip():
                answer[1] = (joined("\n", [answer[1][0], cell.text]), answer[1][1])
        return True

    def _headless(self, table: WordTable, row: WordRow) -> None:
        """A row of no known table: that of the heading above, should its header be gone, or of nobody."""
        place = in_row(self._heading(), table.number, row.number)
        cells = [(cell.text, place(cell)) for cell in row.cells]
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
