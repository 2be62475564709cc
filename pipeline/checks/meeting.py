"""All checks of a meeting, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.checks.case import Case
from pipeline.checks.documents import check_details
from pipeline.checks.follow_up import check_follow_up
from pipeline.checks.inspecting import check_inspection, check_supervision
from pipeline.checks.office import check_superior
from pipeline.checks.people import check_people
from pipeline.checks.roll import check_roll
from pipeline.checks.score import check_score
from pipeline.checks.stage import check_stage
from pipeline.checks.superior_score import check_superior_score
from pipeline.checks.times import (
    check_announced,
    check_deadlines,
    check_documents,
    check_hours,
    check_period,
    check_preparation,
)
from pipeline.checks.votes import check_votes
from pipeline.errors import Problem
from pipeline.meeting import Meeting
from pipeline.messages import msg
from pipeline.organisation import Organisation, body_on_day
from pipeline.records import Places
from pipeline.regulations import Regulations


@dataclass(frozen=True)
class Check:
    """A check, and the fields of the meeting it looks at: where one could not be read, it has nothing to say."""

    find: Callable[[Case], Iterable[Problem]]
    fields: frozenset[str]


CHECKS = (
    Check(check_stage, frozenset()),
    Check(check_superior, frozenset()),
    Check(check_roll, frozenset({"roll"})),
    Check(check_people, frozenset({"roll"})),
    Check(check_votes, frozenset({"roll", "votes"})),
    Check(check_hours, frozenset({"opened", "closed"})),
    Check(check_period, frozenset({"period", "day", "earlier_day"})),
    Check(check_preparation, frozenset({"thematic", "day"})),
    Check(check_announced, frozenset({"announced", "day", "thematic"})),
    Check(check_deadlines, frozenset({"day", "new_tasks"})),
    Check(check_documents, frozenset({"day", "documents"})),
    Check(check_details, frozenset({"documents"})),
    Check(check_score, frozenset({"score"})),
    Check(check_follow_up, frozenset({"follow_up", "day", "documents"})),
    Check(check_inspection, frozenset({"inspection"})),
    Check(check_supervision, frozenset({"follow_up", "day"})),
    Check(check_superior_score, frozenset({"follow_up"})),
)


def check_meeting(
    meeting: Meeting,
    organisation: Organisation,
    regulations: Regulations,
    places: Places,
    unreadable: frozenset[str] = frozenset(),
) -> tuple[Problem, ...]:
    """Everything that contradicts itself (errors) or looks wrong (warnings), in the order of the form.

    `unreadable` are the fields of which `meeting` holds only a part; nothing is said of them.
    """
    body = organisation.body(meeting.body)
    if body is None:
        known = ", ".join(known.id for known in organisation.bodies)
        return (
            Problem(
                "unknown-body",
                places.of("body"),
                msg("There is no body “{name}” in this office.", name=meeting.body),
                msg("Please use one of: {choices}.", choices=known),
            ),
        )
    day = meeting.day or meeting.period.month.first_day
    if not body.holds_on(day):
        return (
            Problem(
                "body-not-there",
                places.of("day"),
                msg("The body “{name}” did not exist on {day:%d/%m/%Y}.", name=meeting.body, day=day),
                msg("Please check the date, or “from” and “to” of the body in organisation.yaml."),
            ),
        )
    case = Case(meeting, body_on_day(organisation, body, day), regulations.on(day), places, unreadable)
    found = [problem for check in CHECKS if not check.fields & unreadable for problem in check.find(case)]
    return tuple(problem.as_warning() if meeting.confirmed and problem.contradiction else problem for problem in found)
