"""Forms in YAML: a commented skeleton to fill, and a whole record written so that it reads back equal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from pipeline.forms.entries import Steps, entry
from pipeline.forms.layout import EXAMPLE_PREFIX, FORM_MARK, FORM_TITLE, NO_SECRETS
from pipeline.forms.prefill import Content, Prefill, is_empty
from pipeline.forms.selection import sheets_for
from pipeline.forms.yaml_scalars import INDENT, scalar_lines
from pipeline.meeting import Meeting, MeetingKind, Stage
from pipeline.records import Record
from pipeline.records.types import element_type, item_type, model_in

_WIDTH = 110


def blank_yaml(kind: MeetingKind, stage: Stage, prefill: Prefill | None = None) -> str:
    """A YAML form with the keys of this kind and stage, their Vietnamese labels and help as comments."""
    content = Content(kind, stage, prefill or Prefill())
    lines = [f"# {FORM_TITLE}: {kind.label}", f"# {NO_SECRETS}", f"# {FORM_MARK}", ""]
    lines += _Skeleton(content).mapping(Meeting, (), 0)
    return "\n".join(lines) + "\n"


def meeting_to_yaml(meeting: Meeting) -> str:
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
    """The keys of a blank form: those the workbook of the same kind and stage has places for."""

    def __init__(self, content: Content) -> None:
        self._content = content
        sheets = sheets_for(content.kind, content.stage)
        self._tables = {table.path: table for sheet in sheets for table in sheet.tables}
        self._paths = frozenset[Steps]().union(*(sheet.paths for sheet in sheets))

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
            elif item_type(field.annotation) is None:
                lines += [*_comment(_about(field), depth), f"{INDENT * depth}{field.alias or name}:"]
                lines += self.mapping(inner, here, depth + 1)
            else:
                lines += [*_comment(_about(field), depth), f"{INDENT * depth}{field.alias or name}:"]
                lines += self._rows(inner, here, depth + 1)
        return lines

    def _answer(self, model: Any, path: Steps, depth: int) -> list[str]:
        answer = entry(model, path[-1])
        top = entry(Meeting, ".".join(path)) if not self._is_in_table(path) else None
        value = self._content.answer(top) if top else None
        choices = " | ".join(f"{choice.value} ({choice.label})" for choice in answer.choices)
        example = f"{EXAMPLE_PREFIX}{answer.example}" if answer.example and not choices else ""
        about = ". ".join(part.rstrip(".") for part in (answer.label, answer.help, choices, example) if part)
        lines = list(_value_lines(answer.keys[-1], value, depth)) if not is_empty(value) else []
        return [*_comment(about, depth), *(lines or [f"{INDENT * depth}{answer.keys[-1]}:"])]

    def _is_in_table(self, path: Steps) -> bool:
        return any(path[: len(table)] == table for table in self._tables)

    def _rows(self, inner: Any, path: Steps, depth: int) -> list[str]:
        """What is known of a list, else one entry to fill and to copy."""
        table = self._tables.get(path)
        known = self._content.rows(table) if table else ()
        if not known:
            return _as_item(self.mapping(inner, path, depth + 1), depth)
        lines: list[str] = []
        for row in known:
            values = {steps[-1]: value for steps, value in row.values.items()}
            for place, name in enumerate(inner.model_fields):
                key = inner.model_fields[name].alias or name
                value = values.get(name)
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
