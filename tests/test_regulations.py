"""Rules are chosen by the date of the document."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.meeting import VotePurpose
from pipeline.regulations import load_regulations


@pytest.mark.parametrize(
    ("day", "rules", "certain"),
    [
        (date(2004, 1, 1), "36-HD/VPTW", False),
        (date(2018, 4, 2), "11-HD/VPTW", False),
        (date(2018, 4, 3), "36-HD/VPTW", True),
        (date(2026, 5, 26), "36-HD/VPTW", True),
        (date(2026, 5, 27), "05-HD/VPTW", True),
    ],
)
def test_the_layout_rules_of_the_day_apply(day: date, rules: str, certain: bool) -> None:
    found = load_regulations().on(day)
    assert found.certain is certain
    assert found.id == (rules if day.year > 2004 else "11-HD/VPTW")


@pytest.mark.parametrize(
    ("purpose", "base", "needed"),
    [
        (VotePurpose.ORDINARY, 24, 13),
        (VotePurpose.ORDINARY, 25, 13),
        (VotePurpose.ADMISSION, 24, 16),
        (VotePurpose.ADMISSION, 25, 17),
        (VotePurpose.FULL_MEMBERSHIP, 3, 2),
        (VotePurpose.DISCIPLINE, 2, 2),
        (VotePurpose.EXPULSION, 10, 7),
    ],
)
def test_majorities_follow_the_purpose_of_the_vote(purpose: VotePurpose, base: int, needed: int) -> None:
    rule = load_regulations().on(date(2018, 10, 5)).vote_rule(purpose)
    assert rule is not None
    assert rule.needed(base) == needed


def test_where_no_figure_is_known_there_is_no_rule() -> None:
    rules = load_regulations().on(date(2018, 10, 5))
    assert rules.vote_rule(VotePurpose.ELECTION) is None
    assert rules.vote_rule(VotePurpose.GRADING) is None


def test_the_score_frame_has_a_hundred_points() -> None:
    for day in (date(2018, 10, 5), date(2026, 10, 5)):
        sheet = load_regulations().on(day).score_sheet
        assert sum(criterion.points for criterion in sheet.criteria) == 100
        assert [grade.at_least for grade in sheet.grades] == [90, 70, 50, 0]
