"""The styles of a workbook, as far as they change what a cell says: its number format and an old font."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.errors import FormRefused
from pipeline.office_files.number_formats import Shows, shows, shows_built_in
from pipeline.office_files.workbook_problems import too_large_to_read
from pipeline.office_files.xml_parts import Listener, local
from pipeline.vietnamese.legacy import encoding_of_font

_MOST = 70_000  # of each kind; Excel itself stops at 65,490


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a number shows in a cell, and the font of the cell where it stands for an old encoding."""

    shows: Shows = Shows.NUMBER
    font: str = ""


PLAIN = CellStyle()


class Styles(Listener):
    """The styles of the cells by their number."""

    def __init__(self) -> None:
        self._inside = ""
        self._formats: dict[int, Shows] = {}
        self._fonts: list[str] = []
        self._numbers: list[tuple[int, int]] = []
        self._known: dict[int, CellStyle] = {}

    def of(self, number: int) -> CellStyle:
        """The style of this number; the plain one where there is none."""
        if number not in self._known:
            self._known[number] = self._style(number)
        return self._known[number]

    def _style(self, number: int) -> CellStyle:
        if not 0 <= number < len(self._numbers):
            return PLAIN
        number_format, font = self._numbers[number]
        shown = self._formats.get(number_format) or shows_built_in(number_format)
        return CellStyle(shown, self._fonts[font] if 0 <= font < len(self._fonts) else "")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = local(tag)
        if max(len(self._formats), len(self._fonts), len(self._numbers)) > _MOST:
            raise FormRefused(too_large_to_read())
        match self._inside, name:
            case "numFmts", "numFmt":
                self._formats[int(attributes["numFmtId"])] = shows(attributes.get("formatCode", ""))
            case "fonts", "font":
                self._fonts.append("")
            case "fonts", "name" if self._fonts:
                font = attributes.get("val", "")
                self._fonts[-1] = font if encoding_of_font(font) else ""
            case "cellXfs", "xf":
                self._numbers.append((int(attributes.get("numFmtId", "0")), int(attributes.get("fontId", "0"))))
            case _, ("numFmts" | "fonts" | "cellXfs"):
                self._inside = name

    def end(self, tag: str) -> None:
        if local(tag) == self._inside:
            self._inside = ""
