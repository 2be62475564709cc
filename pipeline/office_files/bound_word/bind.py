"""The binding itself: document by document into one body, its parts into one package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from itertools import chain

from lxml import etree

from pipeline.office_files.bound_word.carrying import Cargo
from pipeline.office_files.bound_word.looks import Look, other_look, own_look
from pipeline.office_files.bound_word.names import MC, OFFICE_KINDS, Element, R, W, made, w
from pipeline.office_files.bound_word.notes import KINDS, Notes
from pipeline.office_files.bound_word.numbering import Lists
from pipeline.office_files.bound_word.sections import (
    blank_side,
    close_section,
    count_notes_anew,
    even_as_default,
    lacking,
    leave_blank,
    number_through,
    open_document,
    references,
    sections_of,
)
from pipeline.office_files.bound_word.settings import book_settings
from pipeline.office_files.bound_word.sources import Source, Unbindable
from pipeline.office_files.bound_word.stories import Fitting, Taken
from pipeline.office_files.bound_word.tables import keep_in_place
from pipeline.office_files.package_edit import PackageEdit, detach
from pipeline.office_files.word.package import word_package

_MAIN = "word/document.xml"
_WORD_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TEXT = {f"{OFFICE_KINDS}/{kind}" for kind in ("header", "footer")}


def mark_of(place: int) -> str:
    """The bookmark at the start of the document at this place, the first being 0."""
    return f"vanthu_{place}"


def bound(documents: Sequence[bytes], title: str, *, updates_fields: bool = False) -> bytes:
    """One .docx of all documents, each from a new page on; same documents, same bytes.

    The first is the front: pages count from 1 where the second begins, and on from there. `updates_fields`: Word counts
    page numbers in the front anew when it opens the file. Raises `Unbindable`.
    """
    sources = [Source(data, place) for place, data in enumerate(documents)]
    book = _Book(sources, title)
    for source in sources:
        try:
            book.add(source)
        except (KeyError, ValueError, etree.XMLSyntaxError) as error:  # a part is named that is not there, or unsound
            raise Unbindable(source.place) from error
    return book.packed(updates_fields)


class _Book:
    def __init__(self, sources: Sequence[Source], title: str) -> None:
        self._package = PackageEdit(word_package("", "", "", title, ""))
        self._package.drop("word/footer1.xml", _MAIN)
        self._cargo = Cargo(self._package)
        self._sources = sources
        self._tells_even = any(source.has_even_headers for source in sources)
        self._root = _root(sources)
        self._body = etree.SubElement(self._root, w("body"))
        self._taken = Taken(names={mark_of(source.place) for source in sources})
        self._notes = {kind: Notes(kind) for kind in KINDS}
        self._defined: set[str] = set()  # headers and footers that a document further back would take over
        self._lists = Lists()
        self._called = [self._lists.take(source.trees.get("numbering")) for source in sources]
        usual = Counter(source.look for source in sources).most_common(1)[0][0]
        self._base = next(source for source in sources if source.look == usual)
        self._styles = deepcopy(self._base.styles)
        self._looks = self._all_looks()

    def _all_looks(self) -> dict[str, Look]:
        base = self._base
        looks = {base.look: own_look(self._styles, base.theme, self._called[base.place])}
        for source in self._sources:
            if source.look not in looks:
                lists, place = self._called[source.place], source.place
                used = (one.table_styles for one in self._sources if one.look == source.look)
                tables = frozenset(chain.from_iterable(used))
                looks[source.look] = other_look(source.styles, source.theme, lists, tables, self._styles, place)
            self._lists.name_styles(self._called[source.place], looks[source.look])
        return looks

    def add(self, source: Source) -> None:
        """Put a document behind those before."""
        body, package = source.body, source.package
        last = close_section(body)
        if source.is_old != self._base.is_old:
            keep_in_place(body, source.styles, was_old=source.is_old)
        fitting = Fitting(self._looks[source.look], self._called[source.place], self._taken, source.place)
        fitting.fit(body)
        self._mark_start(body, source.place)
        numbered = self._take_notes(source, fitting)
        self._cargo.carry(package, source.main, body, _MAIN, fitting.fit, _TEXT)
        fitting.point(body)
        self._set_sections(source, numbered)
        self._body.extend(list(body))
        if source is self._sources[-1]:
            detach(last)
            self._body.append(last)

    def _mark_start(self, body: Element, place: int) -> None:
        first = next(body.iter(w("p")))  # there is one: a section ends in it
        number = str(self._taken.bookmarks())
        properties = first.find(w("pPr"))
        at = 0 if properties is None else first.index(properties) + 1
        first.insert(at, made("bookmarkStart", id=number, name=mark_of(place)))
        first.insert(at + 1, made("bookmarkEnd", id=number))

    def _take_notes(self, source: Source, fitting: Fitting) -> list[str]:
        """Put in the document's notes; the kinds of them that are numbered."""
        found = []
        for kind, notes in self._notes.items():
            part = source.part(kind)
            if part is None:
                continue
            tree, name = source.trees[kind], f"word/{kind}.xml"
            if notes.root is None:
                self._add(kind, b"<none/>")
            fitting.fit(tree)
            self._cargo.carry(source.package, part, tree, name, fitting.fit, _TEXT)
            notes.take(tree, source.body)
            if kind != "comments":
                found.append(kind)
        return found

    def _add(self, kind: str, data: bytes) -> None:
        """A part beside the text."""
        self._package.add(f"word/{kind}.xml", data, f"{_WORD_TYPES}.{kind}+xml")
        self._package.relate(_MAIN, f"{OFFICE_KINDS}/{kind}", f"word/{kind}.xml")

    def _set_sections(self, source: Source, numbered: list[str]) -> None:
        sections = sections_of(source.body)
        for section in sections:
            number_through(section)
            count_notes_anew(section, numbered)
            if self._tells_even and not source.has_even_headers:
                even_as_default(section)
        for side, sheet in lacking(sections[0], self._defined):
            leave_blank(sections[0], side, sheet, self._package.relate(_MAIN, *self._blank(side)))
        for section in sections:
            self._defined |= references(section).keys()
        open_document(sections[0], starts_at=1 if source.place == 1 else None)

    def _blank(self, side: str) -> tuple[str, str]:
        """A header or footer without a word: kind of relation, and part."""
        kind, part = f"{OFFICE_KINDS}/{side}", f"word/blank-{side}.xml"
        if part not in self._package:
            self._package.add(part, _written(blank_side(side)), f"{_WORD_TYPES}.{side}+xml")
        return kind, part

    def packed(self, updates_fields: bool) -> bytes:
        """The package of all that was added."""
        separators = {kind: notes.separators for kind, notes in self._notes.items()}
        settings = book_settings(self._base.trees.get("settings"), updates_fields, self._tells_even, separators)
        roots = {"document": self._root, "styles": self._styles, "settings": settings}
        roots |= {kind: notes.root for kind, notes in self._notes.items() if notes.root is not None}
        if (lists := self._lists.root()) is not None:
            self._add("numbering", b"<none/>")
            roots["numbering"] = lists
        for kind, root in roots.items():
            etree.cleanup_namespaces(root, keep_ns_prefixes=[str(name) for name in root.nsmap if name])
            self._package.put(f"word/{kind}.xml", _written(root))
        return self._package.packed()


def _root(sources: Sequence[Source]) -> Element:
    """The root of the text, with the names of what programs may leave out, as all documents have them."""
    names: dict[str, str] = {"w": W, "r": R}
    ignorable: dict[str, None] = {}
    for source in sources:
        for prefix, uri in source.root.nsmap.items():
            if prefix and uri not in names.values():
                names.setdefault(prefix, uri)
        for prefix in str(source.root.get(f"{{{MC}}}Ignorable", "")).split():
            if names.get(prefix) == source.root.nsmap.get(prefix):
                ignorable[prefix] = None
    root = etree.Element(w("document"), nsmap={**names, **({"mc": MC} if ignorable else {})})
    if ignorable:
        root.set(f"{{{MC}}}Ignorable", " ".join(ignorable))
    return root


def _written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
