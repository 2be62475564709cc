"""A returned workbook with its problems marked, and the same workbook without.

Cells are coloured and noted, and a first sheet lists everything. The package is changed part by part: lists to choose
from, pictures, formulas and whatever else the file holds stay as they are, down to parts this program knows nothing of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.office_files.marks import ERROR, LIST_SHEET, WARNING, Mark, in_order, note_lines
from pipeline.office_files.package_edit import OFFICE, PackageEdit, UnknownPackage, package_or_none
from pipeline.office_files.packages import LIMITS, Limits
from pipeline.office_files.workbook_marks.book import Book, Sheet
from pipeline.office_files.workbook_marks.cells import (
    COLUMNS,
    ROWS,
    Area,
    Spot,
    colour,
    merged_areas,
    restyle,
    shown_spot,
    used_styles,
)
from pipeline.office_files.workbook_marks.list import list_sheet, typed_on_list_sheet
from pipeline.office_files.workbook_marks.notes import clear_notes, note_texts, write_notes
from pipeline.office_files.workbook_marks.styles import Styles
from pipeline.office_files.workbook_marks.view import show_as_before, show_list
from pipeline.office_files.workbooks import cell_address, read_workbook

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES = f"{OFFICE}/styles"
_MAX_MARKS = 1_000  # cells of a form that is wrong throughout; the list says that there are more
_BEFORE, _SIZES = "before", "sizes"
_TRACE = re.compile(f'vanthu_mark_|{ERROR}|{WARNING}|name="{LIST_SHEET}'.encode())
_TOLD = re.compile(r"xl/(workbook\w*|comments/?\w*)\.xml")

Faults = Mapping[Spot, Sequence[Mark]]


def marked_workbook(data: bytes, marks: Sequence[Mark], limits: Limits = LIMITS) -> bytes:
    """The .xlsx or .xlsm with its problems marked. Raises, whatever it is, where that cannot be done safely.

    `address` of a mark is `("cell", sheet, row, column)`. The workbook must be without earlier marks.
    """
    package = PackageEdit(data, limits)
    book = Book(package)
    part = _styles_part(book)
    styles = Styles(package.tree(part))
    sizes = styles.sizes()
    faults = _faults(book, marks)
    for sheet, spots in faults.items():
        severe = {spot: any(mark.is_error for mark in found) for spot, found in spots.items()}
        colour(package.tree(sheet), severe, styles)
        write_notes(package, sheet, {spot: note_lines(found) for spot, found in spots.items()})
        package.changed(sheet)
    _add_list(book, marks, styles)
    package.changed(part)
    for key, text in styles.covered().items():
        book.remember(key, text)
    book.remember(_SIZES, sizes)
    book.remember(_BEFORE, show_list(book))
    return package.packed()


def _styles_part(book: Book) -> str:
    part = book.package.related(book.part, _STYLES)
    if part is None:
        raise UnknownPackage("a workbook without styles")
    return part


def _faults(book: Book, marks: Sequence[Mark]) -> dict[str, dict[Spot, list[Mark]]]:
    """The marks by part of the sheet and by the cell where they are seen."""
    parts = {sheet.name: sheet.part for sheet in book.worksheets()}
    merged: dict[str, list[Area]] = {}
    faults: dict[str, dict[Spot, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for mark in in_order(marks)[:_MAX_MARKS]:
        place = _cell_of(mark)
        if place and place[0] in parts:
            part = parts[place[0]]
            if part not in merged:
                merged[part] = merged_areas(book.package.tree(part))
            faults[part][shown_spot(merged[part], place[1])].append(mark)
    return faults


def _cell_of(mark: Mark) -> tuple[str, Spot] | None:
    match mark.address:
        case ("cell", str(sheet), int(row), int(column)) if 0 <= row < ROWS and 0 <= column < COLUMNS:
            return sheet, (row, column)
        case _:
            return None


def _add_list(book: Book, marks: Sequence[Mark], styles: Styles) -> None:
    shown = {sheet.name for sheet in book.worksheets() if sheet.is_visible}

    def target(mark: Mark) -> str | None:
        place = _cell_of(mark)
        return f"{_quoted(place[0])}!{cell_address(*place[1])}" if place and place[0] in shown else None

    xml, header = list_sheet(marks, styles, target)
    name, part = book.free_sheet_name(), book.package.free_name("xl/worksheets/sheet{}.xml")
    book.package.add(part, xml, _SHEET_TYPE)
    book.insert_first(name, part)
    if header:
        book.add_name("_xlnm.Print_Titles", f"{_quoted(name)}!${header}:${header}", sheet=0)


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def cleared_workbook(data: bytes, limits: Limits = LIMITS) -> bytes:
    """The workbook without our marks, whoever saved it since; the very same object where it has none.

    Raises, whatever it is, where the marks cannot be taken out.
    """
    package = package_or_none(data, limits)
    if package is None or not _has_traces(package):
        return data
    book = Book(package)
    remembered = book.remembered()
    listed = book.list_sheet()
    if listed is not None:
        show_as_before(book, book.remove(listed), remembered.get(_BEFORE, ""))
    for sheet in list(book.worksheets()):
        clear_notes(package, sheet.part)
    _uncolour(book, remembered)
    book.forget()
    return package.packed() if package.is_changed else data


def typed_in_workbook(data: bytes, limits: Limits = LIMITS) -> tuple[str, ...]:
    """What was typed on the list, which is cleared with all that is on it. Raises, whatever it is, as clearing does."""
    package = package_or_none(data, limits)
    listed = Book(package).list_sheet() if package and _has_traces(package) else None
    if package is None or listed is None:
        return ()
    values = next(sheet for sheet in read_workbook(data, limits=limits).sheets if sheet.name == listed.name)
    return tuple(dict.fromkeys((*typed_on_list_sheet(values), *note_texts(package, listed.part))))


def _has_traces(package: PackageEdit) -> bool:
    return any(_TRACE.search(package.data(name)) for name in package if _TOLD.fullmatch(name))


def _uncolour(book: Book, remembered: Mapping[str, str]) -> None:
    package, part = book.package, _styles_part(book)
    styles = Styles(package.tree(part))
    formats = styles.unmarked(remembered)
    sheets: list[Sheet] = list(book.worksheets())
    for sheet in sheets:
        if restyle(package.tree(sheet.part), formats):
            package.changed(sheet.part)
    used = set[int]().union(*(used_styles(package.tree(sheet.part)) for sheet in sheets))
    styles.trim(remembered.get(_SIZES, ""), used)
    if formats or remembered:
        package.changed(part)
