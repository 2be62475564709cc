"""The year of every body in a line, side by side: how it met, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reports.duties import Duty
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.points import points_value
from pipeline.reports.scores.model import GIVERS
from pipeline.reports.tables import Column, ReportTable, Value
from pipeline.reports.year.model import YearFigures
from pipeline.reports.year.reports import YearReport
from pipeline.vietnamese.dates import figure

TITLE = "Kết quả công tác năm"


def year_tables(year: OfficeYear, reports: Sequence[YearReport]) -> list[ReportTable]:
    """A line a body; a party committee's is that of its cells together. Empty where nothing is recorded."""
    span = f"Năm {year.year}, tính đến ngày {year.day:%d/%m/%Y}"
    named = [(year.name_of(one.body.id), one.figures) for one in reports]
    sittings = [[name, *_sittings(figures)] for name, figures in named]
    results = [[name, *_results(figures)] for name, figures in named]
    return [
        ReportTable("Sinh hoạt", f"{TITLE}: nền nếp, dự họp, phát biểu", span, _SITTINGS, sittings),
        ReportTable("Kết quả", f"{TITLE}: chấm điểm, nghị quyết, văn bản", span, _RESULTS, results),
    ]


def _columns(*headings: str) -> tuple[Column, ...]:
    return (Column("Tổ chức", 20), *(Column(heading, 9, is_centred=True) for heading in headings))


_SITTINGS = _columns(
    *("Đảng viên đầu năm", "Đảng viên cuối năm", "Số cuộc họp", "Thường kỳ", "Chi ủy", "Chuyên đề"),
    *("Tỷ lệ có mặt", "Tỷ lệ phát biểu", "Số người chưa phát biểu"),
)
_MEETING_DUTIES = (Duty.REGULAR, Duty.COMMITTEE, Duty.THEMATIC)


def _sittings(figures: YearFigures) -> list[Value]:
    has_roster, has_speakers = figures.roster.bodies > 0, figures.speaking.attended > 0
    counts = [figures.duties.get(duty) for duty in _MEETING_DUTIES]
    return [
        figures.roster.begin if has_roster else None,
        figures.roster.end if has_roster else None,
        figures.meetings,
        *(_of(count.met, count.due) if count else None for count in counts),
        figures.attended.percent,
        figures.speaking.share.percent,
        figures.speaking.silent if has_speakers else None,
    ]


_RESULTS = _columns(
    *("Cuộc đã chấm", *(f"{giver.label}, bình quân" for giver in GIVERS)),
    *("Nhiệm vụ hoàn thành", "Nhiệm vụ quá hạn", "Văn bản ban hành", "Hạn chế lặp lại"),
)


def _results(figures: YearFigures) -> list[Value]:
    documents = figures.documents.values()
    return [
        _of(figures.scores.scored, figures.scores.owed),
        *(points_value(points.average) for points in figures.scores.given.by_giver),
        _of(figures.tasks.done, figures.tasks.all),
        figures.tasks.overdue if figures.tasks.all else None,
        _of(sum(one.issued for one in documents), sum(one.numbered for one in documents)),
        len(figures.weaknesses.again) if figures.weaknesses.recorded else None,
    ]


def _of(part: int, whole: int) -> str | None:
    return f"{figure(part)}/{figure(whole)}" if whole else None
