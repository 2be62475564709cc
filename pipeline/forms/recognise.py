"""Whether a file is a form of ours at all: its suffix says that it may be one, its content that it is."""

from __future__ import annotations

from pathlib import PurePath

from pipeline.errors import FormRefused
from pipeline.forms.files import TEXTS
from pipeline.forms.mark import FormMark
from pipeline.forms.models import MEETING, FormModel
from pipeline.records import Node

# What a form says of itself. Our own minutes have tables of a form too, and any list a name or a date: one is no sign.
_IDENTITY = {"stage", "kind", "body", "period", "date", "changes", "secrecy"}
_SIGNS = 2
_NO_FORM = ("not-our-form", "unknown-form-type")
_NO_TEXT = ("wrong-suffix", "form-too-large")


def kind_of(model: FormModel, mark: FormMark | None, tree: Node) -> str | None:
    """The name of the form that an opened file is: `meeting`, `roster`; None for any other file."""
    said = _IDENTITY & set(tree.value) if isinstance(tree.value, dict) else set()
    return model.name if mark is not None or len(said) >= _SIGNS else None


def kind_of_refused(name: str, refusal: FormRefused) -> tuple[str | None, bool]:
    """The same of a file that could not be opened; and whether it may be a form all the same: encrypted, damaged."""
    is_text = PurePath(name).suffix.casefold() in TEXTS
    if any(problem.code in (_NO_TEXT if is_text else _NO_FORM) for problem in refusal.problems):
        return None, False
    # A text with a slip in it: nobody writes YAML for anything else.
    return (MEETING.name, False) if is_text else (None, True)
