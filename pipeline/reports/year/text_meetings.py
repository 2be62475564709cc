"""The meetings of a year in words: short sentences with its figures, and nothing that is not recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.reports.duties.model import MEETING_DUTIES
from pipeline.reports.year.model import DutyCount
from pipeline.reports.year.told import Told, in_order
from pipeline.reports.year.wording import (
    UNKNOWN,
    parts,
    people,
    share_of,
    some,
)
from pipeline.vietnamese.dates import count, date_in_figures, figure
from pipeline.vietnamese.text import lower_first

Texts = Iterator[str]


def situation(told: Told) -> Texts:
    """What body it is, and its members from the first to the last day."""
    superior = f" trực thuộc {told.superior}" if told.superior else ""
    if not told.report.is_of_cell:
        cells = len(told.report.cells)
        comma = "," if superior else ""
        yield (
            f"{told.name}{superior}{comma} trong năm có {some(cells, 'chi bộ')} trực thuộc."
            if cells
            else (f"{told.name}{superior}: {UNKNOWN} chi bộ trực thuộc.")
        )
    elif superior:
        yield f"{told.name}{superior}."
    yield from _members(told)


def _members(told: Told) -> Texts:
    figures, roster = told.figures, told.figures.roster
    if not roster.bodies:
        yield f"Số đảng viên: {UNKNOWN}."
        return
    detail = ""
    if roster.probationary:
        detail = f" (chính thức: {people(roster.end - roster.probationary)}; dự bị: {people(roster.probationary)})"
    is_founded = figures.first != date(figures.first.year, 1, 1)
    begin = f"Khi thành lập, ngày {date_in_figures(figures.first)}" if is_founded else "Đầu năm"
    yield (
        f"{begin}, {told.who} {_having(roster.begin)}; đến ngày {date_in_figures(figures.last)} "
        f"{_having(roster.end)}{detail}."
    )
    changes = parts((roster.joined, "tăng {} đồng chí"), (roster.left, "giảm {} đồng chí"))
    if not changes:
        yield "Trong thời gian đó, số đảng viên không tăng, không giảm."
    else:
        between = "" if told.report.is_of_cell else ", kể cả chuyển sinh hoạt giữa các chi bộ"
        yield f"Trong thời gian đó, số đảng viên {changes.replace(';', ',')}{between}."
    if roster.bodies < figures.cells:
        yield f"Số liệu đảng viên là của {roster.bodies}/{figures.cells} chi bộ có danh sách."


def _having(number: int) -> str:
    return f"có {some(number, 'đảng viên')}" if number else "chưa có đảng viên"


def routine(told: Told) -> Texts:
    """How many meetings of which kind, and how many of those that were due."""
    figures, own = told.figures, told.report.own
    if not told.report.is_of_cell:
        met = f"Trong năm, {told.committee} đã họp {some(own.meetings, 'cuộc')}."
        yield met if own.meetings else f"Số cuộc họp của {told.committee} trong năm: {UNKNOWN}."
    if not figures.meetings:
        yield f"Số cuộc họp của {told.who} trong năm: {UNKNOWN}."
    else:
        kinds = "; ".join(
            f"{told.spelled(lower_first(kind.label))} {some(one.held, 'cuộc')}" for kind, one in in_order(figures)
        )
        yield f"Trong năm, {told.who} đã họp {some(figures.meetings, 'cuộc')}, gồm: {kinds}."
    due = sum((figures.duties.get(duty, DutyCount()) for duty in MEETING_DUTIES.values()), DutyCount())
    if not due.due:
        yield "Theo các quy định được áp dụng, trong năm chưa có kỳ họp nào đến hạn phải tổ chức."
        return
    met = f"{count(due.met)} kỳ đúng thời hạn" if due.met else "không có kỳ nào đúng thời hạn"
    rest = parts((due.late, "{} kỳ chậm"), (due.explained, "{} kỳ có giải trình"), (due.missing, "thiếu {} kỳ"))
    yield (
        f"Trong {some(due.due, 'kỳ họp')} đến hạn phải tổ chức theo quy định, {met}; "
        f"{rest or 'không có kỳ nào chậm, thiếu'}."
    )


def quality(told: Told) -> Texts:
    """Who attended, and who spoke."""
    figures, speaking = told.figures, told.figures.speaking
    own = [one for kind, one in in_order(figures) if not kind.is_committee]
    held, counted = sum(one.held for one in own), sum(one.counted for one in own)
    attended = share_of(figures.attended, "lượt phải dự")
    of = f", theo điểm danh của {figure(counted)}/{figure(held)} cuộc họp" if figures.attended.whole else ""
    yield f"Tỷ lệ đảng viên dự sinh hoạt: {attended}{of}."
    officers = told.spelled("các đồng chí giữ chức vụ trong cấp ủy")
    yield f"Tỷ lệ dự sinh hoạt của {officers}: {share_of(figures.officers, 'lượt phải dự')}."
    if not speaking.present:
        yield f"Phát biểu ý kiến: {UNKNOWN}."
        return
    silent = (
        f"{people(speaking.silent)} có dự nhưng chưa phát biểu lần nào"
        if speaking.silent
        else "các đồng chí có dự đều đã phát biểu"
    )
    yield (
        f"Tỷ lệ phát biểu ý kiến: {share_of(speaking.share, 'lượt có mặt')}, ghi nhận tại "
        f"{figure(speaking.counted)}/{figure(speaking.meetings)} cuộc họp; {silent}."
    )
