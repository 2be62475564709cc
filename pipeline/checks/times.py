"""Dates, hours and deadlines in their order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

from pipeline.checks.case import Case
from pipeline.errors import Problem
from pipeline.meeting import DocumentKindName, MeetingKind, Stage
from pipeline.messages import msg
from pipeline.vietnamese.dates import Month


def check_hours(case: Case) -> Iterator[Problem]:
    meeting = case.meeting
    if not (meeting.opened and meeting.closed):
        return
    if meeting.closed <= meeting.opened:
        yield case.contradiction(
            "closed-before-opened",
            ("closed",),
            msg(
                "The meeting closes ({closed:%H:%M}) before it opens ({opened:%H:%M}).",
                closed=meeting.closed,
                opened=meeting.opened,
            ),
        )
        return
    rules = case.rules.meetings
    if rules is None or meeting.kind is not MeetingKind.REGULAR or meeting.stage is not Stage.HELD:
        return
    lasted = datetime.combine(date.min, meeting.closed) - datetime.combine(date.min, meeting.opened)
    shortest = rules.minutes_joint if meeting.thematic else rules.minutes
    if lasted < timedelta(minutes=shortest):
        yield case.warning(
            "short-meeting",
            ("closed",),
            msg(
                "The meeting lasted {minutes} minutes; {rule} asks for at least {least}.",
                minutes=int(lasted.total_seconds() // 60),
                rule=rules.id,
                least=shortest,
            ),
        )


def check_period(case: Case) -> Iterator[Problem]:
    meeting = case.meeting
    if meeting.day and Month.of(meeting.day) not in (
        meeting.period.month,
        meeting.period.month.plus(1),
        meeting.period.month.plus(-1),
    ):
        yield case.warning(
            "far-from-period",
            ("day",),
            msg(
                "The day {day:%d/%m/%Y} lies far from the period {month}.",
                day=meeting.day,
                month=meeting.period.month.in_figures,
            ),
        )
    if meeting.day and meeting.day == meeting.earlier_day:
        yield case.warning(
            "same-day", ("earlier_day",), msg("The earlier date is the same as the date of the meeting.")
        )


def check_preparation(case: Case) -> Iterator[Problem]:
    part = case.meeting.thematic
    if part is None:
        return
    steps = [
        (part.draft_due, ("thematic", "draft_due")),
        (part.approval_due, ("thematic", "approval_due")),
        (part.sending_due, ("thematic", "sending_due")),
        (case.meeting.day, ("day",)),
    ]
    known = [(day, path) for day, path in steps if day is not None]
    for (earlier, _), (later, path) in pairwise(known):
        if later < earlier:
            yield case.contradiction(
                "steps-out-of-order",
                path,
                msg(
                    "{later:%d/%m/%Y} lies before the step that comes first ({earlier:%d/%m/%Y}).",
                    later=later,
                    earlier=earlier,
                ),
            )


def check_deadlines(case: Case) -> Iterator[Problem]:
    held = case.meeting.day
    if held is None or case.meeting.stage is not Stage.HELD:
        return
    for number, task in enumerate(case.meeting.new_tasks):
        if task.deadline and task.deadline < held:
            yield case.warning(
                "deadline-past",
                ("new_tasks", number, "deadline"),
                msg("The deadline {deadline:%d/%m/%Y} lies before the meeting.", deadline=task.deadline),
            )


BEFORE_THE_MEETING = (
    DocumentKindName.INVITATION,
    DocumentKindName.THEMATIC_PLAN,
    DocumentKindName.THEMATIC_PROGRAMME,
    DocumentKindName.INSPECTION_PROGRAMME,
    DocumentKindName.DRAFT_RESOLUTION,
    DocumentKindName.PAPER,
    DocumentKindName.BALLOT,
    DocumentKindName.BLANK_SCORE_SHEET,
    DocumentKindName.POSTPONEMENT,
)


def check_announced(case: Case) -> Iterator[Problem]:
    """An invitation goes out before the meeting, and papers so many days before it as the guideline asks."""
    meeting, rules = case.meeting, case.rules.meetings
    if meeting.stage is not Stage.PLANNED or meeting.day is None:
        return
    if meeting.announced and meeting.announced > meeting.day:
        yield case.contradiction(
            "announced-after-meeting",
            ("announced",),
            msg("The meeting is announced ({announced:%d/%m/%Y}) after its own day.", announced=meeting.announced),
        )
    sent = meeting.thematic.sending_due if meeting.thematic else None
    if sent and rules and rules.papers_days_before is not None:
        days = (meeting.day - sent).days
        if 0 <= days < rules.papers_days_before:
            yield case.warning(
                "papers-late",
                ("thematic", "sending_due"),
                msg(
                    "Papers go out {days} days before the meeting; {rule} asks for at least {least}.",
                    days=days,
                    rule=rules.id,
                    least=rules.papers_days_before,
                ),
            )


def _results_late(case: Case, number: int, issued: date | None) -> Iterator[Problem]:
    """Results go out within so many days of the meeting (42-HD/BTCTW)."""
    held, rules, stage = case.meeting.day, case.rules.meetings, case.meeting.stage
    if not (issued and held and rules and rules.results_days_after is not None and stage is Stage.HELD):
        return
    if (issued - held).days > rules.results_days_after:
        yield case.warning(
            "results-late",
            ("documents", number, "issued"),
            msg(
                "The document is issued {days} days after the meeting; {rule} asks for at most {most}.",
                days=(issued - held).days,
                rule=rules.id,
                most=rules.results_days_after,
            ),
        )


def check_documents(case: Case) -> Iterator[Problem]:
    held = case.meeting.day
    for number, details in enumerate(case.meeting.documents):
        path = ("documents", number, "day")
        if details.day and details.issued and details.issued < details.day:
            yield case.contradiction(
                "issued-before-dated",
                ("documents", number, "issued"),
                msg(
                    "The document is issued ({issued:%d/%m/%Y}) before its own date ({day:%d/%m/%Y}).",
                    issued=details.issued,
                    day=details.day,
                ),
            )
        yield from _results_late(case, number, details.issued)
        if not (details.day and held):
            continue
        is_plan = details.kind in BEFORE_THE_MEETING
        if is_plan and details.day > held and case.meeting.stage is not Stage.POSTPONED:
            yield case.contradiction(
                "plan-after-meeting", path, msg("The plan is dated {day:%d/%m/%Y}, after the meeting.", day=details.day)
            )
        if not is_plan and details.day < held:
            yield case.contradiction(
                "dated-before-meeting",
                path,
                msg("The document is dated {day:%d/%m/%Y}, before the meeting.", day=details.day),
            )
