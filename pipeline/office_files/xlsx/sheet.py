"""One sheet of a workbook: its cells and merged areas, from the events of its part."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from pipeline.errors import FormRefused
from pipeline.office_files.number_formats import shown
from pipeline.office_files.workbook_problems import damaged
from pipeline.office_files.workbook_values import Cell, Grid, Merged, Text, Unreadable
from pipeline.office_files.xlsx.strings import RichText, unescaped
from pipeline.office_files.xlsx.styles import PLAIN, CellStyle, Styles
from pipeline.office_files.xml_parts import Listener, local

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_QUOTED = 100  # characters of a formula that are shown


class SheetListener(Listener):
    """Fills `grid` with the cells of a sheet."""

    def __init__(self, grid: Grid, strings: Sequence[Text], styles: Styles, epoch: date) -> None:
        self.grid = grid
        self._strings = strings
        self._styles = styles
        self._epoch = epoch
        self._row = self._column = -1
        self._kind = ""
        self._style = PLAIN
        self._parts: dict[str, str] = {}
        self._pieces: list[str] | None = None
        self._inline: RichText | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = local(tag)
        if self._inline:
            self._inline.start(name, attributes)
            return
        match name:
            case "c":
                self._begin_cell(attributes)
            case "v" | "f":
                self._pieces = []
            case "is":
                self._inline = RichText()
            case "row":
                given = attributes.get("r")
                self._row = self._row + 1 if given is None else int(given) - 1
                self._column = -1
            case "mergeCell":
                self.grid.merge(_area(attributes.get("ref", "")))

    def data(self, text: str) -> None:
        if self._inline:
            self._inline.data(text)
        elif self._pieces is not None:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        name = local(tag)
        if name == "c":
            self._end_cell()
        elif name in ("v", "f"):
            self._parts[name] = "".join(self._pieces or ())
            self._pieces = None
        elif self._inline:
            self._inline.end(name)
            if name == "is":
                self._parts["is"] = ""

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        address = attributes.get("r")
        if address is None:
            self._column += 1
        else:
            self._row, self._column = _place(address)
        self._kind = attributes.get("t", "n")
        self._style = self._styles.of(int(attributes.get("s", "0")))
        self._parts = {}
        self._inline = self._pieces = None

    def _end_cell(self) -> None:
        if not self._parts:
            return  # formatted, not used
        style, inline, self._inline = self._style, self._inline, None
        if inline:
            self.grid.put_text(self._row, self._column, inline.taken(), style.font)
            return
        value = self._parts.get("v", "")
        if self._kind == "s" and value:
            self.grid.put_text(self._row, self._column, self._strings[int(value)], style.font)
        elif self._kind == "str":
            self.grid.put_text(self._row, self._column, unescaped(value), style.font)
        else:
            self.grid.put(self._row, self._column, self._value(value, style))

    def _value(self, text: str, style: CellStyle) -> Cell:
        if self._kind == "e":
            return Unreadable(text or "#N/A")
        if not text:
            formula = self._parts.get("f")
            return None if formula is None else Unreadable("=" + formula[:_QUOTED], is_formula=True)
        match self._kind:
            case "b":
                return text.strip() in ("1", "true")
            case "d":
                return _iso(text)
            case _:
                return _number(text, style, self._epoch)


def _number(text: str, style: CellStyle, epoch: date) -> Cell:
    try:
        value = float(text)
    except ValueError:
        return text
    return shown(value, style.shows, epoch)


def _iso(text: str) -> Cell:
    for kind in (date, time, datetime):
        try:
            return kind.fromisoformat(text)
        except ValueError:
            continue
    return text


def _place(address: str) -> tuple[int, int]:
    match = _ADDRESS.fullmatch(address)
    if not match:
        raise FormRefused(damaged())
    letters = 0
    for letter in match[1].upper():
        letters = letters * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, letters - 1


def _area(reference: str) -> Merged:
    first, _, last = reference.partition(":")
    return (*_place(first), *_place(last or first))
