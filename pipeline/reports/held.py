"""The meetings that were held, with the form that tells of each: what most reports count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.meeting import MeetingKind
from pipeline.organisation import Body, BodyKind
from pipeline.outlook.filed import FiledMeeting, Json
from pipeline.reports.office_year import day_in, path_of
from pipeline.vietnamese.dates import Month
from pipeline.vietnamese.text import upper_first


@dataclass(frozen=True)
class Source:
    """Where something was told: at which meeting, and in which filed form, from the outbox on."""

    meeting: str
    kind: MeetingKind
    month: Month
    day: date | None
    record: str

    @property
    def label(self) -> str:
        """`Thường kỳ 10/2018`, with its day below it."""
        day = f"\n{self.day:%d/%m/%Y}" if self.day else ""
        return f"{kind_label(self.kind)} {period(self.month)}{day}"


@dataclass(frozen=True)
class Held:
    """A meeting that was held. `record` is what its form says, or the corrected one."""

    meeting: FiledMeeting
    source: Source
    record: Json


def held_until(meetings: Iterable[FiledMeeting], today: date) -> Iterator[Held]:
    """The meetings that were held by the day of the report, in their order."""
    for meeting in meetings:
        form = meeting.held_form
        if form is None:
            continue
        record: Json = form["record"]
        day = day_in(record)
        if day is None or day <= today:
            source = Source(meeting.code, meeting.kind, meeting.month, day, path_of(meeting, form))
            yield Held(meeting, source, record)


def kind_label(kind: MeetingKind) -> str:
    """`Thường kỳ`, `Họp chi ủy`: short, for a narrow column."""
    return upper_first(kind.label.removeprefix("Sinh hoạt "))


def period(month: Month) -> str:
    """`10/2018`, as reports name the month of a meeting."""
    return f"{month.month:02}/{month.year}"


def is_told(body: Body, found: Iterable[object]) -> bool:
    """Whether a body stands in a report: a cell always, a party committee where something was found of it."""
    return body.kind is BodyKind.CELL or any(True for _one in found)
