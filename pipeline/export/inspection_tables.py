"""What an inspector is given in tables: one entry a workbook, in the order of the folders of the pack."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.index import Facts
from pipeline.reports.attendance import attendance_of
from pipeline.reports.attendance.tables import TITLE as ATTENDANCE
from pipeline.reports.attendance.tables import attendance_tables
from pipeline.reports.dues import TITLE as DUES
from pipeline.reports.dues import dues_table
from pipeline.reports.duties import duties_of
from pipeline.reports.duties.gaps import TITLE as GAPS
from pipeline.reports.duties.gaps import gaps_table
from pipeline.reports.duties.tables import duty_tables
from pipeline.reports.held import is_told
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.passed_on import TITLE as PASSED_ON
from pipeline.reports.passed_on import passed_on_table
from pipeline.reports.scores import scores_of
from pipeline.reports.scores.tables import TITLE as SCORES
from pipeline.reports.scores.tables import BodyScores, score_tables
from pipeline.reports.tables import ReportTable


@dataclass(frozen=True)
class Inspected:
    """The year that is inspected, of one body or all, and where its figures come from."""

    year: OfficeYear
    facts: Facts
    cell: str | None


@dataclass(frozen=True)
class PackTable:
    """One workbook of the pack: its folder, its name there, its title, and what makes its sheets.

    `counted` is the name of the sheet whose rows the contents page counts, `unit` what such a row is.
    """

    folder: str
    name: str
    title: str
    counted: str
    unit: str
    make: Callable[[Inspected], Sequence[ReportTable]]


def _attendance(asked: Inspected) -> Sequence[ReportTable]:
    return attendance_tables(asked.year, list(attendance_of(asked.year, asked.facts.meetings, asked.cell)))


def _dues(asked: Inspected) -> Sequence[ReportTable]:
    return [dues_table(asked.year, asked.facts.meetings, asked.cell)]


def _scores(asked: Inspected) -> Sequence[ReportTable]:
    found = [
        (body, BodyScores(body.id, tuple(scores_of(asked.year, body, asked.facts.meetings(body.id)))))
        for body in asked.year.bodies(asked.cell)
    ]
    return score_tables(asked.year, [scored for body, scored in found if is_told(body, scored.meetings)])


def _passed_on(asked: Inspected) -> Sequence[ReportTable]:
    return [passed_on_table(asked.year, asked.facts.meetings, asked.cell)]


def _gaps(asked: Inspected) -> Sequence[ReportTable]:
    findings = list(duties_of(asked.year, asked.facts.meetings, asked.cell))
    return [gaps_table(asked.year, findings), duty_tables(asked.year, findings)[0]]


TABLES = (
    PackTable("04-diem-danh", "diem-danh", ATTENDANCE, "Cuộc họp", "cuộc họp", _attendance),
    PackTable("05-dang-phi", "dang-phi", DUES, "Đảng phí", "cuộc họp", _dues),
    PackTable("06-cham-diem", "cham-diem", SCORES, "Cuộc họp", "cuộc họp", _scores),
    PackTable("07-van-ban-cap-tren", "van-ban-cap-tren", PASSED_ON, "Văn bản cấp trên", "lượt phổ biến", _passed_on),
    PackTable("08-thieu-cham-giai-trinh", "thieu-cham-giai-trinh", GAPS, "Thiếu, chậm, giải trình", "nội dung", _gaps),
)
