"""One part of a template, compiled: from values to the bytes of its member."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.visitor import NodeVisitor
from lxml import etree

from pipeline.templates import breaks
from pipeline.templates.budget import TooMuch
from pipeline.templates.faults import ForbiddenCharacterError
from pipeline.templates.opened import Part
from pipeline.templates.sandbox import Sandbox
from pipeline.templates.steady import PICTURE, has_plain_pictures, has_steady_tables, outline
from pipeline.templates.values import forbidden_in, name_of

_BEFORE_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_LINE_BEFORE_PARAGRAPH = re.compile(r"\n(?=<w:p[ >])")
_MAY_NEED_MENDING = re.compile(r"<w:t[bcr]|<w:grid|docPr|xmlns")
_NAMESPACE = re.compile(r' xmlns(:\w+)?="([^"]*)"')
_MAY_HOLD_PARAGRAPHS = re.compile(r"<w:p[ >]")
_WRITTEN_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))  # docxtpl's way to print a tag
_AROUND = 3  # lines before a faulty one that are kept for messages
_FIRST_PICTURE = 1000  # docxtpl numbers the pictures of a body from the next on
_PICTURE = re.compile(r"<wp:docPr\b([^>]*)>")
_LINE_ENDS = {0x85: "&#133;", 0x2028: "&#8232;", 0x2029: "&#8233;"}  # of the template: they stay what they are
_ID = re.compile(r'(\sid=")[^"]*(?=")')
_CONTROL = bytes((*range(9), 11, 12, *range(14, 32)))
_LONGEST_TEXT = 10_000_000  # bytes in one element, for lxml and whoever reads with it
_NO_CHARACTERS = "\ufffe\uffff"


class PartTemplate:
    """A part ready to be filled. `tree` is what jinja read, for whoever asks what it uses.

    `markup` is where the sandbox's `printed` puts what it prints as markup; it is emptied for every document.
    Raises jinja's `TemplateSyntaxError` where a tag cannot be read.
    """

    def __init__(self, part: Part, sandbox: Sandbox, markup: list[str]) -> None:
        self.part, self._markup = part, markup
        source = _BEFORE_PARAGRAPH.sub("\n<w:p", part.source)  # a paragraph is a line: docxtpl's places of faults
        try:
            self.tree = sandbox.parse(source)
            _Written().visit(self.tree)
            self.is_fixed = not any(isinstance(node, nodes.Expr | nodes.Stmt) for node in self._beyond_text())
            root = None if part.is_parsed else outline(self.tree, part.head, part.tail)
            code = sandbox.compile(self.tree)
        except TemplateSyntaxError as error:
            first = max(error.lineno - _AROUND - 1, 0)
            lines = source.splitlines()[first : first + 2 * _AROUND + 1]
            error.docx_context = [re.sub("<[^>]+>", "", line) for line in lines]  # type: ignore[attr-defined]
            raise
        self._template = Template.from_code(sandbox, code, sandbox.make_globals(None))
        self._is_flat = breaks.is_flat(part.source)
        self._is_sound = root is not None
        self._is_steady = not part.is_body or (
            self._is_sound and has_steady_tables(root) and has_plain_pictures(root) and _has_usual_names(part)
        )
        self._has_pictures = part.is_body and "<wp:docPr" in part.source

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
        self._markup.clear()
        xml = breaks.with_one_line_end(self._template.render(values))
        if found := next((character for character in refused if character in xml), None):
            raise ForbiddenCharacterError(name_of(found))
        return breaks.listed(xml, is_flat=self._stays_flat() or breaks.is_flat(xml))

    def _stays_flat(self) -> bool:
        return self._is_flat and self._is_sound and not self._prints(_MAY_HOLD_PARAGRAPHS)

    def _prints(self, pattern: re.Pattern[str]) -> bool:
        """Whether some markup printed in the document in hand has it."""
        return any(pattern.search(one) for one in self._markup)

    def member(self, xml: str) -> bytes:
        """The bytes of the member for what was printed.

        Raises lxml's `XMLSyntaxError` where it is no sound XML, `ForbiddenCharacterError`, and `TooMuch` for a text
        longer than others can read.
        """
        data = self.part.head + encoded(xml) + self.part.tail
        if self.part.is_parsed:
            return _serialised(parse_xml(data))
        if self._markup or not self._is_sound:
            etree.fromstring(data)
        elif len(data) > _LONGEST_TEXT:
            _check_length(data)
        if self.part.is_body and (not self._is_steady or self._prints(_MAY_NEED_MENDING)):
            return _mended(data)
        if self._has_pictures:
            return self.part.head + _numbered(xml).encode() + self.part.tail
        return data


def _has_usual_names(part: Part) -> bool:
    """Whether no namespace of the document goes by another name in its body; docxtpl's documents have one for each."""
    known = {uri: name for name, uri in _NAMESPACE.findall(part.head.decode())}
    return all(known.get(uri, name) == name for name, uri in _NAMESPACE.findall(part.source))


class _Written(NodeVisitor):
    """Gives the text around the tags the shape that docxtpl gives it after filling."""

    def visit_Output(self, node: nodes.Output) -> None:  # noqa: N802 (jinja's name)
        """What a comment or the edge of a raw block parted is one text."""
        together: list[nodes.Expr] = []
        for one in node.nodes:
            last = together[-1] if together else None
            if isinstance(one, nodes.TemplateData) and isinstance(last, nodes.TemplateData):
                last.data += one.data
            else:
                together.append(one)
        node.nodes = together
        self.generic_visit(node)

    def visit_TemplateData(self, node: nodes.TemplateData) -> None:  # noqa: N802
        node.data = without_lines_before_paragraphs(node.data).translate(_LINE_ENDS)
        for typed, meant in _WRITTEN_BRACES:
            node.data = node.data.replace(typed, meant)


def without_lines_before_paragraphs(xml: str) -> str:
    """docxtpl puts a line end before each paragraph of a template, and takes one away in the document."""
    return _LINE_BEFORE_PARAGRAPH.sub("", xml)


def encoded(xml: str) -> bytes:
    """The text in UTF-8. Raises `ForbiddenCharacterError` for a character that XML cannot hold."""
    try:
        data = xml.encode()
    except UnicodeEncodeError as error:
        raise ForbiddenCharacterError(forbidden_in(xml)) from error
    if len(data.translate(None, _CONTROL)) != len(data) or any(character in xml for character in _NO_CHARACTERS):
        raise ForbiddenCharacterError(forbidden_in(xml))
    return data


def _check_length(sound: bytes) -> None:
    try:
        etree.fromstring(sound)
    except etree.XMLSyntaxError as error:
        raise TooMuch from error


def _mended(document: bytes) -> bytes:
    """What docxtpl does to the tree of a body: columns as many as cells, every picture its number, put in anew."""
    tree = DocxTemplate.fix_tables(None, document)
    body = tree.find(qn("w:body"))
    for number, picture in enumerate(body.iter(PICTURE), _FIRST_PICTURE + 1):
        picture.set("id", str(number))
    tree.replace(body, deepcopy(body))
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
