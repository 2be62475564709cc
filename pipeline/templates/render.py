"""Filling an office's template: docxtpl's tag language, in a sandbox, with nothing lost and nothing left to chance.

What docxtpl does on its own and we do not want: an unknown name prints nothing; a value with `&` or a control character
cuts the text short; `{_{` in a value becomes `{{`; tags that cut a paragraph in two drop the rest of the document. Here
each of these is a `BadTemplate` that names the template, or comes out as it was typed. Times, order and metadata of the
package are fixed, so the same template, values and day give the same bytes. A non-breaking hyphen becomes Word's own
element, because the usual fonts lack the character.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import access_error

if TYPE_CHECKING:
    from pipeline.templates.compiled import Filled
    from pipeline.templates.values import Context


def render(template: Path, context: Context, *, day: date) -> bytes:
    """The filled document, as bytes of a .docx; `day` is its date of creation in the file's properties.

    Raises `BadTemplate` where the template asks for a name that is not there or cannot be read, `NoAccess` where the
    file cannot be opened, and `VanthuError` for a value with a character that no document can hold.
    """
    return fill(template, context, day=day).data


def fill(template: Path, context: Context, *, day: date) -> Filled:
    """The same, with the hashes of the template and of what the document holds. Raises as `render` does."""
    from pipeline.templates.official import filled  # jinja and docxtpl, which most processes never need

    try:
        source = template.read_bytes()
    except OSError as error:
        raise access_error(template.name, error) from error
    return filled(template.name, source, context, day)
