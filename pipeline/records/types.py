"""Looking into type annotations: what a field holds once Optional, tuple and Annotated are taken off."""

from __future__ import annotations

import types
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from pipeline.records.fields import TextKind


def without_none(annotation: Any) -> Any:
    """`X | None` → `X`."""
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [part for part in get_args(annotation) if part is not type(None)]
        return rest[0] if len(rest) == 1 else Union[tuple(rest)]  # noqa: UP007
    return annotation


def item_type(annotation: Any) -> Any | None:
    """What a `tuple[X, ...]` holds; None where it is not one."""
    bare = without_none(annotation)
    return get_args(bare)[0] if get_origin(bare) is tuple else None


def element_type(annotation: Any) -> Any:
    """The type of one value: of an item for a tuple, else of the field itself."""
    item = item_type(annotation)
    return without_none(annotation) if item is None else item


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The record class an annotation names; None for anything else."""
    bare, _ = bare_type(annotation)
    return bare if isinstance(bare, type) and issubclass(bare, BaseModel) else None


def bare_type(annotation: Any, metadata: tuple[Any, ...] = ()) -> tuple[Any, TextKind | None]:
    """The plain type, and how its text is cleaned where it is a text."""
    bare = without_none(annotation)
    marks = list(metadata)
    while get_origin(bare) is Annotated:
        bare, *more = get_args(bare)
        marks += more
        bare = without_none(bare)
    return bare, next((mark for mark in marks if isinstance(mark, TextKind)), None)


def label_of(model: type[BaseModel], *path: str | int) -> str:
    """The Vietnamese label of the field a path leads to, as forms print it; its name where it has none."""
    label = ""
    current: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        field = current.model_fields.get(step)
        if field is None:
            return step
        label = field.title or step
        annotation: Any = field.annotation
        current = model_in(element_type(annotation))
    return label
