"""Stated numbers against each other, against the names listed and against the roster of the day."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.case import Case
from pipeline.errors import Problem
from pipeline.meeting import Absence, Presence, Stage
from pipeline.messages import msg

_UNCOUNTED = (Presence.TEMPORARY_AWAY, Presence.SUSPENDED)  # they have no figure of their own


def check_roll(case: Case) -> Iterator[Problem]:
    roll = case.meeting.roll
    if case.meeting.stage is not Stage.HELD or roll.total_official is None or roll.present_official is None:
        return
    yield from _parts(case)
    yield from _sum(case)
    yield from _listed(case)
    yield from _against_roster(case)
    if roll.total_official and roll.present_official * 2 <= roll.total_official:
        yield case.warning(
            "few-present",
            ("roll", "present_official"),
            msg(
                "{present} of {total} official members were present: more than half of all cannot be reached.",
                present=roll.present_official,
                total=roll.total_official,
            ),
        )


def _parts(case: Case) -> Iterator[Problem]:
    roll = case.meeting.roll
    for present, total, field in (
        (roll.present_official, roll.total_official, "present_official"),
        (roll.present_probationary, roll.total_probationary, "present_probationary"),
    ):
        if (present or 0) > (total or 0):
            yield case.contradiction(
                "more-present-than-members",
                ("roll", field),
                msg("{present} are present, but there are only {total} members.", present=present, total=total or 0),
            )


def _sum(case: Case) -> Iterator[Problem]:
    roll = case.meeting.roll
    total = (roll.total_official or 0) + (roll.total_probationary or 0)
    present = (roll.present_official or 0) + (roll.present_probationary or 0)
    absent = (roll.absent_excused or 0) + (roll.absent_unexcused or 0)
    exempt = roll.exempt or 0
    uncounted = sum(entry.state in _UNCOUNTED for entry in roll.others)
    uncounted += sum(entry.state is Presence.EXEMPT for entry in roll.others) if not exempt else 0
    guests_of_the_cell = sum(entry.state is Presence.TEMPORARY_HERE for entry in roll.others)
    difference = total - present - absent - exempt
    if not -guests_of_the_cell <= difference <= uncounted:
        yield case.contradiction(
            "roll-sum",
            ("roll", "total_official"),
            msg(
                "Present {present}, absent {absent} and exempt {exempt} make {sum}, but {total} members are stated.",
                present=present,
                absent=absent,
                exempt=exempt,
                sum=present + absent + exempt,
                total=total,
            ),
        )


def _listed(case: Case) -> Iterator[Problem]:
    roll = case.meeting.roll
    for excuse, stated, field in (
        (Absence.EXCUSED, roll.absent_excused, "absent_excused"),
        (Absence.UNEXCUSED, roll.absent_unexcused, "absent_unexcused"),
    ):
        listed = sum(entry.excuse is excuse for entry in roll.absences)
        if listed == (stated or 0):
            continue
        if not listed:
            yield case.warning(
                "absences-not-named",
                ("roll", field),
                msg("{count} are stated as absent, but their names are not listed.", count=stated),
                msg("Please list them, so that the minutes name them."),
            )
        else:
            yield case.contradiction(
                "absences-differ",
                ("roll", field),
                msg(
                    "{stated} are stated as “{kind}”, but {listed} are listed.",
                    stated=stated or 0,
                    kind=excuse.label,
                    listed=listed,
                ),
            )


def _against_roster(case: Case) -> Iterator[Problem]:
    if not case.roster:
        return
    roll = case.meeting.roll
    official = sum(member.is_official for member in case.roster)
    probationary = len(case.roster) - official
    for stated, known, field in (
        (roll.total_official, official, "total_official"),
        (roll.total_probationary or 0, probationary, "total_probationary"),
    ):
        if stated != known:
            yield case.warning(
                "roster-differs",
                ("roll", field),
                msg(
                    "{stated} are stated here; the roster of {day:%d/%m/%Y} has {known}.",
                    stated=stated,
                    day=case.body.day,
                    known=known,
                ),
                msg("Please check the number, or drop a form “Biến động đảng viên” for whoever joined or left."),
            )
