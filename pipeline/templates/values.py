"""The values a template is filled with: their outermost names, and every text below."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.errors import VanthuError
from pipeline.messages import msg

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Context = Mapping[str, object] | DataclassInstance

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0


def values_of(context: Context) -> dict[str, object]:
    """The outermost names; what lies below them is reached through the sandbox."""
    if isinstance(context, Mapping):
        return dict(context)
    return {field.name: getattr(context, field.name) for field in dataclasses.fields(context)}


def forbidden_in(text: str, besides: str = "") -> str | None:
    """The first character that XML cannot hold, as `U+0000`; None where all is well. Those `besides` are allowed."""
    found = (one.group() for one in _FORBIDDEN.finditer(text))
    return next((name_of(character) for character in found if character not in besides), None)


def name_of(character: str) -> str:
    return f"U+{ord(character):04X}"


def check_characters(values: Mapping[str, object], besides: str = "") -> None:
    """Raises `VanthuError`, naming the field, where a text holds a character that XML cannot hold."""
    for path, text in _texts(values, ""):
        if character := forbidden_in(text, besides):
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
    elif isinstance(markup := getattr(value, "xml", None), str):  # docxtpl's own: RichText, Listing
        yield path, markup
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name), f"{path} {field.name}".strip())
