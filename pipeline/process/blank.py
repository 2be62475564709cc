"""Blank forms, half filled with what the office knows of the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.archive import durable, meeting_code
from pipeline.errors import UsageError, access_error
from pipeline.forms import Prefill, blank_form
from pipeline.meeting import MeetingKind, Stage
from pipeline.messages import msg
from pipeline.organisation import Body, BodyKind, BodyOnDay, MemberState, Office, Organisation, body_on_day
from pipeline.regulations import Regulations
from pipeline.vietnamese.dates import Month


def write_blank_form(
    organisation: Organisation,
    regulations: Regulations,
    kind: MeetingKind,
    stage: Stage,
    cell: str | None,
    day: date,
    output: Path | None,
) -> Path:
    """The path of the form written. Raises `UsageError` for an unknown body or ending and a name taken, `NoAccess`."""
    body = _body(organisation, cell)
    prefill = prefill_for(organisation, regulations, body.id, kind, day)
    target = output or _free(Path(f"{meeting_code(body.id, Month.of(day), kind, 1)}.xlsx"))
    if target.exists() or target.is_symlink():
        raise UsageError(msg("“{name}” is there already; it was not touched. Please choose another name.", name=target))
    data = blank_form(target.suffix, kind, stage, prefill)
    try:
        durable.put_whole(target, data)
    except OSError as error:
        raise access_error(target.name, error) from error
    return target


def _free(wanted: Path) -> Path:
    """The name, or the next numbered one: a form that somebody is filling in is not replaced by a blank one."""
    candidate, number = wanted, 1
    while candidate.exists() or candidate.is_symlink():
        number += 1
        candidate = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
    return candidate


def _body(organisation: Organisation, cell: str | None) -> Body:
    cells = [body for body in organisation.bodies if body.kind is BodyKind.CELL]
    if cell is None and len(cells) == 1:
        return cells[0]
    found = organisation.body(cell or "")
    if found is None:
        known = ", ".join(body.id for body in organisation.bodies)
        raise UsageError(msg("Please choose a body with --cell: {choices}.", choices=known))
    return found


def prefill_for(
    organisation: Organisation, regulations: Regulations, body_id: str, kind: MeetingKind, day: date
) -> Prefill:
    """What the office knows of a body on the day: names, totals, usual place, score frame."""
    body = _body(organisation, body_id)
    there = body_on_day(organisation, body, day)
    counted = there.committee_members if kind is MeetingKind.COMMITTEE else there.members
    official = sum(member.is_official for member in counted)
    sheet = regulations.on(day).score_sheet(kind)
    chair = there.holder(Office.SECRETARY) or there.holder(Office.ACTING)
    return Prefill(
        body=body.id,
        body_name=there.name,
        period=Month.of(day),
        day=day,
        place=there.meeting_place,
        places=(there.meeting_place,) if there.meeting_place else (),
        chair=chair.name if chair else "",
        members=_labels(there),
        total_official=official,
        total_probationary=len(counted) - official,
        score_criteria=tuple((group.name, group.points) for group in sheet.groups),
    )


def _labels(there: BodyOnDay) -> tuple[str, ...]:
    """Names as the form offers them; members who meet elsewhere for a time are not offered."""
    return tuple(m.label for m in there.members if MemberState.TEMPORARY_AWAY not in m.states)
