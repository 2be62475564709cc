"""What the record itself says of a criterion: how many came, how many spoke, how much was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.meeting import Presence
from pipeline.organisation import Body, MemberOnDay
from pipeline.outlook.filed import Json
from pipeline.regulations import Criterion, ScoreSheet
from pipeline.regulations.levels import points_for
from pipeline.reports.held import Held
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.scores.model import Computed, Given
from pipeline.reports.sheets import (
    ATTENDANCE,
    RESULTS,
    SPEAKING,
    criterion_in,
    point_for,
    share_of,
    tasks_done,
)
from pipeline.vietnamese.text import folded

_UNCOUNTED = (Presence.TEMPORARY_AWAY.value, Presence.SUSPENDED.value)  # they have no figure of their own
_NOT_THERE = (Presence.EXEMPT.value, *_UNCOUNTED)
_NOT_RECORDED = (0, 0)


def computed_of(
    year: OfficeYear, sheet: ScoreSheet, body: Body, held: Held, columns: Sequence[Mapping[str, Decimal]]
) -> tuple[Computed, ...]:
    """The criteria of the sheet that can be told, each with the points given for it."""
    criteria = (criterion_in(sheet, name) for name in (ATTENDANCE, SPEAKING, RESULTS))
    return tuple(_computed(year, one, body, held, columns) for one in criteria if one is not None and one.levels)


def _computed(
    year: OfficeYear, criterion: Criterion, body: Body, held: Held, columns: Sequence[Mapping[str, Decimal]]
) -> Computed:
    part, whole = _told(year, folded(criterion.name), body, held)
    share = share_of(part, whole)
    by_rule = None if share is None else points_for(criterion.levels, share)
    given = Given(*(point_for(points, criterion.name) for points in columns))
    return Computed(criterion.name, part, whole, by_rule, given)


def _told(year: OfficeYear, criterion: str, body: Body, held: Held) -> tuple[int, int]:
    if criterion == folded(ATTENDANCE):
        return attendance(held.record.get("roll") or {})
    if criterion == folded(SPEAKING):
        return _speaking(year, body, held)
    return tasks_done(held.record)


def attendance(roll: Json) -> tuple[int, int]:
    """How many came of those who were to come; 0 of 0 where figures are not recorded or contradict each other.

    Members who are exempt, away for a time or suspended are not expected.
    """
    if roll.get("total_official") is None or roll.get("present_official") is None:
        return _NOT_RECORDED
    total = roll["total_official"] + (roll.get("total_probationary") or 0)
    present = _present(roll)
    absent = (roll.get("absent_excused") or 0) + (roll.get("absent_unexcused") or 0)
    exempt = roll.get("exempt") or 0
    states = [row["state"] for row in roll.get("others", ())]
    uncounted = sum(state in _UNCOUNTED for state in states) + (0 if exempt else states.count(Presence.EXEMPT.value))
    here = states.count(Presence.TEMPORARY_HERE.value)
    if not -here <= total - present - absent - exempt <= uncounted:
        return _NOT_RECORDED
    return present, present + absent


def _present(roll: Json) -> int:
    return (roll.get("present_official") or 0) + (roll.get("present_probationary") or 0)


def _speaking(year: OfficeYear, body: Body, held: Held) -> tuple[int, int]:
    """How many members spoke of those who came; guests do not count, nor does whom the roll says to be absent.

    0 of 0 where no roster tells who is a member.
    """
    roll = held.record.get("roll") or {}
    then = year.then(body, held.source.day or held.meeting.month.first_day)
    if roll.get("present_official") is None or not then.members:
        return _NOT_RECORDED
    others = roll.get("others", ())
    guests = {folded(row["name"]) for row in others if row["state"] == Presence.TEMPORARY_HERE.value}
    not_there = {_label(row["name"], then.named(row["name"])) for row in roll.get("absences", ())}
    not_there |= {_label(row["name"], then.named(row["name"])) for row in others if row["state"] in _NOT_THERE}
    spoke = set()
    for speaker in {opinion["speaker"] for item in held.record.get("agenda", ()) for opinion in item["opinions"]}:
        named = then.named(speaker)
        if named or folded(speaker) in guests:
            spoke.add(_label(speaker, named))
    return len(spoke - not_there), _present(roll)


def _label(name: str, named: Sequence[MemberOnDay]) -> str:
    """The same for every writing of a member's name; of one that nobody or several bear, the name itself."""
    return folded(named[0].label if len(named) == 1 else name)
