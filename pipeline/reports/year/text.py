"""The year's report in words: short sentences with its figures, and nothing that is not recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.meeting import MeetingKind
from pipeline.reports.duties.model import MEETING_DUTIES
from pipeline.reports.scores.model import GIVERS
from pipeline.reports.year.model import DutyCount, KindCount, YearFigures
from pipeline.reports.year.reports import YearReport
from pipeline.reports.year.wording import (
    UNKNOWN,
    by_count,
    figure,
    lost_of,
    parts,
    people,
    points_of,
    sentence,
    share_of,
    some,
)
from pipeline.vietnamese.dates import count, date_in_figures
from pipeline.vietnamese.text import lower_first

Texts = Iterator[str]

MOST_LOST = 3  # groups that are named
MOST_CAUSES = 3  # of a weakness
MOST_AGAIN = 10  # weaknesses that are named of all cells together


@dataclass(frozen=True)
class Told:
    """What the text is about. `name` is the body's in running text, `word` what it is called after that.

    `names` are those of the cells, by id; `spelled` puts our own words into the office's spelling of `ủy`.
    """

    report: YearReport
    name: str
    word: str
    superior: str
    committee: str
    names: Mapping[str, str]
    spelled: Callable[[str], str] = str

    @property
    def figures(self) -> YearFigures:
        return self.report.figures

    @property
    def who(self) -> str:
        """Whose figures they are: `Chi bộ`, `các chi bộ`."""
        return self.word if self.report.is_of_cell else "các chi bộ"


def situation(told: Told) -> Texts:
    """What body it is, and its members from the first to the last day."""
    superior = f" trực thuộc {told.superior}" if told.superior else ""
    if not told.report.is_of_cell:
        cells = len(told.report.cells)
        yield (
            f"{told.name}{superior} có {some(cells, 'chi bộ')} trực thuộc trong năm."
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
    return f"có {people(number)}" if number else "chưa có đảng viên"


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
        yield "Theo các quy định đang lưu, trong năm chưa có kỳ họp nào đến hạn phải tổ chức."
        return
    met = f"{count(due.met)} kỳ đúng thời hạn" if due.met else "không có kỳ nào đúng thời hạn"
    rest = parts((due.late, "{} kỳ chậm"), (due.explained, "{} kỳ có giải trình"), (due.missing, "thiếu {} kỳ"))
    yield (
        f"Trong {some(due.due, 'kỳ họp')} đến hạn phải tổ chức theo quy định, {met}; "
        f"{rest or 'không có kỳ nào chậm, thiếu'}."
    )


def in_order(figures: YearFigures) -> list[tuple[MeetingKind, KindCount]]:
    """The kinds that were held."""
    return [(kind, figures.held[kind]) for kind in MeetingKind if kind in figures.held]


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
        else "đồng chí nào có dự cũng đã phát biểu"
    )
    yield (
        f"Tỷ lệ phát biểu ý kiến: {share_of(speaking.share, 'lượt có mặt')}, ghi nhận tại "
        f"{figure(speaking.counted)}/{figure(speaking.meetings)} cuộc họp; {silent}."
    )


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
        f"{lower_first(giver.label)}: {points_of(points)}"
        for giver, points in zip(GIVERS, scores.given.by_giver, strict=True)
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
    begun = parts((tasks.new, "đặt ra trong năm {}"), (tasks.carried, "từ trước chuyển sang {}"))
    yield f"Tổng số nhiệm vụ của nghị quyết: {some(tasks.all, 'nhiệm vụ')} ({begun})."
    done = f"hoàn thành {some(tasks.done, 'nhiệm vụ')} ({tasks.share.percent})" if tasks.done else ""
    rest = parts(
        (tasks.in_progress, "đang thực hiện {} nhiệm vụ"),
        (tasks.not_done, "không hoàn thành {} nhiệm vụ"),
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
            (roster.admitted, "kết nạp {} đồng chí"), (roster.made_official, "công nhận chính thức {} đồng chí")
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
        (sum(one.void for one in documents), "{} số đã hủy"),
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
        yield f"Theo {told_at}, không có hạn chế, khuyết điểm."
        return
    several = " khác nhau" if found.weaknesses > 1 else ""
    intro = f"Theo {told_at}, có {some(found.weaknesses, 'hạn chế')}{several}"
    if not found.again:
        yield f"{intro}, không có hạn chế nào lặp lại ở nhiều tháng."
        return
    again = sorted(found.again, key=lambda one: -one.months)
    named = again if told.report.is_of_cell else again[:MOST_AGAIN]
    more = ", nhiều lần nhất là:" if len(named) < len(again) else ":"
    yield f"{intro}, trong đó {some(len(again), 'hạn chế')} lặp lại ở nhiều tháng{more}"
    for one in named:
        of = "" if told.report.is_of_cell else f"{told.names[one.body]}: "
        causes = f" Nguyên nhân đã nêu: {sentence(lower_first(text) for text in one.causes[:MOST_CAUSES])}."
        yield f"- {of}{one.text.strip().rstrip('.;')} ({some(one.months, 'tháng')}).{causes if one.causes else ''}"
