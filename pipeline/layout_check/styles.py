"""The styles of a file: their chains followed to the end, theme fonts by name, lists by their levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.layout_check.looks import RunLook, Shape, run_look, shape
from pipeline.layout_check.ooxml import DRAWING, Element, attribute, child, twips, w, whole
from pipeline.layout_check.package import WordFile

_SCRIPT_OF_THEME = {"HAnsi": "latin", "Ascii": "latin", "EastAsia": "ea", "Bidi": "cs"}
_SHAPES = {"decimal": "1", "decimalZero": "01", "upperRoman": "I", "lowerRoman": "i", "upperLetter": "A"}


@dataclass(frozen=True)
class ListLevel:
    """One level of a list: what stands before the text, as `I.`, `1.`, `-`; how it looks and is indented."""

    label: str
    look: RunLook
    shape: Shape


class Styles:
    """What the styles, the theme and the lists of a file say."""

    def __init__(self, file: WordFile) -> None:
        self.theme = _theme_fonts(file.only("/theme"))
        root = file.only("/styles")
        self._styles = {} if root is None else {str(attribute(style, "styleId")): style for style in _styles(root)}
        self._lists = file.only("/numbering")
        defaults = child(root, "docDefaults")
        self.run_defaults = run_look(child(defaults, "rPrDefault", "rPr"), self.theme)
        self.shape_defaults = shape(child(defaults, "pPrDefault", "pPr"))
        self._looks: dict[str, RunLook] = {}
        self._shapes: dict[str, Shape] = {}
        self._levels: dict[tuple[str, int], ListLevel | None] = {}

    @cached_property
    def default_paragraph(self) -> str:
        """The id of the style of paragraphs that name none."""
        return next((id for id, style in self._styles.items() if _is_default(style)), "")

    def look(self, style: str | None) -> RunLook:
        """How text in a style looks, by itself and what it is based on."""
        key = style or ""
        if key not in self._looks:
            found = RunLook()
            for element in reversed(list(self._chain(key))):
                found = run_look(child(element, "rPr"), self.theme).over(found)
            self._looks[key] = found
        return self._looks[key]

    def shape(self, style: str | None) -> Shape:
        """How paragraphs in a style are set, by itself and what it is based on."""
        key = style or ""
        if key not in self._shapes:
            found = Shape()
            for element in reversed(list(self._chain(key))):
                found = shape(child(element, "pPr")).over(found)
            self._shapes[key] = found
        return self._shapes[key]

    def table_properties(self, style: str | None) -> Iterator[Element]:
        """The `w:tblPr` of a table style and of those it is based on, the nearest first."""
        for element in self._chain(style or ""):
            found = child(element, "tblPr")
            if found is not None:
                yield found

    def level(self, numbering: str | None, level: int | None) -> ListLevel | None:
        """A level of a list; None for text that stands in no list."""
        if numbering in (None, "0") or self._lists is None:
            return None
        key = (str(numbering), level or 0)
        if key not in self._levels:
            self._levels[key] = self._find_level(self._lists, *key)
        return self._levels[key]

    def _find_level(self, root: Element, numbering: str, level: int) -> ListLevel | None:
        lists = {attribute(number, "numId"): number for number in root.iterfind(w("num"))}
        abstract = attribute(child(lists.get(numbering), "abstractNumId"))
        for outline in root.iterfind(w("abstractNum")):
            if attribute(outline, "abstractNumId") == abstract:
                levels = {whole(attribute(found, "ilvl")): found for found in outline.iterfind(w("lvl"))}
                return self._as_level(levels[level]) if level in levels else None
        return None

    def _as_level(self, element: Element) -> ListLevel:
        counted = _SHAPES.get(attribute(child(element, "numFmt")) or "decimal", "a")
        text = attribute(child(element, "lvlText")) or ""
        for place in range(1, 10):
            text = text.replace(f"%{place}", counted)
        return ListLevel(text, run_look(child(element, "rPr"), self.theme), shape(child(element, "pPr")))

    def _chain(self, style: str) -> Iterator[Element]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = attribute(child(self._styles[style], "basedOn")) or ""


def cell_margins(properties: Element) -> tuple[int | None, int | None]:
    """Left and right inner margins of the cells that a `w:tblPr` gives."""
    margins = child(properties, "tblCellMar")
    sides = (("left", "start"), ("right", "end"))
    left, right = (
        next((twips(attribute(found, "w")) for name in names if (found := child(margins, name)) is not None), None)
        for names in sides
    )
    return left, right


def _styles(root: Element) -> Iterator[Element]:
    return root.iterfind(w("style"))


def _is_default(style: Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on")


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """Theme name → font. A theme that names none for a script leaves the choice to Word."""
    found: dict[str, str] = {}
    for half in ("major", "minor"):
        fonts = None if theme is None else theme.find(f".//{{{DRAWING}}}{half}Font")
        for name, script in _SCRIPT_OF_THEME.items():
            element = None if fonts is None else fonts.find(f"{{{DRAWING}}}{script}")
            typeface = None if element is None else element.get("typeface")
            if typeface:
                found[half + name] = str(typeface)
    return found
