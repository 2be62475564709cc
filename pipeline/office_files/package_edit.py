"""An Open XML package changed part by part: what is not touched keeps its very bytes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from pipeline.office_files.packages import LIMITS, Limits, PackageRefused, packed, unpacked
from pipeline.office_files.xml_parts import check

Element = etree._Element

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"
_PART_OF_TOTAL = 3  # a tree in memory is many times its text
_SIGNS = 5  # tags and attributes of all parts that are looked at, for each cell that a file may have


class UnknownPackage(ValueError):
    """The package is built in a way that marks cannot be put into safely."""


class PackageEdit:
    """Parts by name. A part that was looked at is written anew only once it is said to be `changed`."""

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        """Raises `PackageRefused` for bytes that are no package within a third of the limits."""
        self._members = unpacked(data, replace(limits, total=limits.total // _PART_OF_TOTAL))
        self._most_signs = limits.cells * _SIGNS
        self._trees: dict[str, Element] = {}
        self._changed: set[str] = set()
        self._signs = 0
        self.is_changed = False

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._members))

    def data(self, name: str) -> bytes:
        return self._members[name]

    def put(self, name: str, data: bytes) -> None:
        self._members[name] = data
        self._trees.pop(name, None)
        self._changed.discard(name)
        self.is_changed = True

    def tree(self, name: str) -> Element:
        """The root element of a part. Raises for a part that is missing, too large, or not plain XML."""
        if name not in self._trees:
            xml = self._members[name]
            self._signs += xml.count(b"<") + xml.count(b"=")
            if self._signs > self._most_signs:
                raise UnknownPackage("far more than a form holds")
            self._trees[name] = parsed(xml)
        return self._trees[name]

    def changed(self, name: str) -> None:
        """The tree of this part was changed."""
        self._changed.add(name)
        self.is_changed = True

    def packed(self) -> bytes:
        """The package with all changes. Same content, same bytes."""
        changed = {name: written(self._trees[name]) for name in self._changed}
        return packed(self._members | changed)

    def free_name(self, pattern: str) -> str:
        """The first name not in use, of a pattern like `xl/comments{}.xml`."""
        taken = {name.casefold() for name in self._members}
        return next(name for name in map(pattern.format, range(1, 100_000)) if name.casefold() not in taken)

    def main_part(self) -> str:
        """The part that the package is about."""
        part = self.related("", f"{OFFICE}/officeDocument")
        if part is None:
            raise UnknownPackage("an Office file of another kind")
        return part

    def relations(self, part: str) -> list[tuple[str, str, str]]:
        """Id, type and target of each relation of a part to another."""
        name = relations_part(part)
        if name not in self._members:
            return []
        return [
            (str(item.get("Id")), str(item.get("Type")), resolved(part, str(item.get("Target"))))
            for item in self.tree(name).iterfind(f"{{{_RELATIONS}}}Relationship")
            if item.get("TargetMode") != "External"
        ]

    def related(self, part: str, kind: str) -> str | None:
        """The part that this one has a relation of the kind to."""
        return next((target for _id, type_, target in self.relations(part) if type_ == kind), None)

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relation; its id."""
        name = relations_part(part)
        if name not in self._members:
            self.put(name, written(etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})))
        root = self.tree(name)
        taken = {str(item.get("Id")) for item in root}
        number = next(f"rId{number}" for number in range(1, 100_000) if f"rId{number}" not in taken)
        relative = posixpath.relpath(target, posixpath.dirname(part) or ".")
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", {"Id": number, "Type": kind, "Target": relative})
        self.changed(name)
        return number

    def add(self, name: str, data: bytes, content_type: str) -> None:
        """A new part; one with the ending `.vml` has its type by that."""
        self.put(name, data)
        types = self.tree(_TYPES_PART)
        extension = name.rpartition(".")[2]
        if extension == "xml":
            attributes = {"PartName": f"/{name}", "ContentType": content_type}
            etree.SubElement(types, f"{{{_TYPES}}}Override", attributes)
        elif not any(_extension(item) == extension for item in types):
            types.insert(
                0, etree.Element(f"{{{_TYPES}}}Default", {"Extension": extension, "ContentType": content_type})
            )
        self.changed(_TYPES_PART)

    def drop(self, part: str, source: str) -> None:
        """Take a part out, its relation from `source`, and what only it relates to."""
        inner = [target for _id, _kind, target in self.relations(part)]
        self._forget(source, part)
        for name in (part, relations_part(part)):
            self._remove(name)
        for target in inner:
            if not self._is_related(target):
                self._remove(target)

    def _forget(self, source: str, target: str) -> None:
        name = relations_part(source)
        root = self.tree(name)
        for item in list(root):
            if item.get("TargetMode") != "External" and resolved(source, str(item.get("Target"))) == target:
                root.remove(item)
        self.changed(name)
        if not len(root):
            self._remove(name)

    def _remove(self, name: str) -> None:
        if self._members.pop(name, None) is None:
            return
        self._trees.pop(name, None)
        self._changed.discard(name)
        self.is_changed = True
        types = self.tree(_TYPES_PART)
        extension = name.rpartition(".")[2]
        is_last = not any(other.endswith(f".{extension}") for other in self._members)
        for item in list(types):
            if item.get("PartName") == f"/{name}" or (is_last and _extension(item) == extension):
                types.remove(item)
        self.changed(_TYPES_PART)

    def _is_related(self, target: str) -> bool:
        sources = [_source(name) for name in self._members if name.endswith(".rels")]
        return any(target == other for source in sources for _id, _kind, other in self.relations(source))


def parsed(data: bytes) -> Element:
    """The root of an XML text. Raises `PartRefused` where it has a document type, lxml's errors where it is unsound."""
    check(data)
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def package_or_none(data: bytes, limits: Limits = LIMITS) -> PackageEdit | None:
    """The package, or None where the bytes are none within the limits."""
    try:
        return PackageEdit(data, limits)
    except PackageRefused:
        return None


def detach(element: Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def insert_after(parent: Element, child: Element, before: set[str]) -> None:
    """Put a child where the schema wants it: behind the last of those that come before it."""
    places = [
        place
        for place, other in enumerate(parent)
        if isinstance(other.tag, str) and etree.QName(other).localname in before
    ]
    parent.insert(places[-1] + 1 if places else 0, child)


def relations_part(part: str) -> str:
    """Where the relations of a part are kept; `""` is the package itself."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _source(relations: str) -> str:
    folder, name = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def resolved(part: str, target: str) -> str:
    """The part that a relation of another part points to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def _extension(item: Element) -> str:
    return str(item.get("Extension", "")).casefold()


def written(root: Element) -> bytes:
    """A part as it stands in a package."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
