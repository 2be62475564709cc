"""The styles of a document among those of others: under names of their own, with its usual look written into them."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from pipeline.office_files.bound_word.names import (
    BEFORE_STYLE_OF_RUN,
    Element,
    first_child,
    insert_after,
    local,
    made,
    value,
    w,
)
from pipeline.office_files.bound_word.theme import Theme

_POINTING = ("basedOn", "next", "link")  # what in a style names another
_BY_ATTRIBUTE = ("rFonts", "lang", "spacing", "ind")  # each attribute is a property of its own
# What Word takes where nothing is said; the usual look of another document must not show through.
_NEUTRAL: dict[str, dict[str, str]] = {
    "rFonts": dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman"),
    "sz": {"val": "20"},
    "szCs": {"val": "20"},
    "kern": {"val": "0"},
    "color": {"val": "auto"},
    "spacing": {"before": "0", "after": "0", "line": "240", "lineRule": "auto"},
    "ind": {"left": "0", "right": "0", "firstLine": "0"},
    "jc": {"val": "left"},
} | {name: {"val": "0"} for name in ("b", "bCs", "i", "iCs")}


@dataclass(frozen=True)
class Look:
    """What the styles of a document are called among the others: `usual` for what names none, by kind of style.

    The book's own look has neither: names stay, and nothing need be named.
    """

    theme: Theme
    renamed: Mapping[str, str]
    usual: Mapping[str, str]

    def style(self, name: str) -> str:
        return self.renamed.get(name, name)


def own_look(styles: Element, theme: Theme, lists: Mapping[str, str]) -> Look:
    """The look that all others stand beside: its styles keep their names. `styles` are changed in place.

    `lists` says what the lists of the document are called in the book.
    """
    theme.resolve(styles)
    name_lists(styles, lists)
    return Look(theme, {}, {})


def other_look(styles: Element, theme: Theme, lists: Mapping[str, str], book: Element, number: int) -> Look:
    """Put a document's styles among those of the book, and tell what they are called there."""
    own = deepcopy(styles)
    theme.resolve(own)
    name_lists(own, lists)
    found = own.findall(w("style"))
    for kind in ("paragraph", "table"):
        if not any(_is_usual(style, kind) for style in found):
            found.append(_plain_style(kind))
    renamed = {name: f"{name}-{number}" for style in found if (name := value(style, "styleId"))}
    usual = {kind: renamed[str(value(style, "styleId"))] for style in found for kind in _usual_kinds(style)}
    defaults = {part: _usual_look(own, part, book) for part in ("pPr", "rPr")}
    for style in found:
        _write_into(style, defaults)
        _rename(style, renamed, number)
        book.append(style)
    return Look(theme, renamed, usual)


def name_lists(tree: Element, lists: Mapping[str, str]) -> None:
    """Let paragraphs or styles count by the lists as they are called in the book."""
    for number in tree.iter(w("numId")):
        number.set(w("val"), lists.get(str(value(number)), "0"))


def _plain_style(kind: str) -> Element:
    style = made("style", type=kind, default="1", styleId=f"Plain{kind.title()}")
    style.append(made("name", val=f"plain {kind}"))
    return style


def _is_usual(style: Element, kind: str) -> bool:
    return value(style, "type") == kind and value(style, "default") in ("1", "true", "on")


def _usual_kinds(style: Element) -> list[str]:
    return [kind for kind in ("paragraph", "table") if _is_usual(style, kind)]


def _rename(style: Element, renamed: Mapping[str, str], number: int) -> None:
    style.set(w("styleId"), renamed.get(str(value(style, "styleId")), f"style-{number}"))
    style.attrib.pop(w("default"), None)
    for name in _POINTING:
        pointing = style.find(w(name))
        if pointing is not None:
            pointing.set(w("val"), renamed.get(str(value(pointing)), str(value(pointing))))
    called = first_child(style, "name")
    called.set(w("val"), f"{value(called) or 'style'} ({number})")
    for aliases in style.findall(w("aliases")):
        style.remove(aliases)


def _usual_look(styles: Element, part: str, book: Element) -> list[Element]:
    """What the document takes where no style says otherwise, as far as the book's own is not the same."""
    mine, theirs = _defaults(styles, part), _defaults(book, part)
    for name in theirs:
        if (part, name) != ("rPr", "spacing") and name in _NEUTRAL:
            found = mine.setdefault(name, made(name))
            for key, text in _NEUTRAL[name].items():
                if w(key) not in found.attrib:
                    found.set(w(key), text)
    return [element for name, element in mine.items() if not _same(element, theirs.get(name))]


def _defaults(styles: Element, part: str) -> dict[str, Element]:
    found = styles.find(f"{w('docDefaults')}/{w(f'{part}Default')}/{w(part)}")
    return {} if found is None else {local(str(child.tag)): deepcopy(child) for child in found}


def _same(one: Element, other: Element | None) -> bool:
    return other is not None and dict(one.attrib) == dict(other.attrib)


def _write_into(style: Element, defaults: Mapping[str, list[Element]]) -> None:
    """Write the usual look into a style that rests on no other."""
    if value(style, "type") != "paragraph" or style.find(w("basedOn")) is not None:
        return
    for part, before in (("pPr", BEFORE_STYLE_OF_RUN), ("rPr", BEFORE_STYLE_OF_RUN | {"pPr"})):
        if not defaults[part]:
            continue
        own = style.find(w(part))
        if own is None:
            own = made(part)
            insert_after(style, own, before)
        for element in defaults[part]:
            _complete(own, element, part)


def _complete(own: Element, usual: Element, part: str) -> None:
    name = local(str(usual.tag))
    found = own.find(w(name))
    if found is None:
        insert_after(own, deepcopy(usual), _in_front_of(name, part))
    elif name in _BY_ATTRIBUTE:
        for key, text in usual.attrib.items():
            if key not in found.attrib:
                found.set(key, text)


_ORDER = {
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
        *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct"),
        *("topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind"),
        *("contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment"),
        *("textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
    ),
    "rPr": (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
        *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern"),
        *("position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs"),
        *("em", "lang", "eastAsianLayout", "specVanish", "oMath"),
    ),
}


def _in_front_of(name: str, part: str) -> set[str]:
    order = _ORDER[part]
    return set(order[: order.index(name)] if name in order else order)
