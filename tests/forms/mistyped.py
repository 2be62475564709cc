"""A sound form in which somebody typed something else: the same entry, typed into every kind of file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from io import StringIO
from typing import Any

from ruamel.yaml import YAML

from pipeline.forms.blank import written_form
from pipeline.forms.content import Content, Row, meeting_content
from pipeline.forms.entries import Entry
from pipeline.forms.sheets import Table
from pipeline.meeting import Meeting

Typed = Mapping[str, object]  # `votes[1].in_favour` → what somebody typed there

_STEP = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")


@dataclass(frozen=True)
class MistypedContent(Content):
    """The content of a form with some entries replaced by what was typed."""

    typed: Typed = field(default_factory=dict)

    def answer(self, entry: Entry) -> object:
        return self.typed.get(".".join(entry.keys), super().answer(entry))

    def rows(self, table: Table) -> tuple[Row, ...]:
        rows = list(super().rows(table))
        for column in table.entries:
            for path, value in self.typed.items():
                place = _row_of(path, table, column, rows)
                if place is None:
                    continue
                rows += [Row(len(rows) + 1, {}) for _ in range(place + 1 - len(rows))]
                rows[place] = Row(rows[place].lead, {**rows[place].values, column.path: value}, rows[place].shown)
        return tuple(rows)


def _row_of(path: str, table: Table, column: Entry, rows: list[Row]) -> int | None:
    """The row, counted from 0, of the table that a path leads into by this column; None where it leads elsewhere."""
    steps = _STEP.findall(path)
    names = tuple(name for name, _ in steps)
    if names != (*table.keys, *column.keys):
        return None
    numbers = [int(number) for _, number in steps if number]
    if not table.inside:
        return numbers[0] - 1
    own = [place for place, row in enumerate(rows) if row.lead == numbers[0]]
    return own[numbers[1] - 1]


def mistyped_form(suffix: str, meeting: Meeting, typed: Typed) -> bytes:
    """The form of a meeting in one kind of file, with what was typed in place of what it states."""
    if suffix in (".xlsx", ".docx"):
        sound = meeting_content(meeting.kind, meeting.stage, None, meeting)
        own = {item.name: getattr(sound, item.name) for item in fields(sound)}
        return written_form(suffix, MistypedContent(**own, typed=typed))
    plain = meeting.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for path, value in typed.items():
        _put(plain, path, value)
    if suffix == ".json":
        return json.dumps(plain, ensure_ascii=False, indent=1).encode()
    target = StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.dump(plain, target)
    return target.getvalue().encode()


def _put(plain: dict[str, Any], path: str, value: object) -> None:
    *outer, last = _STEP.findall(path)
    current: Any = plain
    for name, number in outer:
        current = current.setdefault(name, [] if number else {})
        if number:
            while len(current) < int(number):
                current.append({})
            current = current[int(number) - 1]
    current[last[0]] = value
