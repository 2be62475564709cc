"""The changes of a form applied to the office: what is to be, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipeline.errors import Problem, has_errors
from pipeline.messages import msg
from pipeline.organisation import Body, Member, Office, Organisation
from pipeline.records import Places
from pipeline.roster.columns import check_columns
from pipeline.roster.draft import ONE_DAY, Draft, Row
from pipeline.roster.joining import become_official, join
from pipeline.roster.leaving import leave
from pipeline.roster.record import ChangeKind, RosterChanges
from pipeline.roster.standing import SINGLE_OFFICES, begin_state, end_states, leave_office, take_office

# Within one day in this order: who comes is there for what follows, an office is free before somebody else takes it.
_STEPS: dict[ChangeKind, Callable[[Draft, Row], None]] = {
    ChangeKind.ADMISSION: join,
    ChangeKind.TRANSFER_IN: join,
    ChangeKind.TRANSFER_IN_PROBATIONARY: join,
    ChangeKind.STATE_ENDED: end_states,
    ChangeKind.OFFICE_LEFT: leave_office,
    ChangeKind.TRANSFER_OUT: leave,
    ChangeKind.DEATH: leave,
    ChangeKind.WITHDRAWAL: leave,
    ChangeKind.EXPULSION: leave,
    ChangeKind.REMOVAL: leave,
    ChangeKind.FULL_MEMBERSHIP: become_official,
    ChangeKind.OFFICE_TAKEN: take_office,
    ChangeKind.EXEMPT: begin_state,
    ChangeKind.TEMPORARY_HERE: begin_state,
    ChangeKind.TEMPORARY_AWAY: begin_state,
    ChangeKind.SUSPENDED: begin_state,
}
_ORDER = list(_STEPS)


@dataclass(frozen=True)
class Applied:
    """The office as it is to be (as it was, where an error stands in the way), and every problem of the changes."""

    organisation: Organisation
    problems: tuple[Problem, ...]


def apply_changes(organisation: Organisation, changes: RosterChanges, places: Places) -> Applied:
    """The office with the changes. Applied again, they change nothing."""
    body = organisation.body(changes.body)
    if body is None:
        known = ", ".join(known.id for known in organisation.bodies)
        problem = Problem(
            "unknown-body",
            places.of("body"),
            msg("There is no body “{name}” in this office.", name=changes.body),
            msg("Please use one of: {choices}.", choices=known),
        )
        return Applied(organisation, (problem,))
    if not changes.changes:
        problem = Problem(
            "no-changes",
            places.of("changes"),
            msg("The form names no change."),
            msg("Please write each change in a line of its own."),
        )
        return Applied(organisation, (problem,))
    draft = _applied(body, changes, places)
    if has_errors(draft.problems):
        return Applied(organisation, tuple(draft.problems))
    changed = body.model_copy(update={"members": tuple(draft.members)})
    bodies = tuple(changed if known is body else known for known in organisation.bodies)
    return Applied(organisation.model_copy(update={"bodies": bodies}), tuple(draft.problems))


def _applied(body: Body, changes: RosterChanges, places: Places) -> Draft:
    draft = Draft(body, places)
    rows = [Row(number, change) for number, change in enumerate(changes.changes)]
    for row in rows:
        check_columns(draft, row)
        if not body.holds_on(row.change.day):
            draft.error(
                row,
                "day",
                "body-not-there",
                msg("The body “{name}” did not exist on {day:%d/%m/%Y}.", name=body.id, day=row.change.day),
                msg("Please check the date, or “from” and “to” of the body in organisation.yaml."),
            )
    if not has_errors(draft.problems):
        for row in sorted(rows, key=lambda row: (row.change.day, _ORDER.index(row.change.kind), row.number)):
            _STEPS[row.change.kind](draft, row)
    if not has_errors(draft.problems):
        _vacancies(draft, body.members, rows)
    return draft


def _vacancies(draft: Draft, before: tuple[Member, ...], rows: list[Row]) -> None:
    """A warning where the changes leave the body without a head, and did not find it so."""
    for row in rows:
        day = row.change.day if row.change.kind is not ChangeKind.DEATH else row.change.day + ONE_DAY
        leaves = _STEPS[row.change.kind] in (leave, leave_office)
        if leaves and _headed(before, day) and not _headed(draft.members, day):
            draft.warn(
                row,
                "day",
                "no-secretary",
                msg("From {day:%d/%m/%Y} on the roster names no secretary.", day=day),
                msg("Please add a line “Giữ chức vụ” for whoever takes over."),
            )


def _headed(members: list[Member] | tuple[Member, ...], day: date) -> bool:
    heads: tuple[Office, ...] = SINGLE_OFFICES
    return any(
        office.value in heads and office.holds_on(day)
        for member in members
        if member.holds_on(day)
        for office in member.offices
    )
