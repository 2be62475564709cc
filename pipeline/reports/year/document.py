"""The year's report as an official document of the day: the template filled, the charts put in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.documents.binding import bound
from pipeline.documents.contexts_year import (
    CellRow,
    ChartPlaces,
    DocumentRow,
    DutyRow,
    KindRow,
    YearReportContext,
)
from pipeline.documents.frame import header, recipients, signature
from pipeline.documents.subject import Framed
from pipeline.documents.year_report import report_frame
from pipeline.meeting import DocumentKindName
from pipeline.office_files.word.pictures import with_pictures
from pipeline.reports.duties import Duty
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.year import text_meetings, text_work
from pipeline.reports.year.drawn import Chart, attendance_chart, duties_chart, scores_chart
from pipeline.reports.year.model import DutyCount, MonthCount, YearFigures
from pipeline.reports.year.reports import YearReport
from pipeline.reports.year.told import Told, in_order
from pipeline.reports.year.wording import NOTHING
from pipeline.templates.render import render
from pipeline.vietnamese.dates import date_in_figures, decimal, figure

_CHART_WIDTH = 160.0  # mm; the text is 165 wide
_PLACES = ChartPlaces(
    duties="[Biểu đồ: nền nếp theo tháng]",
    attendance="[Biểu đồ: dự họp theo tháng]",
    scores="[Biểu đồ: điểm theo tháng]",
)


@dataclass(frozen=True)
class ReportDocument:
    """What a report is filled with, on its day, and what is drawn."""

    context: YearReportContext
    day: date
    months: tuple[MonthCount, ...]

    def filled(self, template: Path) -> bytes:
        """The .docx file; same figures and template, same bytes. Raises what `templates.render` raises."""
        charts: Mapping[str, Chart] = {
            self.context.charts.duties: duties_chart,
            self.context.charts.attendance: attendance_chart,
            self.context.charts.scores: scores_chart,
        }
        pictures = {place: draw(self.months) for place, draw in charts.items() if place}
        return with_pictures(render(template, self.context, day=self.day), pictures, _CHART_WIDTH)


def document_of(year: OfficeYear, report: YearReport) -> ReportDocument:
    """The report of a body, dated as the day of the report; one that is no more signs on its last day."""
    body = report.body
    day = min(year.today, body.to or date.max)
    frame = report_frame(year.organisation, body, year.rules(day), day)
    context: YearReportContext = bound(_context(year, report, frame), frame.body.members)
    return ReportDocument(context, day, report.figures.months)


def told_of(year: OfficeYear, report: YearReport, frame: Framed) -> Told:
    """What the text is about, under the names of the document's day; cells bear those of the year."""
    body = frame.body
    names = {cell.body: year.name_of(cell.body) for cell in report.cells}
    return Told(report, body.name, frame.body_word, body.superior, body.committee, names, frame.spelled)


def _context(year: OfficeYear, report: YearReport, frame: Framed) -> YearReportContext:
    told, figures = told_of(year, report, frame), report.figures
    about = f"kết quả công tác năm {year.year}, phương hướng, nhiệm vụ năm {year.year + 1}"
    return YearReportContext(
        header=header(frame),
        abstract=about,
        body=frame.body_name,
        opening=(
            f"{frame.body_name} báo cáo kết quả công tác năm {year.year} theo hồ sơ đã lưu, số liệu tính đến ngày "
            f"{date_in_figures(year.day)}, như sau:"
        ),
        year=str(year.year),
        next_year=str(year.year + 1),
        situation=tuple(text_meetings.situation(told)),
        routine=tuple(text_meetings.routine(told)),
        duties=tuple(_duties(figures, frame)),
        quality=tuple(text_meetings.quality(told)),
        kinds=tuple(_kinds(figures, frame)),
        scoring=tuple(text_work.scoring(told)),
        topics=tuple(text_work.topics(told)),
        resolutions=tuple(text_work.resolutions(told)),
        members=tuple(text_work.members(told)),
        documents=tuple(_documents(figures)),
        cells=tuple(_cells(report, told)),
        weaknesses=tuple(text_work.weaknesses(told)),
        charts=_charts(figures.months),
        closing=f"Trên đây là báo cáo {about} của {frame.body_name}{frame.rules.wording.body_end}",
        recipients=recipients(frame),
        signature=signature(frame),
    )


def _duties(figures: YearFigures, frame: Framed) -> Iterator[DutyRow]:
    for duty in Duty:
        one = figures.duties.get(duty)
        if one is not None:
            counts = (one.due, one.met, one.late, one.explained, one.missing)
            yield DutyRow(frame.spelled(duty.label), *map(figure, counts))


def _kinds(figures: YearFigures, frame: Framed) -> Iterator[KindRow]:
    for kind, one in in_order(figures):
        share = one.attended
        held, expected, present = map(figure, (one.held, share.whole, share.part))
        yield KindRow(frame.spelled(kind.label), held, expected, present, share.percent or NOTHING)


def _documents(figures: YearFigures) -> Iterator[DocumentRow]:
    for kind in DocumentKindName:
        one = figures.documents.get(kind)
        if one is not None:
            yield DocumentRow(kind.label, *map(figure, (one.numbered, one.issued, one.void)))


def _cells(report: YearReport, told: Told) -> Iterator[CellRow]:
    for number, cell in enumerate(report.cells, 1):
        average = cell.scores.given.cell.average
        yield CellRow(
            str(number),
            told.names[cell.body],
            _of_due(cell.duties.get(Duty.REGULAR)),
            _of_due(cell.duties.get(Duty.THEMATIC)),
            cell.attended.percent or NOTHING,
            cell.speaking.share.percent or NOTHING,
            NOTHING if average is None else decimal(average),
            cell.tasks.share.percent or NOTHING,
        )


def _of_due(count: DutyCount | None) -> str:
    return f"{count.met}/{count.due}" if count else NOTHING


def _charts(months: tuple[MonthCount, ...]) -> ChartPlaces:
    """A chart is there where any month has something to show."""
    return ChartPlaces(
        duties=_PLACES.duties if any(one.duties.whole for one in months) else "",
        attendance=_PLACES.attendance if any(one.attended.whole for one in months) else "",
        scores=_PLACES.scores if any(points.count for one in months for points in one.given.by_giver) else "",
    )
