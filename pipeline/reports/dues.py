"""Party dues (đảng phí) as meetings record them: how many members paid, how much, month by month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.meeting import MeetingKind
from pipeline.organisation import BodyKind
from pipeline.outlook.filed import FiledMeeting
from pipeline.reports.held import Held, held_until, period
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.tables import Column, ReportTable, Value

TITLE = "Tình hình đóng đảng phí"
_COLUMNS = (
    Column("Chi bộ", 20),
    Column("Kỳ", 9, is_centred=True),
    Column("Ngày họp", 11, is_centred=True),
    Column("Số đảng viên đã đóng", 10, is_centred=True),
    Column("Số tiền (đồng)", 12, is_centred=True),
    Column("Ghi chú", 26),
    Column("Hồ sơ", 24),
)


def dues_table(
    year: OfficeYear, meetings: Callable[[str], Sequence[FiledMeeting]], cell: str | None = None
) -> ReportTable:
    """A row for each meeting that records dues, and for each regular one of a cell that does not, month by month."""
    return ReportTable("Đảng phí", TITLE, year.span, _COLUMNS, list(_rows(year, meetings, cell)))


def _rows(
    year: OfficeYear, meetings: Callable[[str], Sequence[FiledMeeting]], cell: str | None
) -> Iterator[list[Value]]:
    for body in year.bodies(cell):
        name, is_cell = year.name_of(body.id), body.kind is BodyKind.CELL
        for held in held_until(meetings(body.id), year.today):
            if year.in_year(held.meeting):
                yield from _row(name, held, is_owed=is_cell and held.meeting.kind is MeetingKind.REGULAR)


def _row(name: str, held: Held, *, is_owed: bool) -> Iterator[list[Value]]:
    dues = held.record.get("dues") or {}
    paid, amount, note = dues.get("paid_members"), dues.get("amount"), dues.get("note", "")
    is_told = paid is not None or amount is not None or bool(note)
    if is_told or is_owed:
        said = note if is_told else "Biểu mẫu không ghi đảng phí"
        yield [name, period(held.source.month), held.source.day, paid, amount, said, held.source.record]
