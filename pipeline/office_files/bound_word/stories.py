"""What is changed in a text so that it can stand among others: names and numbers, nothing that is seen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count

from pipeline.office_files.bound_word.looks import Look, name_lists
from pipeline.office_files.bound_word.names import MC, Element, local, made, value, w

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_STYLED = ("rStyle", "tblStyle")
_GO_BACK = "_GoBack"  # where Word's cursor stood last
_POINTING = re.compile(r"((?:REF|PAGEREF|NOTEREF|HYPERLINK)\s+(?:\\l\s+)?\"?)([\w.]+)")


@dataclass
class Taken:
    """What has to be told apart in the whole book: drawings by number, bookmarks by number and name."""

    drawings: Callable[[], int] = field(default_factory=lambda: count(1).__next__)
    bookmarks: Callable[[], int] = field(default_factory=lambda: count(1).__next__)
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Fitting:
    """How the texts of one document are fitted in. `lists` says what its lists are called there."""

    look: Look
    lists: Mapping[str, str]
    taken: Taken
    place: int
    bookmarks: dict[str, str] = field(default_factory=dict)

    def fit(self, tree: Element) -> None:
        """Change a text in place."""
        self.look.theme.resolve(tree)
        _style(tree, self.look)
        name_lists(tree, self.lists)
        for drawing in tree.iter(_DRAWN):
            drawing.set("id", str(self.taken.drawings()))
        self._mark(tree)
        _drop(tree)

    def _mark(self, tree: Element) -> None:
        """Bookmarks keep their names where those are free."""
        numbers: dict[str, str] = {}
        for start in list(tree.iter(w("bookmarkStart"))):
            numbers[str(value(start, "id"))] = fresh = str(self.taken.bookmarks())
            start.set(w("id"), fresh)
            start.set(w("name"), self._name(str(value(start, "name"))))
        for end in tree.iter(w("bookmarkEnd")):
            end.set(w("id"), numbers.get(str(value(end, "id")), str(value(end, "id"))))

    def _name(self, name: str) -> str:
        fresh = name if name not in self.taken.names else f"{name[:30]}_{self.place}"
        self.taken.names.add(fresh)
        self.bookmarks[name] = fresh
        return fresh

    def point(self, tree: Element) -> None:
        """Let fields and links point to the bookmarks of their own document, once all of it is fitted in."""
        changed = {old: new for old, new in self.bookmarks.items() if old != new}
        if not changed:
            return
        for link in tree.iter(w("hyperlink")):
            if anchor := value(link, "anchor"):
                link.set(w("anchor"), changed.get(anchor, anchor))
        for field_ in tree.iter(w("fldSimple")):
            field_.set(w("instr"), _pointed(str(value(field_, "instr")), changed))
        for code in tree.iter(w("instrText")):
            code.text = _pointed(code.text or "", changed)


def _pointed(code: str, changed: Mapping[str, str]) -> str:
    return _POINTING.sub(lambda found: found[1] + changed.get(found[2], found[2]), code)


def _style(tree: Element, look: Look) -> None:
    within = (
        {paragraph for table in tree.iter(w("tbl")) for paragraph in table.iter(w("p"))} if look.in_tables else set()
    )
    for paragraph in tree.iter(w("p")):
        named = _named(paragraph, "pPr", "pStyle", look.usual.get("paragraph"))
        if named is not None:
            named.set(w("val"), look.paragraph(str(value(named)), in_table=paragraph in within))
    for table in tree.iter(w("tbl")):
        _named(table, "tblPr", "tblStyle", look.usual.get("table"))
    for named in tree.iter(*map(w, _STYLED)):
        named.set(w("val"), look.style(str(value(named))))


def _named(element: Element, part: str, name: str, usual: str | None) -> Element | None:
    """What names the style of a paragraph or table; where there is none, a new one for the usual style, if any."""
    found = element.find(f"{w(part)}/{w(name)}")
    if found is None and usual is not None:
        properties = element.find(w(part))
        if properties is None:
            properties = made(part)
            element.insert(0, properties)
        found = made(name, val=usual)
        properties.insert(0, found)
    return found


def _drop(tree: Element) -> None:
    """What says something of the single file: numbers of paragraphs and controls, data beside the text, the cursor."""
    for element in list(tree.iter(w("dataBinding"), w("bookmarkStart"))):
        if element.tag == w("dataBinding") or str(value(element, "name")).startswith(_GO_BACK):
            _remove(element)
    for properties in tree.iter(w("sdtPr")):
        for number in properties.findall(w("id")):
            properties.remove(number)
    for element in tree.iter():
        for name in [name for name in element.attrib if local(str(name)) in ("paraId", "textId")]:
            del element.attrib[name]
    tree.attrib.pop(f"{{{MC}}}Ignorable", None)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    number = value(element, "id")
    parent.remove(element)
    if element.tag == w("bookmarkStart"):
        for end in list(parent.getroottree().iter(w("bookmarkEnd"))):
            other = end.getparent()
            if other is not None and value(end, "id") == number:
                other.remove(end)
