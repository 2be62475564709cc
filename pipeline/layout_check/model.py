"""A document as a person sees it: paragraphs in order, each with its place, its text and how that looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from pipeline.layout_check.looks import RunLook, Shape
from pipeline.messages import Message, msg
from pipeline.vietnamese.text import single_line

_APART = re.compile(r"(\t| {10,}|\n)")  # what people type to set two things of a head side by side


class Part(Enum):
    """Where in a file a paragraph stands."""

    TEXT = "text"
    TEXT_BOX = "text-box"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"

    @property
    def label(self) -> Message:
        return _PARTS[self]


_PARTS = {
    Part.TEXT: msg("text"),
    Part.TEXT_BOX: msg("text box"),
    Part.HEADER: msg("header"),
    Part.FOOTER: msg("footer"),
    Part.NOTE: msg("note"),
}


@dataclass(frozen=True)
class Cell:
    """A cell of a table, all counted from 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True)
class Place:
    """A paragraph, counted from 1 through its part with those in tables; 0 means the part as a whole."""

    part: Part
    paragraph: int = 0
    cell: Cell | None = None


@dataclass(frozen=True)
class Run:
    """Text that looks the same."""

    text: str
    look: RunLook

    @property
    def shown(self) -> str:
        return self.text.upper() if self.look.caps else self.text


@dataclass(frozen=True)
class Drawn:
    """A drawn line: its length in twentieths of a point, how it is set in its column where that is said."""

    length: int
    align: str | None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `room` is the width of its column in twentieths of a point, None where it is not known."""

    place: Place
    runs: tuple[Run, ...]
    shape: Shape
    style: str
    room: int | None
    drawn: tuple[Drawn, ...] = ()
    label: str = ""  # what a list puts before it
    label_look: RunLook | None = None
    breaks_page: bool = False
    counts_pages: bool = False  # holds the field of the page number

    @cached_property
    def text(self) -> str:
        return "".join(run.shown for run in self.runs)

    @cached_property
    def words(self) -> str:
        return single_line(self.text)

    def lines(self) -> Iterator[Line]:
        """Its lines as they were typed: parted by line breaks, and by tabs where these set things side by side."""
        tabbed = any(piece != "\n" for run in self.runs for piece in _APART.findall(run.text))
        column = 0
        current: list[Run] = []
        for run in self.runs:
            for piece in _APART.split(run.text):
                if not _APART.fullmatch(piece):
                    current += [replace(run, text=piece)] if piece else []
                    continue
                yield Line(self, tuple(current), column, tabbed)
                current, column = [], 0 if piece == "\n" else column + 1
        yield Line(self, tuple(current), column, tabbed)


@dataclass(frozen=True)
class Line:
    """One line of a paragraph; `column` counts the tabs before it, from 0."""

    paragraph: Paragraph
    runs: tuple[Run, ...]
    column: int = 0
    tabbed: bool = False

    @cached_property
    def text(self) -> str:
        """Its words as shown, on one line with single blanks, composed."""
        return single_line("".join(run.shown for run in self.runs))

    @property
    def labelled(self) -> str:
        """Its words with what a list puts before them."""
        return f"{self.paragraph.label} {self.text}".strip()

    @property
    def place(self) -> Place:
        return self.paragraph.place

    @property
    def cell(self) -> Cell | None:
        return self.place.cell

    @property
    def printed(self) -> tuple[Run, ...]:
        """The runs with letters or signs, blanks left out."""
        return tuple(run for run in self.runs if run.text.strip())


@dataclass(frozen=True)
class Section:
    """A section's page; lengths in twentieths of a point."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int
    first_page_differs: bool
    number_format: str
    headers: dict[str, tuple[Paragraph, ...]]  # kind (default, first, even) → its paragraphs
    footers: dict[str, tuple[Paragraph, ...]]


@dataclass(frozen=True)
class Document:
    """A Word file read: `paragraphs` of the text with those of its tables and text boxes, in reading order."""

    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    default_tab: int

    def lines(self) -> list[Line]:
        """The lines with words, in reading order."""
        return [line for paragraph in self.paragraphs for line in paragraph.lines() if line.text]

    def everything(self) -> Iterator[Paragraph]:
        """Every paragraph of every part, each once."""
        yield from self.paragraphs
        yield from self.notes
        seen = set()
        for section in self.sections:
            for furniture in (*section.headers.values(), *section.footers.values()):
                if id(furniture) not in seen:
                    seen.add(id(furniture))
                    yield from furniture
