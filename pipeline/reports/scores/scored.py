"""The score of each meeting of a year, by the frame of its own day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.meeting import MeetingKind
from pipeline.organisation import Body, BodyKind
from pipeline.outlook.filed import FiledMeeting
from pipeline.regulations import ScoreSheet
from pipeline.reports.held import Held, held_until
from pipeline.reports.office_year import OfficeYear, day_in, path_of
from pipeline.reports.scores.computed import computed_of
from pipeline.reports.scores.model import GIVERS, Given, GroupScore, MeetingScore
from pipeline.reports.sheets import points_in
from pipeline.vietnamese.text import folded

_SCORED = (MeetingKind.REGULAR, MeetingKind.THEMATIC)
_Points = Mapping[str, Decimal]


@dataclass(frozen=True)
class _Superior:
    """What the superior gave, as the forms after the meeting say; what was said later stands."""

    points: _Points
    total: Decimal | None
    grade: str
    records: tuple[str, ...]

    @property
    def says_something(self) -> bool:
        return bool(self.points or self.total is not None or self.grade)


def scores_of(year: OfficeYear, body: Body, meetings: Sequence[FiledMeeting]) -> Iterator[MeetingScore]:
    """A cell's regular and thematic meetings of the year, and others that were scored, in their order."""
    for held in held_until(meetings, year.today):
        if year.in_year(held.meeting):
            superior = _superior(held, year.today)
            is_owed = body.kind is BodyKind.CELL and held.meeting.kind in _SCORED
            if is_owed or superior.says_something or _is_scored(held):
                yield _score(year, body, held, superior)


def _is_scored(held: Held) -> bool:
    rows = held.record.get("score", ())
    return any(row.get("self") is not None or row.get("cell") is not None for row in rows)


def _score(year: OfficeYear, body: Body, held: Held, superior: _Superior) -> MeetingScore:
    kind, day = held.meeting.kind, held.source.day
    sheet = year.rules(day or held.meeting.month.first_day).score_sheet(kind)
    rows = held.record.get("score", ())
    own, cell = points_in(rows, "self"), points_in(rows, "cell")
    columns = (own, cell, superior.points)
    whole = [_leaves_nothing_out(sheet, points, len(rows)) for points in (own, cell)]
    whole.append(superior.total is not None or _leaves_nothing_out(sheet, superior.points, 0))
    sums = [sheet.sum_of(points) if points else None for points in columns]
    total = Given(sums[0], sums[1], sums[2] if superior.total is None else superior.total)
    counted, is_counted_whole = (cell, whole[1]) if cell else (own, whole[0])
    return MeetingScore(
        body=body.id,
        source=held.source,
        total=total,
        partial=frozenset(
            giver
            for giver, is_whole, sum_ in zip(GIVERS, whole, total, strict=True)
            if sum_ is not None and not is_whole
        ),
        groups=_groups(sheet, columns),
        grade=held.record.get("grade") or "",
        grade_by_rule=sheet.grade_for(counted) if is_counted_whole else "",
        superior_grade=superior.grade,
        superior_grade_by_rule=_grade_of_superior(sheet, superior),
        computed=computed_of(year, sheet, body, held, columns) if day and not kind.is_committee else (),
        records=(held.source.record, *superior.records),
    )


def _leaves_nothing_out(sheet: ScoreSheet, points: _Points, rows: int) -> bool:
    """Whether every row and every group of the frame has points; a sheet of wholly other criteria is a local one."""
    if not points or len(points) < rows:
        return False
    return sheet.is_whole(points) or all(sheet.points_of(name) is None for name in points)


def _groups(sheet: ScoreSheet, columns: Sequence[_Points]) -> tuple[GroupScore, ...]:
    nothing: tuple[Decimal | None, ...] = (None,) * len(sheet.groups)
    given = zip(*(sheet.by_group(points) if points else nothing for points in columns), strict=True)
    groups = zip(sheet.groups, given, strict=True)
    return tuple(GroupScore(group.name, group.points, Given(*points)) for group, points in groups)


def _superior(held: Held, today: date) -> _Superior:
    """From the rows of the score sheet, and from the forms of what came after the meeting."""
    rows = held.record.get("score", ())
    points = {folded(name): value for name, value in points_in(rows, "superior").items()}
    total: Decimal | None = None
    grade = ""
    records: list[str] = []
    for form in held.meeting.forms:
        told = form["record"].get("follow_up") or {}
        scored = day_in(told, "superior_scored")
        given = points_in(told.get("superior_scores", ()), "points")
        stated = told.get("superior_total")
        if (scored and scored > today) or not (given or stated is not None or told.get("superior_grade")):
            continue
        points |= {folded(name): value for name, value in given.items()}
        total = total if stated is None else Decimal(str(stated))
        grade = told.get("superior_grade") or grade
        records.append(path_of(held.meeting, form))
    return _Superior(points, total, grade, tuple(records))


def _grade_of_superior(sheet: ScoreSheet, superior: _Superior) -> str:
    """By the points; where only a total is stated, by that, unless grades ask for single criteria as well."""
    if _leaves_nothing_out(sheet, superior.points, 0):
        return sheet.grade_for(superior.points)
    if superior.total is None or any(grade.full_marks for grade in sheet.grades):
        return ""
    return sheet.grade_for({"": superior.total})
