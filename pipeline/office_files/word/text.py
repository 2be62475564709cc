"""The text of paragraphs and cells of a Word document, as a reader of the page sees it.

What was inserted under tracked changes counts, what was deleted does not; content controls, links and fields are looked
through, and the grey text that only asks to choose something is no text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from pipeline.office_files.word.fonts import Fonts
from pipeline.office_files.xml_parts import local
from pipeline.vietnamese.legacy import OldFonts

_GONE = frozenset({"del", "moveFrom"})
_WRAPPERS = frozenset({"customXml", "ins", "moveTo", "smartTag", "sdtContent", "Choice", "r", "hyperlink", "fldSimple"})
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_TICKS = {"F0FC": "✓", "F0FE": "✓", "F052": "✓", "F050": "✓"}  # of Wingdings and Wingdings 2


@dataclass(frozen=True)
class Text:
    """What a place says; `before` is what it held in an old encoding, None where it was in none."""

    shown: str
    before: str | None = None


@lru_cache(maxsize=500)
def _local(tag: str) -> str:
    return local(tag)


def tag_of(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return _local(str(element.tag))


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of a local name."""
    return next((part for part in element if tag_of(part) == name), None)


def val(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if _local(str(key)) == name), None)


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch is there and not switched off."""
    return element is not None and val(element) not in ("0", "false", "off")


def inside(
    parent: etree._Element, wanted: frozenset[str], is_prompt: bool = False
) -> Iterator[tuple[etree._Element, bool]]:
    """The wanted elements at this level, controls and the like looked through; and whether each is a prompt."""
    for element in parent:
        tag = tag_of(element)
        if tag in wanted:
            yield element, is_prompt
        elif tag == "sdt":
            content = child(element, "sdtContent")
            if content is not None:
                yield from inside(content, wanted, is_prompt or is_only_prompt(element))
        elif tag == "AlternateContent":
            yield from inside(element[0], wanted, is_prompt) if len(element) else ()
        elif tag in _WRAPPERS:
            yield from inside(element, wanted, is_prompt)


def is_only_prompt(control: etree._Element) -> bool:
    """Whether a content control shows only its prompt; some programs leave the mark standing over a picked value."""
    properties = child(control, "sdtPr")
    if properties is None or not is_on(child(properties, "showingPlcHdr")):
        return False
    choices = {val(item, "displayText") for item in properties.iter("{*}listItem") if val(item, "value")}
    content = child(control, "sdtContent")
    return content is None or "".join(map(str, content.itertext("{*}t"))).strip() not in choices


class TextReader:
    """Reads texts; `boxes` collects those of text boxes met on the way. Without `fonts` nothing is converted."""

    def __init__(self, fonts: Fonts | None, old: OldFonts) -> None:
        self._fonts = fonts
        self._old = old
        self.boxes: list[Text] = []

    def paragraph(self, paragraph: etree._Element) -> Text:
        """The text of a paragraph, line breaks as they are."""
        properties = child(paragraph, "pPr")
        style = val(child(properties, "pStyle")) if properties is not None else None
        pieces: list[list[str]] = []  # font and text; of neighbours in one font one piece, for signs may be two letters
        for text, font in self._pieces(paragraph, style, ""):
            if pieces and pieces[-1][0] == font:
                pieces[-1][1] += text
            else:
                pieces.append([font, text])
        before = "".join(text for _, text in pieces)
        shown = "".join(self._old.shown(text, font) for font, text in pieces)
        return Text(shown, before if before != shown else None)

    def cell(self, cell: etree._Element, is_prompt: bool = False) -> Text:
        """The text of a cell: paragraphs on lines of their own, tables in it row by row."""
        lines: list[Text] = []
        joins = False
        for part, only_prompt in inside(cell, frozenset({"p", "tbl"}), is_prompt):
            found = [Text("")] if only_prompt else self._lines(part)
            if joins and lines:
                found[0] = joined("", [lines.pop(), found[0]])
            lines += found
            joins = tag_of(part) == "p" and _loses_its_end(part)
        return joined("\n", lines)

    def _lines(self, part: etree._Element) -> list[Text]:
        if tag_of(part) == "p":
            return [self.paragraph(part)]
        return [
            joined("\t", [self.cell(cell, is_prompt) for cell, is_prompt in inside(row, frozenset({"tc"}))])
            for row in rows_of(part)
        ] or [Text("")]

    def _pieces(self, parent: etree._Element, style: str | None, font: str) -> Iterator[tuple[str, str]]:
        for element in parent:
            tag = tag_of(element)
            if tag == "t":
                yield element.text or "", font
            elif tag in _SIGNS:
                yield _SIGNS[tag], font
            elif tag == "r":
                own = self._fonts.of_run(child(element, "rPr"), style) if self._fonts else ""
                yield from self._pieces(element, style, own)
            elif tag == "sym":
                yield _symbol(element)
            elif tag == "sdt":
                content = child(element, "sdtContent")
                if content is not None and not is_only_prompt(element):
                    yield from self._pieces(content, style, font)
            elif tag == "AlternateContent":
                yield from self._pieces(element[0], style, font) if len(element) else ()
            elif tag in ("drawing", "pict", "object"):
                self._take_boxes(element)
            elif tag in _WRAPPERS:
                yield from self._pieces(element, style, font)

    def _take_boxes(self, drawing: etree._Element) -> None:
        self.boxes += [text for box in drawing.iter("{*}txbxContent") if (text := self.cell(box)).shown.strip()]


def _symbol(element: etree._Element) -> tuple[str, str]:
    code, font = (val(element, "char") or "").upper(), val(element, "font") or ""
    if font.casefold().startswith("wingdings") and code in _TICKS:
        return _TICKS[code], ""
    try:
        return chr(int(code, 16)), font
    except (ValueError, OverflowError):
        return "", font


def _loses_its_end(paragraph: etree._Element) -> bool:
    """Whether the end of a paragraph is deleted under tracked changes: the next one goes on in it."""
    properties = child(paragraph, "pPr")
    marks = child(properties, "rPr") if properties is not None else None
    return marks is not None and child(marks, "del") is not None


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, deleted ones too."""
    return (row for row, _ in inside(table, frozenset({"tr"})))


def joined(separator: str, texts: list[Text]) -> Text:
    """The texts one behind the other."""
    is_converted = any(text.before is not None for text in texts)
    before = separator.join(text.shown if text.before is None else text.before for text in texts)
    return Text(separator.join(text.shown for text in texts), before if is_converted else None)
