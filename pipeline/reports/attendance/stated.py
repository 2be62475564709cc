"""The figures of a roll: what they say, and where they differ from what its names and the roster give."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.meeting import Roll
from pipeline.outlook.filed import Json
from pipeline.reports.attendance.model import Stated
from pipeline.reports.roll_call import Doubt, Mark, RollCall, Trouble

_LABELS = {name: str(field.title) for name, field in Roll.model_fields.items()}
_EXCUSES = {"absent_excused": "excused", "absent_unexcused": "unexcused"}


def stated_in(call: RollCall) -> Stated:
    """Those present and all members by the figures; nothing where a figure is missing that it takes."""
    roll: Json = call.record.get("roll") or {}
    present, total = roll.get("present_official"), roll.get("total_official")
    if present is None or total is None:
        return Stated()
    more_present, more = roll.get("present_probationary"), roll.get("total_probationary")
    if (more_present is None) != (more is None) and (more_present or more):
        return Stated()
    return Stated(1, present + (more_present or 0), total + (more or 0))


def differing_figures(call: RollCall) -> Iterator[Doubt]:
    """Every figure that is stated and differs from the names. Visitors may be counted in it or not."""
    if not call.is_counted:
        return
    roll: Json = call.record["roll"]
    for name, least, most in _by_names(call, roll):
        figure = roll.get(name)
        if figure is not None and not least <= figure <= most:
            known = str(least) if least == most else f"{least}–{most}"
            yield Doubt(Trouble.FIGURES, _LABELS[name], str(figure), known)


def _by_names(call: RollCall, roll: Json) -> Iterator[tuple[str, int, int]]:
    """For every figure the least and the most that the names allow."""
    official = there_official = there = unclear_official = 0
    for seat, mark in zip(call.seats, call.marks, strict=True):
        is_there = mark is Mark.PRESENT
        there += is_there
        if seat.is_official:
            official += 1
            there_official += is_there
            unclear_official += mark is Mark.UNCLEAR
    visitors, unclear = len(call.visitors), call.marks.count(Mark.UNCLEAR)
    probationary, there_probationary = len(call.seats) - official, there - there_official
    yield "total_official", official, official + visitors
    yield "total_probationary", probationary, probationary + visitors
    yield "present_official", there_official, there_official + unclear_official + visitors
    most = there_probationary + (unclear - unclear_official) + visitors
    yield "present_probationary", there_probationary, most
    for name, excuse in _EXCUSES.items():
        listed = sum(row["excuse"] == excuse for row in roll.get("absences") or ())
        yield name, listed, listed
    exempt = call.marks.count(Mark.EXEMPT)
    yield "exempt", exempt, exempt
