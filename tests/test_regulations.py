"""Rules are chosen by the date of the document; an office may say otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.documents import rule_faults
from pipeline.errors import BadConfiguration, NoAccess
from pipeline.meeting import DocumentKindName, MeetingKind, VotePurpose
from pipeline.regulations import Authority, ComponentName, RuleSet, ScoreSheet, Sure, load_regulations
from pipeline.regulations.entries import InForce

REGULAR = MeetingKind.REGULAR


@pytest.mark.parametrize(
    ("day", "rules", "certain"),
    [
        (date(2004, 1, 1), "11-HD/VPTW", False),
        (date(2018, 4, 2), "11-HD/VPTW", False),
        (date(2018, 4, 3), "36-HD/VPTW", True),
        (date(2026, 5, 26), "36-HD/VPTW", True),
        (date(2026, 5, 27), "05-HD/VPTW", True),
    ],
)
def test_the_layout_rules_of_the_day_apply(day: date, rules: str, certain: bool) -> None:
    found = load_regulations().on(day)
    assert (found.id, found.certain) == (rules, certain)


def issuing(rules: RuleSet) -> object:
    return rules.issuing and rules.issuing.id


def meetings(rules: RuleSet) -> object:
    return rules.meetings and rules.meetings.id


def citations(rules: RuleSet) -> object:
    return sorted(citation.id for citation in rules.citations)


# First day of a rule → what is in force on the day before and on that day.
BOUNDARIES: tuple[tuple[date, Callable[[RuleSet], object], object, object], ...] = (
    (date(2004, 5, 28), lambda rules: rules.id, "11-HD/VPTW", "11-HD/VPTW"),  # the oldest known stands for older days
    (date(2011, 1, 19), citations, [], ["Điều lệ Đảng"]),
    (date(2016, 7, 26), citations, ["Điều lệ Đảng"], ["30-QĐ/TW", "Điều lệ Đảng"]),
    (date(2017, 2, 6), issuing, "trước 66-QĐ/TW", "66-QĐ/TW"),
    (date(2018, 4, 3), lambda rules: rules.id, "11-HD/VPTW", "36-HD/VPTW"),
    (date(2018, 7, 6), meetings, None, "12-HD/BTCTW"),
    (date(2021, 7, 28), citations, ["30-QĐ/TW", "Điều lệ Đảng"], ["22-QĐ/TW", "Điều lệ Đảng"]),
    (date(2021, 7, 30), citations, ["22-QĐ/TW", "Điều lệ Đảng"], ["22-QĐ/TW", "24-QĐ/TW", "Điều lệ Đảng"]),
    (date(2025, 5, 30), citations, ["22-QĐ/TW", "24-QĐ/TW", "Điều lệ Đảng"], ["24-QĐ/TW", "296-QĐ/TW", "Điều lệ Đảng"]),
    (date(2025, 7, 1), citations, ["24-QĐ/TW", "296-QĐ/TW", "Điều lệ Đảng"], ["294-QĐ/TW", "296-QĐ/TW", "Điều lệ Đảng"]),
    (date(2025, 7, 23), citations, ["294-QĐ/TW", "296-QĐ/TW", "Điều lệ Đảng"], ["294-QĐ/TW", "296-QĐ/TW", "50-CT/TW", "Điều lệ Đảng"]),
    (date(2025, 10, 28), meetings, "12-HD/BTCTW", "42-HD/BTCTW"),
    (date(2026, 1, 9), issuing, "66-QĐ/TW", "399-QĐ/TW"),
    (date(2026, 4, 8), citations, ["294-QĐ/TW", "296-QĐ/TW", "50-CT/TW", "Điều lệ Đảng"], ["20-QĐ/TW", "296-QĐ/TW", "50-CT/TW", "Điều lệ Đảng"]),
    (date(2026, 5, 27), lambda rules: rules.id, "36-HD/VPTW", "05-HD/VPTW"),
    (date(2026, 7, 26), citations, ["20-QĐ/TW", "296-QĐ/TW", "50-CT/TW", "Điều lệ Đảng"], ["208-QĐ/TW", "296-QĐ/TW", "50-CT/TW", "Điều lệ Đảng"]),
)  # fmt: skip


@pytest.mark.parametrize(("first", "what", "before", "then"), BOUNDARIES, ids=[str(row[0]) for row in BOUNDARIES])
def test_a_rule_holds_from_its_first_day_and_not_a_day_before(
    first: date, what: Callable[[RuleSet], object], before: object, then: object
) -> None:
    rules = load_regulations()
    assert what(rules.on(first - timedelta(days=1))) == before
    assert what(rules.on(first)) == then
    assert what(rules.on(first + timedelta(days=1))) == then


def test_every_first_day_of_a_rule_is_walked_over() -> None:
    assert [row[0] for row in BOUNDARIES] == list(load_regulations().boundaries)


def test_rules_of_one_topic_leave_no_day_without_one_and_do_not_overlap() -> None:
    rules = load_regulations()
    for section in (rules.layouts, rules.issuing, rules.meetings, rules.score_sheets, rules.administrative):
        spans = sorted((entry.from_ or date.min, entry.to or date.max) for entry in section)
        for (_, ended), (begun, _) in pairwise(spans):
            assert begun == ended + timedelta(days=1)
        assert spans[-1][1] == date.max


def test_every_rule_says_how_sure_it_is_and_old_frames_are_not() -> None:
    rules = load_regulations()
    sections = (getattr(rules, name) for name in type(rules).model_fields)
    entries = [entry for section in sections if isinstance(section, tuple) for entry in section]
    assert [entry.id for entry in entries if isinstance(entry, InForce) and not (entry.source and entry.sure)] == []
    assert {entry.sure for entry in rules.layouts if (entry.from_ or date.min) < date(2018, 4, 3)} == {Sure.SAMPLES}
    assert rules.on(date(2025, 10, 27)).score_sheet(REGULAR).sure is Sure.SAMPLES
    assert rules.on(date(2025, 10, 28)).score_sheet(REGULAR).sure is Sure.REPORTED
    for layout in rules.layouts:
        assert {component.name for component in layout.components} == set(ComponentName)


@pytest.mark.parametrize(
    ("day", "is_cell", "symbol", "allowed"),
    [
        (date(2018, 10, 5), True, "KL", False),
        (date(2018, 10, 5), True, "TB", False),
        (date(2018, 10, 5), True, "NQ", True),
        (date(2018, 10, 5), False, "KL", True),
        (date(2026, 1, 8), True, "KL", False),
        (date(2026, 1, 9), True, "KL", True),
        (date(2026, 1, 9), True, "CT", False),
        (date(2026, 1, 9), False, "CT", True),
    ],
)
def test_bodies_issue_the_types_of_their_day(day: date, is_cell: bool, symbol: str, allowed: bool) -> None:
    assert load_regulations().on(day).may_issue(is_cell, symbol) is allowed


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
        sheet = load_regulations().on(day).score_sheet(REGULAR)
        assert sheet.total == 100
        assert [grade.at_least for grade in sheet.grades] == [90, 70, 50, 0]
        for group in sheet.groups:
            assert sum(item.points for item in group.items) <= group.points
            for entry in (group, *group.items):
                assert entry.levels == () or max(level.points for level in entry.levels) == entry.points


OWN = """
score_sheets:
  - id: mẫu của tỉnh
    from: 2025-10-28
    meetings: [thematic]
    sure: A
    groups:
      - name: Thời gian
        points: 40
        items:
          - {name: Đúng giờ, points: 10}
          - {name: Đủ thời gian, points: 30}
      - {name: Nội dung, points: 60}
    grades:
      - {name: Tốt, at_least: 90, full_marks: [Thời gian]}
      - {name: Khá, at_least: 70}
authorities:
  - {id: invitation, authority: body}
  - {id: thematic-plan, authority: committee}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "regulations.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_an_office_says_only_what_differs(own: Path) -> None:
    rules = load_regulations(own).on(date(2026, 3, 1))
    assert rules.score_sheet(MeetingKind.THEMATIC).id == "mẫu của tỉnh"
    assert rules.score_sheet(REGULAR).id == "42-HD/BTCTW"
    assert rules.authorities["invitation"] is Authority.BODY
    assert rules.authorities["thematic-plan"] is Authority.COMMITTEE
    assert rules.authorities["postponement"] is Authority.COMMITTEE
    assert rules.id == "36-HD/VPTW"


def test_an_office_s_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "regulations.yaml"
    path.write_text("authorities:\n  - {id: invitation, authority: everybody}\n", encoding="utf-8")
    with pytest.raises(BadConfiguration) as caught:
        load_regulations(path)
    assert "2" in caught.value.problems[0].where.text(str)


@pytest.mark.parametrize(
    ("given", "total", "grade"),
    [
        ({"Thời gian": 40, "Nội dung": 55}, 95, "Tốt"),
        ({"Thời gian": 39, "Nội dung": 60}, 99, "Khá"),  # full marks on the hours are asked for
        ({"Đúng giờ": 10, "Đủ thời gian": 30, "Nội dung": 30}, 70, "Khá"),
        ({"Đúng giờ": 10, "Đủ thời gian": 30, "Nội dung": 50}, 90, "Tốt"),
        ({"thời gian": 10, "Đúng giờ": 10, "Nội dung": 60}, 70, "Khá"),  # the group's own line counts, not its items'
        ({"Nội dung": 60}, 60, ""),
        ({"Nội dung": 60, "Sáng kiến": 15}, 75, "Khá"),  # a criterion of the place itself
    ],
)
def test_points_make_a_total_and_suggest_a_grade(own: Path, given: dict[str, int], total: int, grade: str) -> None:
    sheet: ScoreSheet = load_regulations(own).on(date(2026, 3, 1)).score_sheet(MeetingKind.THEMATIC)
    points = {name: Decimal(value) for name, value in given.items()}
    assert (int(sheet.sum_of(points)), sheet.grade_for(points)) == (total, grade)


def test_grounds_are_those_of_the_document_and_the_day() -> None:
    rules = load_regulations()
    assert len(rules.on(date(2025, 7, 22)).grounds(DocumentKindName.THEMATIC_PROGRAMME)) == 1
    assert len(rules.on(date(2025, 7, 23)).grounds(DocumentKindName.THEMATIC_PROGRAMME)) == 2
    assert rules.on(date(2026, 1, 1)).grounds(DocumentKindName.MINUTES) == ()


def test_an_office_is_as_sure_of_its_own_rules_as_it_does_not_say_less(own: Path) -> None:
    assert load_regulations(own).on(date(2026, 3, 1)).score_sheet(MeetingKind.THEMATIC).sure is Sure.READ
    own.write_text(OWN.replace("    sure: A\n", "    sure: C\n"), encoding="utf-8")
    assert load_regulations(own).on(date(2026, 3, 1)).score_sheet(MeetingKind.THEMATIC).sure is Sure.SAMPLES


def test_a_file_of_comments_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "regulations.yaml"
    path.write_text("# chưa có gì\n\n", encoding="utf-8")
    assert load_regulations(path) == load_regulations()


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoAccess):
        load_regulations(tmp_path)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("authorities:\n  - {id: invitatoin, authority: body}\n", "invitatoin"),
        (OWN.replace("[thematic]", "[regularr]"), "regularr"),
        (OWN.replace("at_least: 90", "at_least: 101"), "101"),
        (OWN.replace("full_marks: [Thời gian]", "full_marks: [Thời giờ]"), "Thời giờ"),
        (OWN.replace("    from: 2025-10-28", "    from: 2025-10-28\n    to: 2025-10-01"), "ends before it begins"),
        (OWN.replace("points: 30", "points: 31"), "more points"),
        (OWN, "No grade begins at 0"),
    ],
)
def test_an_office_s_rules_that_cannot_be_meant_are_told(tmp_path: Path, wrong: str, told: str) -> None:
    path = tmp_path / "regulations.yaml"
    path.write_text(wrong, encoding="utf-8")
    assert told in " ".join(str(fault) for fault in rule_faults(load_regulations(path)))


def test_the_shipped_rules_have_no_fault() -> None:
    assert rule_faults(load_regulations()) == ()


def test_what_an_office_changes_counts_at_once_and_what_it_does_not_change_is_not_read_again(own: Path) -> None:
    before = load_regulations(own)
    assert load_regulations(own) is before
    own.write_text("", encoding="utf-8")
    assert load_regulations(own).on(date(2026, 3, 1)).authorities["invitation"] is Authority.COMMITTEE
    own.write_text("authorities: [\n", encoding="utf-8")
    with pytest.raises(BadConfiguration):
        load_regulations(own)
    own.unlink()
    assert load_regulations(own) == load_regulations()
