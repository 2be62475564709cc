"""The score that the superior gave, against the frame of the day."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from decimal import Decimal

from pipeline.checks.case import Case
from pipeline.errors import Problem
from pipeline.meeting import Stage
from pipeline.messages import msg
from pipeline.records import Path
from pipeline.regulations import ScoreSheet
from pipeline.vietnamese.dates import decimal
from pipeline.vietnamese.text import folded


def check_superior_score(case: Case) -> Iterator[Problem]:
    meeting, follow_up = case.meeting, case.meeting.follow_up
    if meeting.stage is not Stage.FOLLOWED_UP:
        return
    sheet = case.rules.score_sheet(meeting.kind)
    given: dict[str, Decimal] = {}
    for number, row in enumerate(follow_up.superior_scores):
        path: Path = ("follow_up", "superior_scores", number)
        if row.points is None:
            continue
        yield from _row(case, sheet, row.criterion, row.points, path)
        if folded(row.criterion) in given:
            yield case.contradiction(
                "criterion-twice",
                (*path, "criterion"),
                msg("“{name}” is scored twice.", name=row.criterion),
            )
        given[folded(row.criterion)] = row.points
    yield from _whole(case, sheet, given)
    if follow_up.superior_scored and meeting.day and follow_up.superior_scored < meeting.day:
        yield case.contradiction(
            "scored-before-meeting",
            ("follow_up", "superior_scored"),
            msg(
                "The superior scored ({day:%d/%m/%Y}) before the meeting ({held:%d/%m/%Y}).",
                day=follow_up.superior_scored,
                held=meeting.day,
            ),
        )


def _row(case: Case, sheet: ScoreSheet, criterion: str, points: Decimal, path: Path) -> Iterator[Problem]:
    most = sheet.points_of(criterion)
    if most is None:
        names = [entry.name for group in sheet.groups for entry in (group, *group.items)]
        near = difflib.get_close_matches(criterion, names, n=1)
        yield case.warning(
            "unknown-criterion",
            (*path, "criterion"),
            msg("“{name}” is none of the criteria of the score sheet.", name=criterion),
            msg("Did you mean “{name}”?", name=near[0]) if near else msg("Please check."),
        )
    elif points > most:
        yield case.contradiction(
            "score-too-high",
            (*path, "points"),
            msg(
                "{given} points are more than the scale of “{name}” ({points}).",
                given=decimal(points),
                name=criterion,
                points=most,
            ),
        )


def _whole(case: Case, sheet: ScoreSheet, given: Mapping[str, Decimal]) -> Iterator[Problem]:
    """The stated total and grade; rows that leave groups out say nothing of the whole but its least."""
    total, stated = sheet.sum_of(given), case.meeting.follow_up.superior_total
    path: Path = ("follow_up", "superior_total")
    if stated is not None and stated > sheet.total:
        yield case.contradiction(
            "score-too-high",
            path,
            msg(
                "{given} points are more than the whole sheet has ({points}).",
                given=decimal(stated),
                points=sheet.total,
            ),
        )
    elif stated is not None and given and (total > stated or (total < stated and sheet.is_whole(given))):
        yield case.contradiction(
            "superior-total-differs",
            path,
            msg("The points make {sum}, but {total} are stated.", sum=decimal(total), total=decimal(stated)),
        )
    grade = case.meeting.follow_up.superior_grade
    suggested = sheet.grade_for(given) if grade and sheet.is_whole(given) else ""
    if suggested and folded(suggested) != folded(grade):
        yield case.warning(
            "grade-differs",
            ("follow_up", "superior_grade"),
            msg(
                "{total} points are “{suggested}” in this frame; the form says “{grade}”.",
                total=total,
                suggested=suggested,
                grade=grade,
            ),
        )
