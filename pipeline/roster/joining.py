"""Who joins a body, and who becomes an official member."""

from __future__ import annotations

from datetime import date

from pipeline.messages import msg
from pipeline.organisation import Member, MemberState, Status
from pipeline.organisation.members import DatedState, DatedStatus
from pipeline.records import on_day
from pipeline.roster.draft import ONE_DAY, Draft, Row, name_and_distinct
from pipeline.roster.record import ChangeKind, RosterChange


def join(draft: Draft, row: Row) -> None:
    """A new member: admitted, come from elsewhere, or here for a time. Who came on that very day is there already."""
    change = row.change
    for number in draft.labelled(row.label):
        known = draft.members[number]
        if known.from_ == change.day:
            return
        if known.to is None or known.to >= change.day:
            _already_here(draft, row, known)
            return
    if change.kind is ChangeKind.ADMISSION and draft.labelled(row.label):
        draft.warn(
            row,
            "name",
            "was-here-before",
            msg("“{name}” was on the roster before.", name=change.name),
            msg("Please check whether it is the same person; a namesake is told apart in brackets: Name (1990)."),
        )
    draft.members.append(_new_member(change, row.decision))


def _already_here(draft: Draft, row: Row, known: Member) -> None:
    message = msg("“{name}” is on the roster already.", name=known.label)
    if known.from_:
        message = msg("“{name}” is on the roster since {joined:%d/%m/%Y}.", name=known.label, joined=known.from_)
    hint = msg("Please remove this line; a namesake is told apart in brackets: Name (1990).")
    draft.error(row, "name", "already-member", message, hint)


def _new_member(change: RosterChange, decision: str) -> Member:
    name, distinct = name_and_distinct(change.name)
    here_for_a_time = change.kind is ChangeKind.TEMPORARY_HERE
    state = DatedState(value=MemberState.TEMPORARY_HERE, from_=change.day, to=change.until, decision=decision)
    return Member(
        name=name,
        distinct=distinct,
        unit=change.unit,
        work=change.work,
        from_=change.day,
        to=change.until if here_for_a_time else None,
        status=_status(change, decision),
        states=(state,) if here_for_a_time else (),
    )


def _status(change: RosterChange, decision: str) -> tuple[DatedStatus, ...]:
    match change.kind:
        case ChangeKind.ADMISSION:
            return (DatedStatus(value=Status.PROBATIONARY, from_=change.day, decision=decision),)
        case ChangeKind.TRANSFER_IN_PROBATIONARY:  # admitted elsewhere: since when and by whom is not known here
            return (DatedStatus(value=Status.PROBATIONARY),)
        case _:
            return (DatedStatus(value=Status.OFFICIAL),)


def become_official(draft: Draft, row: Row) -> None:
    """The end of the probation. What the roster says of that very day already is not said twice."""
    number = draft.here(row)
    if number is None:
        return
    member, day = draft.members[number], row.change.day
    for place, status in enumerate(member.status):
        if status.value is Status.OFFICIAL and status.from_ == day:
            decided = status.model_copy(update={"decision": status.decision or row.decision})
            draft.update(number, status=(*member.status[:place], decided, *member.status[place + 1 :]))
            return
    before = on_day(member.status, day - ONE_DAY)
    if before is None:
        draft.error(
            row, "day", "before-joining", msg("“{name}” was not yet a probationary member then.", name=member.label)
        )
    elif before.value is Status.OFFICIAL:
        draft.error(row, "kind", "already-official", msg("“{name}” is an official member already.", name=member.label))
    else:
        if before.from_ and day < _a_year_after(before.from_):
            _too_early(draft, row, member, before.from_)
        closed = tuple(s.model_copy(update={"to": day - ONE_DAY}) if s is before else s for s in member.status)
        official = DatedStatus(value=Status.OFFICIAL, from_=day, decision=row.decision)
        draft.update(number, status=(*closed, official))


def _a_year_after(day: date) -> date:
    """The probation lasts twelve months (Điều lệ Đảng, Điều 5; sure: A)."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # admitted on 29 February
        return date(day.year + 1, 3, 1)


def _too_early(draft: Draft, row: Row, member: Member, since: date) -> None:
    draft.warn(
        row,
        "day",
        "probation-short",
        msg(
            "“{name}” is a probationary member since {day:%d/%m/%Y}: less than 12 months.", name=member.label, day=since
        ),
    )
