"""The attendance as tables: bodies, members, office holders, three missed running, what does not match, meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.meeting import MeetingKind
from pipeline.reports.attendance.model import (
    RUN,
    Attendance,
    BodyRates,
    MemberCount,
    Run,
    SeenMeeting,
    Stated,
    Tally,
    Unmatched,
)
from pipeline.reports.held import kind_label, period
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.roll_call import Mark
from pipeline.reports.tables import Column, ReportTable, Value
from pipeline.vietnamese.dates import figure, percent

TITLE = "Tình hình đảng viên dự sinh hoạt"
DETAILS = ("Đảng viên", "Cấp ủy", "Cuộc họp")  # a screen has no room for them where they are those of a whole office
_BODY, _KIND = Column("Tổ chức", 20), Column("Loại cuộc họp", 12)
_COUNTS = (
    Column("Phải dự", 7, is_centred=True),
    Column("Có mặt", 7, is_centred=True),
    Column("Vắng có lý do", 8, is_centred=True),
    Column("Vắng không lý do", 9, is_centred=True),
    Column("Được miễn", 8, is_centred=True),
    Column("Không phải dự", 9, is_centred=True),
)
_RATE = Column("Tỷ lệ có mặt", 9, is_centred=True)
_RATE_EXCUSED = Column("Tỷ lệ tính cả vắng có lý do", 8, is_centred=True)


def attendance_tables(year: OfficeYear, found: Sequence[Attendance]) -> list[ReportTable]:
    """All that is told, a table each."""
    span = year.span
    names = {one.body: year.name_of(one.body) for one in found}
    members = [[names[row.body], *_member(row)] for one in found for row in one.members]
    officers = [[names[row.body], *_officer(row)] for one in found for row in one.officers]
    runs = [[names[run.body], *_run(run)] for one in found for run in one.runs if run.length >= RUN]
    unmatched = [[names[row.body], *unmatched_row(row)] for one in found for row in one.unmatched]
    meetings = [[names[row.body], *_meeting(row)] for one in found for row in one.meetings]
    tables = [
        ReportTable("Tổ chức", TITLE, span, _RATES, list(_rates(names, found))),
        ReportTable("Đảng viên", "Tình hình dự sinh hoạt của từng đảng viên", span, _MEMBERS, members),
        ReportTable("Cấp ủy", "Tình hình dự sinh hoạt của cấp ủy viên", span, _OFFICERS, officers),
        ReportTable("Vắng liên tiếp", f"Vắng liên tiếp từ {RUN:02} kỳ sinh hoạt thường kỳ trở lên", span, _RUNS, runs),
        ReportTable("Cần đối chiếu", "Nội dung chưa khớp, cần đối chiếu", span, UNMATCHED, unmatched),
        ReportTable("Cuộc họp", "Các cuộc họp đã thống kê", span, _MEETINGS, meetings),
    ]
    return of_one_body(tables, found[0].body) if len(found) == 1 else tables


def of_one_body(tables: Sequence[ReportTable], body: str) -> list[ReportTable]:
    """Tables that are all about one body: it heads them, and the column that names it is left out."""
    return [
        replace(one, body=body, columns=one.columns[1:], rows=[list(row)[1:] for row in one.rows]) for one in tables
    ]


_RATES = (
    *(_BODY, _KIND, Column("Cuộc có điểm danh", 8, is_centred=True), *_COUNTS[:4]),
    *(Column("Miễn, không phải dự", 8, is_centred=True), _RATE, _RATE_EXCUSED),
    Column("Theo số liệu biểu mẫu", 11, is_centred=True),
)


def _rates(names: dict[str, str], found: Sequence[Attendance]) -> Iterator[list[Value]]:
    rates = [row for one in found for row in one.rates]
    for one in found:
        for row in one.rates:
            yield [names[row.body], *_rate(row)]
        if not one.rates:
            yield [names[one.body], "Chưa có cuộc họp", *[None] * (len(_RATES) - 2)]
    for kind in MeetingKind:
        of_kind = [row for row in rates if row.kind is kind]
        if len(of_kind) > 1:
            yield ["Cộng", *_rate(_sum(kind, of_kind))]


def _sum(kind: MeetingKind, rows: Sequence[BodyRates]) -> BodyRates:
    tally, stated = sum((row.tally for row in rows), Tally()), sum((row.stated for row in rows), Stated())
    return BodyRates("", kind, sum(row.meetings for row in rows), sum(row.counted for row in rows), tally, stated, ())


def _rate(row: BodyRates) -> list[Value]:
    tally = row.tally
    counts: list[Value] = [None] * 5
    if row.counted:
        counts = [*_counts(tally)[:4], tally.exempt + tally.not_expected]
    held = f"{figure(row.counted)}/{figure(row.meetings)}"
    return [kind_label(row.kind), held, *counts, *_shares(tally), _stated_share(row.stated)]


def _counts(tally: Tally) -> list[Value]:
    return [tally.expected, tally.present, tally.excused, tally.unexcused, tally.exempt, tally.not_expected]


def _shares(tally: Tally) -> list[Value]:
    """Present of those expected; with those excused counted as present."""
    return [percent(tally.present, tally.expected), percent(tally.present + tally.excused, tally.expected)]


def _stated_share(stated: Stated) -> str:
    """`230/240 (95,8%)`; empty where no figures are stated."""
    if not stated.meetings:
        return ""
    share = percent(stated.present, stated.total)
    return f"{figure(stated.present)}/{figure(stated.total)}" + (f" ({share})" if share else "")


_NOTE = Column("Ghi chú", 18)
_MEMBERS = (
    *(_BODY, Column("Họ và tên", 20), _KIND, *_COUNTS, _RATE),
    *(
        Column("Số kỳ vắng liên tiếp", 8, is_centred=True),
        Column("Số kỳ vắng liên tiếp không lý do", 8, is_centred=True),
        _NOTE,
    ),
)
_OFFICERS = (_BODY, Column("Họ và tên", 20), Column("Chức vụ", 10), _KIND, *_COUNTS, _RATE, _NOTE)


def _member(row: MemberCount) -> list[Value]:
    runs: list[Value] = [None, None]
    if row.is_listed and row.kind is MeetingKind.REGULAR:
        runs = [row.run, row.unexcused_run]
    share = percent(row.tally.present, row.tally.expected)
    return [row.name, kind_label(row.kind), *_counts(row.tally), share, *runs, _note(row)]


def _officer(row: MemberCount) -> list[Value]:
    office = row.office.label if row.office else ""
    share = percent(row.tally.present, row.tally.expected)
    return [row.name, office, kind_label(row.kind), *_counts(row.tally), share, _note(row)]


def _note(row: MemberCount) -> str:
    times = (
        ("Đến muộn", row.tally.late),
        ("Về sớm", row.tally.early),
        (Mark.AWAY.label, row.tally.temporary_away),
        (Mark.SUSPENDED.label, row.tally.suspended),
        ("Chưa rõ có mặt", row.tally.unclear),
    )
    parts = [f"{what}: {number:02} lần" for what, number in times if number]
    if not row.is_listed:
        parts.append("Sinh hoạt tạm thời, không có trong danh sách")
    return "; ".join([*parts, row.changes] if row.changes else parts)


_RUNS = (
    *(_BODY, Column("Họ và tên", 16), Column("Số kỳ vắng liên tiếp", 8, is_centred=True)),
    *(Column("Trong đó không lý do", 8, is_centred=True), Column("Các kỳ vắng", 24), _NOTE, Column("Hồ sơ", 26)),
)


def _run(run: Run) -> list[Value]:
    periods = "; ".join(f"{period(one.period)} ({one.mark.label.removeprefix('Vắng ')})" for one in run.missed)
    unclear = ", ".join(period(month) for month in run.unclear)
    note = f"Xen giữa có kỳ chưa rõ có mặt: {unclear}" if unclear else ""
    records = "\n".join(one.record for one in run.missed)
    return [run.name, run.length, run.unexcused, periods, note, records]


UNMATCHED = (
    *(_BODY, _KIND, Column("Kỳ", 10, is_centred=True), Column("Ngày họp", 12, is_centred=True)),
    *(Column("Nội dung", 16), Column("Mục", 14), Column("Biểu mẫu ghi", 16), Column("Đối chiếu", 14)),
    Column("Hồ sơ", 24),
)


def unmatched_row(row: Unmatched) -> list[Value]:
    """One row under `UNMATCHED`, without its body."""
    doubt = row.doubt
    told = [doubt.trouble.label, doubt.where, doubt.said, doubt.known]
    return [kind_label(row.kind), period(row.period), row.day, *told, row.record]


_MEETINGS = (
    *(_BODY, Column("Loại cuộc họp", 14), Column("Kỳ", 10, is_centred=True), Column("Ngày họp", 14, is_centred=True)),
    *(*_COUNTS, _RATE, Column("Theo số liệu biểu mẫu", 9, is_centred=True), Column("Ghi chú", 14), Column("Hồ sơ", 28)),
)


def _meeting(row: SeenMeeting) -> list[Value]:
    place: list[Value] = [kind_label(row.kind), period(row.period), row.day]
    counts = _counts(row.tally) if row.is_counted else [None] * len(_COUNTS)
    share = percent(row.tally.present, row.tally.expected)
    stated = f"{row.stated.present}/{row.stated.total}" if row.stated.meetings else ""
    note = "" if row.is_counted else "Không thống kê"
    if row.visitors:
        note = f"Có {row.visitors:02} đảng viên sinh hoạt tạm thời ngoài danh sách"
    return [*place, *counts, share, stated, note, row.record]
