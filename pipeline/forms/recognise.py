"""Whether a file is a form of ours at all: its suffix says that it may be one, its content that it is."""

from __future__ import annotations

from pipeline.errors import FormRefused, has_errors
from pipeline.forms.files import open_form
from pipeline.office_files.packages import LIMITS, Limits

# What a form says of itself. Our own minutes have tables of a form too, and any list a name or a date: one is no sign.
_IDENTITY = {"stage", "kind", "body", "period", "date", "changes", "secrecy"}
_SIGNS = 2
_NO_FORM = ("not-our-form", "unknown-form-type")


def form_kind(name: str, data: bytes, limits: Limits = LIMITS) -> str | None:
    """The name of the form that a file is: `meeting`, `roster`; None for any other file.

    Raises `FormRefused` where it cannot be looked into and so may be one: encrypted, damaged, no YAML.
    """
    try:
        model, mark, tree, problems = open_form(name, data, limits)
    except FormRefused as refusal:
        if any(problem.code in _NO_FORM for problem in refusal.problems):
            return None
        raise
    said = _IDENTITY & set(tree.value) if isinstance(tree.value, dict) else set()
    if mark is not None or len(said) >= _SIGNS:
        return model.name
    if not isinstance(tree.value, dict) and has_errors(problems):
        raise FormRefused(problems[0])
    return None
