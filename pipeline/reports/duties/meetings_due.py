"""Meetings that are to be held once in every month or quarter, by the guideline of that time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.meeting import MeetingKind, Stage
from pipeline.organisation import Body, BodyKind
from pipeline.outlook.filed import FiledMeeting
from pipeline.regulations import Every
from pipeline.reports.duties.explained import Explanation, explained
from pipeline.reports.duties.model import MEETING_DUTIES, Finding, Span, State
from pipeline.reports.office_year import OfficeYear, path_of
from pipeline.vietnamese.dates import Month

_MONTHS_OF = {Every.MONTH: 1, Every.QUARTER: 3}


@dataclass(frozen=True)
class BodyYear:
    """A body in the year of a report: all its meetings, of other years too, and what it has explained."""

    year: OfficeYear
    body: Body
    meetings: Sequence[FiledMeeting]
    explanations: Sequence[Explanation]

    @cached_property
    def held(self) -> dict[tuple[MeetingKind, Month], list[FiledMeeting]]:
        """The meetings that were held, by what they count as and their period: a joint sitting counts twice."""
        found: dict[tuple[MeetingKind, Month], list[FiledMeeting]] = defaultdict(list)
        for one in self.meetings:
            if one.is_held:
                found[one.kind, one.month].append(one)
                if is_joint(one) and not one.kind.is_committee:
                    found[MeetingKind.THEMATIC, one.month].append(one)
        return found


def meetings_due(case: BodyYear) -> Iterator[Finding]:
    """A finding for every meeting that was to be held, kind by kind, month by month."""
    if case.body.kind is not BodyKind.CELL:
        return
    whole = set(case.year.months(case.body))
    for kind in MEETING_DUTIES:
        for every, months in _MONTHS_OF.items():
            for first in range(1, 13, months):
                span = Span(Month(case.year.year, first), months)
                held = _held_in(case, kind, span)
                rule = _rule(case, kind, every, _day_of(held, span))
                is_owed = rule and all(span.first.plus(step) in whole for step in range(months))
                if rule and (is_owed or held):
                    if kind is MeetingKind.COMMITTEE and not held and not _has_committee(case, span):
                        continue
                    yield _finding(case, kind, span, held, rule)


def _held_in(case: BodyYear, kind: MeetingKind, span: Span) -> list[FiledMeeting]:
    """The meetings that count as of a kind and were held for a span, month by month."""
    months = (span.first.plus(step) for step in range(span.months))
    return [one for month in months for one in case.held.get((kind, month), ())]


def is_joint(meeting: FiledMeeting) -> bool:
    """Whether a regular or extraordinary sitting took up a theme as well."""
    record = meeting.told(Stage.HELD)
    return meeting.kind is not MeetingKind.THEMATIC and bool(record and record.get("thematic"))


def _day_of(held: Sequence[FiledMeeting], span: Span) -> date:
    return held[0].day or span.end if held else span.end


def _rule(case: BodyYear, kind: MeetingKind, every: Every, day: date) -> str:
    """The guideline that asks for such a meeting on the day; empty where none does."""
    rules = case.year.rules(day).meetings
    if rules is None:
        return ""
    return rules.id if any(one.meeting == kind.value and one.every is every for one in rules.duties) else ""


def _has_committee(case: BodyYear, span: Span) -> bool:
    return case.year.then(case.body, span.end).has_committee


def _finding(case: BodyYear, kind: MeetingKind, span: Span, held: Sequence[FiledMeeting], rule: str) -> Finding:
    duty = MEETING_DUTIES[kind]
    found = explained(case.explanations, duty, span, kind)
    if not held:
        state = State.EXPLAINED if found else State.NOT_DUE if span.end >= case.year.today else State.MISSING
        note = found.text if found else ""
        records = (found.record,) if found else ()
        return Finding(case.body.id, duty, span, state, rule, span.end, None, note, "", records)
    first = min(held, key=lambda one: one.day or span.end)
    done = first.day
    is_late = done is not None and done > span.end
    reason = (found.text if found else _put_off(first)) if is_late else ""
    return Finding(
        body=case.body.id,
        duty=duty,
        span=span,
        state=State.MET if not is_late else State.EXPLAINED if reason else State.LATE,
        rule=rule,
        due=span.end,
        done=done,
        note=reason,
        meeting=first.code,
        records=records_of(first, Stage.HELD),
    )


def _put_off(meeting: FiledMeeting) -> str:
    """Why a meeting was postponed, as it was told then."""
    record = meeting.told(Stage.POSTPONED)
    return str(record.get("reason") or "") if record else ""


def records_of(meeting: FiledMeeting, *stages: Stage) -> tuple[str, ...]:
    """The filed forms of these stages, by folder and file."""
    wanted = {stage.value for stage in stages}
    return tuple(path_of(meeting, form) for form in meeting.forms if form["stage"] in wanted)
