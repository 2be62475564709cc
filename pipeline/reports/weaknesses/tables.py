"""The weaknesses as tables: how many in each month, what came back, and all of them in the clerks' words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.reports.held import period
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.tables import Column, ReportTable, Value
from pipeline.reports.weaknesses.model import Beside, BodyWeaknesses, Kind, MeetingPoints, Theme
from pipeline.vietnamese.dates import Month

TITLE = "Hạn chế, khuyết điểm qua các kỳ sinh hoạt"


def weakness_tables(year: OfficeYear, bodies: Sequence[BodyWeaknesses]) -> list[ReportTable]:
    """How many weaknesses of each body and month, those that came back, and every meeting's points."""
    span = year.span
    named = [(year.name_of(one.body), one) for one in bodies]
    again = [row for name, one in named for row in _again(name, one)]
    every = [_meeting(name, meeting) for name, one in named for meeting in one.meetings if any(meeting.points.values())]
    return [
        ReportTable(
            "Theo tháng", "Số hạn chế, khuyết điểm theo tháng", span, _SUMMARY, [_summary(year, *one) for one in named]
        ),
        ReportTable("Lặp lại", "Các nội dung lặp lại qua nhiều tháng", span, _AGAIN, again),
        ReportTable("Từng kỳ", "Hạn chế, nguyên nhân, biện pháp từng kỳ", span, _MEETINGS, every),
    ]


_SUMMARY = (
    Column("Chi bộ", 22),
    *(Column(f"T{month}", 6, is_centred=True) for month in range(1, 13)),
    Column("Số hạn chế cả năm", 8, is_centred=True),
    Column("Số hạn chế lặp lại", 8, is_centred=True),
)


def _summary(year: OfficeYear, name: str, one: BodyWeaknesses) -> list[Value]:
    """A month without any record of it stays empty; 0 says that the form stated none."""
    weaknesses = [theme for theme in one.themes if theme.kind is Kind.WEAKNESS]
    months = [one.count(Month(year.year, month)) for month in range(1, 13)]
    return [name, *months, len(weaknesses), sum(theme.came_back for theme in weaknesses)]


_AGAIN = (
    Column("Chi bộ", 16),
    Column("Loại", 10),
    Column("Nội dung", 26),
    Column("Số tháng", 7, is_centred=True),
    Column("Các tháng", 14),
    Column("Nguyên nhân đã nêu", 24),
    Column("Biện pháp đã nêu", 24),
)


def _again(name: str, one: BodyWeaknesses) -> Iterator[list[Value]]:
    """The most frequent first, kind by kind."""
    found = [theme for theme in one.themes if theme.came_back]
    for theme in sorted(found, key=lambda theme: (list(Kind).index(theme.kind), -len(theme.months))):
        beside = (_frequent(theme.causes), _frequent(theme.remedies))
        yield [name, theme.kind.label, theme.text, len(theme.months), _months(theme), *beside]


def _months(theme: Theme) -> str:
    return ", ".join(period(month) for month in theme.months)


def _frequent(found: Sequence[Beside]) -> str:
    return _listed([f"{one.text} ({one.months} tháng)" for one in found])


_MEETINGS = (
    Column("Chi bộ", 16),
    Column("Kỳ", 8, is_centred=True),
    Column("Loại cuộc họp", 13),
    *(Column(kind.label, 24) for kind in Kind),
    Column("Hồ sơ", 20),
)


def _meeting(name: str, meeting: MeetingPoints) -> list[Value]:
    source = meeting.source
    points = [_listed(meeting.points[kind]) for kind in Kind]
    return [name, period(source.month), source.kind.label, *points, source.record]


def _listed(points: Sequence[str]) -> str:
    return "\n".join(f"- {point}" for point in points)
