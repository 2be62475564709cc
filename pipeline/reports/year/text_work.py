"""The work of a year in words: scores, themes, tasks, members, weaknesses."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.reports.points import Points
from pipeline.reports.scores.model import GIVERS
from pipeline.reports.year.model import YearFigures
from pipeline.reports.year.told import Told
from pipeline.reports.year.wording import (
    UNKNOWN,
    by_count,
    lost_of,
    parts,
    points_of,
    sentence,
    share_of,
    some,
)
from pipeline.vietnamese.dates import figure
from pipeline.vietnamese.text import lower_first

Texts = Iterator[str]

MOST_LOST = 3  # groups that are named
MOST_CAUSES = 3  # of a weakness
MOST_AGAIN = 10  # weaknesses that are named of all cells together


def scoring(told: Told) -> Texts:
    """Who scored with what result, and where points were lost."""
    scores = told.figures.scores
    if not scores.owed:
        yield "Chấm điểm chất lượng sinh hoạt: chưa có cuộc họp nào thuộc diện chấm điểm."
        return
    if not scores.scored:
        yield f"Chấm điểm chất lượng sinh hoạt: {UNKNOWN} ({some(scores.owed, 'cuộc họp')} thuộc diện chấm điểm)."
        return
    averages = (
        _average(lower_first(giver.label), points) for giver, points in zip(GIVERS, scores.given.by_giver, strict=True)
    )
    yield (
        f"Đã chấm điểm chất lượng sinh hoạt {figure(scores.scored)}/{figure(scores.owed)} cuộc họp. "
        f"Điểm bình quân: {'; '.join(averages)}."
    )
    yield f"Xếp loại đã biểu quyết: {by_count(scores.grades, 'cuộc')}."
    yield from _lost(told)
    if scores.by_superior:
        grades = f": {by_count(scores.superior_grades, 'cuộc')}" if scores.superior_grades else ""
        yield f"Cấp trên đã chấm điểm, xếp loại {some(scores.by_superior, 'cuộc họp')}{grades}."
    else:
        yield f"Cấp trên chấm điểm, xếp loại: {UNKNOWN}."


def _average(who: str, points: Points) -> str:
    """`tự chấm 94,5 điểm`."""
    return f"{who}{': ' if points.average is None else ' '}{points_of(points)}"


def _lost(told: Told) -> Texts:
    averages = [(lost.average or Decimal(0), *group) for group, lost in told.figures.scores.lost.items()]
    most = sorted((one for one in averages if one[0]), key=lambda one: -one[0])[:MOST_LOST]
    if most:
        named = "; ".join(f"“{name}” mất {lost_of(lost, points)}" for lost, name, points in most)
        yield f"Nội dung mất điểm nhiều nhất, bình quân mỗi cuộc: {named}."
    elif averages:
        yield "Không có nội dung nào bị mất điểm."


def topics(told: Told) -> Texts:
    """The themes of a cell by name, those of all cells together by number."""
    found = told.figures.topics
    if not found:
        yield f"Chuyên đề đã sinh hoạt: {UNKNOWN}."
    elif told.report.is_of_cell:
        yield f"Đã sinh hoạt {some(len(found), 'chuyên đề')}: {sentence(_topics(told))}."
    else:
        yield f"Các chi bộ đã sinh hoạt {some(len(found), 'lượt')} chuyên đề."


def _topics(told: Told) -> Texts:
    return (f"“{one.text.strip().rstrip('.')}” ({one.month.in_figures})" for one in told.figures.topics)


def resolutions(told: Told) -> Texts:
    """The tasks of the resolutions."""
    tasks = told.figures.tasks
    if not tasks.all:
        yield f"Nhiệm vụ của nghị quyết: {UNKNOWN}."
        return
    begun = parts((tasks.new, "{} nhiệm vụ đề ra trong năm"), (tasks.carried, "{} nhiệm vụ từ trước chuyển sang"))
    yield f"Tổng số nhiệm vụ của nghị quyết: {some(tasks.all, 'nhiệm vụ')} ({begun})."
    done = f"hoàn thành {some(tasks.done, 'nhiệm vụ')} ({tasks.share.percent})" if tasks.done else ""
    rest = parts(
        (tasks.in_progress, "đang thực hiện {} nhiệm vụ"),
        (tasks.not_done, "chưa thực hiện {} nhiệm vụ"),
        (tasks.not_reported, "chưa báo cáo {} nhiệm vụ"),
    )
    overdue = f"quá hạn {some(tasks.overdue, 'nhiệm vụ')}" if tasks.overdue else "không có nhiệm vụ quá hạn"
    yield f"Kết quả: {'; '.join(text for text in (done, rest) if text)}. Trong đó, {overdue}."
    rate = f"hoàn thành {share_of(tasks.rate, 'lượt nhiệm vụ')}" if tasks.told else UNKNOWN
    yield f"Kết quả thực hiện nghị quyết kỳ trước, báo cáo tại các kỳ sinh hoạt thường kỳ: {rate}."


def members(told: Told) -> Texts:
    """Who was admitted and made official; the documents."""
    roster = told.figures.roster
    if roster.bodies:
        steps = parts(
            (roster.admitted, "kết nạp {} đồng chí"),
            (roster.made_official, "công nhận đảng viên chính thức {} đồng chí"),
        )
        nothing = "không kết nạp đảng viên, không công nhận đảng viên chính thức"
        yield f"Theo danh sách đảng viên, trong năm {steps or nothing}."
    else:
        yield f"Kết nạp đảng viên, công nhận đảng viên chính thức: {UNKNOWN}."
    if told.report.is_of_cell:
        yield f"Văn bản có số: {_documents(told.figures)}."
    else:
        yield f"Văn bản có số của {told.committee}: {_documents(told.report.own)}."
        yield f"Văn bản có số của các chi bộ: {_documents(told.figures)}."


def _documents(figures: YearFigures) -> str:
    """How many of all kinds; void numbers apart."""
    documents = figures.documents.values()
    numbered, issued = sum(one.numbered for one in documents), sum(one.issued for one in documents)
    told = parts(
        (numbered, "đã lập {} văn bản"),
        (issued, "đã ban hành {} văn bản"),
        (numbered - issued, "chưa ghi nhận ban hành {} văn bản"),
        (sum(one.void for one in documents), "{} số không dùng"),
    )
    return told or UNKNOWN


def weaknesses(told: Told) -> Texts:
    """What was recorded as weak, and what of it came back, with the causes beside it."""
    found = told.figures.weaknesses
    if not found.recorded:
        yield f"Hạn chế, khuyết điểm: {UNKNOWN}."
        return
    told_at = f"{some(found.recorded, 'cuộc họp')} có ghi nội dung này"
    if not found.weaknesses:
        yield f"Qua {told_at}, không có hạn chế, khuyết điểm."
        return
    several = " khác nhau" if found.weaknesses > 1 else ""
    intro = f"Qua {told_at}, có {some(found.weaknesses, 'hạn chế')}{several}"
    if not found.again:
        yield f"{intro}, không có hạn chế nào lặp lại ở nhiều tháng."
        return
    again = sorted(found.again, key=lambda one: -one.months)
    named = again if told.report.is_of_cell else again[:MOST_AGAIN]
    more = ", nhiều lần nhất là:" if len(named) < len(again) else ":"
    if len(again) == found.weaknesses:
        yield f"{intro},{' đều' if several else ''} lặp lại ở nhiều tháng{more}"
    else:
        yield f"{intro}, trong đó {some(len(again), 'hạn chế')} lặp lại ở nhiều tháng{more}"
    for one in named:
        of = "" if told.report.is_of_cell else f"{told.names[one.body]}: "
        causes = f" Nguyên nhân đã nêu: {sentence(lower_first(text) for text in one.causes[:MOST_CAUSES])}."
        yield f"- {of}{one.text.strip().rstrip('.;')} ({some(one.months, 'tháng')}).{causes if one.causes else ''}"
