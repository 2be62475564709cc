"""From raw nodes to a record: every field coerced by its annotation, every problem collected."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from pipeline.errors import Problem, has_errors
from pipeline.messages import Message, msg
from pipeline.records.fields import Record, TextKind
from pipeline.records.nodes import Node, Path, Places
from pipeline.records.scalars import Refused, coerce, has_coercion
from pipeline.records.types import bare_type, item_type, label_of, model_in

M = TypeVar("M", bound=Record)

MAX_PROBLEMS = 200


@dataclass(frozen=True)
class Built(Generic[M]):
    """The record (None where an error stands in its way), all problems, and where each value stands.

    `partial` is the record without what could not be read, so that the rest can be checked in the same pass;
    `unreadable` names the fields of the record in which something is left out of it.
    """

    record: M | None
    problems: tuple[Problem, ...]
    places: Places
    partial: M | None = None
    unreadable: frozenset[str] = frozenset()


def build(model: type[M], node: Node) -> Built[M]:
    """Read `node` to the end into `model`."""
    builder = _Builder()
    values = builder.mapping(model, node, (), "")
    places, unreadable = Places(builder.places), frozenset(builder.unreadable)
    problems = list(builder.problems)
    record = None
    if values is not None:
        try:
            record = model.model_validate(values)
        except ValidationError as error:
            if not has_errors(problems):
                problems += _located(error, places, model)
    whole = None if has_errors(problems) else record
    return Built(whole, tuple(problems[:MAX_PROBLEMS]), places, record, unreadable)


_MISSING = object()


@lru_cache(maxsize=256)
def _adapter(bare: Any, limits: tuple[Any, ...]) -> TypeAdapter[Any]:
    return TypeAdapter(Annotated[(bare, *limits)])


def _absent(owner: Node, key: str) -> Node:
    """What stands for a part that is not there: nothing, at the place where it would stand."""
    whole = owner.part
    return Node(None, owner.where_of(key), part=whole and (lambda name: whole(f"{key}.{name}")))


class _Builder:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.places: dict[Path, Message] = {}
        self.unreadable: set[str] = set()

    def mapping(self, model: type[BaseModel], node: Node, path: Path, label: str) -> dict[str, Any] | None:
        self.places[path] = node.where
        shorthand = getattr(model, "SHORTHAND", None)
        if shorthand and not isinstance(node.value, dict):
            field = model.model_fields[shorthand]
            self.places[(*path, shorthand)] = node.where
            value = self.value(field.annotation, tuple(field.metadata), node, (*path, shorthand), label)
            return None if value is _MISSING else {shorthand: value}
        if not isinstance(node.value, dict):
            self._report(
                path,
                "not-a-group",
                node.where,
                msg("“{label}” has parts of its own here.", label=label)
                if label
                else msg("The file holds no entries with names."),
                msg("Please write them below it, each with its name."),
            )
            return None
        fields = {field.alias or name: (name, field) for name, field in model.model_fields.items()}
        self._unknown(node.value, list(fields))
        values: dict[str, Any] = {}
        for key, (name, field) in fields.items():
            value = self._field(field, node.value.get(key), node, key, (*path, name))
            if value is not _MISSING:
                values[name] = value
        is_part = bool(path)  # a part that lacks what it must have is left out, so that the rest can still be checked
        lacks = any(field.is_required() and name not in values for name, field in fields.values())
        return None if is_part and lacks else values

    def _field(self, field: FieldInfo, node: Node | None, owner: Node, key: str, path: Path) -> Any:
        label = field.title or key
        if node is not None or owner.part is not None:
            self.places[path] = owner.where_of(key)
        if node is None or (node.is_blank and not isinstance(node.value, list)):
            if field.is_required():
                self._report(
                    path,
                    "missing",
                    owner.where_of(key),
                    msg("“{label}” is missing.", label=label),
                    msg("Please fill it in."),
                )
            self._blank_places(field.annotation, node or _absent(owner, key), path)
            return _MISSING
        return self.value(field.annotation, tuple(field.metadata), node, path, label)

    def _blank_places(self, annotation: Any, node: Node, path: Path) -> None:
        """Where the parts of a group stand that nothing was entered in: later checks point to them."""
        model = model_in(annotation)
        if model is None:
            return
        parts = node.value if isinstance(node.value, dict) else {}
        for name, field in model.model_fields.items():
            key = field.alias or name
            if key in parts or node.part is not None:
                self.places[(*path, name)] = node.where_of(key)
                self._blank_places(field.annotation, parts.get(key) or _absent(node, key), (*path, name))

    def value(self, annotation: Any, metadata: tuple[Any, ...], node: Node, path: Path, label: str) -> Any:
        item = item_type(annotation)
        if item is not None:
            return self._items(item, node, path, label)
        model = model_in(annotation)
        if model is not None:
            found = self.mapping(model, node, path, label)
            return _MISSING if found is None else found
        bare, text_kind = bare_type(annotation, metadata)
        if isinstance(node.value, dict | list):
            self._report(
                path,
                "not-a-value",
                node.where,
                msg("“{label}” takes a single value.", label=label),
                msg("Please write one value behind its name."),
            )
            return _MISSING
        result = coerce(node.value, bare, text_kind)
        if isinstance(result, Refused):
            self._report(
                path,
                result.code,
                node.where,
                msg("“{label}”: {reason}", label=label, reason=result.reason),
                result.hint,
            )
            return _MISSING
        return self._constrained(result, bare, metadata, node, path, label)

    def _constrained(
        self, value: object, bare: Any, metadata: tuple[Any, ...], node: Node, path: Path, label: str
    ) -> object:
        limits = tuple(mark for mark in metadata if not isinstance(mark, TextKind))
        if not limits:
            return value
        try:
            return _adapter(bare, limits).validate_python(value)
        except ValidationError as error:
            reason = _REASONS.get(error.errors(include_url=False)[0]["type"], msg("the value cannot be used here."))
            self._report(
                path,
                "bad-value",
                node.where,
                msg("“{label}”: {reason}", label=label, reason=reason),
                msg("Please correct it."),
            )
            return _MISSING

    def _items(self, item: Any, node: Node, path: Path, label: str) -> Any:
        if isinstance(node.value, list):
            nodes = [part for part in node.value if not part.is_blank]
        elif isinstance(node.value, str) and has_coercion(item):
            nodes = [Node(line.strip(), node.where) for line in node.value.splitlines() if line.strip()]
        else:
            nodes = [node]
        values = []
        for number, part in enumerate(nodes):
            self.places[(*path, number)] = part.where
            value = self.value(item, (), part, (*path, number), label)
            if value is not _MISSING:
                values.append(value)
        return tuple(values)

    def _unknown(self, given: dict[str, Node], known: list[str]) -> None:
        for key, node in given.items():
            if key in known:
                continue
            near = difflib.get_close_matches(key, known, n=1)
            hint = msg("Did you mean “{name}”?", name=near[0]) if near else msg("Please remove it, or check its name.")
            self._report(
                (), "unknown-key", node.key or node.where, msg("“{name}” is not known here.", name=key[:80]), hint
            )

    def _report(self, path: Path, code: str, where: Message, message: Message, hint: Message) -> None:
        self.unreadable.update(str(step) for step in path[:1])
        self.problems.append(Problem(code, where, message, hint))


_REASONS = {
    "greater_than_equal": msg("the number is too small."),
    "greater_than": msg("the number is too small."),
    "less_than_equal": msg("the number is too large."),
    "string_pattern_mismatch": msg("only lower-case letters without accents, figures and hyphens are allowed."),
    "string_too_long": msg("the text is too long."),
    "too_short": msg("at least one entry is needed."),
}


def _located(error: ValidationError, places: Places, model: type[BaseModel]) -> Iterator[Problem]:
    """What the record's own constraints say, at the place of the value and by the name it has on forms."""
    for item in error.errors(include_url=False):
        reason = _REASONS.get(item["type"], msg("the value cannot be used here."))
        message = msg("“{label}”: {reason}", label=label_of(model, *item["loc"]), reason=reason)
        yield Problem("bad-value", places.of(*item["loc"]), message, msg("Please correct it."))
