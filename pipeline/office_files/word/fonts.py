"""Which font a run of a Word document is set in: its own, its styles', the document's, the theme's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from lxml import etree

from pipeline.office_files.xml_parts import local

_MAX_STYLES_ABOVE = 12  # a style rests on another, on another …; in a damaged file in a ring


class Fonts:
    """The fonts of one document. `of_run` gives the name that decides how a run's letters are meant."""

    def __init__(self, looks: Mapping[str, etree._Element]) -> None:
        self._styles = looks.get("styles")
        self._theme = looks.get("theme")

    def of_run(self, properties: etree._Element | None, paragraph_style: str | None) -> str:
        """The font of a run with these properties in a paragraph of that style; empty where none is named."""
        styles = (_value(properties, "rStyle"), paragraph_style or self._usual_style)
        return (
            self._named(properties)
            or next(filter(None, map(self._of_style, styles)), "")
            or self._named(self._usual_properties)
        )

    def _of_style(self, style: str | None) -> str:
        for _ in range(_MAX_STYLES_ABOVE):
            element = self._by_id.get(style or "")
            if element is None:
                return ""
            name = self._named(element.find("{*}rPr"))
            if name:
                return name
            style = _value(element, "basedOn")
        return ""

    def _named(self, properties: etree._Element | None) -> str:
        """The font that run properties name: that for letters beyond ASCII, which are those that old fonts show."""
        fonts = None if properties is None else properties.find("{*}rFonts")
        if fonts is None:
            return ""
        given = {local(str(key)): str(value) for key, value in fonts.attrib.items()}
        for place in ("hAnsi", "ascii"):
            name = self._of_theme(given[f"{place}Theme"]) if f"{place}Theme" in given else given.get(place)
            if name:
                return name
        return ""

    def _of_theme(self, place: str) -> str:
        """The Latin font of `minorHAnsi`, `majorAscii` and the like."""
        if self._theme is None:
            return ""
        latin = self._theme.find(f".//{{*}}{'major' if place.startswith('major') else 'minor'}Font/{{*}}latin")
        return "" if latin is None else str(latin.get("typeface", ""))

    @cached_property
    def _by_id(self) -> dict[str, etree._Element]:
        if self._styles is None:
            return {}
        return {_attribute(style, "styleId"): style for style in self._styles.iterfind("{*}style")}

    @cached_property
    def _usual_style(self) -> str | None:
        for name, style in self._by_id.items():
            if _attribute(style, "type") == "paragraph" and _attribute(style, "default") in ("1", "true", "on"):
                return name
        return None

    @cached_property
    def _usual_properties(self) -> etree._Element | None:
        return None if self._styles is None else self._styles.find("{*}docDefaults/{*}rPrDefault/{*}rPr")


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if local(str(key)) == name), "")


def _value(parent: etree._Element | None, name: str) -> str | None:
    """What a child element says in its `val`."""
    child = None if parent is None else parent.find(f"{{*}}{name}")
    return None if child is None else _attribute(child, "val")
