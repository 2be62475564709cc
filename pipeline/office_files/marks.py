"""What is written into a form that goes back to its clerk: one problem, and the words around all of them.

The words are also how a mark is found again after Excel, Word or LibreOffice has saved the file: ids, authors and
styles are made anew by each of them, text is not. Every text of ours ends with `OURS_END`, so what a clerk types behind
it is told apart and kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Two blanks that nobody types one behind the other and that every office program keeps when it saves: where our text
# ends and a clerk's begins. They never stand within our text, because `one_line` takes them for blanks as any other.
# In this order: at the end of a cell, LibreOffice drops the first of them. An earlier version marked without them.
OURS_END = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"

AUTHOR, INITIALS = "vanthu", "vt"
LIST_SHEET = "Cần sửa"
TITLE = "BIỂU MẪU CẦN SỬA"
COUNTED = "Số chỗ cần sửa: "
WARNINGS_TITLE = "Đề nghị kiểm tra thêm"
COLUMNS = ("STT", "Vị trí", "Nội dung", "Cách xử lý")
MORE_ROWS = "… và {} chỗ khác."
ERROR, WARNING = "► CẦN SỬA: ", "► KIỂM TRA: "
INPUT_COLOUR = "FFFBE6"  # of the places to fill in our forms; what a mark gives way to where nothing else is known

_MAX_NOTE = 8  # problems told at one place; the list has them all
_MAX_TEXT = 1_500  # characters of one sentence
_MORE = "… (xem đầy đủ ở trang đầu)"
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOTE_LINE = re.compile(rf"^(?:{ERROR}|{WARNING})(?:[^\n]*?{OURS_END}[^\S\n]*\n?|[^\n]*(?:\n|\Z))", re.MULTILINE)


@dataclass(frozen=True)
class Mark:
    """One problem in the clerk's words. `address` is where it stands; empty where it has no place of its own."""

    where: str
    message: str
    hint: str
    is_error: bool
    address: tuple[str | int, ...] = ()

    @property
    def lead(self) -> str:
        return ERROR if self.is_error else WARNING

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, on one line."""
        return one_line(f"{self.message} {self.hint}")


def one_line(text: str) -> str:
    """The text as every kind of file can hold it: no control characters, no line ends, not without end."""
    line = " ".join(_UNPRINTABLE.sub(" ", text).split())
    return line if len(line) <= _MAX_TEXT else line[:_MAX_TEXT] + "…"


def ended(text: str) -> str:
    """A text of ours as it is written: with its end. Nothing stays nothing."""
    return f"{text}{OURS_END}" if text else ""


def ours_of(text: str) -> str:
    """Of a text, what is ours if any of it is: all before the end."""
    return text.partition(OURS_END)[0]


def typed_behind(text: str) -> str:
    """What stands behind a text of ours, on one line."""
    return " ".join(text.partition(OURS_END)[2].split())


def in_order(marks: Sequence[Mark]) -> list[Mark]:
    """Errors before warnings, otherwise as they came."""
    return sorted(marks, key=lambda mark: not mark.is_error)


def note_lines(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    """What one place is told: lead and sentence of each problem, errors first."""
    told = list(dict.fromkeys((mark.lead, f"{mark.sentence}{OURS_END}") for mark in in_order(marks)))
    return told if len(told) <= _MAX_NOTE else [*told[:_MAX_NOTE], (told[_MAX_NOTE][0], ended(_MORE))]


def note_spans(text: str) -> list[tuple[int, int]]:
    """Where our lines stand in a note, each without what was typed behind it."""
    return [found.span() for found in _NOTE_LINE.finditer(text)]


def escaped_text(text: str) -> str:
    """The text as a workbook stores it: there `_x0041_` would be read as a letter."""
    return _ESCAPE.sub("_x005F_", text)
