"""A filled form with sheets, headings and tables as a tree of located values, with every problem of its structure.

Nothing typed is lost in silence: what no label or table claims comes back as a warning with its cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pipeline.errors import FormRefused, Problem
from pipeline.forms.completeness import missing_sheets
from pipeline.forms.entries import Entry, Steps, entry
from pipeline.forms.grid import problems as wrong
from pipeline.forms.grid.blocks import (
    Section,
    TableRow,
    answer_cells,
    find_sections,
    header_of,
    is_marked_example,
    is_subtitle,
    match_sheets,
    printed_texts,
    table_rows,
)
from pipeline.forms.grid.rows import AGENDA_ITEM, VOTE, NumberedRow, Owner, joined_rows, row_number
from pipeline.forms.grid.sheets import FilledSheet, in_words, is_blank, scalar, text_key
from pipeline.forms.mark import FormMark, form_mark
from pipeline.forms.models import MODELS, FormModel
from pipeline.forms.printed import example_hint
from pipeline.forms.sheets import Answers, SheetLayout, Table
from pipeline.forms.xlsx.values import as_meant
from pipeline.meeting import Meeting, Secrecy
from pipeline.messages import Message
from pipeline.office_files.workbooks import Cell, Unreadable, WorkbookValues
from pipeline.records import Node

MAX_LEFT_OVER = 40  # texts named one by one

_OWNERS: dict[Steps, Owner] = {("agenda",): AGENDA_ITEM, ("votes",): VOTE}
_SECRECY: Steps = ("secrecy",)


@dataclass(frozen=True)
class Grid:
    """A filled form as sheets of cells, whatever file it came in. `epoch` is the day of its serial number 0."""

    sheets: tuple[FilledSheet, ...]
    epoch: date
    mark: FormMark | None = None
    notices: tuple[Problem, ...] = ()


def grid_of_workbook(book: WorkbookValues) -> Grid:
    """The grid of a workbook."""
    return Grid(tuple(map(FilledSheet, book.sheets)), book.epoch, form_mark(book.keywords), book.notices)


def read_grid(grid: Grid) -> tuple[FormModel, Node, list[Problem]]:
    """The form it is, the tree of its values, the problems of its structure. Raises `FormRefused` where it is none."""
    for model in _likely(grid.mark):
        sheets, others = match_sheets(model, grid.sheets)
        reader = _Reader(model, grid.epoch)
        for layout in model.sheets:
            if layout.title in sheets:
                reader.read(sheets[layout.title], layout)
        if reader.recognised:
            break
    else:
        raise FormRefused(wrong.not_our_form())
    reader.problems += grid.notices
    reader.finish(found=set(sheets))
    reader.problems += [wrong.unread_sheet(sheet.where) for sheet in others if any(sheet.filled())]
    reader.take_secrecy([*sheets.values(), *others])
    return model, reader.tree.node(), reader.problems


def _likely(mark: FormMark | None) -> list[FormModel]:
    """The forms it may be, the one its mark names first."""
    return sorted(MODELS, key=lambda model: mark is None or mark.kind != model.name)


@dataclass
class _Group:
    """A mapping being filled; it stands where its first part stands."""

    parts: dict[str, _Group | Node] = field(default_factory=dict)

    def put(self, keys: Steps, node: Node) -> None:
        group = self
        for key in keys[:-1]:
            part = group.parts.get(key)
            if not isinstance(part, _Group):
                part = group.parts[key] = _Group()
            group = part
        group.parts[keys[-1]] = node

    def nodes(self) -> dict[str, Node]:
        return {key: part.node() if isinstance(part, _Group) else part for key, part in self.parts.items()}

    def node(self) -> Node:
        nodes = self.nodes()
        return Node(nodes, next(iter(nodes.values())).where if nodes else Message(""))


class _Reader:
    def __init__(self, model: FormModel, epoch: date) -> None:
        self._model = model
        self.tree = _Group()
        self.problems: list[Problem] = []
        self.recognised = False
        self._epoch = epoch
        self._rows: dict[Steps, list[NumberedRow]] = {}
        self._headers: dict[Steps, Message] = {}
        self._left_over = 0

    def read(self, sheet: FilledSheet, layout: SheetLayout) -> None:
        """Read the blocks of one sheet, then report what none of them took."""
        sections, gone = find_sections(sheet, layout)
        for section in sections:
            if isinstance(section.block, Answers):
                self._answers(sheet, section, section.block)
            else:
                self._table(sheet, section, section.block)
        self.problems += [wrong.missing_heading(sheet.where, sheet.missing(block.title)) for block in gone]
        self._report_left_over(sheet, layout)

    def _answers(self, sheet: FilledSheet, section: Section, block: Answers) -> None:
        cells = answer_cells(sheet, block, section)
        self.recognised = self.recognised or bool(cells)
        for answer in block.entries:
            if answer in cells:
                self.tree.put(answer.keys, self._node(sheet, cells[answer], answer))

    def _table(self, sheet: FilledSheet, section: Section, table: Table) -> None:
        found = header_of(sheet, table, section)
        if found is None:
            self.problems.append(wrong.missing_header(sheet.where_cell(section.first, 0), table.title))
            return
        header, columns = found
        where = sheet.where_cell(header, min(columns.values()))
        self.recognised = True
        for answer in table.entries:
            if answer.required and text_key(answer.label) not in columns:
                self.problems.append(wrong.missing_column(where, answer.label))
        shown = [columns[text_key(label)] for label in table.shown if text_key(label) in columns]
        rows: list[NumberedRow] = []
        for row in table_rows(table, section, header, columns):
            for column in shown:
                sheet.take(row.number, column)
            rows += self._row(sheet, table, row)
        self._rows.setdefault(table.path, []).extend(rows)
        self._headers.setdefault(table.path, where)

    def _row(self, sheet: FilledSheet, table: Table, row: TableRow) -> list[NumberedRow]:
        """The row, or nothing where it is blank or still the grey example."""
        lead, number = self._lead(sheet, table, row)
        filled = [cell for cell in row.cells.values() if not is_blank(sheet.at(*cell))]
        if not filled or (is_marked_example(lead) and self._is_untouched_example(sheet, row)):
            return []
        group = _Group()
        for answer, cell in row.cells.items():
            group.put(answer.keys, self._node(sheet, cell, answer))
        where = sheet.where_cell(*min(row.cells.values()))
        at_number = sheet.where_cell(*row.lead) if row.lead else where
        return [NumberedRow(number, group.nodes(), where, at_number)]

    def _lead(self, sheet: FilledSheet, table: Table, row: TableRow) -> tuple[Cell, int | None]:
        """What stands in a row's first column and the number it means; one merged cell may number several rows."""
        if row.lead is None:
            return None, None
        value = sheet.at(*sheet.origin(*row.lead))
        number = row_number(in_words(value), names_other=bool(table.inside))
        if number is not None or is_marked_example(value):
            sheet.take(*row.lead)
        return value, number

    def _is_untouched_example(self, sheet: FilledSheet, row: TableRow) -> bool:
        """Whether the grey row says what the form printed. Where a clerk wrote over it, it is an entry like others."""
        for answer, cell in row.cells.items():
            typed = sheet.at(*cell)
            if not is_blank(typed) and text_key(in_words(typed)) != text_key(answer.example):
                self.problems.append(wrong.example_row_used(sheet.where_cell(*cell)))
                return False
        for cell in row.cells.values():
            sheet.take(*cell)
        return True

    def _node(self, sheet: FilledSheet, cell: tuple[int, int], answer: Entry) -> Node:
        where = sheet.where_cell(*cell)
        value = sheet.at(*cell)
        sheet.take(*cell)
        if isinstance(value, Unreadable):
            self.problems.append(wrong.unreadable(where, value, answer.label))
        before = sheet.before_conversion(*cell)
        if before is not None and _is_picked(before, answer):
            return Node(before, where)  # from our own list, whatever font the cell was given
        if before is not None:
            self.problems.append(wrong.converted(where, before, in_words(value)))
        return Node(as_meant(scalar(value), answer.kind, self._epoch), where)

    def _report_left_over(self, sheet: FilledSheet, layout: SheetLayout) -> None:
        printed = printed_texts(layout)
        for row, column, value in sheet.left_over():
            if text_key(value) in printed or is_subtitle(value):
                continue
            self._left_over += 1
            if self._left_over <= MAX_LEFT_OVER:
                self.problems.append(wrong.unread_text(sheet.where_cell(row, column), in_words(value)))

    def finish(self, found: set[str]) -> None:
        """Put the tables into the tree, rows that belong to others into those; name the sheets that should be there."""
        sheets = self._model.sheets
        for table in {table.path: table for layout in sheets for table in layout.tables if not table.inside}.values():
            rows = self._rows.get(table.path, [])
            inner = _table_inside(sheets, table)
            if inner:
                rows, problems = joined_rows(rows, self._rows.get(inner.path, []), inner.keys[-1], _OWNERS[table.path])
                self.problems += problems
            if table.path in self._headers:
                self.tree.put(table.keys, Node([row.node for row in rows], self._headers[table.path]))
        self.problems += missing_sheets(self._model, self.tree.nodes(), found)
        if self._left_over > MAX_LEFT_OVER:
            self.problems.append(wrong.more_unread_texts(self._left_over - MAX_LEFT_OVER))

    def take_secrecy(self, sheets: list[FilledSheet]) -> None:
        """Take any mark beside any label of secrecy, wherever damage to the form has left it."""
        answer = entry(Meeting, "secrecy")
        harmless = {text_key(Secrecy.NONE.label), Secrecy.NONE.value, text_key(example_hint(answer))}
        for sheet in sheets:
            for row, column, value in sheet.filled():
                if text_key(value) != text_key(answer.label):
                    continue
                for beside in sheet.filled_in_row(row, after=column):
                    mark = in_words(sheet.at(row, beside))
                    if text_key(mark) not in harmless:
                        self.tree.put(_SECRECY, Node(mark, sheet.where_cell(row, beside)))
                        return


def _is_picked(text: str, answer: Entry) -> bool:
    """Whether a text is one of the choices that the form offers."""
    return text_key(text) in {text_key(choice.label) for choice in answer.choices}


def _table_inside(sheets: tuple[SheetLayout, ...], table: Table) -> Table | None:
    """The table whose rows belong to rows of this one."""
    return next((inner for layout in sheets for inner in layout.tables if inner.inside == table.path), None)
