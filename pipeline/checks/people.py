"""Names: nobody counted twice, nobody both absent and acting, everybody known to the roster."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.case import Case
from pipeline.checks.roster import Roster
from pipeline.errors import Problem
from pipeline.meeting import Presence, Stage
from pipeline.messages import msg
from pipeline.organisation import MemberOnDay
from pipeline.records import Path
from pipeline.vietnamese.text import folded

_NOT_THERE = (Presence.EXEMPT, Presence.TEMPORARY_AWAY, Presence.SUSPENDED)
_ABSENT = "absent"


def check_people(case: Case) -> Iterator[Problem]:
    yield from _unknown(case)
    if case.meeting.stage is Stage.HELD:
        yield from _twice(case)
        yield from _absent_and_acting(case)


def _named(case: Case) -> Iterator[tuple[str, Path]]:
    """Every member that the form names, and where. Guests are not members; owners of tasks may be units."""
    meeting = case.meeting
    yield meeting.chair, ("chair",)
    yield meeting.recorder, ("recorder",)
    for n, name in enumerate(meeting.tellers):
        yield name, ("tellers", n)
    for n, absent in enumerate(meeting.roll.absences):
        yield absent.name, ("roll", "absences", n, "name")
    for n, other in enumerate(meeting.roll.others):
        yield other.name, ("roll", "others", n, "name")
    for n, item in enumerate(meeting.agenda):
        yield item.presenter, ("agenda", n, "presenter")
        for m, opinion in enumerate(item.opinions):
            yield opinion.speaker, ("agenda", n, "opinions", m, "speaker")
    if meeting.thematic:
        for field in ("presenter", "plan_presenter", "reviewer"):
            yield getattr(meeting.thematic, field), ("thematic", field)
        for n, paper in enumerate(meeting.thematic.papers):
            yield paper.author, ("thematic", "papers", n, "author")


def _identity(case: Case, name: str) -> MemberOnDay | str:
    found = case.body.named(name)
    return found[0] if len(found) == 1 else folded(name)


def _unknown(case: Case) -> Iterator[Problem]:
    if not case.body.members:
        return
    guests = {folded(guest.name) for guest in case.meeting.roll.guests}
    roster = Roster(case.body)
    seen: set[str] = set()
    for name, path in _named(case):
        if not name or folded(name) in guests or folded(name) in seen:
            continue
        seen.add(folded(name))
        found = case.body.named(name) or roster.bare(name)
        if len(found) > 1:
            yield case.warning(
                "namesakes",
                path,
                msg("{count} members may be meant by “{name}”.", count=len(found), name=name),
                msg("Please write which one: {choices}.", choices="; ".join(member.label for member in found)),
            )
        elif not found:
            yield _not_on_the_roster(case, name, path, roster.near(name))


def _not_on_the_roster(case: Case, name: str, path: Path, near: MemberOnDay | None) -> Problem:
    if near:
        return case.warning(
            "unknown-person",
            path,
            msg("“{name}” is not on the roster of {day:%d/%m/%Y}; it is kept as typed.", name=name, day=case.body.day),
            msg("Did you mean “{name}”?", name=near.label),
        )
    return case.warning(
        "unknown-person",
        path,
        msg("“{name}” is not on the roster of {day:%d/%m/%Y}; it is kept as typed.", name=name, day=case.body.day),
        msg(
            "Please check the spelling; a guest belongs into the list of guests, a new member is told on the form "
            "“Biến động đảng viên”."
        ),
    )


def _twice(case: Case) -> Iterator[Problem]:
    """Who is absent, or not expected, is listed once; who was there may have come late *and* left early."""
    seen: dict[MemberOnDay | str, set[str]] = {}
    roll = case.meeting.roll
    entries: list[tuple[str, str, Path]] = [
        (entry.name, _ABSENT, ("roll", "absences", n, "name")) for n, entry in enumerate(roll.absences)
    ]
    entries += [
        (entry.name, _ABSENT if entry.state in _NOT_THERE else entry.state.value, ("roll", "others", n, "name"))
        for n, entry in enumerate(roll.others)
    ]
    for name, state, path in entries:
        known = seen.setdefault(_identity(case, name), set())
        if state in known or (known and _ABSENT in (state, *known)):
            yield case.contradiction("counted-twice", path, msg("“{name}” is listed twice on the roll.", name=name))
        known.add(state)


def _absent_and_acting(case: Case) -> Iterator[Problem]:
    roll = case.meeting.roll
    absent = {_identity(case, entry.name) for entry in roll.absences}
    absent |= {_identity(case, entry.name) for entry in roll.others if entry.state in _NOT_THERE}
    meeting = case.meeting
    for field, name in (("chair", meeting.chair), ("recorder", meeting.recorder)):
        if name and _identity(case, name) in absent:
            yield case.contradiction(
                "absent-and-acting", (field,), msg("“{name}” is on the list of those absent.", name=name)
            )
    for n, item in enumerate(meeting.agenda):
        for m, opinion in enumerate(item.opinions):
            if _identity(case, opinion.speaker) in absent:
                yield case.warning(
                    "absent-speaker",
                    ("agenda", n, "opinions", m, "speaker"),
                    msg("“{name}” gave an opinion, but is on the list of those absent.", name=opinion.speaker),
                )
