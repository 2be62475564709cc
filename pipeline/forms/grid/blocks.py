"""Finding the blocks of the layout in a filled sheet: by headings and labels, never by fixed addresses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.forms.entries import Entry
from pipeline.forms.grid.sheets import FilledSheet, in_words, text_key, title_key
from pipeline.forms.models import MODELS, FormModel
from pipeline.forms.printed import EXAMPLE_MARK, GUIDE, LISTS_SHEET, NO_SECRETS, SUBTITLE_PREFIX, example_hint
from pipeline.forms.sheets import Answers, Block, SheetLayout, Table
from pipeline.office_files.list_texts import shown_text, typed_in
from pipeline.office_files.marks import LIST_SHEET
from pipeline.office_files.workbook_marks.list import GUIDE as LIST_GUIDE
from pipeline.office_files.workbooks import Cell

_NOT_READ = {title_key(LISTS_SHEET), title_key(LIST_SHEET)}  # the second where a returned form was saved as .ods, .xls
_TOP_ROWS = 8  # where a sheet says what it is, should its tab have been renamed


@dataclass(frozen=True)
class Section:
    """The rows of a sheet that belong to one block: from its heading to before the next."""

    block: Block
    first: int
    last: int


@dataclass(frozen=True)
class TableRow:
    """A row of a table: its place, the cell of its first column, and the cell of each answer found in the header."""

    number: int
    lead: tuple[int, int] | None
    cells: dict[Entry, tuple[int, int]]


def match_sheets(model: FormModel, given: Iterable[FilledSheet]) -> tuple[dict[str, FilledSheet], list[FilledSheet]]:
    """The sheets of the form by their title in the layout, and the sheets that are none of it."""
    known = {title_key(layout.title): layout.title for layout in model.sheets}
    found: dict[str, FilledSheet] = {}
    others: list[FilledSheet] = []
    for sheet in given:
        title = known.get(title_key(sheet.name))
        if title and title not in found:
            found[title] = sheet
        elif title_key(sheet.name) not in _NOT_READ or _was_typed_into(sheet):
            others.append(sheet)
    for sheet in list(others):
        title = _title_inside(model, sheet, known)
        if title and title not in found:
            found[title] = sheet
            others.remove(sheet)
    return found, others


def _was_typed_into(sheet: FilledSheet) -> bool:
    """Whether a list of problems that came with the form holds more than we wrote."""
    if title_key(sheet.name) != title_key(LIST_SHEET):
        return False
    rows: dict[int, list[str]] = defaultdict(list)
    for row, _column, value in sheet.filled():
        rows[row].append(shown_text(value))
    return bool(typed_in(list(rows.values()), LIST_GUIDE))


def _title_inside(model: FormModel, sheet: FilledSheet, known: dict[str, str]) -> str | None:
    for _, _, value in sheet.filled(0, _TOP_ROWS):
        if text_key(value) == text_key(model.title):
            return model.sheets[0].title
        if title_key(value) in known:
            return known[title_key(value)]
    return None


def find_sections(sheet: FilledSheet, layout: SheetLayout) -> tuple[list[Section], list[Block]]:
    """The section of each block that was found, and the blocks whose heading is gone."""
    headings = sheet.headings()
    starts: dict[int, Block] = {}
    for block in layout.blocks:
        row = headings.get(text_key(block.title))
        if row is None and (len(layout.blocks) == 1 or block.title == layout.title):
            row = 0
        if row is not None:
            starts[row] = block
    rows = sorted(starts)
    ends = [*rows[1:], sheet.height]
    sections = [Section(starts[first], first, last) for first, last in zip(rows, ends, strict=False)]
    missing = [block for block in layout.blocks if block not in starts.values()]
    return sections, [block for block in missing if not block.may_lack or _has_traces(sheet, block)]


def _has_traces(sheet: FilledSheet, block: Block) -> bool:
    """Whether a block without its heading is there nevertheless: an answer's label, or the header of its table."""
    whole = Section(block, 0, sheet.height)
    if isinstance(block, Table):
        return header_of(sheet, block, whole) is not None
    return bool(answer_cells(sheet, block, whole))


def answer_cells(sheet: FilledSheet, block: Answers, section: Section) -> dict[Entry, tuple[int, int]]:
    """The cell of each answer whose label stands in the section: the first filled one beside it, else the first."""
    by_label = {text_key(answer.label): answer for answer in block.entries}
    labels = [
        (row, column, by_label[text_key(value)])
        for row, column, value in sheet.filled(section.first, section.last)
        if text_key(value) in by_label
    ]
    usual = Counter(column for _, column, _ in labels).most_common(1)
    found: dict[Entry, tuple[int, int]] = {}
    for row, column, answer in labels:
        if column == usual[0][0] and answer not in found:
            found[answer] = (row, _answer_column(sheet, row, column, answer))
    return found


def _answer_column(sheet: FilledSheet, row: int, label: int, answer: Entry) -> int:
    hint = text_key(example_hint(answer))
    for column in sheet.filled_in_row(row, after=label):
        if not hint or text_key(sheet.at(row, column)) != hint:
            return column
    column = label + 1
    while sheet.is_covered(row, column):
        column += 1
    return column


def header_of(sheet: FilledSheet, table: Table, section: Section) -> tuple[int, dict[str, int]] | None:
    """The row of a table's header and the column of each label in it; None where there is none."""
    known = set(map(text_key, table.labels))
    for row in range(section.first, section.last):
        columns: dict[str, int] = {}
        for column in sheet.filled_in_row(row):
            label = text_key(sheet.at(row, column))
            if label in known:
                columns.setdefault(label, column)
        if len(columns) >= 2:
            return row, columns
    return None


def table_rows(table: Table, section: Section, header: int, columns: dict[str, int]) -> Iterator[TableRow]:
    """Every row below the header, filled or not."""
    lead = columns.get(text_key(table.lead))
    placed = {answer: columns[text_key(answer.label)] for answer in table.entries if text_key(answer.label) in columns}
    for row in range(header + 1, section.last):
        yield TableRow(
            row,
            None if lead is None else (row, lead),
            {answer: (row, column) for answer, column in placed.items()},
        )


def is_marked_example(value: Cell) -> bool:
    return text_key(EXAMPLE_MARK) in text_key(in_words(value))


def printed_texts(layout: SheetLayout) -> frozenset[str]:
    """What the form itself prints on a sheet, to compare with: such text is nobody's entry."""
    texts = [layout.title, *(model.title for model in MODELS), NO_SECRETS, *GUIDE]
    for block in layout.blocks:
        texts += [block.title, *block.labels]
        if isinstance(block, Answers):
            texts += [example_hint(answer) for answer in block.entries]
    return frozenset(map(text_key, texts)) - {""}


def is_subtitle(value: Cell) -> bool:
    return text_key(value).startswith(text_key(SUBTITLE_PREFIX))
