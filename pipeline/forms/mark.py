"""The mark a form carries in its file's own properties: version, kind, body and code of the meeting."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.forms.printed import MARK_NAME

_MARK = re.compile(rf"{MARK_NAME} (\d{{1,4}})((?: [a-z0-9-]+)*)")


@dataclass(frozen=True)
class FormMark:
    """What a form says of itself. `kind` is a kind of meeting or the name of another form; body and code may lack."""

    version: int
    kind: str = ""
    body: str = ""
    code: str = ""


def form_mark(keywords: str) -> FormMark | None:
    """The mark among a file's keywords; None where there is none (the file was made anew, or never ours)."""
    found = _MARK.search(keywords[:1000])
    return FormMark(int(found[1]), *found[2].split()[:3]) if found else None
