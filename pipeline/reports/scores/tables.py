"""The scores as tables: bodies side by side, month by month, every meeting, where points were lost, what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.reports.held import period
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.points import points_value
from pipeline.reports.scores.model import GIVERS, Computed, Given, MeetingScore
from pipeline.reports.scores.year import group_averages, totals, trend
from pipeline.reports.tables import Column, ReportTable, Value

TITLE = "Chấm điểm, xếp loại chất lượng sinh hoạt"


@dataclass(frozen=True)
class BodyScores:
    """What a report tells of one body."""

    body: str
    meetings: tuple[MeetingScore, ...]


def score_tables(year: OfficeYear, bodies: Sequence[BodyScores]) -> list[ReportTable]:
    """Bodies side by side and their trend, every meeting, groups that lost points and their averages, what differs."""
    span = year.span
    named = [(year.name_of(one.body), one.meetings) for one in bodies]
    each = [(name, meeting) for name, meetings in named for meeting in meetings]
    lost = [row for name, meeting in each for row in _lost(name, meeting)]
    told = [_told(name, meeting, one) for name, meeting in each for one in meeting.computed]
    groups = [row for name, meetings in named for row in _groups(name, meetings)]
    return [
        ReportTable("Tổng hợp", TITLE, span, _SUMMARY, [_summary(*one) for one in named]),
        ReportTable("Theo tháng", "Điểm bình quân theo tháng", span, _MONTHS, [_months(year, *one) for one in named]),
        ReportTable("Cuộc họp", "Điểm, xếp loại từng cuộc họp", span, _MEETINGS, [_meeting(*one) for one in each]),
        ReportTable("Nội dung mất điểm", "Các nội dung mất điểm", span, _LOST, lost),
        ReportTable("Bình quân nội dung", "Điểm bình quân theo nội dung", span, _GROUPS, groups),
        ReportTable("Đối chiếu số liệu", "Đối chiếu điểm với số liệu cuộc họp", span, _TOLD, told),
    ]


def _numbers(*headings: str, share: int = 9) -> tuple[Column, ...]:
    return tuple(Column(heading, share, is_centred=True) for heading in headings)


_GIVERS = tuple(giver.label for giver in GIVERS)
_AVERAGES = tuple(f"{giver.label}, bình quân" for giver in GIVERS)

_SUMMARY = (
    Column("Chi bộ", 22),
    *_numbers("Số cuộc họp", "Cuộc đã chấm", *_AVERAGES, "Cao nhất", "Thấp nhất"),
    Column("Xếp loại đã biểu quyết", 16),
    *_numbers("Xếp loại không khớp điểm"),
)


def _summary(name: str, meetings: Sequence[MeetingScore]) -> list[Value]:
    counted = [total for meeting in meetings if (total := meeting.whole.counted) is not None]
    grades = Counter(meeting.grade for meeting in meetings if meeting.grade)
    return [
        name,
        len(meetings),
        sum(meeting.is_scored for meeting in meetings),
        *_values(totals(meetings)),
        points_value(max(counted, default=None)),
        points_value(min(counted, default=None)),
        "; ".join(f"{grade}: {count}" for grade, count in grades.most_common()),
        sum(meeting.grade_differs for meeting in meetings),
    ]


_MONTHS = (Column("Chi bộ", 22), *_numbers(*(f"T{month}" for month in range(1, 13)), share=6))


def _months(year: OfficeYear, name: str, meetings: Sequence[MeetingScore]) -> list[Value]:
    """What the cell gave, else what the meeting gave itself."""
    return [name, *(points_value(one.given.counted) for one in trend(year.year, meetings))]


_MEETINGS = (
    Column("Chi bộ", 14),
    *_numbers("Kỳ", share=10),
    Column("Loại cuộc họp", 12),
    *_numbers("Ngày họp", share=13),
    *_numbers(*_GIVERS, share=7),
    *_numbers("Xếp loại đã biểu quyết", "Xếp loại theo điểm", "Cấp trên xếp loại", share=8),
    Column("Ghi chú", 14),
    Column("Hồ sơ", 19),
)


def _meeting(name: str, meeting: MeetingScore) -> list[Value]:
    return [
        name,
        period(meeting.source.month),
        meeting.source.kind.label,
        meeting.source.day,
        *_values(meeting.total),
        meeting.grade,
        meeting.grade_by_rule,
        meeting.superior_grade,
        "\n".join(_notes(meeting)),
        "\n".join(meeting.records),
    ]


def _notes(meeting: MeetingScore) -> Iterator[str]:
    if not meeting.is_scored:
        yield "Chưa chấm điểm"
    elif not meeting.grade:
        yield "Chưa ghi xếp loại"
    if meeting.grade_differs:
        yield "Xếp loại không khớp điểm"
    if meeting.superior_grade_differs:
        yield f"Theo điểm cấp trên chấm là loại {meeting.superior_grade_by_rule}"
    for giver in GIVERS:
        if giver in meeting.partial:
            yield f"{giver.label}: chưa đủ các nội dung"


_LOST = (
    Column("Chi bộ", 18),
    *_numbers("Kỳ"),
    Column("Loại cuộc họp", 16),
    Column("Nội dung", 26),
    *_numbers("Điểm tối đa", *_GIVERS, "Mất điểm"),
)


def _lost(name: str, meeting: MeetingScore) -> Iterator[list[Value]]:
    """The most that anybody took off stands at the end."""
    head: list[Value] = [name, period(meeting.source.month), meeting.source.kind.label]
    for group in meeting.groups:
        if group.lost_any:
            most = max(lost for lost in group.lost if lost is not None)
            yield [*head, group.name, group.points, *_values(group.given), points_value(most)]


_GROUPS = (Column("Chi bộ", 20), Column("Nội dung", 28), *_numbers("Điểm tối đa", "Số cuộc họp", *_AVERAGES))


def _groups(name: str, meetings: Sequence[MeetingScore]) -> Iterator[list[Value]]:
    for group in group_averages(meetings):
        yield [name, group.name, group.points, group.meetings, *_values(group.given)]


_TOLD = (
    Column("Chi bộ", 18),
    *_numbers("Kỳ"),
    Column("Loại cuộc họp", 14),
    Column("Nội dung", 24),
    *_numbers("Số liệu", share=12),
    *_numbers("Điểm theo mức", *_GIVERS),
    Column("Ghi chú", 12),
)


def _told(name: str, meeting: MeetingScore, one: Computed) -> list[Value]:
    note = "Khác điểm theo mức" if one.differs else "" if one.whole else "Chưa ghi đủ số liệu"
    head: list[Value] = [name, period(meeting.source.month), meeting.source.kind.label]
    return [*head, one.criterion, one.share, one.by_rule, *_values(one.given), note]


def _values(given: Given) -> list[Value]:
    return [points_value(points) for points in given]
