"""A document's theme, taken out of its text: what the theme says is written where it is meant."""

from __future__ import annotations

from pipeline.office_files.bound_word.names import Element, local, w

# Of the four kinds of letters: which attribute of the theme's, which list of its fonts.
_PLACES = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs"}
_LISTS = {"ascii": "latin", "hAnsi": "latin", "eastAsia": "ea", "cs": "cs"}


class Theme:
    """The fonts of one theme; of none where the document has no theme."""

    def __init__(self, theme: Element | None) -> None:
        self._theme = theme

    def resolve(self, tree: Element) -> None:
        """Name fonts, and leave colours as they stand beside the theme's."""
        for element in tree.iter(w("rFonts")):
            for themed, plain in _PLACES.items():
                wanted = element.attrib.pop(w(themed), None)
                font = self._font(str(wanted), _LISTS[plain]) if wanted else ""
                if font:
                    element.set(w(plain), font)
        for element in tree.iter(*map(w, _COLOURED)):
            for name in [name for name in element.attrib if local(str(name)).startswith("theme")]:
                del element.attrib[name]

    def _font(self, wanted: str, letters: str) -> str:
        """The font that `minorHAnsi`, `majorBidi` and the like stand for."""
        if self._theme is None:
            return ""
        which = "major" if wanted.startswith("major") else "minor"
        found = self._theme.find(f".//{{*}}{which}Font/{{*}}{letters}")
        return "" if found is None else str(found.get("typeface", ""))


_COLOURED = (
    *("color", "u", "shd", "bdr", "top", "left", "bottom", "right", "start", "end", "between", "bar"),
    *("insideH", "insideV", "tl2br", "tr2bl"),
)
