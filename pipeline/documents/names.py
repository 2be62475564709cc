"""What the names that templates use mean: said once, beside the value, for people who edit templates in Word.

The tree of names is read from the context dataclasses, so it cannot fall behind them: `names_of` lists it for people,
`shape_of` gives it to the check of templates, `sample` and `smallest` make whole instances to try a template with.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pipeline.messages import Message, msg


@dataclass(frozen=True)
class Name:
    """The meaning of a name and an example of its value, both Vietnamese. Stands in `Annotated[str, Name(…)]`."""

    meaning: str
    example: str = ""


class Sort(Enum):
    """What a template can do with a value: print it, ask about it, take its parts, repeat over it."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    RECORD = "record"
    LIST = "list"
    LOOKUP = "lookup"


@dataclass(frozen=True)
class Shape:
    """The form of a value. `fields` are a record's; `element` is what a list or a lookup holds."""

    sort: Sort
    optional: bool = False
    fields: tuple[Field, ...] = ()
    element: Shape | None = None

    def field(self, name: str) -> Field | None:
        """The part of that name, where the record has one."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True)
class Field:
    """A name in a record, with what its `Name` says."""

    name: str
    shape: Shape
    meaning: str = ""
    example: str = ""


@dataclass(frozen=True)
class ListedName:
    """One line of the list of names: `agenda[].opinions[].speaker`. `[]` is one of a list, `[…]` any key."""

    path: str
    shape: Shape
    meaning: str
    example: str

    @property
    def kind(self) -> Message:
        """The sort of the value in plain words."""
        if self.shape.sort is Sort.LIST:
            of_texts = self.shape.element is not None and self.shape.element.sort is Sort.TEXT
            return msg("paragraphs (a list)") if of_texts else msg("table (repeated)")
        return _KINDS[self.shape.sort]


_KINDS = {
    Sort.TEXT: msg("plain text"),
    Sort.NUMBER: msg("whole number"),
    Sort.FLAG: msg("yes or no"),
    Sort.RECORD: msg("group of names"),
    Sort.LOOKUP: msg("texts by key"),
}


@lru_cache(maxsize=256)
def shape_of(context_type: type) -> Shape:
    """The record that a dataclass is, all the way down."""
    hints = get_type_hints(context_type, include_extras=True)
    fields = tuple(_field(field.name, hints[field.name]) for field in dataclasses.fields(context_type))
    return Shape(Sort.RECORD, fields=fields)


def _field(name: str, hint: Any) -> Field:
    plain, said = _unwrapped(hint)
    return Field(name, _shape(plain), said.meaning, said.example)


def _unwrapped(hint: Any) -> tuple[Any, Name]:
    """The hint without `Annotated`, and the `Name` in it; the outermost one counts."""
    if get_origin(hint) is not Annotated:
        return hint, Name("")
    said = next((extra for extra in hint.__metadata__ if isinstance(extra, Name)), Name(""))
    return hint.__origin__, said


def _shape(hint: Any) -> Shape:
    hint, _ = _unwrapped(hint)
    arguments = get_args(hint)
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not types.NoneType)
        return dataclasses.replace(_shape(inner), optional=True)
    if origin in (tuple, list):
        return Shape(Sort.LIST, element=_shape(arguments[0]))
    if origin in (dict, Mapping):
        return Shape(Sort.LOOKUP, element=_shape(arguments[1]))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return shape_of(hint)
    return Shape({bool: Sort.FLAG, int: Sort.NUMBER}.get(hint, Sort.TEXT))


def names_of(context_type: type) -> tuple[ListedName, ...]:
    """Every name a template of this context may use, from the top, each with what lies below it right behind it."""
    return tuple(_listed(shape_of(context_type), ""))


def _listed(shape: Shape, prefix: str) -> Iterator[ListedName]:
    for field in shape.fields:
        path = f"{prefix}{field.name}"
        yield ListedName(path, field.shape, field.meaning, field.example)
        if field.shape.sort is Sort.LIST and field.shape.element is not None:
            yield from _listed(field.shape.element, f"{path}[].")
        else:
            yield from _listed(field.shape, f"{path}.")


class EveryKey(dict[str, str]):
    """A lookup that has whatever key a template asks for: its values count up, as numbers of sections do."""

    def __missing__(self, key: str) -> str:
        return self.setdefault(key, str(len(self) + 1))

    def get(self, key: str, default: object = None) -> str:
        """The value: nothing is ever missing."""
        del default
        return self[key]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str)

    def __bool__(self) -> bool:
        return True


def sample(context_type: type, *, flags: bool = True) -> Any:
    """A whole instance made of the examples: two of every list, every optional part there, every flag as `flags`.

    A name without an example shows itself in square brackets.
    """
    return _made(context_type, Name(""), context_type.__name__, flags)


_PER_LIST = 2


def _made(hint: Any, said: Name, name: str, flags: bool) -> Any:
    """A value of the hint; a list passes its example on to its elements."""
    hint, own = _unwrapped(hint)
    said = own if own.meaning or own.example else said
    arguments = get_args(hint)
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not types.NoneType)
        return _made(inner, said, name, flags)
    if origin in (tuple, list):
        return origin(_made(arguments[0], said, name, flags) for _ in range(_PER_LIST))
    if origin in (dict, Mapping):
        return EveryKey()
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint, include_extras=True)
        fields = [field.name for field in dataclasses.fields(hint)]
        return hint(**{field: _made(hints[field], Name(""), field, flags) for field in fields})
    if hint is bool:
        return flags
    if hint is int:
        return int(said.example or 1)
    return said.example or f"[{name}]"


def smallest(context_type: type) -> Any:
    """An instance in which every text, list and lookup is empty, every optional part missing and every flag off."""
    hints = get_type_hints(context_type)
    empty = {field.name: _empty(hints[field.name]) for field in dataclasses.fields(context_type)}
    return context_type(**empty)


def _empty(hint: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return None
    if origin in (dict, Mapping):
        return {}
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return smallest(hint)
    return (origin or hint)()
