"""The workbook a clerk fills: written from the layout, blank, prefilled, or with a whole record in it."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO
from typing import Any

from pipeline.forms.content import Content, Row, meeting_content
from pipeline.forms.entries import Entry, EntryKind
from pipeline.forms.prefill import Prefill
from pipeline.forms.printed import EXAMPLE_MARK, GUIDE, NO_SECRETS, SUBTITLE_PREFIX, example_hint
from pipeline.forms.selection import sheet_names
from pipeline.forms.sheets import Answers, SheetLayout, Table
from pipeline.forms.xlsx.lists import Lists, offer_for
from pipeline.forms.xlsx.style import FONT, Style, line_count, row_height
from pipeline.forms.xlsx.values import shown_value
from pipeline.meeting import Meeting, MeetingKind, Stage
from pipeline.office_files.workbooks import new_workbook, with_growing_rows

_SPARE_ROWS = 3
_PROTECTION = {
    "insert_rows": True, "delete_rows": True, "format_cells": True, "format_rows": True, "format_columns": True,
    "sort": True,
}  # fmt: skip
_A4 = 9
_ROOM = 3  # lines of an empty answer in prose
_ROOMY = (EntryKind.PROSE, EntryKind.LINES)


def blank_workbook(kind: MeetingKind, stage: Stage, prefill: Prefill | None = None) -> bytes:
    """An .xlsx form without a meeting in it, only what `prefill` knows. Same arguments, same bytes."""
    return workbook(meeting_content(kind, stage, prefill))


def write_workbook(meeting: Meeting, prefill: Prefill | None = None, stage: Stage | None = None) -> bytes:
    """An .xlsx form holding the whole record, for another `stage` if one is given. Same arguments, same bytes.

    Raises `UsageError` where a text is longer than a cell can hold.
    """
    return workbook(meeting_content(meeting.kind, stage or meeting.stage, prefill, meeting))


def workbook(content: Content) -> bytes:
    """An .xlsx form with its content. Raises `UsageError` where a text is longer than a cell can hold."""
    target = BytesIO()
    book = new_workbook(target, title=f"{content.model.title}: {content.subject}", keywords=content.keywords)
    writer = _Writer(book, content)
    for name, layout in zip(sheet_names(content.sheets).values(), content.sheets, strict=True):
        _SheetWriter(writer, layout, book.add_worksheet(name)).write()
    writer.lists.write()
    book.close()
    return with_growing_rows(target.getvalue())


class _Writer:
    """What all sheets of one workbook share."""

    def __init__(self, book: Any, content: Content) -> None:
        self.content = content
        self.style = Style(book)
        self.lists = Lists(book)


class _SheetWriter:
    """Writes one sheet from the top down; `_row` is the next free row."""

    def __init__(self, shared: _Writer, layout: SheetLayout, sheet: Any) -> None:
        self._content = shared.content
        self._style = shared.style
        self._lists = shared.lists
        self._layout = layout
        self._sheet = sheet
        self._row = 0
        self._lines = 1
        self._last = len(layout.widths) - 1

    def write(self) -> None:
        for column, width in enumerate(self._layout.widths):
            self._sheet.set_column(column, column, width, self._style("hint"))
        self._top()
        for block in self._layout.blocks:
            if block.title.casefold() != self._layout.title.casefold():
                self._across(block.title, "heading", 21)
            if isinstance(block, Answers):
                self._answers(block)
            else:
                self._table(block)
            self._row += 1
        self._print_setup()
        self._sheet.protect("", _PROTECTION)

    def _across(self, text: str, look: str, height: float) -> None:
        self._sheet.set_row(self._row, height)
        self._sheet.merge_range(self._row, 0, self._row, self._last, text, self._style(look))
        self._row += 1

    def _top(self) -> None:
        if self._layout is not self._content.sheets[0]:
            self._across(self._layout.title.upper(), "band", 28)
            return
        self._across(self._content.model.title, "band", 32)
        about = " – ".join(filter(None, (self._content.subject, self._content.prefill.body_name)))
        self._across(SUBTITLE_PREFIX + about, "subtitle", 21)
        self._across(NO_SECRETS, "secrecy", 24)
        for line in GUIDE:
            self._across(line, "guide", 18)
        self._row += 1

    def _answers(self, block: Answers) -> None:
        column = self._layout.answer_column
        for answer in block.entries:
            if column > 1:
                self._sheet.merge_range(self._row, 0, self._row, column - 1, "", self._style("label"))
            self._label(0, answer, "label", sum(self._layout.widths[:column]))
            self._answer(column, answer, "answer", self._content.answer(answer))
            self._text(column + 1, example_hint(answer), "hint")
            self._offer(answer, self._row, self._row, column)
            self._end_row(_ROOM if answer.kind in _ROOMY else 1)

    def _table(self, table: Table) -> None:
        rows = self._content.rows(table)
        columns = _columns(table)
        self._header(table, columns)
        if not rows:
            self._example(columns)
        first = self._row
        for row in rows:
            self._record(columns, row)
        blank = max(table.blank_rows - len(rows), _SPARE_ROWS)
        for number in range(len(rows) + 1, len(rows) + blank + 1):
            self._record(columns, Row(None if table.inside else number, {}))
        for column, label in enumerate(columns, 1):
            if isinstance(label, Entry):
                self._offer(label, first, self._row - 1, column, in_table=True)

    def _header(self, table: Table, columns: tuple[Entry | str, ...]) -> None:
        self._text(0, table.lead, "header")
        for column, label in enumerate(columns, 1):
            if isinstance(label, Entry):
                self._label(column, label, "header", self._layout.widths[column])
            else:
                self._text(column, label, "header")
        if len(self._layout.blocks) == 1:
            self._sheet.freeze_panes(self._row + 1, 0)
            self._sheet.repeat_rows(self._row)
        self._end_row()

    def _example(self, columns: tuple[Entry | str, ...]) -> None:
        self._text(0, EXAMPLE_MARK, "example")
        for column, label in enumerate(columns, 1):
            self._text(column, label.example if isinstance(label, Entry) else "", "example")
        self._end_row()

    def _record(self, columns: tuple[Entry | str, ...], row: Row) -> None:
        if row.lead is None:
            self._sheet.write_blank(self._row, 0, None, self._style("number"))
        else:
            self._sheet.write_number(self._row, 0, row.lead, self._style("number"))
        shown = iter(row.shown)
        for column, label in enumerate(columns, 1):
            if isinstance(label, Entry):
                self._answer(column, label, "input", row.values.get(label.path))
            else:
                self._sheet.write(self._row, column, next(shown, None), self._style("shown"))
        self._end_row()

    def _label(self, column: int, answer: Entry, look: str, width: float) -> None:
        self._text(column, answer.label, look, width)
        if answer.help:
            note = {"author": "", "font_name": FONT["font_name"], "font_size": 11, "x_scale": 1.8, "y_scale": 0.9}
            self._sheet.write_comment(self._row, column, answer.help, note)

    def _offer(self, answer: Entry, first: int, last: int, column: int, in_table: bool = False) -> None:
        offer = offer_for(answer, self._content.prefill, in_table)
        if offer:
            self._lists.validate(self._sheet, (first, column), (last, column), answer, offer)

    def _answer(self, column: int, answer: Entry, look: str, value: object) -> None:
        style = self._style(look, answer.kind)
        match shown_value(answer, value):
            case None:
                self._sheet.write_blank(self._row, column, None, style)
            case float() | int() as number:
                self._sheet.write_number(self._row, column, number, style)
            case date() | time() as moment:
                self._sheet.write_datetime(self._row, column, moment, style)
            case str() as text:
                self._sheet.write_string(self._row, column, text, style)
                self._lines = max(self._lines, line_count(text, self._layout.widths[column]))

    def _text(self, column: int, text: str, look: str, width: float = 0) -> None:
        self._sheet.write_string(self._row, column, text, self._style(look))
        self._lines = max(self._lines, line_count(text, width or self._layout.widths[column]))

    def _end_row(self, least: int = 1) -> None:
        self._sheet.set_row(self._row, row_height(max(self._lines, least)))
        self._row += 1
        self._lines = 1

    def _print_setup(self) -> None:
        if self._layout.landscape:
            self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self._sheet.center_horizontally()
        self._sheet.hide_gridlines(2)
        font = f'&"{FONT["font_name"]},Italic"&9'
        self._sheet.set_footer(f"&L{font}{NO_SECRETS}&C{font}{self._content.code}&R{font}Trang &P/&N")


def _columns(table: Table) -> tuple[Entry | str, ...]:
    """The columns after the first: the criterion, what only informs, the rest."""
    return (*table.entries[:1], *table.shown, *table.entries[1:])
