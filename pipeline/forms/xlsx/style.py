"""How the workbook looks: colours, fonts, and the cell format of each kind of answer."""

from __future__ import annotations

from typing import Any

from pipeline.forms.entries import EntryKind

FONT = {"font_name": "Times New Roman", "font_size": 12}
_LINE = {"border": 1, "border_color": "#CDBFB2"}
_LOOKS: dict[str, dict[str, Any]] = {
    "band": {"bold": True, "font_size": 16, "font_color": "#FFFFFF", "bg_color": "#9E1B1B", "align": "center"},
    "subtitle": {"italic": True, "font_color": "#9E1B1B", "align": "center"},
    "secrecy": {"bold": True, "font_color": "#C00000", "bg_color": "#FDEDEA", "align": "center", "text_wrap": True},
    "guide": {"font_size": 11, "font_color": "#4A4A4A", "text_wrap": True},
    "heading": {"bold": True, "font_size": 13, "font_color": "#7A1414", "bg_color": "#F6DFD3", "bottom": 2,
                "bottom_color": "#C9A227"},
    "label": {**_LINE, "bold": True, "bg_color": "#FAF3EC", "text_wrap": True},
    "header": {**_LINE, "bold": True, "bg_color": "#F1D9C4", "text_wrap": True, "align": "center"},
    "hint": {"italic": True, "font_size": 10, "font_color": "#7F7F7F", "text_wrap": True},
    "input": {**_LINE, "bg_color": "#FFFBE6", "text_wrap": True, "valign": "top", "locked": False},
    "answer": {**_LINE, "bg_color": "#FFFBE6", "text_wrap": True, "locked": False},
    "number": {**_LINE, "bg_color": "#FFFBE6", "align": "center", "valign": "top", "locked": False},
    "shown": {**_LINE, "bg_color": "#FAF3EC", "align": "center", "valign": "top"},
    "example": {**_LINE, "italic": True, "font_size": 11, "font_color": "#8C8C8C", "bg_color": "#F4F4F2",
                "text_wrap": True, "valign": "top", "locked": False},
}  # fmt: skip
_CENTRED = {EntryKind.DATE, EntryKind.TIME, EntryKind.MONTH, EntryKind.WHOLE, EntryKind.POINTS, EntryKind.MARK,
            EntryKind.YES_NO}  # fmt: skip
_NUMBERS = {
    EntryKind.DATE: "dd/mm/yyyy",
    EntryKind.TIME: "hh:mm",
    EntryKind.WHOLE: "#,##0",
    EntryKind.POINTS: "General",
}
_TEXT = (
    "@"  # “100%”, “- …”, “10/2018” stay what was typed; without it Excel makes a number, an error and a date of them
)


class Style:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[tuple[str, EntryKind | None], Any] = {}

    def __call__(self, look: str, kind: EntryKind | None = None) -> Any:
        key = (look, kind)
        if key not in self._formats:
            self._formats[key] = self._book.add_format(_properties(look, kind))
        return self._formats[key]


def _properties(look: str, kind: EntryKind | None) -> dict[str, Any]:
    properties = {**FONT, "valign": "vcenter", **_LOOKS[look]}
    if kind is not None:
        properties["num_format"] = _NUMBERS.get(kind, _TEXT)
        if kind in _CENTRED:
            properties["align"] = "left" if look == "answer" else "center"
    return properties


LINE_HEIGHT = 16.0
ROW_PADDING = 5.0
MAX_ROW_HEIGHT = 409.0  # points; Excel shows no more


def row_height(lines: int) -> float:
    """Points for a row of so many lines of text."""
    return min(MAX_ROW_HEIGHT, lines * LINE_HEIGHT + ROW_PADDING)


def line_count(text: str, width: float) -> int:
    """About how many lines a text takes in a column of `width` characters."""
    room = max(width * 1.15, 1)
    return sum(max(1, -int(-len(line) // room)) for line in text.split("\n"))
