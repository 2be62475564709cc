"""The superior's documents that were passed on: which, at which meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.outlook.filed import FiledMeeting
from pipeline.reports.held import held_until
from pipeline.reports.office_year import OfficeYear, day_in
from pipeline.reports.tables import Column, ReportTable, Value

TITLE = "Văn bản của cấp trên đã phổ biến"
_COLUMNS = (
    Column("Chi bộ", 20),
    Column("Số, ký hiệu", 13, is_centred=True),
    Column("Ngày ban hành", 11, is_centred=True),
    Column("Tên loại, trích yếu", 38),
    Column("Cuộc họp phổ biến", 15),
    Column("Hồ sơ", 24),
)


def passed_on_table(
    year: OfficeYear, meetings: Callable[[str], Sequence[FiledMeeting]], cell: str | None = None
) -> ReportTable:
    """A row for each document at each meeting that was held, in the order of bodies and meetings."""
    rows = list(_rows(year, meetings, cell))
    return ReportTable("Văn bản cấp trên", TITLE, year.span, _COLUMNS, rows)


def _rows(
    year: OfficeYear, meetings: Callable[[str], Sequence[FiledMeeting]], cell: str | None
) -> Iterator[list[Value]]:
    for body in year.bodies(cell):
        name = year.name_of(body.id)
        for held in held_until(meetings(body.id), year.today):
            if not year.in_year(held.meeting):
                continue
            for row in held.record.get("superior_documents", ()):
                told = [row.get("number", ""), day_in(row, "issued"), row["abstract"]]
                yield [name, *told, held.source.label, held.source.record]
