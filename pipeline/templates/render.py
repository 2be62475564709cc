"""Filling an office's template: docxtpl's tag language, in a sandbox, with nothing lost and nothing left to chance.

What docxtpl does on its own and we do not want: an unknown name prints nothing; a value with `&` or a control character
cuts the text short; `{_{` in a value becomes `{{`; tags that cut a paragraph in two drop the rest of the document. Here
each of these is a `BadTemplate` that names the template, or comes out as it was typed. Times, order and metadata of the
package are fixed, so the same template, values and day give the same bytes. A non-breaking hyphen becomes Word's own
element, because the usual fonts lack the character.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import BadTemplate, access_error
from pipeline.templates.compiled import OFFICIAL, CompiledTemplate, Filled, compiled
from pipeline.templates.faults import FAULTS, fault

if TYPE_CHECKING:
    from pipeline.templates.values import Context

_TEMPLATES = 32  # kept ready: an office has some twenty, few of them large


def render(template: Path, context: Context, *, day: date) -> bytes:
    """The filled document, as bytes of a .docx; `day` is its date of creation in the file's properties.

    Raises `BadTemplate` where the template asks for a name that is not there or cannot be read, `NoAccess` where the
    file cannot be opened, and `VanthuError` for a value with a character that no document can hold.
    """
    return fill(template, context, day=day).data


def fill(template: Path, context: Context, *, day: date) -> Filled:
    """The same, with the hashes of the template and of what the document holds. Raises as `render` does."""
    try:
        source = template.read_bytes()
    except OSError as error:
        raise access_error(template.name, error) from error
    return filled(template.name, source, context, day)


def filled(name: str, source: bytes, context: Context, day: date) -> Filled:
    """The same for a template already read; `name` is for messages."""
    try:
        return _compiled(name, source).fill(context, day)
    except FAULTS as error:
        raise BadTemplate(fault(name, error)) from error


@lru_cache(maxsize=_TEMPLATES)
def _compiled(name: str, source: bytes) -> CompiledTemplate:
    return compiled(name, source, OFFICIAL)
