"""The cells of one sheet: found or made at their address, coloured, and given their format back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from lxml import etree

from pipeline.office_files.package_edit import Element, UnknownPackage
from pipeline.office_files.workbook_marks.book import M
from pipeline.office_files.workbook_marks.styles import Styles
from pipeline.office_files.workbooks import cell_address

Spot = tuple[int, int]  # row and column, from 0

ROWS, COLUMNS = 1_048_576, 16_384  # of a sheet in the format
_MAX_AREAS = 5_000
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_YES = ("1", "true", "on")


def spot_of(address: str) -> Spot:
    """`C7` as row 6, column 2."""
    found = _ADDRESS.fullmatch(address.upper().replace("$", ""))
    if found is None:
        raise UnknownPackage("a cell without a proper address")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


Area = tuple[Spot, Spot]


def merged_areas(sheet: Element) -> list[Area]:
    """First and last cell of each merged area."""
    refs = [str(area.get("ref")).partition(":") for area in sheet.iterfind(f"{M}mergeCells/{M}mergeCell")]
    if len(refs) > _MAX_AREAS:
        raise UnknownPackage("far more merged cells than a form has")
    return [(spot_of(first), spot_of(last or first)) for first, _, last in refs]


def shown_spot(areas: Sequence[Area], spot: Spot) -> Spot:
    """Where the cell is seen: of a merged area, its first."""
    for (top, left), (bottom, right) in areas:
        if top <= spot[0] <= bottom and left <= spot[1] <= right:
            return top, left
    return spot


def colour(sheet: Element, spots: Mapping[Spot, bool], styles: Styles) -> None:
    """Colour cells, red where the value says error and yellow otherwise; cells that are not there are made."""
    cells = _Cells(sheet)
    for spot, is_error in spots.items():
        cell = cells.at(spot)
        style = styles.marked(int(cell.get("s", "0")), is_error)
        if style is not None:
            cell.set("s", str(style))


def restyle(sheet: Element, formats: Mapping[int, int]) -> bool:
    """Give every cell, row and column of a marked format another. Whether there was any.

    A cell that then says no more than its row or column says is one that was made for the mark.
    """
    changed = False
    without_cell = _StyleWithoutCell(sheet)
    for element, name in _styled(sheet):
        style = int(str(element.get(name)))
        if style not in formats:
            continue
        changed = True
        if formats[style]:
            element.set(name, str(formats[style]))
        else:
            del element.attrib[name]
        if element.tag == f"{M}c":
            _drop_if_idle(without_cell, element)
    return changed


def used_styles(sheet: Element) -> set[int]:
    """The formats that something in the sheet has."""
    return {int(str(element.get(name))) for element, name in _styled(sheet)}


def _styled(sheet: Element) -> Iterator[tuple[Element, str]]:
    found = chain(
        ((element, "style") for element in sheet.iterfind(f"{M}cols/{M}col")),
        ((element, "s") for element in sheet.iterfind(f"{M}sheetData/{M}row")),
        ((element, "s") for element in sheet.iterfind(f"{M}sheetData/{M}row/{M}c")),
    )
    return iter([(element, name) for element, name in found if element.get(name) is not None])


def _drop_if_idle(without_cell: _StyleWithoutCell, cell: Element) -> None:
    row = cell.getparent()
    if row is None or len(cell) or cell.get("r") is None or set(map(str, cell.attrib)) - {"r", "s"}:
        return
    if int(cell.get("s", "0")) != without_cell(row, spot_of(str(cell.get("r")))[1]):
        return
    row.remove(cell)
    data = row.getparent()
    if data is not None and not len(row) and set(map(str, row.attrib)) <= {"r"}:
        data.remove(row)


class _StyleWithoutCell:
    """The format a place has by its row or column, while no cell is there."""

    def __init__(self, sheet: Element) -> None:
        self._groups = [
            (int(str(group.get("min"))), int(str(group.get("max"))), int(group.get("style", "0")))
            for group in sheet.iterfind(f"{M}cols/{M}col")
        ]
        self._columns: dict[int, int] = {}

    def __call__(self, row: Element, column: int) -> int:
        if row.get("customFormat") in _YES:
            return int(row.get("s", "0"))
        if column not in self._columns:
            styles = (style for first, last, style in self._groups if first <= column + 1 <= last)
            self._columns[column] = next(styles, 0)
        return self._columns[column]


class _Cells:
    """Rows and cells by number. Addresses that the file leaves out are written in, for others to be put between."""

    def __init__(self, sheet: Element) -> None:
        data = sheet.find(f"{M}sheetData")
        if data is None:
            raise UnknownPackage("a sheet without cells")
        self._data = data
        self._without_cell = _StyleWithoutCell(sheet)
        self._rows: dict[int, Element] = {}
        number = -1
        for row in data.iterfind(f"{M}row"):
            number = int(str(row.get("r"))) - 1 if row.get("r") is not None else number + 1
            row.set("r", str(number + 1))
            self._rows[number] = row

    def at(self, spot: Spot) -> Element:
        row = self._row(spot[0])
        cells = dict(_numbered(row, spot[0]))
        if spot[1] not in cells:
            made = etree.Element(f"{M}c", {"r": cell_address(*spot)})
            if style := self._without_cell(row, spot[1]):
                made.set("s", str(style))
            row.insert(_place(cells, spot[1], row), made)
            _widen(row, spot[1] + 1)
            cells[spot[1]] = made
        return cells[spot[1]]

    def _row(self, number: int) -> Element:
        if number not in self._rows:
            made = etree.Element(f"{M}row", {"r": str(number + 1)})
            self._data.insert(_place(self._rows, number, self._data), made)
            self._rows[number] = made
        return self._rows[number]


def _numbered(row: Element, number: int) -> Iterator[tuple[int, Element]]:
    column = -1
    for cell in row.iterfind(f"{M}c"):
        column = spot_of(str(cell.get("r")))[1] if cell.get("r") is not None else column + 1
        cell.set("r", cell_address(number, column))
        yield column, cell


def _place(known: Mapping[int, Element], number: int, parent: Element) -> int:
    """Which child of the parent the new one with this number becomes."""
    before = [other for other in known if other < number]
    return parent.index(known[max(before)]) + 1 if before else 0


def _widen(row: Element, column: int) -> None:
    """A row may say which columns it has; what it says must hold."""
    spans = str(row.get("spans", ""))
    if not re.fullmatch(r"\d+:\d+", spans):
        return
    first, last = map(int, spans.split(":"))
    row.set("spans", f"{min(first, column)}:{max(last, column)}")
