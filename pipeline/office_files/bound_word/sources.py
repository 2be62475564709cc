"""A document that is to be bound: its parts, opened."""

from __future__ import annotations

import hashlib
from functools import cached_property

from lxml import etree

from pipeline.office_files.bound_word.names import OFFICE_KINDS, Element, is_on, made, value, w
from pipeline.office_files.bound_word.tables import is_old
from pipeline.office_files.bound_word.theme import Theme
from pipeline.office_files.package_edit import PackageEdit
from pipeline.office_files.packages import PackageRefused
from pipeline.office_files.xml_parts import PartRefused

_UNSOUND = (PackageRefused, PartRefused, etree.XMLSyntaxError, ValueError, KeyError)


class Unbindable(Exception):
    """A file that is no Word document, or a damaged one. `place` is where it stands among those to be bound."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


class Source:
    """One document. Raises `Unbindable`."""

    def __init__(self, data: bytes, place: int) -> None:
        self.place = place
        try:
            self.package = PackageEdit(data)
            self.main = self.package.main_part()
            self.root = self.package.tree(self.main)
            found = self.root.find(w("body"))
            self._parts = {
                kind: self.package.related(self.main, f"{OFFICE_KINDS}/{kind}")
                for kind in ("styles", "numbering", "settings", "theme", "footnotes", "endnotes", "comments")
            }
            self.trees = {kind: self.package.tree(part) for kind, part in self._parts.items() if part is not None}
        except _UNSOUND as error:
            raise Unbindable(place) from error
        if found is None:
            raise Unbindable(place)
        self.body: Element = found

    def part(self, kind: str) -> str | None:
        """The name of the part of a kind (`styles`, `footnotes`); None where the document has none."""
        return self._parts[kind]

    @cached_property
    def styles(self) -> Element:
        """Its styles; none where it has no such part."""
        found = self.trees.get("styles")
        return made("styles") if found is None else found

    @cached_property
    def theme(self) -> Theme:
        return Theme(self.trees.get("theme"))

    @cached_property
    def look(self) -> str:
        """The same for documents whose styles mean the same: those of one template.

        Styles that count paragraphs belong to their document alone: its lists begin anew.
        """
        digest = hashlib.sha256()
        for kind in ("styles", "theme"):
            part = self._parts[kind]
            digest.update(self.package.data(part) if part else b"")
            digest.update(b"\0")
        counts = self.styles.find(f".//{w('numId')}") is not None
        return f"{digest.hexdigest()} {self.place if counts else ''}"

    @cached_property
    def table_styles(self) -> frozenset[str]:
        """The styles that its tables name."""
        return frozenset(str(value(style)) for style in self.root.iter(w("tblStyle")))

    @cached_property
    def is_old(self) -> bool:
        return is_old(self.trees.get("settings"))

    @cached_property
    def has_even_headers(self) -> bool:
        settings = self.trees.get("settings")
        return settings is not None and is_on(settings.find(w("evenAndOddHeaders")))
