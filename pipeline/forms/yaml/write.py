"""Forms in YAML: a commented skeleton to fill, and a whole record written so that it reads back equal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from pipeline.forms.content import Content, Row, is_empty, meeting_content, value_at
from pipeline.forms.entries import Steps, entry
from pipeline.forms.prefill import Prefill
from pipeline.forms.printed import EXAMPLE_PREFIX, NO_SECRETS
from pipeline.forms.yaml.scalars import INDENT, scalar_lines
from pipeline.meeting import MeetingKind, Stage
from pipeline.records import Record
from pipeline.records.types import element_type, item_type, model_in

_WIDTH = 110


def blank_yaml(kind: MeetingKind, stage: Stage, prefill: Prefill | None = None) -> str:
    """A YAML form with the keys of this kind and stage, their Vietnamese labels and help as comments."""
    return skeleton(meeting_content(kind, stage, prefill))


def skeleton(content: Content) -> str:
    """A commented YAML form with its content: what its sheets ask for, filled in as far as it is known."""
    lines = [f"# {content.model.title}: {content.subject}", f"# {NO_SECRETS}", f"# {content.keywords}", ""]
    lines += _Skeleton(content).mapping(content.model.record, (), 0)
    return "\n".join(lines) + "\n"


def meeting_to_yaml(meeting: Record) -> str:
    """The record as YAML, only what is stated; `read_form` reads the same record from it."""
    return "\n".join(_record_lines(meeting, 0)) + "\n"


def _record_lines(record: Any, depth: int) -> Iterator[str]:
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if value == field.default and not field.is_required():
            continue
        yield from _value_lines(field.alias or name, value, depth)


def _value_lines(key: str, value: object, depth: int) -> Iterator[str]:
    before = INDENT * depth
    if isinstance(value, tuple):
        yield f"{before}{key}:"
        for item in value:
            yield from _item_lines(item, depth + 1)
    elif isinstance(value, Record):
        lines = list(_record_lines(value, depth + 1))
        yield f"{before}{key}:" if lines else f"{before}{key}: {{}}"
        yield from lines
    else:
        first, *rest = scalar_lines(value, depth)
        yield f"{before}{key}: {first}"
        yield from rest


def _item_lines(item: object, depth: int) -> Iterator[str]:
    before = INDENT * depth
    lines = list(_record_lines(item, depth + 1)) if isinstance(item, Record) else scalar_lines(item, depth)
    first, *rest = lines
    yield f"{before}- {first.strip()}"
    yield from rest


class _Skeleton:
    """The keys of a form: those the workbook of the same content has places for."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._tables = {table.path: table for sheet in content.sheets for table in sheet.tables}
        self._paths = frozenset[Steps]().union(*(sheet.paths for sheet in content.sheets))

    def mapping(self, model: Any, path: Steps, depth: int) -> list[str]:
        """The lines of one record's keys, as far as this form asks for them."""
        lines: list[str] = []
        for name, field in model.model_fields.items():
            here = (*path, name)
            if not any(known[: len(here)] == here for known in self._paths):
                continue
            inner = model_in(element_type(field.annotation))
            if depth == 0 and inner is not None:
                lines.append("")
            if inner is None:
                lines += self._answer(model, here, depth)
                continue
            lines += [*_comment(_about(field), depth), f"{INDENT * depth}{field.alias or name}:"]
            is_list = item_type(field.annotation) is not None
            lines += self._rows(inner, here, depth + 1) if is_list else self.mapping(inner, here, depth + 1)
        return lines

    def _answer(self, model: Any, path: Steps, depth: int) -> list[str]:
        answer = entry(model, path[-1])
        top = entry(self._content.model.record, ".".join(path)) if not self._is_in_table(path) else None
        value = self._content.answer(top) if top else None
        choices = " | ".join(f"{choice.value} ({choice.label})" for choice in answer.choices)
        example = f"{EXAMPLE_PREFIX}{answer.example}" if answer.example and not choices else ""
        about = ". ".join(part.rstrip(".") for part in (answer.label, answer.help, choices, example) if part)
        lines = list(_value_lines(answer.keys[-1], value, depth)) if not is_empty(value) else []
        return [*_comment(about, depth), *(lines or [f"{INDENT * depth}{answer.keys[-1]}:"])]

    def _is_in_table(self, path: Steps) -> bool:
        return any(path[: len(table)] == table for table in self._tables)

    def _rows(self, inner: Any, path: Steps, depth: int) -> list[str]:
        """What is stated of a list and what is known beside it, else one entry to fill and to copy."""
        stated: Any = value_at(self._content.record, path) or ()
        lines = [line for record in stated for line in _item_lines(record, depth)]
        table = self._tables.get(path)
        for row in self._content.rows(table)[len(stated) :] if table else ():
            lines += _known_item(inner, row, depth)
        return lines or _as_item(self.mapping(inner, path, depth + 1), depth)


def _known_item(inner: Any, row: Row, depth: int) -> list[str]:
    """A row of which some values are known, as an entry with all its keys."""
    values = {steps[0]: value for steps, value in row.values.items() if len(steps) == 1}
    lines: list[str] = []
    for place, (name, field) in enumerate(inner.model_fields.items()):
        key, value = field.alias or name, values.get(name)
        own = [f"{INDENT * (depth + 1)}{key}:"] if is_empty(value) else [*_value_lines(key, value, depth + 1)]
        lines += _as_item(own, depth) if place == 0 else own
    return lines


def _about(field: Any) -> str:
    return ". ".join(part.rstrip(".") for part in (field.title, field.description) if part)


def _comment(text: str, depth: int) -> list[str]:
    before = INDENT * depth
    return [f"{before}# {line}" for line in _wrapped(" ".join(text.split()), max(_WIDTH - len(before), 40))]


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)


def _as_item(lines: list[str], depth: int) -> list[str]:
    """The lines of a mapping as one entry of a list: the dash goes before its first key."""
    first = next(place for place, line in enumerate(lines) if not line.lstrip().startswith("#"))
    before = INDENT * depth
    comments = [before + line.strip() for line in lines[:first]]
    return [*comments, f"{before}- {lines[first].strip()}", *lines[first + 1 :]]
