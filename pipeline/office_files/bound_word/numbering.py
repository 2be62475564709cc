"""The lists of all documents in one part, each counting for itself."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from pipeline.office_files.bound_word.looks import Look
from pipeline.office_files.bound_word.names import Element, W, local, value, w
from pipeline.office_files.package_edit import detach


class Lists:
    """The lists of the book, and their shapes."""

    def __init__(self) -> None:
        self._shapes: list[Element] = []
        self._lists: list[Element] = []

    def root(self) -> Element | None:
        """The part; None where no document has a list."""
        if not self._lists:
            return None
        root = etree.Element(w("numbering"), nsmap={"w": W})
        root.extend([*self._shapes, *self._lists])
        return root

    def take(self, numbering: Element | None) -> dict[str, str]:
        """What the lists of a document are called in the book."""
        if numbering is None:
            return {}
        shapes = {
            str(value(one, "abstractNumId")): self._take_shape(one) for one in numbering.findall(w("abstractNum"))
        }
        return {str(value(one, "numId")): self._take_list(one, shapes) for one in numbering.findall(w("num"))}

    def _take_shape(self, shape: Element) -> str:
        fresh, number = deepcopy(shape), str(len(self._shapes))
        fresh.set(w("abstractNumId"), number)
        # Word joins lists of one nsid. Pictures as bullets stay behind: the letter beside them shows.
        for element in list(fresh.iter(*map(w, ("nsid", "tmpl", "lvlPicBulletId")))):
            detach(element)
        self._shapes.append(fresh)
        return number

    def _take_list(self, one: Element, shapes: Mapping[str, str]) -> str:
        fresh, number = deepcopy(one), str(len(self._lists) + 1)
        fresh.set(w("numId"), number)
        shape = fresh.find(w("abstractNumId"))
        if shape is not None:
            shape.set(w("val"), shapes[str(value(shape))])
        for name in [name for name in fresh.attrib if local(str(name)) == "durableId"]:
            del fresh.attrib[name]
        self._lists.append(fresh)
        return number

    def name_styles(self, called: Mapping[str, str], look: Look) -> None:
        """Let the lists of a document, by what they are called now, name its styles."""
        mine = [one for one in self._lists if value(one, "numId") in called.values()]
        numbers = {value(one.find(w("abstractNumId"))) for one in mine}
        shapes = [one for one in self._shapes if value(one, "abstractNumId") in numbers]
        for tree in (*mine, *shapes):
            look.theme.resolve(tree)
            for named in tree.iter(*map(w, ("pStyle", "rStyle", "styleLink", "numStyleLink"))):
                named.set(w("val"), look.style(str(value(named))))
