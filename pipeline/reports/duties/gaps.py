"""What is missing or late in a year, each with its explanation: what an inspector asks about."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.reports.duties.model import Finding, State
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.tables import Column, ReportTable, Value

TITLE = "Nội dung còn thiếu, chậm và giải trình"
_OPEN = (State.MISSING, State.LATE, State.EXPLAINED)
_COLUMNS = (
    Column("Chi bộ", 17),
    Column("Nội dung", 13),
    Column("Kỳ", 9, is_centred=True),
    Column("Kết quả", 9, is_centred=True),
    Column("Thời hạn", 10, is_centred=True),
    Column("Ngày thực hiện", 10, is_centred=True),
    Column("Quy định", 11),
    Column("Ghi chú", 16),
    Column("Giải trình", 22),
    Column("Hồ sơ", 20),
)


def gaps_table(year: OfficeYear, findings: Iterable[Finding]) -> ReportTable:
    """Every duty that was not met, or not in time; where nobody has said why, that is said."""
    rows = [_row(year, one) for one in findings if one.state in _OPEN]
    return ReportTable("Thiếu, chậm, giải trình", TITLE, year.span, _COLUMNS, rows)


def _row(year: OfficeYear, one: Finding) -> list[Value]:
    is_explained = one.state is State.EXPLAINED
    return [
        year.name_of(one.body),
        one.duty.label,
        one.span.label,
        one.state.label,
        one.due,
        one.done,
        one.rule,
        "" if is_explained else one.note,
        one.note if is_explained else "Chưa có giải trình",
        "\n".join(one.records),
    ]
