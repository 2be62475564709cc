"""Parts that a text refers to (pictures, headers, charts, addresses), carried from its document into the book."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.office_files.bound_word.names import Element, R
from pipeline.office_files.package_edit import PackageEdit, parsed, relations_part

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_USUAL_TYPE = "application/octet-stream"


@dataclass
class Cargo:
    """The book's package, and the parts without relations that are in it already, by their content."""

    book: PackageEdit
    there: dict[tuple[str, bytes], str] = field(default_factory=dict)

    def carry(
        self, source: PackageEdit, part: str, tree: Element, to: str, fit: Callable[[Element], None], text: set[str]
    ) -> None:
        """Let the references of a text, which goes into the part `to`, point to parts of the book.

        `text` are the kinds of relations to parts that hold text of their own: these are changed by `fit`.
        """
        relations = {str(one.get("Id")): one for one in _relations(source, part)}
        carried: dict[str, str] = {}
        for element, name in _references(tree):
            old = str(element.get(name))
            if old not in relations:
                del element.attrib[name]
                continue
            if old not in carried:
                carried[old] = self._related(source, part, relations[old], to, fit, text)
            element.set(name, carried[old])

    def _related(
        self,
        source: PackageEdit,
        part: str,
        relation: Element,
        to: str,
        fit: Callable[[Element], None],
        text: set[str],
    ) -> str:
        kind, target = str(relation.get("Type")), str(relation.get("Target"))
        if relation.get("TargetMode") == "External":
            return self._relate_outside(to, kind, target)
        copied = self._copied(source, _resolved(part, target), fit if kind in text else None, {})
        return self.book.relate(to, kind, copied)

    def _relate_outside(self, to: str, kind: str, target: str) -> str:
        number = self.book.relate(to, kind, to)
        root = self.book.tree(relations_part(to))
        (relation,) = [one for one in root if one.get("Id") == number]
        relation.set("Target", target)
        relation.set("TargetMode", "External")
        return number

    def _copied(
        self, source: PackageEdit, part: str, fit: Callable[[Element], None] | None, under_way: dict[str, str]
    ) -> str:
        """The name of the part in the book, with all that it relates to."""
        if part in under_way:
            return under_way[part]
        data = source.data(part)
        if fit is not None:
            root = parsed(data)
            fit(root)
            data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        relations = list(_relations(source, part))
        folder, name = posixpath.split(part)
        ending = name.rpartition(".")[2].casefold()
        key = (ending, data)
        if not relations and key in self.there:
            return self.there[key]
        stem = name.rpartition(".")[0].rstrip("0123456789") or "part"
        fresh = self.book.free_name(posixpath.join(folder, stem + "{}." + ending))
        self.book.add(fresh, data, _type_of(source, part))
        under_way[part] = fresh
        if not relations:
            self.there[key] = fresh
            return fresh
        root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
        for relation in relations:
            root.append(relation)
            if relation.get("TargetMode") != "External":
                inner = self._copied(source, _resolved(part, str(relation.get("Target"))), None, under_way)
                relation.set("Target", f"/{inner}")
        self.book.put(relations_part(fresh), etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
        return fresh


def _references(tree: Element) -> Iterator[tuple[Element, str]]:
    """Every attribute that names a relation of the part."""
    for element in tree.iter(etree.Element):
        for name in [str(name) for name in element.attrib if str(name).startswith(f"{{{R}}}")]:
            yield element, name


def _relations(source: PackageEdit, part: str) -> Iterator[Element]:
    name = relations_part(part)
    if name in source:
        for relation in source.tree(name).iterfind(f"{{{_RELATIONS}}}Relationship"):
            yield etree.fromstring(etree.tostring(relation))


def _resolved(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def _type_of(source: PackageEdit, part: str) -> str:
    types = source.tree("[Content_Types].xml")
    for one in types:
        if str(one.get("PartName", "")).casefold() == f"/{part}".casefold():
            return str(one.get("ContentType"))
    ending = part.rpartition(".")[2].casefold()
    for one in types.iterfind(f"{{{_TYPES}}}Default"):
        if str(one.get("Extension", "")).casefold() == ending:
            return str(one.get("ContentType"))
    return _USUAL_TYPE
