"""What a document takes where no style says otherwise, written into its styles: in the book that is another look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy

from pipeline.office_files.bound_word.names import (
    BEFORE_STYLE_OF_RUN,
    Element,
    insert_after,
    local,
    made,
    value,
    w,
)

Usual = Mapping[str, list[Element]]
"""`pPr` and `rPr` → the properties that are not the same as in the book."""

_PARTS = ("pPr", "rPr")
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


def usual_look(styles: Element, book: Element) -> Usual:
    """What a document's styles rest on, as far as the book's do not rest on the same."""
    return {part: _differing(_defaults(styles, part), _defaults(book, part), part) for part in _PARTS}


def _differing(mine: dict[str, Element], theirs: dict[str, Element], part: str) -> list[Element]:
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


def set_by(styles: Iterable[Element]) -> Usual:
    """All that these styles say of paragraphs and letters, also of those in some cells only."""
    found: dict[str, list[Element]] = {part: [] for part in _PARTS}
    for style in styles:
        for part in _PARTS:
            found[part] += [child for properties in style.iter(w(part)) for child in properties]
    return found


def without(usual: Usual, said: Usual) -> Usual:
    """The usual look without what is said elsewhere."""
    left = {part: [_without(element, said[part]) for element in usual[part]] for part in _PARTS}
    return {part: [element for element in found if element is not None] for part, found in left.items()}


def _without(element: Element, said: Iterable[Element]) -> Element | None:
    fresh = deepcopy(element)
    for other in said:
        if other.tag == fresh.tag:
            if local(str(fresh.tag)) not in _BY_ATTRIBUTE:
                return None
            for name in map(str, other.attrib):
                fresh.attrib.pop(name, None)
    return fresh if len(fresh.attrib) else None


def write_into(style: Element, usual: Usual) -> None:
    """Write the usual look into a style of paragraphs or tables that rests on no other."""
    if value(style, "type") not in ("paragraph", "table") or style.find(w("basedOn")) is not None:
        return
    for part, before in (("pPr", BEFORE_STYLE_OF_RUN), ("rPr", BEFORE_STYLE_OF_RUN | {"pPr"})):
        if usual[part] and style.find(w(part)) is None:
            insert_after(style, made(part), before)
        for element in usual[part]:
            _complete(style, element, part)


def _complete(style: Element, usual: Element, part: str) -> None:
    (own,) = style.findall(w(part))
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
