"""The boxes that show a sheet's notes: VML, which need not be sound XML; so it is read and changed as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.office_files.package_edit import Element, PackageEdit, UnknownPackage
from pipeline.office_files.workbook_marks.book import M
from pipeline.office_files.workbook_marks.cells import Spot

_NAMESPACES = (
    b' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
# Prefixes are what a program likes: Excel, LibreOffice and XlsxWriter write `v:` and `x:`, openpyxl `ns0:` and `ns2:`.
_START = re.compile(rb"<(\w+:)shape[\s>]")
_TYPE_ID = b'id="_x0000_t202"'
_TYPE = (
    b'<v:shapetype%s id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NEW = b'<xml%s><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout></xml>'
_PLACE = re.compile(rb"<\w+:(Row|Column)>\s*(\d+)\s*</")
_ANCHOR = re.compile(rb"(<\w+:Anchor>\s*(?:-?\d+\s*,\s*){6})(\d+)(\s*,)")
_IDMAP = re.compile(rb'<\w+:idmap [^>]*data="(\d+)')
_SHAPE_NUMBER = re.compile(rb'"_x0000_s(\d+)"')
_END = re.compile(rb"</xml\s*>\s*\Z")

_WIDTH, _LINE, _EDGE = 330, 19, 12  # pixels of a box, a line in it, and the space around
_LETTERS = 44  # in a line of that width
_MAX_HEIGHT = 520
_COLUMN, _ROW = 64, 20  # pixels where a sheet says nothing


def line_count(text: str) -> int:
    """About how many lines a text takes in a box."""
    return sum(max(1, -(-len(line) // _LETTERS)) for line in text.rstrip("\n").split("\n"))


class Grid:
    """How wide and high the columns and rows of a sheet are, in pixels."""

    def __init__(self, sheet: Element) -> None:
        form = sheet.find(f"{M}sheetFormatPr")
        default = form.get("defaultRowHeight") if form is not None else None
        self._row = round(float(default) * 4 / 3) if default else _ROW
        self._columns = [
            (int(str(group.get("min"))), int(str(group.get("max"))), round(float(str(group.get("width"))) * 7 + 5))
            for group in sheet.iterfind(f"{M}cols/{M}col")
            if group.get("width")
        ]
        self._rows = {
            int(str(row.get("r"))): round(float(str(row.get("ht"))) * 4 / 3)
            for row in sheet.iterfind(f"{M}sheetData/{M}row")
            if row.get("ht") and row.get("r")
        }

    def column(self, number: int) -> int:
        found = (width for first, last, width in self._columns if first <= number + 1 <= last)
        return max(next(found, _COLUMN), 1)

    def row(self, number: int) -> int:
        return max(self._rows.get(number + 1, self._row), 1)


class Boxes:
    """The drawing of one sheet; `part` is None for one that is not there yet."""

    def __init__(self, part: str | None, data: bytes) -> None:
        self.part = part
        self._data = data
        self._number = 0  # of the last new box
        self._grown: dict[Spot, int] = {}
        self._removed: set[Spot] = set()

    @classmethod
    def of(cls, package: PackageEdit, part: str | None) -> Boxes:
        """The drawing in a part, or a new one. Raises `UnknownPackage` for one that cannot be added to."""
        if part is None:
            return cls(None, _NEW % (_NAMESPACES, _free_map(package)))
        if not _END.search(package.data(part)):
            raise UnknownPackage("a drawing of notes of another kind")
        return cls(part, package.data(part))

    def add(self, spot: Spot, grid: Grid, lines: Sequence[str]) -> None:
        """A hidden box beside a cell, large enough for the lines."""
        names = b"" if self._data.lstrip().startswith(b"<xml" + _NAMESPACES) else _NAMESPACES
        shape = _new_shape(self._next_number(), spot, grid, sum(map(line_count, lines)), names.decode())
        kind = b"" if _TYPE_ID in self._data else _TYPE % names
        end = self._data.rindex(b"</xml")
        self._data = self._data[:end] + kind + shape + self._data[end:]

    def grow(self, spot: Spot, rows: int) -> None:
        """Make the box of a cell higher by some rows, or lower."""
        self._grown[spot] = rows

    def remove(self, spot: Spot) -> None:
        """Take the box of a cell out."""
        self._removed.add(spot)

    def written(self) -> bytes | None:
        """The drawing with all that was asked for; None where no box is left in it."""
        pieces, place = [], 0
        for first, last in _shapes(self._data):
            pieces += [self._data[place:first], self._changed(self._data[first:last])]
            place = last
        data = b"".join([*pieces, self._data[place:]])
        return data if _START.search(data) else None

    def _changed(self, shape: bytes) -> bytes:
        spot = _spot(shape)
        if spot in self._removed:
            return b""
        rows = self._grown.get(spot, 0) if spot else 0
        return _ANCHOR.sub(lambda found: found[1] + b"%d" % max(int(found[2]) + rows, 1) + found[3], shape)

    def _next_number(self) -> int:
        if not self._number:
            numbers = [int(number) for number in _SHAPE_NUMBER.findall(self._data)]
            first = _IDMAP.search(self._data)
            self._number = max(numbers, default=int(first[1]) * 1024 if first else 1024)
        self._number += 1
        return self._number


def _free_map(package: PackageEdit) -> int:
    """A number for a new drawing that no other in the workbook has."""
    taken = [int(number) for name in package if name.endswith(".vml") for number in _IDMAP.findall(package.data(name))]
    return max(taken, default=0) + 1


def _shapes(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each shape begins and ends."""
    place = 0
    while start := _START.search(data, place):
        end = b"</%sshape>" % start[1]
        stop = data.find(end, start.end())
        if stop < 0:
            return
        place = stop + len(end)
        yield start.start(), place


def _spot(shape: bytes) -> Spot | None:
    """The cell whose note a shape shows."""
    found = {name: int(number) for name, number in _PLACE.findall(shape)}
    return (found[b"Row"], found[b"Column"]) if b'ObjectType="Note"' in shape and len(found) == 2 else None


def _new_shape(number: int, spot: Spot, grid: Grid, lines: int, names: str) -> bytes:
    height = min(lines * _LINE + _EDGE, _MAX_HEIGHT)
    left, top = spot[1] + 1, max(spot[0] - 1, 0)
    right, right_rest = _reached(left, 15 + _WIDTH, grid.column)
    bottom, bottom_rest = _reached(top, 4 + height, grid.row)
    anchor = f"{left}, 15, {top}, 4, {right}, {right_rest}, {bottom}, {bottom_rest}"
    return (
        f'<v:shape{names} id="_x0000_s{number}" type="#_x0000_t202" '
        f'style="position:absolute;margin-left:80pt;margin-top:5pt;'
        f'width:{_WIDTH * 3 / 4}pt;height:{height * 3 / 4}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        f'</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}'
        f"</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{spot[0]}</x:Row><x:Column>{spot[1]}</x:Column>"
        "</x:ClientData></v:shape>"
    ).encode()


def _reached(start: int, length: int, size: Callable[[int], int]) -> tuple[int, int]:
    """Which column or row lies `length` pixels from the start of another, and how far into it."""
    while length > size(start):  # every size is at least 1
        length -= size(start)
        start += 1
    return start, length
