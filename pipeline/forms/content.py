"""What stands in one form: the sheets it has, and the values written into them before the clerk types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.forms.entries import Entry, Steps
from pipeline.forms.models import MEETING, ROSTER, FormModel
from pipeline.forms.prefill import Prefill, RowValues
from pipeline.forms.printed import FORM_MARK
from pipeline.forms.roster_form import SUBJECT as ROSTER_SUBJECT
from pipeline.forms.selection import sheets_for
from pipeline.forms.sheets import SheetLayout, Table
from pipeline.meeting import DocumentKindName, Meeting, MeetingKind, Stage
from pipeline.records import Record
from pipeline.roster.record import RosterChanges
from pipeline.vietnamese.text import folded

_SCORES: tuple[Steps, ...] = (("score",), ("follow_up", "superior_scores"))
FOLLOW_UP_SUBJECT = "Cập nhật sau họp"
_DOCUMENTS: Steps = ("documents",)


@dataclass(frozen=True)
class Row:
    """One row of a table: the values of its columns; `lead` is its number, `shown` what only informs."""

    lead: int | None
    values: RowValues
    shown: tuple[object, ...] = ()


@dataclass(frozen=True)
class Content:
    """The values of one form: those of `record`, and the known ones where it has none.

    `subject` is what the form is for, `mark` the word its mark says of it.
    """

    model: FormModel
    sheets: tuple[SheetLayout, ...]
    subject: str
    mark: str
    prefill: Prefill
    answers: Mapping[Steps, object] = field(default_factory=dict)
    known: Mapping[Steps, Sequence[RowValues]] = field(default_factory=dict)
    record: Record | None = None

    def answer(self, entry: Entry) -> object:
        """The value to write for an answer; None or "" where it stays blank."""
        if entry.path in self.answers:
            return self.answers[entry.path]
        stated = value_at(self.record, entry.path)
        return self.prefill.answers().get(entry.path) if is_empty(stated) else stated

    def rows(self, table: Table) -> tuple[Row, ...]:
        """The rows to write in a table, numbered from 1: those of the record, then the known ones it does not have."""
        if self.record is not None and table.inside:
            return self._inner_rows(table, self.record)
        records: Sequence[object] = value_at(self.record, table.path) or ()  # type: ignore[assignment]
        stated = [_values(table, record) for record in records]
        return tuple(
            Row(number, values, self._shown(table, values))
            for number, values in enumerate([*stated, *self._more(table, stated)], 1)
        )

    def _more(self, table: Table, stated: Sequence[RowValues]) -> list[RowValues]:
        """Known rows that the record does not have; only tasks are carried over beside others."""
        known = list(self.known.get(table.path, ()))
        if not stated or table.path not in self.prefill.rows:
            return [] if stated else known
        first = table.entries[0].path
        there = {folded(str(values.get(first, ""))) for values in stated}
        return [values for values in known if folded(str(values.get(first, ""))) not in there]

    def _shown(self, table: Table, values: RowValues) -> tuple[object, ...]:
        limits = dict(self.prefill.score_criteria)
        return (limits.get(str(values.get(("criterion",)))),) if table.path in _SCORES else ()

    def _inner_rows(self, table: Table, record: Record) -> tuple[Row, ...]:
        outer: Sequence[object] = getattr(record, table.inside[0])
        return tuple(
            Row(number, _values(table, inner))
            for number, owner in enumerate(outer, 1)
            for inner in getattr(owner, table.path[-1])
        )

    @property
    def body(self) -> str:
        return str(value_at(self.record, ("body",)) or self.prefill.body)

    @property
    def code(self) -> str:
        """The meeting's code; empty where there is none."""
        return str(value_at(self.record, ("code",)) or self.prefill.code or "")

    @property
    def keywords(self) -> str:
        """What the file's own properties say of it: version, kind, body and code."""
        return " ".join(filter(None, (FORM_MARK, self.mark, self.body, self.code)))


def meeting_content(
    kind: MeetingKind, stage: Stage, prefill: Prefill | None = None, meeting: Meeting | None = None
) -> Content:
    """The form of a meeting, blank or holding a record."""
    prefill = prefill or Prefill()
    known: dict[Steps, Sequence[RowValues]] = {_DOCUMENTS: _usual_documents(kind, stage, prefill), **prefill.rows}
    if stage in (Stage.HELD, Stage.FOLLOWED_UP):
        criteria: list[RowValues] = [{("criterion",): criterion} for criterion, _ in prefill.score_criteria]
        known.update(dict.fromkeys(_SCORES, criteria))
    return Content(
        model=MEETING,
        sheets=sheets_for(kind, stage, meeting),
        subject=f"{FOLLOW_UP_SUBJECT} – {kind.label}" if stage is Stage.FOLLOWED_UP else kind.label,
        mark=kind.value,
        prefill=prefill,
        answers={("stage",): stage, ("kind",): kind},
        known=known,
        record=meeting,
    )


def roster_content(prefill: Prefill | None = None, changes: RosterChanges | None = None) -> Content:
    """The form of roster changes, blank or holding a record."""
    prefill = prefill or Prefill()
    return Content(
        model=ROSTER,
        sheets=ROSTER.sheets,
        subject=ROSTER_SUBJECT,
        mark=ROSTER.name,
        prefill=prefill,
        known=prefill.rows,
        record=changes,
    )


def _usual_documents(kind: MeetingKind, stage: Stage, prefill: Prefill) -> list[RowValues]:
    if not prefill.recipients:
        return []
    kinds: tuple[DocumentKindName, ...] = (DocumentKindName.MINUTES, DocumentKindName.RESOLUTION)
    if stage is Stage.FOLLOWED_UP:
        kinds = (DocumentKindName.SUPPLEMENT, DocumentKindName.CORRECTION, DocumentKindName.TRANSMITTAL)
    elif stage is Stage.POSTPONED:
        kinds = (DocumentKindName.POSTPONEMENT,)
    elif kind is MeetingKind.THEMATIC:
        kinds = (DocumentKindName.THEMATIC_PLAN, *kinds)
    return [{("kind",): name, ("recipients",): prefill.recipients} for name in kinds]


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
