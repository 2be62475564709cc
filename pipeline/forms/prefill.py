"""What stands in a form before the clerk types: the kind and stage, what the office knows, or a whole record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.forms.entries import Entry, Steps
from pipeline.forms.sheets import Table
from pipeline.meeting import DocumentKindName, Meeting, MeetingKind, Stage
from pipeline.vietnamese.dates import Month


@dataclass(frozen=True)
class Prefill:
    """Plain values that the caller knows of the coming meeting. `members` and `places` are offered in drop-downs."""

    body: str = ""
    body_name: str = ""
    code: str | None = None
    period: Month | None = None
    ordinal: int | None = None
    day: date | None = None
    place: str = ""
    places: tuple[str, ...] = ()
    chair: str = ""
    recorder: str = ""
    members: tuple[str, ...] = ()
    total_official: int | None = None
    total_probationary: int | None = None
    score_criteria: tuple[tuple[str, Decimal | int | None], ...] = ()
    recipients: tuple[str, ...] = ()

    def answers(self) -> dict[Steps, object]:
        """By path from the meeting."""
        return {
            ("code",): self.code,
            ("body",): self.body,
            ("period", "month"): self.period,
            ("ordinal",): self.ordinal,
            ("day",): self.day,
            ("place",): self.place,
            ("chair",): self.chair,
            ("recorder",): self.recorder,
            ("roll", "total_official"): self.total_official,
            ("roll", "total_probationary"): self.total_probationary,
        }


@dataclass(frozen=True)
class Row:
    """One row of a table: its record or, before there is one, the values known; `lead` is its number."""

    lead: int | None
    values: dict[Steps, object]
    shown: tuple[object, ...] = ()


@dataclass(frozen=True)
class Content:
    """The values of one form: those of `meeting`, and the prefilled ones where it has none."""

    kind: MeetingKind
    stage: Stage
    prefill: Prefill
    meeting: Meeting | None = None

    def answer(self, entry: Entry) -> object:
        """The value to write for an answer; None or "" where it stays blank."""
        if entry.path == ("stage",):
            return self.stage
        if entry.path == ("kind",):
            return self.kind
        stated = value_at(self.meeting, entry.path)
        return self.prefill.answers().get(entry.path) if is_empty(stated) else stated

    def rows(self, table: Table) -> tuple[Row, ...]:
        """The rows to write in a table, numbered from 1."""
        if self.meeting is None:
            return self._known_rows(table)
        if table.inside:
            return self._inner_rows(table, self.meeting)
        records: Sequence[object] = value_at(self.meeting, table.path) or ()  # type: ignore[assignment]
        limits = dict(self.prefill.score_criteria)
        return tuple(
            Row(number, _values(table, record), (limits.get(record.criterion),) if table.path == ("score",) else ())  # type: ignore[attr-defined]
            for number, record in enumerate(records, 1)
        ) or self._known_rows(table)

    def _inner_rows(self, table: Table, meeting: Meeting) -> tuple[Row, ...]:
        outer: Sequence[object] = getattr(meeting, table.inside[0])
        return tuple(
            Row(number, _values(table, record))
            for number, owner in enumerate(outer, 1)
            for record in getattr(owner, table.path[-1])
        )

    def _known_rows(self, table: Table) -> tuple[Row, ...]:
        if table.path == ("score",) and self.stage is Stage.HELD:
            return tuple(
                Row(number, {("criterion",): criterion}, (limit,))
                for number, (criterion, limit) in enumerate(self.prefill.score_criteria, 1)
            )
        if table.path == ("documents",) and self.prefill.recipients:
            return tuple(
                Row(number, {("kind",): kind, ("recipients",): self.prefill.recipients})
                for number, kind in enumerate(_usual_documents(self.kind, self.stage), 1)
            )
        return ()


def _usual_documents(kind: MeetingKind, stage: Stage) -> tuple[DocumentKindName, ...]:
    if stage is Stage.FOLLOWED_UP:
        return (DocumentKindName.SUPPLEMENT, DocumentKindName.CORRECTION, DocumentKindName.TRANSMITTAL)
    if stage is Stage.POSTPONED:
        return (DocumentKindName.POSTPONEMENT,)
    plan = (DocumentKindName.THEMATIC_PLAN,) if kind is MeetingKind.THEMATIC else ()
    return (*plan, DocumentKindName.MINUTES, DocumentKindName.RESOLUTION)


def value_at(record: object, path: Steps) -> object:
    """The value a path leads to; None where a part on the way is missing."""
    current: Any = record
    for step in path:
        current = getattr(current, step, None)
    return current


def is_empty(value: object) -> bool:
    """Nothing to write: None, no text, an empty list, a mark that is not set."""
    return value is None or value == "" or value == () or value is False


def _values(table: Table, record: object) -> dict[Steps, object]:
    return {column.path: value_at(record, column.path) for column in table.entries}
