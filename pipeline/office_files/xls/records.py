"""The records of an old workbook, walked before the reading library sees them ([MS-XLS] 2.1.4, 2.3).

Sizes, places and counts are held against the limits. What says nothing to us (charts, names, links, notes, drawings)
is crossed out, so the library never looks at it; that includes the cells that are only formatted.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.errors import FormRefused
from pipeline.messages import msg
from pipeline.office_files import workbook_problems as wrong
from pipeline.office_files.packages import Limits
from pipeline.office_files.workbook_values import Budget, Merged
from pipeline.office_files.xls.texts import check_texts

_BOF, _EOF, _CONTINUE, _FILEPASS, _BOUNDSHEET = 0x809, 0x0A, 0x3C, 0x2F, 0x85
_SST, _STRING, _MERGED, _SUPBOOK, _MULRK = 0xFC, 0x207, 0xE5, 0x1AE, 0xBD
_FONT, _FORMAT, _XF = 0x31, 0x41E, 0xE0
_FORMULAS = (0x06, 0x206, 0x406, 0x4BC, 0x221, 0x236, 0x37)  # the last four stand between a formula and its text
_CELLS = (0x203, 0x27E, 0xFD, 0x204, 0xD6, 0x205, 0x06, 0x206, 0x406, _MULRK)
_KEPT = frozenset({_BOF, _EOF, _BOUNDSHEET, _SST, _STRING, _FONT, _FORMAT, _XF, 0x42, 0x22, *_FORMULAS, *_CELLS})
_CROSSED_OUT = struct.pack("<H", 0x7FFF)  # no record
_MOST_STYLES = 5_000  # Excel itself stops at 4,000
_WORKSHEET, _MACRO_SHEET = 0, 1


@dataclass
class XlsRecords:
    """What the walk found. `stream` is the workbook with all crossed out that is not read.

    `merged` holds, for each worksheet in its order, its merged areas.
    """

    stream: bytes = b""
    merged: tuple[tuple[Merged, ...], ...] = ()
    has_macro_sheet: bool = False
    has_links: bool = False


@dataclass
class _Walk:
    limits: Limits
    budget: Budget
    found: XlsRecords = field(default_factory=XlsRecords)
    sheets: list[tuple[int, int]] = field(default_factory=list)  # kind and place
    merged: dict[int, list[Merged]] = field(default_factory=dict)  # by the place where the sheet begins
    styles: dict[int, int] = field(default_factory=dict)
    texts: list[memoryview] = field(default_factory=list)

    def take(self, start: int, kind: int, content: memoryview) -> None:
        """Look at one record of the part that begins at `start`."""
        if kind == _FILEPASS:
            raise FormRefused(wrong.encrypted())
        if kind in _CELLS:
            self._take_cell(kind, content)
        elif kind == _BOUNDSHEET:
            self._take_sheet(content)
        elif kind == _MERGED:
            for area in struct.iter_unpack("<4H", content[2 : 2 + struct.unpack_from("<H", content)[0] * 8]):
                self.budget.use_cells()
                self.merged.setdefault(start, []).append((area[0], area[2], area[1], area[3]))
        elif kind == _SUPBOOK:
            self.found.has_links |= bytes(content[2:4]) not in (b"\x01\x04", b"\x01\x3a")
        elif kind in (_FONT, _FORMAT, _XF):
            self.styles[kind] = self.styles.get(kind, 0) + 1
            if self.styles[kind] > _MOST_STYLES:
                raise FormRefused(wrong.too_large_to_read())

    def _take_cell(self, kind: int, content: memoryview) -> None:
        row, column = struct.unpack_from("<HH", content)
        count = (len(content) - 6) // 6 if kind == _MULRK else 1
        self.budget.check_place(row, column + count - 1)
        self.budget.use_cells(count)

    def _take_sheet(self, content: memoryview) -> None:
        place, _, kind = struct.unpack_from("<IBB", content)
        self.found.has_macro_sheet |= kind == _MACRO_SHEET
        self.sheets.append((kind, place))
        if len(self.sheets) > self.limits.sheets:
            message = msg("The workbook has more than {limit} sheets.", limit=self.limits.sheets)
            raise FormRefused(wrong.too_large(message))


def xls_records(stream: bytes, limits: Limits) -> XlsRecords:
    """Walk the workbook stream of an old Excel file. Raises `FormRefused`, `struct.error` where it is damaged."""
    kept = bytearray(stream)
    walk = _Walk(limits, Budget(limits))
    starts: set[int] = set()
    before = 0
    for place, depth, start, kind, content in _records(memoryview(stream)):
        if kind == _BOF and depth == 1:
            starts.add(start)
        is_kept = depth == 1 and (kind in _KEPT or (kind == _CONTINUE and before in (_SST, _STRING)))
        if not is_kept:
            kept[place : place + 2] = _CROSSED_OUT
        if depth == 1:
            walk.take(start, kind, content)
            before = before if kind == _CONTINUE else kind
            if before == _SST:
                walk.texts.append(content)
    if walk.texts:
        check_texts(walk.texts, limits)
    places = [place for kind, place in walk.sheets if kind == _WORKSHEET]
    if len(set(places)) < len(places) or not starts.issuperset(places):
        raise FormRefused(wrong.damaged())  # a sheet that begins in the middle of another hides records from the walk
    walk.found.stream = bytes(kept)
    walk.found.merged = tuple(tuple(walk.merged.get(place, ())) for place in places)
    return walk.found


def _records(stream: memoryview) -> Iterator[tuple[int, int, int, int, memoryview]]:
    """Place, depth, beginning of the part, kind and content of each record, until the parts end."""
    place = depth = start = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if kind == _BOF:
            start = place if depth == 0 else start
            depth += 1
        elif depth == 0:
            return
        yield place, depth, start, kind, stream[place + 4 : place + 4 + length]
        depth -= kind == _EOF
        place += 4 + length
