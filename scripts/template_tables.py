"""Tables: bordered ones with a row per element, and frames without lines that set things side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table, _Cell, _Row

from scripts.template_parts import Place, given_line, line
from scripts.template_styles import FRAME, HELD_IN_TABLE, TABLE, TABLE_NAMES, TEXT_WIDTH

Column = tuple[str, int, str, str]  # heading, width in parts of 165 (mm of the page), style, text of a row's cell
Widths = Sequence[int]
COUNTED_FROM = 10  # rows


@dataclass(frozen=True)
class Cell:
    """One cell of a row; `below` is a name whose text stands in a second paragraph where there is one."""

    style: str
    text: str
    below: str = ""
    columns: int = 1


Row = Sequence[Cell] | str  # cells, or a statement: `for t in tasks`


def cells(columns: Sequence[Column]) -> tuple[Cell, ...]:
    """The row that is printed per element."""
    return tuple(Cell(style, text) for _, _, style, text in columns)


def held(row: Sequence[Cell]) -> tuple[Cell, ...]:
    """The same row, on the page of what follows it."""
    return tuple(replace(cell, style=HELD_IN_TABLE[cell.style]) for cell in row)


def table(place: Place, loop: str, columns: Sequence[Column], *, last: str = "", counted: str = "") -> None:
    """A bordered table with one row per element: `table(document, "t in new_tasks", NEW_TASKS)`.

    Where the condition `last` holds, the last row stays with what follows: with the closing sentence, that is. A long
    table then ends in its count (`counted` says of what): LibreOffice does not hold the rows of a later page.
    """
    row = cells(columns)
    if not last:
        grid(place, columns, (f"for {loop}", row, "endfor"))
        return
    name, source = loop.split(" in ")
    before = f"for {name} in ({source}[:-1] if {last} else {source})"
    end = f"for {name} in ({source}[-1:] if {last} else ())"
    grid(place, columns, (before, row, "endfor", end, held(row), "endfor"))
    total = f"Tổng cộng: {{{{ {source}|length }}}} {counted}."
    given_line(place, f"{last} and {source}|length > {COUNTED_FROM}", total, "VTLoiKet")


def grid(place: Place, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """A bordered table; its head is repeated on each page, no row is split."""
    made = _table(place, len(rows) + 1, [round(TEXT_WIDTH * width / 165) for _, width, _, _ in columns], TABLE)
    for cell, (heading, _, _, _) in zip(made.rows[0].cells, columns, strict=True):
        line(emptied(cell), heading, "VTBangDau")
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    row_property(made.rows[0], "w:tblHeader")
    for there, row in zip(made.rows[1:], rows, strict=True):
        fill(there, row)


def fill(there: _Row, row: Row) -> None:
    """Write a row's cells, or its statement across the whole row."""
    wanted = [Cell("VTLenh", f"{{%tr {row} %}}", columns=len(there.cells))] if isinstance(row, str) else row
    place = 0
    for cell in wanted:
        last = there.cells[place + cell.columns - 1]
        into = there.cells[place].merge(last) if cell.columns > 1 else last
        line(emptied(into), cell.text, cell.style)
        if cell.below:
            given_line(into, cell.below, f"{{{{ {cell.below} }}}}", "VTBangNho")
        place += cell.columns


def frame(place: Place, widths: Widths, rows: int = 1) -> list[list[_Cell]]:
    """Cells without lines, no row split over pages, row by row; each is empty and needs a paragraph."""
    return [[emptied(cell) for cell in row.cells] for row in unlined(place, widths, rows).rows]


def unlined(place: Place, widths: Widths, rows: int, style: str = FRAME) -> Table:
    """A table without lines around its cells."""
    return _table(place, rows, widths, style)


def _table(place: Place, rows: int, widths: Widths, style: str) -> Table:
    made = place.add_table(rows, len(widths))
    made.style = TABLE_NAMES[style]
    fix_widths(made, widths)
    for row in made.rows:
        row_property(row, "w:cantSplit")
    if isinstance(place, _Cell):
        _without_paragraph_behind(place, made)
    return made


def _without_paragraph_behind(place: _Cell, made: Table) -> None:
    """python-docx puts an empty paragraph behind a table in a cell; ours get theirs from what is written next."""
    behind: Any = made._tbl.getnext()
    place._element.remove(behind)


def fix_widths(made: Table, widths: Widths) -> None:
    """Widths as said, whatever the text: in the grid, in each cell, and fixed."""
    made.autofit = False
    properties = made._tbl.tblPr
    for element in properties.xpath("w:tblLook"):
        properties.remove(element)
    total = properties.xpath("w:tblW")[0]
    total.set(qn("w:w"), str(sum(widths)))
    total.set(qn("w:type"), "dxa")
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Twips(width)
        for cell in column.cells:
            cell.width = Twips(width)


def row_property(row: _Row, name: str, **values: object) -> None:
    """Add a property to a row: `row_property(row, "w:trHeight", val=6800, hRule="atLeast")`."""
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), str(value))
    properties: Any = row._tr.get_or_add_trPr()
    properties.append(element)


def emptied(cell: _Cell) -> _Cell:
    """The cell without a paragraph: what fills it brings its own."""
    for paragraph in cell.paragraphs:
        paragraph._element.getparent().remove(paragraph._element)
    return cell
