"""Which columns of the form a kind of change needs, and which say nothing there."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.messages import msg
from pipeline.records import label_of
from pipeline.roster.draft import Draft, Row
from pipeline.roster.record import ChangeKind, RosterChange

_PERSON = ("unit", "work")
_DECISION = ("decision", "decided")


@dataclass(frozen=True)
class Columns:
    """`used` mean something for the kind. A blank one of `needed` returns the form, of `expected` is a warning."""

    used: tuple[str, ...] = _DECISION
    needed: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()


COLUMNS = {
    ChangeKind.ADMISSION: Columns((*_PERSON, *_DECISION), expected=("decision",)),
    ChangeKind.FULL_MEMBERSHIP: Columns(expected=("decision",)),
    ChangeKind.TRANSFER_IN: Columns((*_PERSON, *_DECISION)),
    ChangeKind.TRANSFER_IN_PROBATIONARY: Columns((*_PERSON, *_DECISION)),
    ChangeKind.TRANSFER_OUT: Columns(),
    ChangeKind.DEATH: Columns(),
    ChangeKind.WITHDRAWAL: Columns(expected=("decision",)),
    ChangeKind.EXPULSION: Columns(expected=("decision",)),
    ChangeKind.REMOVAL: Columns(expected=("decision",)),
    ChangeKind.EXEMPT: Columns(("until", *_DECISION), expected=("decision",)),
    ChangeKind.TEMPORARY_HERE: Columns(("until", *_PERSON, *_DECISION)),
    ChangeKind.TEMPORARY_AWAY: Columns(("until", *_DECISION)),
    ChangeKind.SUSPENDED: Columns(("until", *_DECISION), expected=("decision",)),
    ChangeKind.STATE_ENDED: Columns(),
    ChangeKind.OFFICE_TAKEN: Columns(("until", "office", *_DECISION), needed=("office",)),
    ChangeKind.OFFICE_LEFT: Columns(("office", *_DECISION)),
}
_OPTIONAL = ("until", "decision", "decided", "office", "unit", "work")


def check_columns(draft: Draft, row: Row) -> None:
    """What is missing in a row, what is too much, and dates that run backwards."""
    change, columns = row.change, COLUMNS[row.change.kind]
    for column in columns.needed:
        if not getattr(change, column):
            message = msg("“{label}” is missing.", label=label_of(RosterChange, column))
            draft.error(row, column, "missing", message, msg("Please fill it in."))
    for column in columns.expected:
        if not getattr(change, column):
            message = msg("“{label}” is missing.", label=label_of(RosterChange, column))
            draft.warn(row, column, "decision-missing", message, msg("Please fill it in, if there is one."))
    for column in _OPTIONAL:
        if column not in columns.used and getattr(change, column):
            label = label_of(RosterChange, column)
            message = msg("“{label}” says nothing where the change is “{kind}”.", label=label, kind=change.kind.label)
            draft.warn(row, column, "column-unused", message, msg("Please check the kind of change."))
    if change.until and change.until < change.day:
        draft.error(
            row, "until", "ends-before-begin", msg("This ends before it begins."), msg("Please check both dates.")
        )
    if change.kind is ChangeKind.ADMISSION and change.decided and change.decided > change.day:
        draft.warn(row, "decided", "decided-later", msg("The decision is of a later day than the change."))
