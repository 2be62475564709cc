"""Whether a file is a form of ours at all: its suffix says that it may be one, its content that it is."""

from __future__ import annotations

from pathlib import PurePath

from pipeline.errors import FormRefused
from pipeline.forms.files import TEXTS, open_form
from pipeline.forms.models import MEETING
from pipeline.office_files.packages import LIMITS, Limits

# What a form says of itself. Our own minutes have tables of a form too, and any list a name or a date: one is no sign.
_IDENTITY = {"stage", "kind", "body", "period", "date", "changes", "secrecy"}
_SIGNS = 2
_NO_FORM = ("not-our-form", "unknown-form-type")
_NO_TEXT = ("wrong-suffix", "form-too-large")


def form_kind(name: str, data: bytes, limits: Limits = LIMITS) -> str | None:
    """The name of the form that a file is: `meeting`, `roster`; None for any other file.

    Raises `FormRefused` where it cannot be looked into and so may be one: encrypted, damaged.
    """
    is_text = PurePath(name).suffix.casefold() in TEXTS
    try:
        model, mark, tree, _ = open_form(name, data, limits)
    except FormRefused as refusal:
        if any(problem.code in (_NO_TEXT if is_text else _NO_FORM) for problem in refusal.problems):
            return None
        if is_text:  # with a slip in it: nobody writes YAML for anything else
            return MEETING.name
        raise
    said = _IDENTITY & set(tree.value) if isinstance(tree.value, dict) else set()
    return model.name if mark is not None or len(said) >= _SIGNS else None
