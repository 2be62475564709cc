"""Why something is not there, as the office has stated it: on the follow-up forms, or as a meeting not held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.meeting import Gap, MeetingKind, Stage
from pipeline.outlook.filed import FiledMeeting, Json
from pipeline.reports.duties.model import GAPS, Duty, Span
from pipeline.reports.office_year import path_of
from pipeline.vietnamese.dates import Month, parse_month
from pipeline.vietnamese.text import folded

_QUARTER = re.compile(r"(?:quý\s*)?(iv|i{1,3}|[1-4])\s*[/ -]\s*(\d{4})$")
_GAPS = {gap.value: gap for gap in Gap}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class Explanation:
    """One explanation. `concerning` is what it names; None for the period of the meeting on whose form it stands.

    `number` is that of a document, where it names one.
    """

    kind: MeetingKind
    gap: Gap
    concerning: Span
    text: str
    record: str
    number: str = ""


def explanations_of(meetings: Sequence[FiledMeeting]) -> tuple[Explanation, ...]:
    """All that a body has explained, whatever the year of the form."""
    return tuple(found for meeting in meetings for found in _of_meeting(meeting))


def explained(
    explanations: Sequence[Explanation], duty: Duty, span: Span, kind: MeetingKind | None = None
) -> Explanation | None:
    """What explains a duty that was not met in a span; of meetings of one kind where that matters. None: nothing."""
    return next(
        (
            one
            for one in explanations
            if one.gap is GAPS[duty] and kind in (None, one.kind) and _meets(one.concerning, span)
        ),
        None,
    )


def _meets(one: Span, other: Span) -> bool:
    return one.first <= other.last and other.first <= one.last


def _of_meeting(meeting: FiledMeeting) -> Iterator[Explanation]:
    own = Span(meeting.month)
    for form in meeting.forms:
        record: Json = form["record"]
        path = path_of(meeting, form)
        if form["stage"] == Stage.CANCELLED.value and not meeting.is_held and record.get("reason"):
            yield Explanation(meeting.kind, Gap.NO_MEETING, own, record["reason"], path)
        for row in (record.get("follow_up") or {}).get("explanations", ()):
            if row["text"]:
                about = row.get("concerning", "")
                span = _span_of(about)
                number = about if span is None else ""
                yield Explanation(meeting.kind, _GAPS[row["gap"]], span or own, row["text"], path, number)


def _span_of(text: str) -> Span | None:
    """`9/2018`, `tháng 9/2018`, `quý III/2018`; None for what is no period."""
    found = _QUARTER.match(folded(text))
    if found:
        quarter = _QUARTERS.get(found[1]) or int(found[1])
        is_quarter = "quý" in folded(text) or found[1] in _QUARTERS
        if is_quarter:
            return Span(Month(int(found[2]), 3 * quarter - 2), 3)
    month = parse_month(text)
    return Span(month) if month else None
