"""A template's package taken apart once, by docxtpl and python-docx themselves: what is filled, and what stays.

docxtpl does this for every document. What it does depends on the template alone, so it is done here on the template:
the tags cleaned, the package saved with marks in the places that are filled, and everything else kept as it came out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap
from docxtpl import DocxTemplate

from pipeline.office_files.packages import repacked, unpacked

# docxcompose, which docxtpl loads where it is installed, puts another in its place: properties of files would be lost.
nsmap["cp"] = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")  # that docxtpl fills
MORE_PROPERTIES = ("keywords",)  # that it leaves out; filled here where they hold tags

_MARK = "\ue000{}\ue000"  # of the private use area: no text of an office holds it
_DAY = datetime(1983, 8, 23, 5, 4, 3)  # noqa: DTZ001 (python-docx: naive); stands for the day of a document
DAY_MARK = _DAY.strftime("%Y-%m-%dT%H:%M:%SZ")
_NO_DAY = datetime(1980, 1, 1)  # noqa: DTZ001
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NAMESPACE = re.compile(r' xmlns(?::\w+)?="[^"]*"')
_FIRST_TAG = re.compile(r"<[^?>][^>]*>")


@dataclass(frozen=True)
class Part:
    """One part that is filled: its source with clean tags, and the bytes of the member in front of it and behind.

    `is_body` is asked for what docxtpl does in the body alone, `is_parsed` where python-docx reads what was filled.
    """

    name: str
    source: str
    head: bytes = b""
    tail: bytes = b""
    is_body: bool = False
    is_parsed: bool = False


@dataclass(frozen=True)
class Opened:
    """A template taken apart: all members of its package, and what of them is filled for each document.

    `properties` are the sources of the file's properties by python-docx's names, `core` is the member they stand in.
    """

    members: dict[str, bytes]
    parts: tuple[Part, ...]
    core: str
    properties: dict[str, str]


def opened(data: bytes, *, dated: bool) -> Opened:
    """The template taken apart. `dated`: what the file says of its making is left open for a document's day.

    Raises what `office_files.packages`, python-docx and lxml raise for a file that is no Word document.
    """
    template = DocxTemplate(io.BytesIO(repacked(data)))
    template.render_init()
    body = str(template.patch_xml(template.get_xml()))
    parts = (*_headers_and_footers(template), *_notes(template))
    properties = _marked_properties(template, dated=dated)
    _mark_body(template)
    target = io.BytesIO()
    template.docx.save(target)
    members = unpacked(target.getvalue())
    core = _member(template.docx.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES))
    main = _member(template.docx.part)
    return Opened(members, (_body(main, members[main], body), *parts), core, properties)


def marked(name: str) -> str:
    """What stands in the package where the property is filled in."""
    return _MARK.format(name)


def _member(part: Any) -> str:
    return str(part.partname).lstrip("/")


def _mark_body(template: Any) -> None:
    root = template.docx._element
    empty = root.body.makeelement(root.body.tag)
    empty.text = _MARK.format("body")
    root.replace(root.body, empty)


def _body(name: str, document: bytes, source: str) -> Part:
    """The body between what surrounds it; namespaces that the document declares are not declared once more."""
    head, tail = document.split(marked("body").encode())
    head, tail = head[: head.rindex(b"<")], tail[tail.index(b">") + 1 :]
    known = set(_NAMESPACE.findall(_first_tag(head.decode())))
    own = _first_tag(source)
    shorter = _NAMESPACE.sub(lambda found: "" if found.group() in known else found.group(), own)
    return Part(name, shorter + source[len(own) :] if source.startswith(own) else source, head, tail, is_body=True)


def _first_tag(xml: str) -> str:
    found = _FIRST_TAG.search(xml)
    return found.group() if found else ""


def _headers_and_footers(template: Any) -> Iterator[Part]:
    for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
        for _, part in template.get_headers_footers(kind):
            source = str(template.patch_xml(template.get_part_xml(part)))
            yield Part(_member(part), source, DECLARATION, is_parsed=True)


def _notes(template: Any) -> Iterator[Part]:
    for part in template.docx.part.package.parts:
        if part.content_type == _NOTES:
            blob = part.blob
            yield Part(_member(part), str(template.patch_xml(blob.decode() if isinstance(blob, bytes) else blob)))


def _marked_properties(template: Any, *, dated: bool) -> dict[str, str]:
    """A mark put in the place of every property that is filled; their sources."""
    has_none = not any(
        rel.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for rel in template.docx.part.package.rels.values()
    )
    properties = template.docx.core_properties
    if has_none:
        properties.modified = _NO_DAY  # python-docx says now
    if dated:
        properties.created = properties.modified = _DAY
        properties.revision, properties.last_modified_by = 1, ""
    found = {name: getattr(properties, name) for name in PROPERTIES}
    found |= {name: text for name in MORE_PROPERTIES if "{" in (text := getattr(properties, name))}
    for name in found:
        setattr(properties, name, _MARK.format(name))
    return found
