"""The paragraphs of a Word file as docxtpl reads them: text put together over the runs that Word cuts it into."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from pipeline.office_files.packages import repacked
from pipeline.templates.findings import Part, Spot

PROPERTIES = ("author", "comments", "identifier", "keywords", "subject", "title")  # those that may hold tags
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LINKED = ((RELATIONSHIP_TYPE.HEADER, Part.HEADER), (RELATIONSHIP_TYPE.FOOTER, Part.FOOTER))
_HIDDEN = (qn("w:delText"), qn("w:instrText"))


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `box`, `cell`, `row` and `table` say what it stands in, as paths within its part; empty: in none.

    `hidden` is text that Word does not show but a template engine sees: deleted under track changes, codes of fields.
    """

    spot: Spot
    text: str
    box: str = ""
    cell: str = ""
    row: str = ""
    table: str = ""
    hidden: str = ""


def parts_of(data: bytes) -> list[list[Paragraph]]:
    """The paragraphs of each part that is filled by itself: the body, each header and footer, footnotes, properties.

    Raises what python-docx and `pipeline.office_files` raise for a file that is no Word document.
    """
    document = docx.Document(io.BytesIO(repacked(data)))
    return [
        list(_paragraphs(document.element.body, Part.BODY)),
        *_linked(document.part),
        *([Paragraph(Spot(Part.PROPERTY, 0, text), text)] for text in _properties(document)),
    ]


def _linked(main: Any) -> Iterator[list[Paragraph]]:
    for kind, part in _LINKED:
        for relation in main.rels.values():
            if relation.reltype == kind:
                yield list(_paragraphs(parse_xml(relation.target_part.blob), part))
    for other in main.package.iter_parts():
        if other.content_type == CONTENT_TYPE.WML_FOOTNOTES:
            yield list(_paragraphs(parse_xml(other.blob), Part.FOOTNOTES))


def _properties(document: Any) -> list[str]:
    return [getattr(document.core_properties, name) for name in PROPERTIES]


def counted(root: Any) -> Iterator[Any]:
    """The paragraph elements as Word counts them: a text box is stored twice, for old readers too, and counts once."""
    return (node for node in root.iter(qn("w:p")) if next(node.iterancestors(_FALLBACK), None) is None)


def _paragraphs(root: Any, part: Part) -> Iterator[Paragraph]:
    tree = etree.ElementTree(root)
    for number, node in enumerate(counted(root), 1):
        text = "".join(_own(node, (qn("w:t"),)))
        yield Paragraph(
            spot=Spot(part, number, text),
            text=text,
            box=tree.getpath(node.getparent()),
            cell=_around(tree, node, "w:tc"),
            row=_around(tree, node, "w:tr"),
            table=_around(tree, node, "w:tbl"),
            hidden="".join(_own(node, _HIDDEN)),
        )


def _own(paragraph: Any, tags: tuple[str, ...]) -> Iterator[str]:
    """Texts of the paragraph itself, without those of text boxes in it."""
    for node in paragraph.iter(*tags):
        if next(node.iterancestors(qn("w:p"))) is paragraph:
            yield re.sub(r"[\r\n]", " ", node.text or "")


def _around(tree: Any, node: Any, tag: str) -> str:
    outer = next(node.iterancestors(qn(tag)), None)
    return "" if outer is None else tree.getpath(outer)
