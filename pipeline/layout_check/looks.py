"""How text and paragraphs look, as layers: a value that a layer does not give comes from the layer below."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

from pipeline.layout_check.ooxml import TWIPS_A_POINT, Element, attribute, child, switched, twips, w, whole

SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")
UNSET_FONT = "Times New Roman"  # what Word takes where nothing names a font
_THEMED = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme"}
# Set in a style they switch what lies below, rather than replace it (ISO/IEC 29500-1, 17.7.3).
_TOGGLES = ("bold", "bold_cs", "italic", "italic_cs", "caps", "hidden")


class Layer:
    """Base of a set of values of which any may be missing."""

    def over(self, below: Self) -> Self:
        """These values, and those of `below` where they are missing."""
        values: dict[str, Any] = {}
        for field in dataclasses.fields(self):  # type: ignore[arg-type]
            own = getattr(self, field.name)
            values[field.name] = getattr(below, field.name) if own is None else own
        return type(self)(**values)


@dataclass(frozen=True)
class RunLook(Layer):
    """How a run of text looks: a font for each script; sizes in points."""

    ascii: str | None = None
    hAnsi: str | None = None  # noqa: N815 (Word's own name of the script)
    eastAsia: str | None = None  # noqa: N815
    cs: str | None = None
    size: float | None = None
    size_cs: float | None = None
    bold: bool | None = None
    bold_cs: bool | None = None
    italic: bool | None = None
    italic_cs: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    underline: bool | None = None
    is_complex: bool | None = None
    hint: str | None = None

    def font(self, script: str) -> str:
        """The font of one of `SCRIPTS`."""
        return getattr(self, script) or UNSET_FONT

    @property
    def points(self) -> float:
        return (self.size_cs if self.is_complex else self.size) or 10.0

    @property
    def is_bold(self) -> bool:
        return bool(self.bold_cs if self.is_complex else self.bold)

    @property
    def is_italic(self) -> bool:
        return bool(self.italic_cs if self.is_complex else self.italic)


@dataclass(frozen=True)
class Shape(Layer):
    """How a paragraph is set. Lengths in twentieths of a point, a line height `auto` in 240ths of a line."""

    align: str | None = None
    before: int | None = None
    after: int | None = None
    line: int | None = None
    line_rule: str | None = None
    left: int | None = None
    right: int | None = None
    first_line: int | None = None  # negative where the first line hangs out
    contextual: bool | None = None
    line_above: str | None = None  # kind of border: single, double …
    line_below: str | None = None
    numbering: str | None = None
    level: int | None = None
    tabs: tuple[int, ...] | None = None
    page_break_before: bool | None = None


NO_LOOK, NO_SHAPE = RunLook(), Shape()  # layers that give nothing


def run_look(properties: Element | None, theme: Mapping[str, str]) -> RunLook:
    """What a `w:rPr` says; `theme` gives the font of each theme name (`minorHAnsi`)."""
    if properties is None:
        return RunLook()

    def switch(name: str) -> bool | None:
        return switched(child(properties, name))

    def points(name: str) -> float | None:
        half = whole(attribute(child(properties, name)))
        return None if half is None else half / 2

    fonts = child(properties, "rFonts")
    underline = attribute(child(properties, "u"))
    complex_script = [switch("cs"), switch("rtl")]
    return RunLook(
        **_fonts(fonts, theme),
        size=points("sz"),
        size_cs=points("szCs"),
        bold=switch("b"),
        bold_cs=switch("bCs"),
        italic=switch("i"),
        italic_cs=switch("iCs"),
        caps=switch("caps"),
        hidden=switch("vanish"),
        underline=None if underline is None else underline != "none",
        is_complex=None if complex_script == [None, None] else any(complex_script),
        hint=attribute(fonts, "hint"),
    )


def _fonts(fonts: Element | None, theme: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for script in SCRIPTS:
        themed = attribute(fonts, _THEMED[script])
        found[script] = theme.get(themed, UNSET_FONT) if themed else attribute(fonts, script)
    return found


@lru_cache(maxsize=4096)
def effective(defaults: RunLook, table: RunLook, paragraph: RunLook, character: RunLook, direct: RunLook) -> RunLook:
    """How a run looks in the end: the layers from docDefaults up, the switches of styles counted against each other."""
    laid = direct.over(character.over(paragraph.over(table.over(defaults))))
    toggled: dict[str, Any] = {}
    for name in _TOGGLES:
        own = getattr(direct, name)
        in_styles = [bool(getattr(layer, name)) for layer in (table, paragraph, character)]
        toggled[name] = own if own is not None else bool(getattr(defaults, name)) or sum(in_styles) % 2 == 1
    return dataclasses.replace(laid, **toggled)


def shape(properties: Element | None) -> Shape:
    """What a `w:pPr` says."""
    if properties is None:
        return Shape()
    spacing, indent, numbered = (child(properties, name) for name in ("spacing", "ind", "numPr"))
    return Shape(
        align=attribute(child(properties, "jc")),
        before=_gap(spacing, "before"),
        after=_gap(spacing, "after"),
        line=twips(attribute(spacing, "line")),
        line_rule=attribute(spacing, "lineRule"),
        left=twips(attribute(indent, "left") or attribute(indent, "start")),
        right=twips(attribute(indent, "right") or attribute(indent, "end")),
        first_line=_first_line(indent),
        contextual=switched(child(properties, "contextualSpacing")),
        line_above=attribute(child(properties, "pBdr", "top")),
        line_below=attribute(child(properties, "pBdr", "bottom")),
        numbering=attribute(child(numbered, "numId")),
        level=whole(attribute(child(numbered, "ilvl"))),
        tabs=_tabs(child(properties, "tabs")),
        page_break_before=switched(child(properties, "pageBreakBefore")),
    )


def _gap(spacing: Element | None, side: str) -> int | None:
    """Space before or after; Word's `auto` is 14 points."""
    if attribute(spacing, f"{side}Autospacing") in ("1", "true", "on"):
        return 14 * TWIPS_A_POINT
    return twips(attribute(spacing, side))


def _first_line(indent: Element | None) -> int | None:
    hanging = twips(attribute(indent, "hanging"))
    return twips(attribute(indent, "firstLine")) if hanging is None else -hanging


def _tabs(tabs: Element | None) -> tuple[int, ...] | None:
    if tabs is None:
        return None
    stops = [tab for tab in tabs.iterfind(w("tab")) if attribute(tab) not in ("clear", "bar")]
    return tuple(sorted(place for tab in stops if (place := twips(attribute(tab, "pos"))) is not None))
