"""The Word form a clerk fills: tables of labels and answers, written from the layout, blank or with a record in it.

Choices are content controls inside a run of text, for LibreOffice loses what is picked in others, and the names of all:
so nothing is found by them when the form comes back, but by the headings, labels and headers of the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from html import escape
from itertools import count

from pipeline.forms.content import Content, Row
from pipeline.forms.entries import Entry, EntryKind
from pipeline.forms.printed import EXAMPLE_MARK, NO_SECRETS, SUBTITLE_PREFIX
from pipeline.forms.selection import sheet_names
from pipeline.forms.sheets import Answers, SheetLayout, Table
from pipeline.forms.word.markup import line_of, make_cell, make_paragraph, make_row, make_table, run, wrapped
from pipeline.forms.word.printed import GUIDE, beside_answer, column_order, help_lines, prompt_of
from pipeline.forms.word.style import (
    GREY,
    HEADER,
    LABEL,
    STYLES,
    YELLOW,
    answer_widths,
    column_widths,
    is_crowded,
    is_landscape,
    section,
)
from pipeline.forms.xlsx.lists import MARK, NO, YES, offer_for
from pipeline.office_files.word.package import FOOTER_ID, word_package
from pipeline.records import Choice
from pipeline.vietnamese.dates import Month

_LEAST_ROWS, _SPARE_ROWS = 3, 2  # a clerk adds more with the Tab key
_ROOM = 1_000  # height of an empty answer in prose
_CENTRED = frozenset(
    {EntryKind.DATE, EntryKind.TIME, EntryKind.MONTH, EntryKind.WHOLE, EntryKind.POINTS, EntryKind.MARK,
     EntryKind.YES_NO}
)  # fmt: skip


def word_form(content: Content) -> bytes:
    """A .docx form with its content. Same content, same bytes."""
    return word_package(
        _Writer(content).body(),
        STYLES,
        _footer(content.code),
        f"{content.model.title}: {content.subject}",
        content.keywords,
    )


class _Writer:
    """Writes the running text from the top down."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._controls = count(1_000)
        self._offers: dict[tuple[str, ...], str] = {}

    def body(self) -> str:
        parts = [self._top()]
        sheets = self._content.sheets
        names = sheet_names(sheets)
        for layout, following in zip(sheets, [*sheets[1:], None], strict=True):
            parts.append(make_paragraph("Heading1", names[layout.title]))
            parts += [self._block(layout, block) for block in layout.blocks]
            parts.append(_end(is_landscape(layout), None if following is None else is_landscape(following)))
        return "".join(parts)

    def _top(self) -> str:
        about = " – ".join(filter(None, (self._content.subject, self._content.prefill.body_name)))
        return "".join(
            (
                make_paragraph("FormTitle", self._content.model.title),
                make_paragraph("FormSubtitle", SUBTITLE_PREFIX + about),
                make_paragraph("FormSecrecy", NO_SECRETS),
                *(make_paragraph("FormGuide", line) for line in GUIDE),
            )
        )

    def _block(self, layout: SheetLayout, block: Answers | Table) -> str:
        heading = make_paragraph("Heading2", block.title)
        if isinstance(block, Answers):
            return heading + self._answers(block, is_landscape(layout))
        return heading + self._list(block, is_landscape(layout))

    def _answers(self, block: Answers, landscape: bool) -> str:
        widths = answer_widths(landscape)
        rows = []
        for answer in block.entries:
            hints = beside_answer(answer) or ("",)
            cells = (
                make_cell(widths[0], LABEL, make_paragraph("FormLabel", answer.label)),
                self._answer(widths[1], answer, self._content.answer(answer), "FormAnswer", self._choices(answer)),
                make_cell(widths[2], None, "".join(make_paragraph("FormHint", line) for line in hints)),
            )
            rows.append(make_row(cells, least=_ROOM if answer.kind in (EntryKind.PROSE, EntryKind.LINES) else 0))
        return make_table(widths, rows)

    def _list(self, table: Table, landscape: bool) -> str:
        columns = column_order(table)
        small = "Small" if is_crowded(columns) else ""
        widths = column_widths(columns, table.lead, landscape)
        labels = [table.lead, *(column.label if isinstance(column, Entry) else column for column in columns)]
        header = [
            make_cell(width, HEADER, make_paragraph(f"FormHeader{small}", label), middle=True)
            for width, label in zip(widths, labels, strict=True)
        ]
        records = self._content.rows(table)
        rows = [make_row(header, is_header=True)]
        if not records:
            rows.append(_example(columns, widths, small))
        rows += [self._record(columns, widths, row, small) for row in records]
        blank = max((table.blank_rows + 1) // 2 - len(records), _SPARE_ROWS if records else _LEAST_ROWS)
        for number in range(len(records) + 1, len(records) + blank + 1):
            rows.append(self._record(columns, widths, Row(None if table.inside else number, {}), small))
        notes = "".join(make_paragraph("FormHelp", line) for line in help_lines(table))
        return notes + make_table(widths, rows, tight=bool(small))

    def _record(self, columns: Sequence[Entry | str], widths: Sequence[int], row: Row, small: str) -> str:
        shown = iter(row.shown)
        lead = make_paragraph(f"FormNumber{small}", "" if row.lead is None else str(row.lead))
        cells = [make_cell(widths[0], YELLOW, lead)]
        for column, width in zip(columns, widths[1:], strict=True):
            if isinstance(column, Entry):
                style = ("FormNumber" if column.kind in _CENTRED else "FormAnswer") + small
                choices = "" if column.kind is EntryKind.LINE else self._choices(column)
                cells.append(self._answer(width, column, row.values.get(column.path), style, choices))
            else:
                text = _text(None, next(shown, None))
                cells.append(make_cell(width, LABEL, make_paragraph(f"FormNumber{small}", text)))
        return make_row(cells)

    def _answer(self, width: int, answer: Entry, value: object, style: str, choices: str) -> str:
        text = _text(answer, value)
        if choices:
            return make_cell(width, YELLOW, wrapped(style, self._control(answer, choices, text)))
        return make_cell(width, YELLOW, "".join(make_paragraph(style, line) for line in text.split("\n")))

    def _choices(self, answer: Entry) -> str:
        """What kind of control it is and what it offers; empty where the answer is typed."""
        if answer.kind is EntryKind.DATE:
            return _DATE
        offer = offer_for(answer, self._content.prefill)
        if offer is None:
            return ""
        key = (prompt_of(answer), str(offer.closed), *offer.items)
        if key not in self._offers:
            self._offers[key] = _list_of(prompt_of(answer), offer.items, offer.closed)
        return self._offers[key]

    def _control(self, answer: Entry, choices: str, text: str) -> str:
        prompt = "" if text else "<w:showingPlcHdr/>"
        shown = run(text) or _PROMPT.format(line_of(prompt_of(answer)))
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{escape(answer.label)}"/><w:id w:val="{next(self._controls)}"/>'
            f"{prompt}{choices}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"
        )


_PROMPT = '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>{}</w:r>'
_DATE = (
    '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="vi-VN"/><w:storeMappedDataAs w:val="dateTime"/>'
    '<w:calendar w:val="gregorian"/></w:date>'
)


def _list_of(prompt: str, items: Iterable[str], closed: bool) -> str:
    """A list to choose from; the first item takes a choice back. An item that stands twice would be damage to Word."""
    kind = "dropDownList" if closed else "comboBox"
    listed = "".join(
        f'<w:listItem w:displayText="{escape(item)}" w:value="{escape(item)}"/>' for item in dict.fromkeys(items)
    )
    return f'<w:{kind}><w:listItem w:displayText="{escape(prompt)}" w:value=""/>{listed}</w:{kind}>'


def _text(answer: Entry | None, value: object) -> str:
    """A value of the record as the form says it."""
    match value:
        case None:
            return ""
        case bool():
            return (YES if value else NO) if answer and answer.kind is EntryKind.YES_NO else MARK if value else ""
        case Choice():
            return value.label
        case Month():
            return f"{value.month:02}/{value.year}"
        case date():
            return f"{value:%d/%m/}{value.year:04}"
        case time():
            return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
        case tuple():
            return "\n".join(map(str, value))
        case Decimal():
            return format(value, "f").replace(".", ",")
        case _:
            return str(value)


def _example(columns: Sequence[Entry | str], widths: Sequence[int], small: str) -> str:
    texts = [EXAMPLE_MARK, *(column.example if isinstance(column, Entry) else "" for column in columns)]
    style = f"FormExample{small}"
    return make_row(
        [make_cell(width, GREY, make_paragraph(style, text)) for width, text in zip(widths, texts, strict=True)]
    )


def _end(landscape: bool, next_landscape: bool | None) -> str:
    """What ends a sheet: a paragraph that keeps tables apart; where the page turns, or the form ends, its set-up."""
    if next_landscape is None:
        return wrapped("FormEnd", "") + section(landscape, FOOTER_ID)
    turned = section(landscape, FOOTER_ID) if next_landscape is not landscape else ""
    return f'<w:p><w:pPr><w:pStyle w:val="FormEnd"/>{turned}</w:pPr></w:p>'


def _footer(code: str) -> str:
    text = "   ".join(filter(None, (NO_SECRETS, code, "Trang ")))
    page, pages = (
        f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' for field in ("PAGE", "NUMPAGES")
    )
    return wrapped("FormFooter", f"{run(text)}{page}{run('/')}{pages}")
