"""What a body owes in a year, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.meeting import Gap, MeetingKind
from pipeline.records import Choice
from pipeline.reports.office_year import last_day
from pipeline.vietnamese.dates import Month


class Duty(Choice):
    """In the order in which a report lists them."""

    REGULAR = "regular", "Sinh hoạt thường kỳ"
    COMMITTEE = "committee", "Họp chi ủy"
    THEMATIC = "thematic", "Sinh hoạt chuyên đề"
    DURATION = "duration", "Thời gian sinh hoạt"
    PAPERS = "papers", "Gửi tài liệu trước"
    RESULT = "result", "Gửi kết quả"
    SCORE = "score", "Chấm điểm"
    ISSUED = "issued", "Ban hành văn bản"


MEETING_DUTIES = {
    MeetingKind.REGULAR: Duty.REGULAR,
    MeetingKind.COMMITTEE: Duty.COMMITTEE,
    MeetingKind.THEMATIC: Duty.THEMATIC,
}

# By which gap an explanation speaks of a duty.
GAPS = {
    Duty.REGULAR: Gap.NO_MEETING,
    Duty.COMMITTEE: Gap.NO_MEETING,
    Duty.THEMATIC: Gap.NO_MEETING,
    Duty.DURATION: Gap.SHORT_MEETING,
    Duty.PAPERS: Gap.PAPERS_LATE,
    Duty.RESULT: Gap.RESULT_LATE,
    Duty.SCORE: Gap.NO_SCORE,
    Duty.ISSUED: Gap.NUMBER_MISSING,
}


class State(Choice):
    """What became of a duty. The one that stands further down is what a month is coloured by."""

    NOT_DUE = "not-due", "Chưa đến hạn"
    MET = "met", "Đạt"
    EXPLAINED = "explained", "Có giải trình"
    LATE = "late", "Chậm"
    MISSING = "missing", "Thiếu"


@dataclass(frozen=True)
class Span:
    """The month, or the quarter by its first month, in which something is owed."""

    first: Month
    months: int = 1

    @property
    def last(self) -> Month:
        return self.first.plus(self.months - 1)

    @property
    def end(self) -> date:
        return last_day(self.last)

    @property
    def label(self) -> str:
        """`10/2018`, `quý IV/2018`."""
        if self.months == 1:
            return f"{self.first.month:02}/{self.first.year}"
        quarter = ("I", "II", "III", "IV")[(self.first.month - 1) // 3]
        return f"quý {quarter}/{self.first.year}"


@dataclass(frozen=True)
class Finding:
    """One duty of one body in one span. `rule` is the guideline that asks for it, empty where none has to.

    `due` is the last day on which it is met, `done` the day it was done. `note` says more, in Vietnamese; `meeting` is
    the code of the meeting it is about, `records` are the filed forms that it was told from.
    """

    body: str
    duty: Duty
    span: Span
    state: State
    rule: str = ""
    due: date | None = None
    done: date | None = None
    note: str = ""
    meeting: str = ""
    records: tuple[str, ...] = ()
