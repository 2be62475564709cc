"""What can go wrong while a template is compiled or filled, in sentences an office can act on."""

from __future__ import annotations

from docx.opc.exceptions import OpcError
from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree

from pipeline.messages import Message, msg
from pipeline.office_files.packages import PackageRefused
from pipeline.templates.budget import TooMuch
from pipeline.templates.sandbox import NotTextError


class ForbiddenCharacterError(ValueError):
    """Something printed holds a character that XML cannot hold; the error's text names it."""


FAULTS = (
    TemplateError,
    OpcError,
    PackageRefused,
    TooMuch,
    etree.LxmlError,
    ArithmeticError,
    AssertionError,  # what filters of jinja raise where they are asked for what makes no sense
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    SyntaxError,  # Python's, for loops nested deeper than it can
    TypeError,
    ValueError,
)


def fault(template: str, error: Exception) -> Message:
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
    if isinstance(error, ForbiddenCharacterError):
        return msg(
            "The template “{template}” prints the character {character}, which no document can hold.",
            template=template,
            character=str(error),
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
