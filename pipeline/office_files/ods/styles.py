"""The styles of an OpenDocument workbook, as far as they name a font of an old encoding."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.errors import FormRefused
from pipeline.office_files.workbook_problems import too_large_to_read
from pipeline.office_files.xml_parts import Listener, local

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_DEEPEST = 20  # a style is based on another, that on a third: nobody goes further
_DEFAULT = ""
_MOST = 70_000  # styles; more than any program keeps apart


class OdsStyles(Listener):
    """The fonts of the styles, common and automatic, by family and name."""

    def __init__(self) -> None:
        self._faces: dict[str, str] = {}
        self._parents: dict[tuple[str, str], str] = {}
        self._fonts: dict[tuple[str, str], str] = {}
        self._current: tuple[str, str] | None = None
        self._known: dict[tuple[str, str], str | None] = {}
        self._left = _MOST

    def font(self, family: str, name: str) -> str | None:
        """The font that a style gives, its own or one of those it is based on; None where none of them names one."""
        key = (family, name)
        if key not in self._known:
            self._known[key] = self._look_up(key)
        return self._known[key]

    def _look_up(self, key: tuple[str, str]) -> str | None:
        family, name = key
        for _ in range(_DEEPEST):
            if (family, name) in self._fonts:
                return self._fonts[family, name]
            if name == _DEFAULT:
                break
            name = self._parents.get((family, name), _DEFAULT)
        return None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = local(tag)
        if name in ("font-face", "style"):
            self._left -= 1
            if self._left < 0:
                raise FormRefused(too_large_to_read())
        match name:
            case "font-face":
                face = attributes.get(f"{STYLE}name", "")
                self._faces[face] = attributes.get(f"{_SVG}font-family", face).strip("'\"")
            case "style":
                self._current = (attributes.get(f"{STYLE}family", ""), attributes.get(f"{STYLE}name", _DEFAULT))
                self._parents[self._current] = attributes.get(f"{STYLE}parent-style-name", _DEFAULT)
            case "default-style":
                self._current = (attributes.get(f"{STYLE}family", ""), _DEFAULT)
            case "text-properties" if self._current:
                family = attributes.get(f"{_FO}font-family")
                named = attributes.get(f"{STYLE}font-name")
                if family is not None:
                    self._fonts[self._current] = family.strip("'\"")
                elif named is not None:
                    self._fonts[self._current] = self._faces.get(named, named)

    def end(self, tag: str) -> None:
        if local(tag) in ("style", "default-style"):
            self._current = None
