"""One answer of a form: which field of the record it fills, and what the form says about it.

Labels, help, examples and choices come from the record's own fields; a form retypes none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any

from pipeline.records import Choice, Record
from pipeline.records.types import bare_type, element_type, item_type, model_in
from pipeline.vietnamese.dates import Month

Steps = tuple[str, ...]


class EntryKind(Enum):
    """How an answer is typed and shown."""

    LINE = "line"
    PROSE = "prose"
    PERSON = "person"
    LINES = "lines"
    DATE = "date"
    TIME = "time"
    MONTH = "month"
    WHOLE = "whole"
    POINTS = "points"
    MARK = "mark"
    YES_NO = "yes-no"
    CHOICE = "choice"


_KINDS = {
    date: EntryKind.DATE,
    time: EntryKind.TIME,
    Month: EntryKind.MONTH,
    int: EntryKind.WHOLE,
    Decimal: EntryKind.POINTS,
}


@dataclass(frozen=True)
class Entry:
    """`path` are the steps from the block's record to the field; `keys` the same as files name them."""

    path: Steps
    keys: Steps
    label: str
    help: str
    example: str
    kind: EntryKind
    required: bool
    choices: tuple[Choice, ...] = ()


def model_at(root: Any, path: Steps) -> Any:
    """The record class that a path from `root` leads to."""
    current = root
    for step in path:
        current = model_in(element_type(current.model_fields[step].annotation))
    return current


def keys_of(model: Any, path: Steps) -> Steps:
    """The steps as files name them (`date` for the field `day`)."""
    keys: list[str] = []
    for step in path:
        field = model.model_fields[step]
        keys.append(field.alias or step)
        model = model_in(element_type(field.annotation))
    return tuple(keys)


def entry(model: Any, dotted: str) -> Entry:
    """The answer for a field of `model`, given as `roll.total_official`."""
    path = tuple(dotted.split("."))
    owner = model
    for step in path[:-1]:
        owner = model_in(element_type(owner.model_fields[step].annotation))
    field = owner.model_fields[path[-1]]
    kind, choices = _kind(field)
    return Entry(
        path=path,
        keys=keys_of(model, path),
        label=field.title or path[-1],
        help=field.description or "",
        example=str(field.examples[0]) if field.examples else "",
        kind=kind,
        required=field.is_required(),
        choices=choices,
    )


def _kind(field: Any) -> tuple[EntryKind, tuple[Choice, ...]]:
    if item_type(field.annotation) is not None:
        return EntryKind.LINES, ()
    bare, text = bare_type(field.annotation, tuple(field.metadata))
    if isinstance(bare, type) and issubclass(bare, Choice):
        return EntryKind.CHOICE, tuple(bare)
    if bare is bool:
        return (EntryKind.MARK if field.default is False else EntryKind.YES_NO), ()
    if bare is str:
        return EntryKind(text.kind if text else "line"), ()
    return _KINDS[bare], ()


def list_steps(root: Any, path: Steps) -> tuple[Steps, ...]:
    """The lists that a path from `root` passes, outermost first: `votes.choices` lies in `votes` and is one."""
    found: list[Steps] = []
    model = root
    for number, step in enumerate(path, 1):
        annotation = model.model_fields[step].annotation
        if item_type(annotation) is not None:
            found.append(path[:number])
        model = model_in(element_type(annotation))
    return tuple(found)


def stated_paths(record: Record, before: Steps = ()) -> Iterator[Steps]:
    """Every field that a record says something in: one that must be filled in, or whose value is not the usual one."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        parts = value if isinstance(value, tuple) else (value,)
        if parts and all(isinstance(part, Record) for part in parts):
            for part in parts:
                yield from stated_paths(part, (*before, name))
        elif field.is_required() or value != field.default:
            yield (*before, name)


def leaf_paths(model: Any, before: Steps = ()) -> Iterator[Steps]:
    """Every field of the record that holds a value (and not a part with fields of its own)."""
    for name, field in model.model_fields.items():
        inner = model_in(element_type(field.annotation))
        if inner is None:
            yield (*before, name)
        else:
            yield from leaf_paths(inner, (*before, name))
