"""Where the list stands in a workbook: the sheet, the row of headings, the rows of people between all the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import FormRefused, Problem
from pipeline.messages import Message, msg
from pipeline.office_files.workbooks import Cell, SheetValues, WorkbookValues, cell_address
from pipeline.roster.listed.headings import Column, column_below, column_of
from pipeline.vietnamese.text import folded, single_line

HEADING_ROWS = 20  # titles stand above the headings; what has none by then is no list

_TWO_WORDS = re.compile(r"[^\W\d_]\s+[^\W\d_]")
_NUMBER = re.compile(r"\d{1,4}\s*[.)]?")
_SIGNATURE = re.compile(
    r"(người lập|t/m|tm\.|ký tên|\(ký|xác nhận|nơi nhận|thủ trưởng).*|(phó )?bí thư( chi bộ)?|.*ngày.*tháng.*năm.*"
)
_GROUPS = (
    *("chi bộ", "đảng bộ", "đảng ủy", "chi ủy", "trường ", "tổ ", "khối ", "ban ", "phòng ", "đơn vị", "nhóm "),
    *("danh sách", "điểm trường", "cán bộ", "giáo viên", "đảng viên", "quần chúng", "tổng", "cộng", "người lập"),
)


def text_of(cell: Cell) -> str:
    """A cell as text on one line; empty where it shows nothing."""
    return single_line(str(cell)) if isinstance(cell, str | int | float) and not isinstance(cell, bool) else ""


@dataclass(frozen=True)
class ListRow:
    """A person's row. `number` counts rows of the sheet from 0."""

    table: Table
    number: int

    def cells(self, column: Column) -> tuple[Cell, ...]:
        return tuple(self.table.sheet.at(self.number, c) for c in self.table.columns.get(column, ()))

    def text(self, column: Column) -> str:
        """What stands in the column: of several, all of it."""
        return " ".join(filter(None, map(text_of, self.cells(column))))

    def where(self, column: Column) -> Message:
        place = self.table.columns.get(column) or self.table.columns.get(Column.FAMILY, (0,))
        cell = cell_address(self.number, place[0])
        return msg("sheet “{sheet}”, cell {cell}", sheet=self.table.sheet.name, cell=cell)

    @property
    def name(self) -> str:
        parts = self.text(Column.NAME) or f"{self.text(Column.FAMILY)} {self.text(Column.GIVEN)}"
        return single_line(parts)

    @property
    def is_numbered(self) -> bool:
        return bool(_NUMBER.fullmatch(self.text(Column.NUMBER)))


@dataclass(frozen=True)
class Table:
    """The list in its sheet: which columns hold what, and the first row below the headings."""

    sheet: SheetValues
    columns: Mapping[Column, tuple[int, ...]]
    first: int

    def rows(self) -> Iterator[ListRow]:
        """The rows of people: no titles of groups, no totals, nothing from the signatures on."""
        last = self.first - 1
        for number in range(self.first, len(self.sheet.rows)):
            row = ListRow(self, number)
            if not row.is_numbered and self._is_signature(number):
                return
            if row.name and self._is_person(row, number == last + 1):
                last = number
                yield row

    def _is_person(self, row: ListRow, follows: bool) -> bool:
        name = row.name.strip("()")
        if folded(name).startswith(_GROUPS):
            return False
        if row.is_numbered:
            return len(name) > 1 and not _NUMBER.fullmatch(name)
        others = self.columns.keys() - {Column.NUMBER, Column.NAME, Column.FAMILY, Column.GIVEN}
        stands_out = any(row.text(column) for column in others) or (Column.NUMBER not in self.columns and follows)
        return stands_out and bool(_TWO_WORDS.search(name))

    def _is_signature(self, number: int) -> bool:
        name = ListRow(self, number).name
        cells: Sequence[Cell] = [name] if name else self.sheet.rows[number]
        return any(isinstance(cell, str) and _SIGNATURE.fullmatch(folded(cell)) for cell in cells)


def find_table(book: WorkbookValues) -> Table:
    """The best list of the workbook: most known headings, then most people. Raises `FormRefused` for none."""
    found = [table for sheet in book.sheets for table in _tables(sheet)]
    if not found:
        raise FormRefused(
            Problem(
                "no-list",
                Message(""),
                msg(
                    "No list of members was found: no sheet has a column “Họ và tên” in its first {count} rows.",
                    count=HEADING_ROWS,
                ),
                msg("Please give each column a heading: Họ và tên, Ngày kết nạp, Ngày chính thức, Chức vụ, Đơn vị."),
            )
        )
    most = max(len(table.columns) for table in found)
    return max((table for table in found if len(table.columns) == most), key=lambda table: sum(1 for _ in table.rows()))


def _tables(sheet: SheetValues) -> Iterator[Table]:
    """The table under each row that could be one of headings, the row below it read along where it belongs to it."""
    for number in range(min(HEADING_ROWS, len(sheet.rows))):
        for storeys in (2, 1):
            columns = _columns(sheet, number, storeys)
            if Column.NAME in columns or columns.keys() >= {Column.FAMILY, Column.GIVEN}:
                yield Table(sheet, columns, number + storeys)
                break


def _columns(sheet: SheetValues, number: int, storeys: int) -> dict[Column, tuple[int, ...]]:
    if storeys == 2 and not _has_second_storey(sheet, number):
        return {}
    found: dict[Column, tuple[int, ...]] = {}
    before, above = None, ""
    for place in range(_width(sheet, number)):
        own = text_of(sheet.at(number + 1, place)) if storeys == 2 else ""
        above = _heading(sheet, number, place) or (above if own else "")
        column = column_below(above, own) if own else column_of(above)
        if not above and not own and before is Column.NAME:
            column = Column.NAME  # the name goes on: given names in a column of their own
        if column is not None and (column is not Column.NAME or before is Column.NAME or column not in found):
            found[column] = (*found.get(column, ()), place)
        before = column
    return found


def _width(sheet: SheetValues, number: int) -> int:
    return max(len(row) for row in sheet.rows[number : number + 3])


def _heading(sheet: SheetValues, row: int, column: int) -> str:
    """The text of a cell, or of the merged area it lies in."""
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and left <= column <= right:
            return text_of(sheet.at(top, left))
    return text_of(sheet.at(row, column))


def _has_second_storey(sheet: SheetValues, number: int) -> bool:
    """Whether the next row holds headings too: texts under a wide heading, blank under all the narrow ones."""
    if number + 1 >= len(sheet.rows):
        return False
    below = {c: text_of(cell) for c, cell in enumerate(sheet.rows[number + 1]) if cell is not None}
    wide = {c for c in below if _is_wide(sheet, number, c)}
    return bool(wide) and all(not text or c in wide for c, text in below.items())


def _is_wide(sheet: SheetValues, number: int, column: int) -> bool:
    merged = next((a for a in sheet.merged if a[0] <= number <= a[2] and a[1] <= column <= a[3]), None)
    if merged is not None:
        return merged[3] > merged[1]
    if not text_of(sheet.at(number, column)):
        return column > 0
    return not text_of(sheet.at(number, column + 1)) and bool(text_of(sheet.at(number + 1, column + 1)))
