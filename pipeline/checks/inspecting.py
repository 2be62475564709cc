"""Inspection: a programme has something in it, a record of supervision says something and is made after the meeting."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.case import Case
from pipeline.errors import Problem
from pipeline.meeting import InspectionProgramme, Stage, Supervision
from pipeline.messages import msg
from pipeline.records import Path, label_of
from pipeline.vietnamese.text import folded

_ROWS: Path = ("inspection", "rows")
_SUPERVISION: Path = ("follow_up", "supervision")
_SAID = ("strengths", "weaknesses", "recommendations", "opinion", "grade")


def check_inspection(case: Case) -> Iterator[Problem]:
    """An inspection programme needs rows, and each of them somebody who is inspected and somebody who does it."""
    meeting = case.meeting
    if meeting.inspection is None or meeting.stage not in (Stage.PLANNED, Stage.HELD):
        return
    if not meeting.inspection.rows:
        yield case.error(
            "empty-inspection-programme",
            _ROWS,
            msg("The table “{table}” has no rows.", table=label_of(InspectionProgramme, "rows")),
            msg("Please fill in what is to be inspected, or leave the whole programme empty."),
        )
    for number, row in enumerate(meeting.inspection.rows):
        for field in ("inspected", "owner"):
            if not getattr(row, field):
                yield case.warning(
                    "inspection-incomplete",
                    (*_ROWS, number, field),
                    msg("“{label}” is left empty.", label=label_of(type(row), field)),
                )


def check_supervision(case: Case) -> Iterator[Problem]:
    """What the superior's member recorded of a meeting; who it was, the record itself asks for."""
    stated = case.meeting.follow_up.supervision
    if stated is None or case.meeting.stage is not Stage.FOLLOWED_UP:
        return
    held = case.meeting.day
    if stated.day and held and stated.day < held:
        yield case.contradiction(
            "supervised-before-meeting",
            (*_SUPERVISION, "day"),
            msg(
                "The supervision is recorded ({day:%d/%m/%Y}) before the meeting ({held:%d/%m/%Y}).",
                day=stated.day,
                held=held,
            ),
        )
    if not stated.office:
        label = label_of(Supervision, "office")
        yield case.warning("missing", (*_SUPERVISION, "office"), msg("“{label}” is left empty.", label=label))
    if not any(getattr(stated, field) for field in _SAID):
        yield case.warning(
            "nothing-supervised",
            (*_SUPERVISION, "strengths"),
            msg("The record of supervision says nothing of the meeting."),
            msg("Please fill in strengths, weaknesses or recommendations, and drop the form again."),
        )
    grade = case.meeting.follow_up.superior_grade
    if stated.grade and grade and folded(stated.grade) != folded(grade):
        yield case.warning(
            "grades-differ",
            (*_SUPERVISION, "grade"),
            msg(
                "The supervisor grades the meeting “{one}”, the superior’s score says “{other}”.",
                one=stated.grade,
                other=grade,
            ),
        )
