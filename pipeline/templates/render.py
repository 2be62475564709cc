"""Filling a Word template: docxtpl's tag language, in a sandbox, with nothing lost and nothing left to chance.

What docxtpl does on its own and we do not want: an unknown name prints nothing; a value with `&` or a control character
cuts the text short; `{_{` in a value becomes `{{`; tags that cut a paragraph in two drop the rest of the document. Here
each of these is a `BadTemplate` that names the template, or comes out as it was typed. Times, order and metadata of the
package are fixed, so the same template, values and day give the same bytes. A non-breaking hyphen becomes Word's own
element, because the usual fonts lack the character.
"""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree

from pipeline.errors import BadTemplate, VanthuError, access_error
from pipeline.messages import Message, msg
from pipeline.office_files.packages import PackageRefused, repacked
from pipeline.templates.budget import TooMuch
from pipeline.templates.paragraphs import PROPERTIES
from pipeline.templates.sandbox import LINE_ENDS, NotTextError, Sandbox
from pipeline.vietnamese.text import forbidden_character

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Context = Mapping[str, object] | DataclassInstance

_HYPHEN = "\u2011"  # non-breaking
_TEXT_ELEMENT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_LISTING = re.compile("[\t\n\a\f]")
_TEMPLATES = 32  # kept ready: an office has some twenty, few of them large
_LONGEST_PROPERTY = 255  # python-docx refuses more
FAULTS = (
    TemplateError,
    OpcError,
    PackageRefused,
    TooMuch,
    etree.LxmlError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    SyntaxError,  # Python's, for loops nested deeper than it can
    TypeError,
    ValueError,
)


def render(template: Path, context: Context, *, day: date) -> bytes:
    """The filled document, as bytes of a .docx; `day` is its date of creation in the file's properties.

    Raises `BadTemplate` where the template asks for a name that is not there or cannot be read, `NoAccess` where the
    file cannot be opened, and `VanthuError` for a value with a character that no document can hold.
    """
    values = values_of(context)
    _refuse_forbidden_characters(values)
    try:
        source = template.read_bytes()
    except OSError as error:
        raise access_error(template.name, error) from error
    return filled(template.name, source, values, day)


def filled(name: str, source: bytes, values: dict[str, object], day: date) -> bytes:
    """The same for a template already read; `name` is for messages."""
    try:
        return _filled(source, values, day)
    except FAULTS as error:
        raise BadTemplate(_fault(name, error)) from error


def values_of(context: Context) -> dict[str, object]:
    """The outermost names; what lies below them is reached through the sandbox."""
    if isinstance(context, Mapping):
        return dict(context)
    return {field.name: getattr(context, field.name) for field in dataclasses.fields(context)}


def _filled(source: bytes, values: dict[str, object], day: date) -> bytes:
    document = _Document(io.BytesIO(_looked_over(source)))
    document.render(values, Sandbox())
    properties = document.docx.core_properties
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (python-docx: naive)
    properties.revision = 1
    properties.last_modified_by = ""
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


@lru_cache(maxsize=_TEMPLATES)
def _looked_over(source: bytes) -> bytes:
    """The template's package, within the limits before anything unfolds it."""
    return repacked(source)


@lru_cache(maxsize=4 * _TEMPLATES)  # a body, headers and footers
def _patched(source: str) -> str:
    """docxtpl's cleaning of the tags in a part, done once: it needs the part alone and is a third of filling."""
    patched: str = DocxTemplate.patch_xml(None, source)
    return patched


class _Document(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl's document, with its silences turned into errors."""

    docx: Any

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)

    def resolve_listing(self, xml: str) -> str:
        """docxtpl's breaks and tabs for line ends and the like, looked for only where there are any."""
        return str(super().resolve_listing(xml)) if _LISTING.search(xml) else xml

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Environment | None = None) -> str:
        """The part filled, blanks at the ends of values kept, and sound: docxtpl would repair by dropping text."""
        source = src_xml.replace("<w:t>", '<w:t xml:space="preserve">')
        filled: str = super().render_xml_part(source, part, context, jinja_env)
        etree.fromstring(filled.encode())
        return _TEXT_ELEMENT.sub(_hyphenated, filled) if _HYPHEN in filled else filled

    def render_properties(self, context: dict[str, Any], jinja_env: Environment | None = None) -> None:
        """Tags in title, author and the like: plain text there, so nothing is escaped."""
        assert isinstance(jinja_env, Sandbox)  # noqa: S101 (ours always is)
        unescaped = jinja_env.unescaped()
        for name in PROPERTIES:
            text = getattr(self.docx.core_properties, name)
            if "{" in text:
                filled = " ".join(unescaped.from_string(text).render(context).replace(_HYPHEN, "-").split())
                setattr(self.docx.core_properties, name, filled[:_LONGEST_PROPERTY])


def _hyphenated(text: re.Match[str]) -> str:
    """The text element, cut at each non-breaking hyphen."""
    pieces = text[1].split(_HYPHEN)
    return "<w:noBreakHyphen/>".join(piece and f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces)


def _refuse_forbidden_characters(values: Mapping[str, object]) -> None:
    """The last guard: forms are refused for these long before, and XML cannot hold them."""
    for path, text in _texts(values, ""):
        if character := forbidden_character(LINE_ENDS.sub("\n", text)):
            raise VanthuError(
                msg(
                    "“{field}” holds the character {character}, which no document can hold. Type the text again.",
                    field=path,
                    character=character,
                )
            )


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every text below the value with the way to it: `agenda 2 title`."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, f"{path} {key}".strip())
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value, 1):
            yield from _texts(inner, f"{path} {number}".strip())
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name), f"{path} {field.name}".strip())


def _fault(template: str, error: Exception) -> Message:
    """What is wrong with the template, in a sentence an office can act on."""
    if isinstance(error, PackageRefused):
        return msg("The template “{template}” cannot be opened. {reason}", template=template, reason=error.message)
    if isinstance(error, TooMuch | MemoryError):
        return msg(
            "The template “{template}” repeats or prints more than a document can hold. Look for a loop within a loop "
            "and for large numbers in its tags.",
            template=template,
        )
    if isinstance(error, SecurityError):
        return msg("The template “{template}” may not use “{name}”.", template=template, name=str(error))
    if isinstance(error, UndefinedError):
        return msg("The template “{template}” uses the unknown name “{name}”.", template=template, name=str(error))
    if isinstance(error, NotTextError):
        return msg(
            "The template “{template}” prints something that is not a text ({kind}).",
            template=template,
            kind=str(error),
        )
    if isinstance(error, etree.XMLSyntaxError):
        return msg(
            "The tags of the template “{template}” cut a paragraph, a row or a table in two: put {{%p …%}} on a line "
            "of its own and {{%tr …%}} in a row of its own.",
            template=template,
        )
    if isinstance(error, TemplateSyntaxError):
        return msg(
            "The template “{template}” has a faulty tag in “{near}”: {reason}",
            template=template,
            near=_near(error),
            reason=error.message or "?",
        )
    return msg(
        "The template “{template}” cannot be filled: {reason}",
        template=template,
        reason=str(error) or type(error).__name__,
    )


def _near(error: TemplateSyntaxError) -> str:
    """The paragraph of the faulty tag: docxtpl keeps seven lines, one per paragraph, beginning three before it."""
    lines = [str(line).strip() for line in getattr(error, "docx_context", ())]
    return lines[min(3, error.lineno - 1, len(lines) - 1)] if lines else "?"
