"""The score sheet against its frame. The voted score stands; differences are said."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.case import Case
from pipeline.errors import Problem
from pipeline.messages import msg
from pipeline.vietnamese.dates import decimal
from pipeline.vietnamese.text import folded


def check_score(case: Case) -> Iterator[Problem]:
    sheet = case.rules.score_sheet(case.meeting.kind)
    for number, row in enumerate(case.meeting.score):
        most = sheet.points_of(row.criterion)
        if most is None:
            continue
        for field in ("self_score", "cell_score", "superior_score"):
            given = getattr(row, field)
            if given is not None and given > most:
                yield case.contradiction(
                    "score-too-high",
                    ("score", number, field),
                    msg(
                        "{given} points are more than the scale of “{name}” ({points}).",
                        given=decimal(given),
                        name=row.criterion,
                        points=most,
                    ),
                )
    yield from _grade(case)


def _grade(case: Case) -> Iterator[Problem]:
    given = {row.criterion: row.cell_score for row in case.meeting.score if row.cell_score is not None}
    if not case.meeting.grade or not given or len(given) < len(case.meeting.score):
        return
    sheet = case.rules.score_sheet(case.meeting.kind)
    total, suggested = sheet.sum_of(given), sheet.grade_for(given)
    if suggested and folded(suggested) != folded(case.meeting.grade):
        yield case.warning(
            "grade-differs",
            ("grade",),
            msg(
                "{total} points are “{suggested}” in this frame; the form says “{grade}”.",
                total=total,
                suggested=suggested,
                grade=case.meeting.grade,
            ),
        )
