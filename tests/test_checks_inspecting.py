"""What the checks say of inspection: an empty programme, rows without people, a record of supervision."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.checks import check_meeting
from pipeline.errors import Severity
from pipeline.forms import read_form
from pipeline.meeting import InspectionRow, Meeting
from pipeline.records import Places
from tests.sample import changed, organisation, regulations, sample_meeting

SUPERVISED, PROGRAMME = sample_meeting("10"), sample_meeting("11")


def told(meeting: Meeting) -> dict[str, Severity]:
    found = check_meeting(meeting, organisation(), regulations(), Places())
    return {problem.code: problem.severity for problem in found}


@pytest.mark.parametrize("meeting", [SUPERVISED, PROGRAMME], ids=["supervised", "programme"])
def test_the_samples_are_sound(meeting: Meeting) -> None:
    assert Severity.ERROR not in told(meeting).values()
    assert set(told(meeting)).isdisjoint({"inspection-incomplete", "nothing-supervised", "missing"})


def test_a_programme_with_nothing_to_inspect_is_returned() -> None:
    assert told(changed(PROGRAMME, "inspection.rows", ()))["empty-inspection-programme"] is Severity.ERROR


def test_a_row_without_people_is_asked_about() -> None:
    row = InspectionRow(when="Quý I", content="Thu, nộp đảng phí")
    assert told(changed(PROGRAMME, "inspection.rows", (row,)))["inspection-incomplete"] is Severity.WARNING


@pytest.mark.parametrize(
    ("field", "value", "code", "severity"),
    [
        ("supervision.day", date(2018, 10, 25), "supervised-before-meeting", Severity.ERROR),
        ("supervision.office", "", "missing", Severity.WARNING),
        ("superior_grade", "Khá", "grades-differ", Severity.WARNING),
    ],
)
def test_a_record_of_supervision_is_held_against_the_meeting(
    field: str, value: Any, code: str, severity: Severity
) -> None:
    assert told(changed(SUPERVISED, f"follow_up.{field}", value))[code] is severity


def test_a_supervision_that_saw_nothing_is_asked_about() -> None:
    assert SUPERVISED.follow_up.supervision is not None
    said = dict.fromkeys(("strengths", "weaknesses", "recommendations", "opinion", "grade"), "")
    silent = SUPERVISED.follow_up.supervision.model_copy(update=said)
    assert told(changed(SUPERVISED, "follow_up.supervision", silent))["nothing-supervised"] is Severity.WARNING


HEAD = "stage: Cập nhật sau họp\nkind: Sinh hoạt chuyên đề\nbody: binh-minh\nperiod: 10/2018\ndate: 26/10/2018\n"


@pytest.mark.parametrize(
    ("stated", "key"),
    [
        ("follow_up:\n  supervision:\n    strengths: Đúng giờ.\n", "follow_up.supervision.supervisor"),
        ("inspection:\n  span: năm 2019\n  rows:\n    - {when: Quý I}\n", "inspection.rows[1].content"),
        ("inspection:\n  rows:\n    - {content: Đảng phí}\n", "inspection.span"),
    ],
)
def test_what_cannot_be_left_out_is_asked_for_by_its_key(stated: str, key: str) -> None:
    problems = read_form("form.yaml", (HEAD + stated).encode()).problems
    assert key in " ".join(str(problem.where) for problem in problems if problem.severity is Severity.ERROR)
