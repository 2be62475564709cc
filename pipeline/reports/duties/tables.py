"""The calendar as tables: how much of each duty every body met, and everything that was not met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from pipeline.reports.duties.model import Duty, Finding, State
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.tables import Column, ReportTable, Value

TITLE = "Thực hiện nền nếp, chế độ sinh hoạt"
_OPEN = (State.MISSING, State.LATE, State.EXPLAINED)


def duty_tables(year: OfficeYear, findings: Sequence[Finding]) -> list[ReportTable]:
    """What bodies met of what they owed by now, and the list of what they did not."""
    span = year.span
    return [
        ReportTable("Tổng hợp", TITLE, span, _summary_columns(), _summary(year, findings)),
        ReportTable("Còn thiếu, chậm", "Nội dung còn thiếu, chậm", span, _COLUMNS, _open_ones(year, findings)),
    ]


def _summary_columns() -> list[Column]:
    return [Column("Chi bộ", 24), *(Column(duty.label, 11, is_centred=True) for duty in Duty)]


def _summary(year: OfficeYear, findings: Sequence[Finding]) -> list[list[Value]]:
    rows: list[list[Value]] = []
    for body, of_body in groupby(findings, lambda one: one.body):
        counted = Counter((one.duty, one.state) for one in of_body)
        rows.append([year.name_of(body), *(_share(counted, duty) for duty in Duty)])
    return rows


def _share(counted: Counter[tuple[Duty, State]], duty: Duty) -> str:
    """`11/12`: met of those that are due; explained ones count as due. Empty where nothing is."""
    due = sum(counted[duty, state] for state in State if state is not State.NOT_DUE)
    return f"{counted[duty, State.MET]}/{due}" if due else ""


_COLUMNS = (
    Column("Chi bộ", 17),
    Column("Nội dung", 14),
    Column("Kỳ", 9, is_centred=True),
    Column("Kết quả", 9, is_centred=True),
    Column("Thời hạn", 11, is_centred=True),
    Column("Ngày thực hiện", 11, is_centred=True),
    Column("Ghi chú", 20),
    Column("Hồ sơ", 20),
)


def _open_ones(year: OfficeYear, findings: Sequence[Finding]) -> list[list[Value]]:
    return [
        [
            year.name_of(one.body),
            one.duty.label,
            one.span.label,
            one.state.label,
            one.due,
            one.done,
            one.note,
            "\n".join(one.records),
        ]
        for one in findings
        if one.state in _OPEN
    ]
