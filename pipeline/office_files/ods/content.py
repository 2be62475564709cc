"""The sheets of an OpenDocument workbook, from the events of its content: styles first, then table after table.

Repeated rows and cells are counted before they are laid out, so a row that says it stands there a million times is
refused and not laid out a million times.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.errors import FormRefused
from pipeline.messages import msg
from pipeline.office_files.ods import cells as ods_cells
from pipeline.office_files.ods.cells import OFFICE, TABLE, TEXT, CellText
from pipeline.office_files.ods.styles import OdsStyles
from pipeline.office_files.packages import Limits
from pipeline.office_files.workbook_problems import too_large
from pipeline.office_files.workbook_values import EPOCH, Budget, Grid, SheetValues, Text
from pipeline.office_files.xml_parts import Listener
from pipeline.vietnamese.legacy import OldFonts

_CELL = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_REPEATED_ROWS = f"{TABLE}number-rows-repeated"
_REPEATED_COLUMNS = f"{TABLE}number-columns-repeated"
_SPANNED_ROWS, _SPANNED_COLUMNS = f"{TABLE}number-rows-spanned", f"{TABLE}number-columns-spanned"
_CELL_STYLE, _DEFAULT_STYLE = f"{TABLE}style-name", f"{TABLE}default-cell-style-name"
_DRAWING = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
# What stands among the cells without being a cell's own text: notes, drawings, earlier versions of cells.
_ASIDE = frozenset(
    {f"{OFFICE}annotation", f"{OFFICE}forms", f"{TABLE}shapes", f"{TABLE}tracked-changes", f"{TABLE}dde-links"}
)
_Cell = tuple[int, Mapping[str, str], Text, str]  # how often, its attributes, its text, its font


class OdsContent(Listener):
    """Collects the sheets. `styles` already knows those of the other part."""

    def __init__(self, styles: OdsStyles, limits: Limits, fonts: OldFonts) -> None:
        self.sheets: list[SheetValues] = []
        self.epoch = EPOCH
        self.has_links = False
        self._styles = styles
        self._limits = limits
        self._budget = Budget(limits)
        self._fonts = fonts
        self._aside = 0
        self._in_body = False
        self._name = ""
        self._grid = Grid(self._budget, self._fonts)
        self._row = 0
        self._row_attributes: Mapping[str, str] = {}
        self._column_styles: list[tuple[int, str]] = []  # first column after, style
        self._cells: list[_Cell] = []
        self._column = 0
        self._cell: Mapping[str, str] | None = None
        self._text = CellText(self._budget)
        self._in_paragraph = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._aside or tag in _ASIDE or tag.startswith(_DRAWING):
            self._aside += 1
        elif not self._in_body:
            self._in_body = tag == f"{OFFICE}body"
            self._styles.start(tag, attributes)
        elif self._cell is not None:
            self._start_in_cell(tag, attributes)
        elif tag in _CELL:
            self._cell, self._text, self._in_paragraph = attributes, CellText(self._budget), 0
        elif tag == f"{TABLE}table-row":
            self._row_attributes, self._cells, self._column = attributes, [], 0
        elif tag == f"{TABLE}table-column":
            before = self._column_styles[-1][0] if self._column_styles else 0
            after = before + _times(attributes, _REPEATED_COLUMNS)
            if before < self._limits.columns:
                self._column_styles.append((after, attributes.get(_DEFAULT_STYLE, "")))
        elif tag == f"{TABLE}table":
            self._start_table(attributes)
        elif tag == f"{TABLE}null-date":
            self.epoch = date.fromisoformat(attributes.get(f"{TABLE}date-value", EPOCH.isoformat())[:10])
        elif tag in (f"{TABLE}table-source", f"{TABLE}cell-range-source"):
            self.has_links = True

    def end(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
        elif not self._in_body:
            self._styles.end(tag)
        elif tag in _CELL:
            self._end_cell()
        elif self._cell is not None:
            self._end_in_cell(tag)
        elif tag == f"{TABLE}table-row":
            self._end_row()
        elif tag == f"{TABLE}table":
            self.sheets.append(self._grid.values(self._name))

    def data(self, text: str) -> None:
        if self._in_paragraph and not self._aside:
            self._text.data(text)

    def _start_table(self, attributes: Mapping[str, str]) -> None:
        if len(self.sheets) >= self._limits.sheets:
            raise FormRefused(too_large(msg("The workbook has more than {limit} sheets.", limit=self._limits.sheets)))
        self._name = attributes.get(f"{TABLE}name", "")
        self._grid = Grid(self._budget, self._fonts)
        self._row = 0
        self._column_styles = []

    def _start_in_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in (f"{TEXT}p", f"{TEXT}h"):
            self._in_paragraph += 1
            self._text.begin_paragraph()
        elif tag == f"{TEXT}span":
            self._text.begin_span(self._styles.font("text", attributes.get(f"{TEXT}style-name", "")))
        elif tag == f"{TABLE}cell-range-source":
            self.has_links = True
        else:
            self._text.sign(tag, attributes)

    def _end_in_cell(self, tag: str) -> None:
        if tag in (f"{TEXT}p", f"{TEXT}h"):
            self._in_paragraph -= 1
        elif tag == f"{TEXT}span":
            self._text.end_span()

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell or {}, None
        times = _times(attributes, _REPEATED_COLUMNS)
        text = self._text.taken()
        if ods_cells.is_used(attributes, text):
            self._budget.check_place(self._row, self._column + times - 1)
            self._cells.append((self._column, attributes, text, self._font(attributes)))
        if _SPANNED_COLUMNS in attributes or _SPANNED_ROWS in attributes:
            self._merge(attributes)
        self._column += times

    def _merge(self, attributes: Mapping[str, str]) -> None:
        rows, columns = _times(attributes, _SPANNED_ROWS), _times(attributes, _SPANNED_COLUMNS)
        if rows > 1 or columns > 1:
            self._grid.merge((self._row, self._column, self._row + rows - 1, self._column + columns - 1))

    def _font(self, attributes: Mapping[str, str]) -> str:
        """The font of a cell: of its own style, else of the row's, else of the column's."""
        name = attributes.get(_CELL_STYLE) or self._row_attributes.get(_DEFAULT_STYLE)
        if not name:
            name = next((style for after, style in self._column_styles if self._column < after), "")
        return self._styles.font("table-cell", name) or ""

    def _end_row(self) -> None:
        times = _times(self._row_attributes, _REPEATED_ROWS)
        if self._cells:
            self._budget.check_place(self._row + times - 1, 0)
        for row in range(self._row, self._row + times if self._cells else self._row):
            for first, attributes, text, font in self._cells:
                for column in range(first, first + _times(attributes, _REPEATED_COLUMNS)):
                    self._put(row, column, attributes, text, font)
        self._row += times

    def _put(self, row: int, column: int, attributes: Mapping[str, str], text: Text, font: str) -> None:
        if ods_cells.is_text(attributes) and not ods_cells.is_error(attributes):
            if isinstance(text, str):  # several blanks, say, are only kept in the attribute
                text = attributes.get(f"{OFFICE}string-value", text)
            self._grid.put_text(row, column, text, font)
            return
        shown = text if isinstance(text, str) else "".join(run.text for run in text)
        self._grid.put(row, column, ods_cells.value(attributes, shown, self.epoch))


def _times(attributes: Mapping[str, str], name: str) -> int:
    return max(int(attributes.get(name, "1")), 1)
