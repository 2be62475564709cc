"""The values a template is filled with: their outermost names, and every text below."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.errors import VanthuError
from pipeline.messages import msg
from pipeline.templates.breaks import with_one_line_end
from pipeline.vietnamese.text import forbidden_character

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Context = Mapping[str, object] | DataclassInstance


def values_of(context: Context) -> dict[str, object]:
    """The outermost names; what lies below them is reached through the sandbox."""
    if isinstance(context, Mapping):
        return dict(context)
    return {field.name: getattr(context, field.name) for field in dataclasses.fields(context)}


def check_characters(values: Mapping[str, object]) -> None:
    """Raises `VanthuError`, naming the field, where a text holds a character that XML cannot hold."""
    for path, text in _texts(values, ""):
        if character := forbidden_character(with_one_line_end(text)):
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
