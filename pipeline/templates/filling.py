"""One part of a template, compiled: from values to the bytes of its member."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.visitor import NodeVisitor
from lxml import etree

from pipeline.templates import breaks
from pipeline.templates.opened import Part
from pipeline.templates.sandbox import Sandbox
from pipeline.templates.steady import has_steady_tables, is_whole

_BEFORE_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_LINE_BEFORE_PARAGRAPH = re.compile(r"\n(?=<w:p[ >])")
_WRITTEN_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))  # docxtpl's way to print a tag
_AROUND = 3  # lines before a faulty one that are kept for messages
_FIRST_PICTURE = 1000  # docxtpl numbers the pictures of a body from the next on
_PICTURE = re.compile(r"<wp:docPr\b([^>]*)>")
_ID = re.compile(r'(\sid=")[^"]*(?=")')
_CONTROL = bytes((*range(9), 11, 12, *range(14, 32)))
_NO_CHARACTERS = "\ufffe\uffff"


class ForbiddenCharacterError(ValueError):
    """Something printed holds a character that XML cannot hold."""


class PartTemplate:
    """A part ready to be filled. `tree` is what jinja read, for whoever asks what it uses.

    Raises jinja's `TemplateSyntaxError` where a tag cannot be read.
    """

    def __init__(self, part: Part, sandbox: Sandbox) -> None:
        self.part = part
        source = _BEFORE_PARAGRAPH.sub("\n<w:p", part.source)  # a paragraph is a line: docxtpl's places of faults
        try:
            self.tree = sandbox.parse(source)
            _Written().visit(self.tree)
            self.is_fixed = not any(isinstance(node, nodes.Expr | nodes.Stmt) for node in self._beyond_text())
            self._is_whole = bool(sandbox.autoescape) and is_whole(self.tree)
            code = sandbox.compile(self.tree)
        except TemplateSyntaxError as error:
            first = max(error.lineno - _AROUND - 1, 0)
            lines = source.splitlines()[first : first + 2 * _AROUND + 1]
            error.docx_context = [re.sub("<[^>]+>", "", line) for line in lines]  # type: ignore[attr-defined]
            raise
        self._template = Template.from_code(sandbox, code, sandbox.make_globals(None))
        self._is_flat = breaks.is_flat(part.source)
        self._has_steady_tables = not part.is_body or has_steady_tables(part.source)
        self._pictures = [found[1] for found in _PICTURE.finditer(part.source)] if part.is_body else []

    def _beyond_text(self) -> list[nodes.Node]:
        return [
            inner
            for node in self.tree.body
            for inner in (node.nodes if isinstance(node, nodes.Output) else [node])
            if not isinstance(inner, nodes.TemplateData)
        ]

    def printed(self, values: Mapping[str, Any], refused: str = "") -> str:
        """What jinja makes of the part, with the breaks of values.

        Raises `ForbiddenCharacterError` for a character among the `refused`.
        """
        xml = breaks.with_one_line_end(self._template.render(values))
        if any(character in xml for character in refused):
            raise ForbiddenCharacterError
        return breaks.listed(xml, is_flat=self._is_flat)

    def member(self, xml: str, *, holds_markup: bool) -> bytes:
        """The bytes of the member for what was printed.

        Raises lxml's `XMLSyntaxError` where it is no sound XML, and `ForbiddenCharacterError`.
        """
        data = self.part.head + encoded(xml) + self.part.tail
        if self.part.is_parsed:
            return _serialised(parse_xml(data))
        if holds_markup or not self._is_whole:
            etree.fromstring(data)
        if not self._has_steady_tables or any(" id=" not in picture for picture in self._pictures):
            return _mended(data)
        if self._pictures or (holds_markup and "<wp:docPr" in xml):
            return self.part.head + _numbered(xml).encode() + self.part.tail
        return data


class _Written(NodeVisitor):
    """Gives the text around the tags the shape that docxtpl gives it after filling."""

    def visit_TemplateData(self, node: nodes.TemplateData) -> None:  # noqa: N802 (jinja's name)
        node.data = _LINE_BEFORE_PARAGRAPH.sub("", node.data)
        for typed, meant in _WRITTEN_BRACES:
            node.data = node.data.replace(typed, meant)


def encoded(xml: str) -> bytes:
    """The text in UTF-8. Raises `ForbiddenCharacterError` for a character that XML cannot hold."""
    try:
        data = xml.encode()
    except UnicodeEncodeError as error:
        raise ForbiddenCharacterError from error
    if len(data.translate(None, _CONTROL)) != len(data) or any(character in xml for character in _NO_CHARACTERS):
        raise ForbiddenCharacterError
    return data


def _mended(document: bytes) -> bytes:
    """What docxtpl does to the tree of a body: columns as many as cells, every picture its number."""
    tree = DocxTemplate.fix_tables(None, document)
    for number, picture in enumerate(tree.iter("{*}docPr"), _FIRST_PICTURE + 1):
        picture.set("id", str(number))
    return _serialised(tree)


def _serialised(root: Any) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True))


def _numbered(xml: str) -> str:
    number = _FIRST_PICTURE

    def renumbered(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return _ID.sub(rf"\g<1>{number}", found.group(), count=1)

    return _PICTURE.sub(renumbered, xml)
