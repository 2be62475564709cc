"""The opinions as tables: bodies, meetings, members, who never spoke, what does not match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.meeting import MeetingKind
from pipeline.reports.attendance.tables import UNMATCHED, of_one_body, unmatched_row
from pipeline.reports.held import kind_label, period
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.speaking.model import MeetingSpeaking, MemberSpeaking, Speaking, SpeakingRate
from pipeline.reports.tables import Column, ReportTable, Value
from pipeline.vietnamese.dates import percent

TITLE = "Tình hình đảng viên phát biểu ý kiến"
DETAILS = ("Cuộc họp", "Đảng viên")  # a screen has no room for them where they are those of a whole office
_BODY, _KIND = Column("Tổ chức", 18), Column("Loại cuộc họp", 14)
_SHARE = Column("Tỷ lệ phát biểu", 9, is_centred=True)
_COMMITTEE = MeetingKind.COMMITTEE.label
_OWN = "Cả năm (trừ họp chi ủy)"


def speaking_tables(year: OfficeYear, found: Sequence[Speaking]) -> list[ReportTable]:
    """All that is told, a table each."""
    span = year.span
    names = {one.body: year.name_of(one.body) for one in found}
    meetings = [[names[row.body], *_meeting(row)] for one in found for row in one.meetings]
    members = [[names[row.body], *_member(row)] for one in found for row in one.members]
    silent = [[names[row.body], *_silent(row)] for one in found for row in one.members if row.is_silent]
    unmatched = [[names[row.body], *unmatched_row(row)] for one in found for row in one.unmatched]
    tables = [
        ReportTable("Tổ chức", TITLE, span, _RATES, list(_rates(names, found))),
        ReportTable("Cuộc họp", "Phát biểu ý kiến tại từng cuộc họp", span, _MEETINGS, meetings),
        ReportTable("Đảng viên", "Tình hình phát biểu ý kiến của từng đảng viên", span, _MEMBERS, members),
        ReportTable("Chưa phát biểu", "Đảng viên có mặt nhưng chưa phát biểu ý kiến", span, _SILENT, silent),
        ReportTable("Cần đối chiếu", "Nội dung chưa khớp, cần đối chiếu", span, UNMATCHED, unmatched),
    ]
    return of_one_body(tables, found[0].body) if len(found) == 1 else tables


_RATES = (
    *(_BODY, _KIND, Column("Số cuộc họp", 7, is_centred=True), Column("Cuộc được thống kê", 8, is_centred=True)),
    *(Column("Lượt có mặt", 8, is_centred=True), Column("Lượt người phát biểu", 9, is_centred=True)),
    *(Column("Số ý kiến", 8, is_centred=True), _SHARE),
)


def _rates(names: dict[str, str], found: Sequence[Speaking]) -> Iterator[list[Value]]:
    for one in found:
        for row in one.rates:
            yield [names[row.body], *_rate(row)]
        if not one.rates:
            yield [names[one.body], "Chưa có cuộc họp", 0, 0, None, None, None, ""]


def _rate(row: SpeakingRate) -> list[Value]:
    kind = kind_label(row.kind) if row.kind else _OWN
    counts: list[Value] = [row.present, row.spoke, row.opinions] if row.counted else [None, None, None]
    return [kind, row.meetings, row.counted, *counts, percent(row.spoke, row.present)]


_MEETINGS = (
    *(_BODY, _KIND, Column("Kỳ", 10, is_centred=True), Column("Ngày họp", 12, is_centred=True)),
    *(Column("Có mặt", 7, is_centred=True), Column("Số người phát biểu", 9, is_centred=True)),
    *(Column("Số ý kiến", 7, is_centred=True), _SHARE, Column("Ghi chú", 16), Column("Hồ sơ", 24)),
)


def _meeting(row: MeetingSpeaking) -> list[Value]:
    place: list[Value] = [kind_label(row.kind), period(row.period), row.day]
    counts: list[Value] = [row.present, row.spoke, row.opinions] if row.is_counted else [None, None, None]
    return [*place, *counts, percent(row.spoke, row.present), _note(row), row.record]


def _note(row: MeetingSpeaking) -> str:
    if not row.is_counted:
        return "Không thống kê"
    none = "Biểu mẫu không ghi ý kiến nào" if not row.opinions + row.others else ""
    others = f"Ngoài ra: {row.others:02} ý kiến của khách, đảng viên sinh hoạt tạm thời" if row.others else ""
    return none or others


_MEMBERS = (
    *(_BODY, Column("Họ và tên", 18), Column("Loại cuộc họp", 14), Column("Số cuộc có mặt", 9, is_centred=True)),
    *(Column("Số cuộc có phát biểu", 9, is_centred=True), _SHARE, Column("Số ý kiến", 8, is_centred=True)),
    Column("Số lần trình bày", 9, is_centred=True),
)


def _member(row: MemberSpeaking) -> list[Value]:
    share = percent(row.spoke, row.attended)
    return [row.name, _sort(row), row.attended, row.spoke, share, row.opinions, row.presented]


_SILENT = (
    *(_BODY, Column("Họ và tên", 18), Column("Loại cuộc họp", 14), Column("Số cuộc có mặt", 9, is_centred=True)),
    Column("Số lần trình bày", 9, is_centred=True),
)


def _silent(row: MemberSpeaking) -> list[Value]:
    return [row.name, _sort(row), row.attended, row.presented]


def _sort(row: MemberSpeaking) -> str:
    return _COMMITTEE if row.is_committee else "Sinh hoạt"
