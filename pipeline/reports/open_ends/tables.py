"""Open ends as one table: what, since when, and the form that mends it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reports.office_year import OfficeYear
from pipeline.reports.open_ends.model import OpenEnd
from pipeline.reports.tables import Column, ReportTable, Value

TITLE = "Việc cần làm, cần bổ sung hồ sơ"
_COLUMNS = (
    Column("Chi bộ", 15),
    Column("Việc", 11),
    Column("Nội dung", 24),
    Column("Từ ngày", 10, is_centred=True),
    Column("Cách bổ sung", 24),
    Column("Biểu mẫu", 30),
)


def open_table(year: OfficeYear, ends: Sequence[OpenEnd]) -> ReportTable:
    ending = year.organisation.options.form_files[0].value
    rows: list[list[Value]] = [
        [
            year.name_of(one.body) if one.body else "",
            one.lack.label,
            one.about,
            one.since,
            one.mend,
            f"{one.form}.{ending}\n{one.command}" if one.form else "",
        ]
        for one in ends
    ]
    return ReportTable("Việc cần làm", TITLE, year.span, _COLUMNS, rows)
