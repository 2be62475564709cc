"""Who leaves a body, in whatever way."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from pipeline.messages import msg
from pipeline.organisation import Member
from pipeline.organisation.members import DatedOffice, DatedState
from pipeline.roster.draft import ONE_DAY, Draft, Row
from pipeline.roster.record import ChangeKind

D = TypeVar("D", DatedOffice, DatedState)


def leave(draft: Draft, row: Row) -> None:
    """The last day on the roster, and of whatever office or state is still open then."""
    change = row.change
    number = draft.find(row)
    if number is None:
        return
    member = draft.members[number]
    last = change.day if change.kind is ChangeKind.DEATH else change.day - ONE_DAY
    if member.to == last:
        return
    if draft.is_here(row, member) and _stayed(draft, row, member, last):
        if member.to is not None:
            draft.warn(
                row,
                "day",
                "leaves-earlier",
                msg("The roster had “{name}” until {to:%d/%m/%Y}.", name=member.label, to=member.to),
            )
        end_membership(draft, number, last)


def _stayed(draft: Draft, row: Row, member: Member, last: date) -> bool:
    if member.from_ is None or member.from_ <= last:
        return True
    draft.error(
        row,
        "day",
        "before-joining",
        msg("“{name}” joined on {joined:%d/%m/%Y} only.", name=member.label, joined=member.from_),
    )
    return False


def end_membership(draft: Draft, number: int, last: date) -> None:
    """Close the member's time here with everything that is still open in it."""
    member = draft.members[number]
    draft.update(
        number,
        to=last,
        offices=tuple(closed(office, last) for office in member.offices),
        states=tuple(closed(state, last) for state in member.states),
    )


def closed(entry: D, last: date) -> D:
    """The entry ending on that day, where it would go on behind it; one that begins later stays as it is."""
    goes_on = entry.to is None or entry.to > last
    began = entry.from_ is None or entry.from_ <= last
    return entry.model_copy(update={"to": last}) if goes_on and began else entry
