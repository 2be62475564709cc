"""Which sheets a form of its stage cannot be without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pipeline.errors import Problem
from pipeline.forms.grid import problems as wrong
from pipeline.forms.grid.sheets import text_key
from pipeline.forms.models import MEETING, FormModel
from pipeline.meeting import MeetingKind, Stage
from pipeline.records import Choice, Node

C = TypeVar("C", bound=Choice)
_ONLY_HELD = frozenset(layout.title for layout in MEETING.sheets if layout.stages == {Stage.HELD})


def missing_sheets(model: FormModel, parts: Mapping[str, Node], found: set[str]) -> list[Problem]:
    """A problem for each sheet that is needed and not among those `found`. `parts` are the answers by their name."""
    stage = _chosen(parts, "stage", Stage)
    if model is MEETING and stage is Stage.HELD and not found & _ONLY_HELD:
        return [
            wrong.planned_form_held(parts["stage"].where, _command(parts)),
            *_missing(model, stage, _ONLY_HELD | found),
        ]
    return _missing(model, stage, found)


def _missing(model: FormModel, stage: Stage | None, found: set[str] | frozenset[str]) -> list[Problem]:
    needed = [layout.title for layout in model.sheets if stage in layout.needed_at]
    return [wrong.missing_sheet(title) for title in needed if title not in found]


def _chosen(parts: Mapping[str, Node], key: str, choices: type[C]) -> C | None:
    """What an answer of the first sheet chooses; None where it is not told."""
    node = parts.get(key)
    typed = text_key(node.value) if node else ""
    return next((choice for choice in choices if typed in (choice.value, text_key(choice.label))), None)


def _command(parts: Mapping[str, Node]) -> str:
    """What makes the form of the same meeting, held."""
    kind, body = _chosen(parts, "kind", MeetingKind), parts.get("body")
    cell = text_key(body.value) if body else ""
    words = ["vanthu form", kind.slug if kind else "…", *(["--cell", cell] if cell else []), "-o bieu-mau.xlsx"]
    return " ".join(words)
