"""The settings of the book: those of most of its documents that say how a page is set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy

from lxml import etree

from pipeline.office_files.bound_word.names import Element, W, insert_after, made, w

_BEFORE_EVEN = {"zoom", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone"}
_BEFORE_EVEN |= {"doNotHyphenateCaps"}
_BEFORE_FIELDS = _BEFORE_EVEN | {"evenAndOddHeaders", "characterSpacingControl"}
_BEHIND = {"compat", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator"}


def book_settings(
    settings: Element | None, updates_fields: bool, tells_even: bool, separators: Mapping[str, Sequence[str]]
) -> Element:
    """`separators` names, by kind of notes, the lines between text and notes."""
    root = etree.Element(w("settings"), nsmap={"w": W})
    wanted = set(map(w, _BEFORE_FIELDS | _BEHIND)) - {w("evenAndOddHeaders")}
    if settings is not None:
        root.extend([deepcopy(child) for child in settings if child.tag in wanted])
    if tells_even:
        insert_after(root, made("evenAndOddHeaders"), _BEFORE_EVEN)
    if updates_fields:
        insert_after(root, made("updateFields", val="true"), _BEFORE_FIELDS)
    before = _BEFORE_FIELDS | {"updateFields"}
    for kind in ("footnotes", "endnotes"):
        if separators[kind]:
            insert_after(root, _lines(kind[:-1], separators[kind]), before)
            before |= {f"{kind[:-1]}Pr"}
    return root


def _lines(note: str, numbers: Sequence[str]) -> Element:
    """The lines of a kind of notes; endnotes stand at the end of their document."""
    properties = made(f"{note}Pr")
    if note == "endnote":
        properties.append(made("pos", val="sectEnd"))
    for number in numbers:
        properties.append(made(note, id=number))
    return properties
