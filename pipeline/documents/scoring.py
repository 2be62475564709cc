"""The score of a meeting: the sheet, blank or filled, and the sentence that other documents print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.documents.context_parts import ScoreText
from pipeline.documents.contexts import ScoreSheetContext
from pipeline.documents.frame import header, recipients, signature
from pipeline.documents.subject import Subject
from pipeline.documents.texts import sitting
from pipeline.meeting import Meeting, ScoreRow
from pipeline.regulations import Criterion, ScoreSheet
from pipeline.vietnamese.dates import decimal
from pipeline.vietnamese.text import folded


def score_sheet_context(subject: Subject) -> ScoreSheetContext:
    """Everything `phieu-cham-diem.docx` places, filled."""
    return _sheet(subject, subject.meeting.score, blank=False)


def blank_score_sheet_context(subject: Subject) -> ScoreSheetContext:
    """The same sheet to be filled in by hand."""
    return _sheet(subject, (), blank=True)


def _sheet(subject: Subject, scored: tuple[ScoreRow, ...], *, blank: bool) -> ScoreSheetContext:
    sheet = subject.rules.score_sheet(subject.meeting.kind)
    given = Given(scored)
    suggested = given.grade(sheet)
    grade = "" if blank else subject.meeting.grade
    return ScoreSheetContext(
        header=header(subject, dated=not blank or subject.meeting.day is not None),
        abstract=f"chất lượng {sitting(subject)}",
        body=subject.body_name,
        blank=blank,
        rows=tuple(_rows(sheet, scored)),
        most=str(sheet.total),
        self_total=_total(sheet, given.own),
        cell_total=_total(sheet, given.cell),
        superior_total=_total(sheet, given.superior),
        suggested=suggested,
        grade=grade,
        difference=_difference(subject, suggested, grade),
        scale=_scale(sheet),
        recipients=recipients(subject),
        signature=signature(subject),
    )


class Given:
    """The points of a meeting by who gave them, each by criterion."""

    def __init__(self, rows: Iterable[ScoreRow]) -> None:
        self.own: dict[str, Decimal] = {}
        self.cell: dict[str, Decimal] = {}
        self.superior: dict[str, Decimal] = {}
        for row in rows:
            for points, value in (
                (self.own, row.self_score),
                (self.cell, row.cell_score),
                (self.superior, row.superior_score),
            ):
                if value is not None:
                    points[row.criterion] = value

    @property
    def counted(self) -> dict[str, Decimal]:
        """What the cell gave; where it gave nothing, what the meeting gave itself."""
        return self.cell or self.own

    def grade(self, sheet: ScoreSheet) -> str:
        """The grade that the points suggest; empty where nothing is scored."""
        return sheet.grade_for(self.counted) if self.counted else ""


def _rows(sheet: ScoreSheet, scored: tuple[ScoreRow, ...]) -> Iterator[ScoreText]:
    """The sheet line by line with the points given, behind it what was scored beside the sheet."""
    given = {folded(row.criterion): row for row in scored}
    for number, group in enumerate(sheet.groups, 1):
        yield _of_sheet(str(number), group, given)
        for item in group.items:
            yield _of_sheet("", item, given)
    for number, row in enumerate(given.values(), len(sheet.groups) + 1):
        yield _row(str(number), row.criterion, 0, row)


def _of_sheet(number: str, criterion: Criterion, given: dict[str, ScoreRow]) -> ScoreText:
    levels = "; ".join(f"{level.text}: {level.points} điểm" for level in criterion.levels)
    return _row(number, criterion.name, criterion.points, given.pop(folded(criterion.name), None), levels)


def _row(number: str, criterion: str, points: int, row: ScoreRow | None, levels: str = "") -> ScoreText:
    return ScoreText(
        number=number,
        criterion=criterion,
        points=str(points or ""),
        self_score=points_text(row.self_score) if row else "",
        cell_score=points_text(row.cell_score) if row else "",
        superior_score=points_text(row.superior_score) if row else "",
        levels=levels,
    )


def score_lines(subject: Subject) -> tuple[ScoreText, ...]:
    """What was scored, line by line as the form has it: the table of the minutes."""
    sheet = subject.rules.score_sheet(subject.meeting.kind)
    return tuple(
        _row(str(number), row.criterion, sheet.points_of(row.criterion) or 0, row)
        for number, row in enumerate(subject.meeting.score, 1)
    )


def points_text(value: Decimal | None) -> str:
    return "" if value is None else decimal(value)


def _total(sheet: ScoreSheet, given: dict[str, Decimal]) -> str:
    return decimal(sheet.sum_of(given)) if given else ""


def score_total(subject: Subject) -> str:
    """The total the cell gave; where it gave none, what the meeting's own score adds up to."""
    return _total(subject.rules.score_sheet(subject.meeting.kind), Given(subject.meeting.score).counted)


def score_sentence(subject: Subject) -> str:
    """`Kết quả chấm điểm buổi sinh hoạt: 95 điểm, xếp loại: Tốt.` Empty where the cell did not score."""
    meeting: Meeting = subject.meeting
    given = Given(meeting.score)
    if not given.cell:
        return ""
    total = _total(subject.rules.score_sheet(meeting.kind), given.cell)
    grade = f", xếp loại: {meeting.grade}" if meeting.grade else ""
    return f"Kết quả chấm điểm buổi sinh hoạt: {total} điểm{grade}."


def _difference(subject: Subject, suggested: str, grade: str) -> str:
    """The voted grade stands; where the points say another, the sheet says so."""
    if not (suggested and grade) or folded(suggested) == folded(grade):
        return ""
    return f"Theo tổng điểm xếp loại {suggested}; {subject.body_word} biểu quyết xếp loại {grade}."


def _scale(sheet: ScoreSheet) -> str:
    """`Tốt: từ 90 điểm trở lên; Khá: từ 70 đến dưới 90 điểm; …; Kém: dưới 50 điểm`."""
    grades = sorted(sheet.grades, key=lambda grade: -grade.at_least)
    parts = []
    for number, grade in enumerate(grades):
        above = grades[number - 1].at_least if number else None
        if above is None:
            parts.append(f"{grade.name}: từ {grade.at_least} điểm trở lên")
        elif grade.at_least == 0:
            parts.append(f"{grade.name}: dưới {above} điểm")
        else:
            parts.append(f"{grade.name}: từ {grade.at_least} đến dưới {above} điểm")
    return "; ".join(parts)
