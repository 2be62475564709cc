"""What came after a meeting: papers go out in the order of their steps, void numbers carry no document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from pipeline.checks.case import Case
from pipeline.checks.times import BEFORE_THE_MEETING
from pipeline.errors import Problem
from pipeline.meeting import Dispatch, DocumentKindName, FollowUp, Gap, Meeting, Stage
from pipeline.messages import Message, msg
from pipeline.records import Path, label_of

_RESULTS = (
    DocumentKindName.MINUTES,
    DocumentKindName.RESOLUTION,
    DocumentKindName.CONCLUSION,
    DocumentKindName.REPORT,
)
_OF_A_MEETING_HELD = (
    "supplement",
    "supervision",
    "corrections",
    "sent_documents",
    "sent_to",
    "superior_scores",
    "superior_total",
    "superior_grade",
    "superior_scored",
)


def check_follow_up(case: Case) -> Iterator[Problem]:
    stage, follow_up = case.meeting.stage, case.meeting.follow_up
    if stage not in (Stage.FOLLOWED_UP, Stage.POSTPONED):
        if follow_up.says_something:
            yield case.warning(
                "follow-up-not-used",
                ("follow_up",),
                msg("What came after the meeting is not taken from a form of this state."),
                msg("Please state it on the form “Cập nhật sau họp”."),
            )
        return
    if stage is Stage.POSTPONED and follow_up.postpones:
        yield from _postponed(case)
    yield from _dispatches(case)
    yield from _void_numbers(case)
    yield from _explanations(case)


def _postponed(case: Case) -> Iterator[Problem]:
    """A postponement says from which day, and nothing that only a meeting held can have."""
    meeting = case.meeting
    planned: Path = ("earlier_day",) if meeting.follow_up.postponed_to else ("day",)
    if (meeting.earlier_day if meeting.follow_up.postponed_to else meeting.day) is None:
        yield case.error(
            "missing",
            planned,
            msg("“{label}” is missing.", label=label_of(Meeting, "day")),
            msg("Please write the day that the meeting was planned for."),
        )
    for field in _OF_A_MEETING_HELD:
        if _is_stated(meeting.follow_up, field):
            yield case.error(
                "postponed-and-held",
                ("follow_up", field),
                msg(
                    "“{label}” belongs to a meeting that was held, but the form states a postponement.",
                    label=label_of(FollowUp, field),
                ),
                msg("Please state the postponement on a form of its own, and this once the meeting was held."),
            )


def _is_stated(follow_up: FollowUp, field: str) -> bool:
    """Criteria may be printed in the form: without points they state nothing."""
    if field == "superior_scores":
        return any(row.points is not None for row in follow_up.superior_scores)
    return bool(getattr(follow_up, field) != FollowUp.model_fields[field].default)


def _dispatches(case: Case) -> Iterator[Problem]:
    issued: dict[tuple[DocumentKindName, int | None], date] = {}
    for number, row in enumerate(case.meeting.follow_up.dispatches):
        path: Path = ("follow_up", "dispatches", number)
        yield from _steps(case, row, path)
        yield from _around_the_meeting(case, row, path)
        if row.issued and issued.setdefault((row.kind, row.number), row.issued) != row.issued:
            yield case.contradiction(
                "issued-twice",
                (*path, "issued"),
                msg(
                    "“{kind}” is stated here as issued on {day:%d/%m/%Y}, and on {other:%d/%m/%Y} further up.",
                    kind=row.kind.label,
                    day=row.issued,
                    other=issued[row.kind, row.number],
                ),
            )


def _steps(case: Case, row: Dispatch, path: Path) -> Iterator[Problem]:
    """Issued, sent, received: in this order."""
    steps = [(getattr(row, field), field) for field in ("issued", "sent", "received")]
    for (earlier, _), (later, field) in pairwise([step for step in steps if step[0] is not None]):
        if later < earlier:
            yield case.contradiction(f"{field}-too-early", (*path, field), _too_early(field, later, earlier))


def _too_early(field: str, later: date, earlier: date) -> Message:
    if field == "sent":
        return msg(
            "The document is sent ({later:%d/%m/%Y}) before it is issued ({earlier:%d/%m/%Y}).",
            later=later,
            earlier=earlier,
        )
    return msg(
        "The document is received ({later:%d/%m/%Y}) before it goes out ({earlier:%d/%m/%Y}).",
        later=later,
        earlier=earlier,
    )


def _around_the_meeting(case: Case, row: Dispatch, path: Path) -> Iterator[Problem]:
    """What a meeting results in goes out after it, and within so many days (42-HD/BTCTW)."""
    held, rules = case.meeting.day, case.rules.meetings
    if held is None or case.meeting.stage is not Stage.FOLLOWED_UP or row.kind in BEFORE_THE_MEETING:
        return
    steps = [(getattr(row, field), field) for field in ("issued", "sent", "received")]
    went_out, field = next((step for step in steps if step[0] is not None), (held, ""))
    if went_out < held:
        yield case.contradiction(
            "dispatched-before-meeting",
            (*path, field),
            msg(
                "{day:%d/%m/%Y} lies before the meeting ({held:%d/%m/%Y}), which the document results from.",
                day=went_out,
                held=held,
            ),
        )
    explained = {row.gap for row in case.meeting.follow_up.explanations if row.text}
    if not (rules and rules.results_days_after is not None and row.kind in _RESULTS) or Gap.RESULT_LATE in explained:
        return
    if field != "received" and (went_out - held).days > rules.results_days_after:
        yield case.warning(
            "results-late",
            (*path, field),
            msg(
                "The document is issued {days} days after the meeting; {rule} asks for at most {most}.",
                days=(went_out - held).days,
                rule=rules.id,
                most=rules.results_days_after,
            ),
            msg("Please check; the reason may be stated in the table “{table}”.", table=_EXPLANATIONS),
        )


_EXPLANATIONS = label_of(FollowUp, "explanations")


def _void_numbers(case: Case) -> Iterator[Problem]:
    follow_up = case.meeting.follow_up
    carried = {(row.kind, row.number) for row in follow_up.dispatches}
    carried |= {(row.kind, row.number) for row in case.meeting.documents}
    seen: set[tuple[DocumentKindName, int]] = set()
    for number, row in enumerate(follow_up.void_numbers):
        path: Path = ("follow_up", "void_numbers", number)
        void = (row.kind, row.number)
        if void in seen:
            yield case.error(
                "void-twice",
                (*path, "number"),
                msg("Number {number:02} of “{kind}” stands here twice.", number=row.number, kind=row.kind.label),
                msg("Please keep one row for it."),
            )
        elif void in carried and not row.taken_back:
            yield case.contradiction(
                "void-and-carried",
                (*path, "number"),
                msg(
                    "Number {number:02} is stated as void, but a “{kind}” on this form carries it.",
                    number=row.number,
                    kind=row.kind.label,
                ),
            )
        seen.add(void)
        if not row.reason and not row.taken_back:
            yield case.warning("no-reason", (*path, "reason"), msg("The reason is not given."))


def _explanations(case: Case) -> Iterator[Problem]:
    for number, row in enumerate(case.meeting.follow_up.explanations):
        path: Path = ("follow_up", "explanations", number)
        if not row.text:
            yield case.warning(
                "not-explained", (*path, "text"), msg("“{gap}” is not explained yet.", gap=row.gap.label)
            )
        elif row.gap is Gap.NUMBER_MISSING and not row.concerning:
            yield case.warning("which-number", (*path, "concerning"), msg("It is not said which number is missing."))
