"""Topics of the thematic programme: what a quarter's meeting is to be about, and who prepares it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.meeting import MeetingKind, Stage
from pipeline.outlook.filed import FiledMeeting, Json
from pipeline.vietnamese.dates import Month, parse_month
from pipeline.vietnamese.text import folded, strip_accents

_QUARTER = re.compile(r"\bq(?:uy)?\W*(iv|iii|ii|i|[1-4])\b(?:\D+(\d{4}))?")
_MONTH = re.compile(r"\bt(?:hang)?\W*(\d{1,2})\b(?:\D+(\d{4}))?")
_YEAR = re.compile(r"\d{4}")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class PlannedTopic:
    """A topic that is due; `month` is None where the programme names only the quarter."""

    month: Month | None
    topic: str
    content: str
    owner: str


def quarter_of(month: Month) -> Month:
    """The quarter a month lies in, by its first month."""
    return Month(month.year, month.month - (month.month - 1) % 3)


def topics_due(meetings: Sequence[FiledMeeting], quarter: Month) -> tuple[PlannedTopic, ...]:
    """The topics of a quarter in the newest programme that has some for it, without those a meeting was about."""
    past = {folded(topic) for topic in _topics_met(meetings)}
    for meeting in reversed(meetings):
        due = list(_in_quarter(meeting, quarter))
        if due:
            return tuple(topic for topic in due if folded(topic.topic) not in past)
    return ()


def _topics_met(meetings: Sequence[FiledMeeting]) -> Iterator[str]:
    for meeting in meetings:
        record = meeting.told(Stage.HELD, Stage.PLANNED) or {}
        if meeting.kind is MeetingKind.THEMATIC and record.get("thematic"):
            yield record["thematic"]["topic"]


def _in_quarter(meeting: FiledMeeting, quarter: Month) -> Iterator[PlannedTopic]:
    programme = (meeting.told(Stage.HELD, Stage.PLANNED) or {}).get("programme")
    if not programme:
        return
    if not _covers(programme["span"], quarter.year, meeting.month):
        return
    for row in programme.get("topics", ()):
        due = _when(row["when"], quarter.year)
        if due and quarter_of(due[0]) == quarter:
            yield _topic(row, due[0] if due[1] else None)


def _topic(row: Json, month: Month | None) -> PlannedTopic:
    return PlannedTopic(month, row["topic"], row.get("content", ""), row.get("owner", ""))


def _covers(span: str, year: int, said: Month) -> bool:
    """Whether `năm 2019`, `nhiệm kỳ 2017-2020` speaks of the year; without any year it is that of the meeting."""
    years = [int(found) for found in _YEAR.findall(span)] or [said.year]
    return min(years) <= year <= max(years)


def _when(text: str, year: int) -> tuple[Month, bool] | None:
    """The month that `Quý IV`, `Tháng 11`, `T11`, `11/2018` begins with, and whether it is the month itself."""
    plain = strip_accents(text).casefold()
    if found := _QUARTER.search(plain):
        number = _ROMAN.get(found[1]) or int(found[1])
        return Month(int(found[2] or year), number * 3 - 2), False
    if found := _MONTH.search(plain):
        number = int(found[1])
        return (Month(int(found[2] or year), number), True) if 1 <= number <= 12 else None
    month = parse_month(text)
    return (month, True) if month else None
