"""How meetings were scored: totals by who gave them, grades, groups, averages, and what the record would give."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ExitCode
from pipeline.meeting import MeetingKind, Stage
from pipeline.organisation import BodyKind
from pipeline.organisation.members import Member
from pipeline.outlook.filed import FiledMeeting
from pipeline.regulations import Grade, Regulations, load_regulations
from pipeline.reports.scores import Given, MeetingScore, group_averages, scores_of, totals, trend
from pipeline.reports.scores.computed import attendance
from pipeline.reports.scores.model import Giver
from pipeline.reports.scores.tables import BodyScores, score_tables
from pipeline.reports.sheets import ATTENDANCE, RESULTS, SPEAKING
from tests.commands import rows, validator, vanthu
from tests.reports.made import COMMITTEE, REGULAR, THEMATIC, form
from tests.reports.made import meeting as sitting
from tests.reports.sittings import BODY, cell, held, office, ordered

GROUPS = {  # name → most points, as the frame of 42-HD/BTCTW is published
    "Thời gian sinh hoạt": 5,
    "Số lượng đảng viên tham dự": 5,
    "Công tác chuẩn bị": 10,
    "Điều hành và nội dung sinh hoạt": 40,
    "Nguyên tắc sinh hoạt": 5,
    "Kết quả thực hiện nghị quyết kỳ trước": 30,
    "Kết thúc buổi sinh hoạt": 5,
}
CONDUCT = "Điều hành và nội dung sinh hoạt"


def row(criterion: str, own: str | None = None, cell: str | None = None, above: str | None = None) -> dict[str, Any]:
    return {"criterion": criterion, "self": own, "cell": cell, "superior": above}


def sheet(own: int = 0, given: int | None = 0) -> list[dict[str, Any]]:
    """Every group in full, the conduct of the meeting so many points less; the cell gives nothing for None."""
    return [
        row(name, str(most - (own if name == CONDUCT else 0)),
            None if given is None else str(most - (given if name == CONDUCT else 0)))
        for name, most in GROUPS.items()
    ]  # fmt: skip


def scores(
    *meetings: FiledMeeting, year: int = 2019, rules: Regulations | None = None, today: date | None = None, **more: Any
) -> list[MeetingScore]:
    body = cell(**more)
    case = office(year, today, body, rules=rules)
    return list(scores_of(case, body, ordered(*meetings)))


def only(*meetings: FiledMeeting, **more: Any) -> MeetingScore:
    (one,) = scores(*meetings, **more)
    return one


def test_totals_stand_side_by_side_with_the_grade_of_the_rules() -> None:
    one = only(held("2019-03-05", score=sheet(5, 11), grade="Tốt"))
    assert one.total == Given(Decimal(95), Decimal(89), None)
    assert (one.grade, one.grade_by_rule, one.grade_differs) == ("Tốt", "Khá", True)
    assert one.records == ("binh-minh/2019/03-thuong-ky-1/bieu-mau.yaml",)


@pytest.mark.parametrize(
    ("given", "voted", "by_rule", "differs"),
    [(10, "tốt", "Tốt", False), (10, "Khá", "Tốt", True), (11, "Khá", "Khá", False), (10, "", "Tốt", False)],
)
def test_a_grade_begins_at_its_points(given: int, voted: str, by_rule: str, differs: bool) -> None:
    one = only(held("2019-03-05", score=sheet(0, given), grade=voted))
    assert (one.grade_by_rule, one.grade_differs) == (by_rule, differs)


def test_what_the_meeting_gave_itself_counts_where_the_cell_gave_nothing() -> None:
    one = only(held("2019-03-05", score=sheet(11, None), grade="Khá"))
    assert (one.total, one.total.counted, one.grade_by_rule) == (Given(Decimal(89)), Decimal(89), "Khá")


def test_a_score_that_leaves_groups_out_is_no_total_and_has_no_grade() -> None:
    lacking = sheet()[:-1]
    blank = [*sheet(), row("Tiêu chí riêng", "1", None)]
    for rows_, partial in ((lacking, {Giver.OWN, Giver.CELL}), (blank, {Giver.CELL})):
        one = only(held("2019-03-05", score=rows_, grade="Tốt"))
        assert one.partial == partial
        assert one.grade_by_rule == ""
        assert one.whole.cell is None


def test_items_make_a_group_and_a_sheet_of_other_criteria_is_a_local_one() -> None:
    attended = "Số lượng đảng viên tham dự"
    items = [row(ATTENDANCE, "3", "3"), row("Không có đảng viên vắng mặt ba lần liên tiếp", "1", "1")]
    by_items = only(held("2019-03-05", score=[*(one for one in sheet() if one["criterion"] != attended), *items]))
    assert by_items.total.cell == Decimal(99)
    assert by_items.partial == frozenset()
    assert {group.name: group.lost.cell for group in by_items.groups}[attended] == Decimal(1)
    local = only(held("2019-03-05", score=[row("Nội dung một", "50", "45.5"), row("Nội dung hai", "40", "40")]))
    assert (local.total, local.partial, local.grade_by_rule) == (
        Given(Decimal(90), Decimal("85.5"), None), frozenset(), "Khá",
    )  # fmt: skip


def test_groups_tell_where_points_were_lost() -> None:
    one = only(held("2019-03-05", score=sheet(2, 3)))
    assert [(group.name, group.points, group.lost) for group in one.groups if group.lost_any] == [
        (CONDUCT, 40, Given(Decimal(2), Decimal(3), None))
    ]


def later(round_: int = 0, path: str = "cap-nhat.yaml", **told: Any) -> dict[str, Any]:
    return form(Stage.FOLLOWED_UP, path, round_, follow_up=told)


def scored_above(*criteria: tuple[str, str | None]) -> list[dict[str, Any]]:
    return [{"criterion": name, "points": points} for name, points in criteria]


def test_what_the_superior_said_last_stands() -> None:
    everything = scored_above(*((name, str(most)) for name, most in GROUPS.items()))
    meeting = sitting(
        REGULAR, "2019-03",
        form(Stage.HELD, date="2019-03-05", score=sheet()),
        later(superior_scores=everything, superior_grade="Khá"),
        later(1, "cap-nhat-2.yaml", superior_scores=scored_above((CONDUCT.upper(), "35"), ("Công tác chuẩn bị", None))),
        later(2, "cap-nhat-3.yaml", explanations=[]),
    )  # fmt: skip
    one = only(meeting)
    assert one.total.superior == Decimal(95)
    assert (one.superior_grade, one.superior_grade_by_rule, one.superior_grade_differs) == ("Khá", "Tốt", True)
    assert [path.rpartition("/")[2] for path in one.records] == ["bieu-mau.yaml", "cap-nhat.yaml", "cap-nhat-2.yaml"]
    assert {group.name: group.given.superior for group in one.groups}[CONDUCT] == Decimal(35)


@pytest.mark.parametrize(("full_marks", "by_rule"), [((), "Khá"), (("Thời gian sinh hoạt",), "")])
def test_a_total_of_the_superior_alone_has_a_grade_unless_grades_ask_for_more(
    full_marks: tuple[str, ...], by_rule: str
) -> None:
    shipped = load_regulations()
    grades = (Grade(name="Tốt", at_least=90, full_marks=full_marks), Grade(name="Khá", at_least=70))
    rules = shipped.model_copy(
        update={"score_sheets": tuple(one.model_copy(update={"grades": grades}) for one in shipped.score_sheets)}
    )
    held_ = form(Stage.HELD, date="2019-03-05")
    one = only(sitting(REGULAR, "2019-03", held_, later(superior_total="88.5", superior_grade="Tốt")), rules=rules)
    assert (one.total.superior, one.partial) == (Decimal("88.5"), frozenset())
    assert (one.superior_grade_by_rule, one.superior_grade_differs) == (by_rule, bool(by_rule))


def test_some_points_of_the_superior_are_no_total_and_what_came_after_the_report_is_not_known() -> None:
    held_ = form(Stage.HELD, date="2019-03-05")
    some = only(sitting(REGULAR, "2019-03", held_, later(superior_scores=scored_above((CONDUCT, "38")))))
    assert (some.total.superior, some.partial) == (Decimal(38), frozenset([Giver.SUPERIOR]))
    scored = later(superior_total="90", superior_scored="2019-03-20")
    days = [only(sitting(REGULAR, "2019-03", held_, scored), today=date(2019, 3, day)) for day in (19, 20)]
    assert [one.total.superior for one in days] == [None, Decimal(90)]


def test_regular_and_thematic_meetings_are_told_scored_or_not_and_others_where_they_are() -> None:
    found = scores(
        held("2019-03-05"),
        held("2019-03-20", THEMATIC),
        held("2019-03-04", COMMITTEE),
        held("2019-04-04", COMMITTEE, score=sheet()),
        held("2020-01-03", month="2019-12", score=sheet()),
        held("2020-01-20", score=sheet()),
    )
    assert [(str(one.source.month), one.source.kind, one.is_scored) for one in found] == [
        ("2019-03", MeetingKind.REGULAR, False),
        ("2019-03", MeetingKind.THEMATIC, False),
        ("2019-04", MeetingKind.COMMITTEE, True),
        ("2019-12", MeetingKind.REGULAR, True),
    ]
    assert scores(held("2019-03-05"), kind=BodyKind.PARTY_COMMITTEE) == []


def test_the_frame_is_that_of_the_day() -> None:
    shipped = load_regulations()
    before, since = shipped.score_sheets
    strict = since.model_copy(update={"grades": (Grade(name="Tốt", at_least=99), Grade(name="Khá", at_least=0))})
    rules = shipped.model_copy(update={"score_sheets": (before, strict)})
    found = scores(held("2025-10-27", score=sheet(0, 5)), held("2025-10-28", score=sheet(0, 5)), year=2025, rules=rules)
    assert [one.grade_by_rule for one in found] == ["Tốt", "Khá"]


@pytest.mark.parametrize(
    ("roll", "expected"),
    [
        ({"total_official": 24, "total_probationary": 2, "present_official": 22, "present_probationary": 2,
          "absent_excused": 1, "absent_unexcused": 0, "exempt": 1}, (24, 25)),
        ({"total_official": 10, "present_official": 9, "absent_excused": 1}, (9, 10)),
        ({"total_official": 10, "present_official": 9, "others": [{"name": "A", "state": "exempt"}]}, (9, 9)),
        ({"total_official": 10, "present_official": 8, "exempt": 1, "others": [
            {"name": "A", "state": "exempt"}, {"name": "B", "state": "temporary-away"}]}, (8, 8)),
        ({"total_official": 10, "present_official": 8, "exempt": 1, "others": [
            {"name": "A", "state": "exempt"}]}, (0, 0)),
        ({"total_official": 10, "present_official": 9, "others": [{"name": "A", "state": "late"}]}, (0, 0)),
        ({"total_official": 10, "present_official": 11, "others": [{"name": "A", "state": "temporary-here"}]},
         (11, 11)),
        ({"total_official": 10, "present_official": 8}, (0, 0)),
        ({"total_official": 10}, (0, 0)),
        ({}, (0, 0)),
    ],
)  # fmt: skip
def test_attendance_is_of_those_expected_where_the_figures_agree(
    roll: dict[str, Any], expected: tuple[int, int]
) -> None:
    assert attendance(roll) == expected


LAN, LAN_TOO, HOA = (
    Member(name="Phạm Thị Lan", distinct="Mầm non"), Member(name="Phạm Thị Lan", distinct="Tiểu học"),
    Member(name="Trần Văn Hòa"),
)  # fmt: skip


def speeches(*speakers: str) -> list[dict[str, Any]]:
    return [{"opinions": [{"speaker": name} for name in speakers]}]


def computed(criterion: str, *members: Member, **record: Any) -> tuple[int, int, int | None, Given]:
    body = cell(*members)
    case = office(2019, None, body)
    (one,) = scores_of(case, body, [held("2019-03-05", **record)])
    (found,) = [told for told in one.computed if told.criterion == criterion]
    return found.part, found.whole, found.by_rule, found.given


ROLL = {"total_official": 6, "present_official": 5, "absent_excused": 1}


@pytest.mark.parametrize(
    ("speakers", "part", "points"),
    [
        (("Trần Văn Hoà", "TRẦN VĂN HÒA"), 1, 2),
        (("Phạm Thị Lan (Mầm non)", "Phạm Thị Lan (Tiểu học)"), 2, 4),
        (("Trần Văn Hòa", "Khách Mời", "Phạm Thị Lan (Mầm non)", "Lê Tạm Trú"), 3, 5),
        ((), 0, 2),
    ],
)
def test_members_who_spoke_count_once_and_guests_not(speakers: tuple[str, ...], part: int, points: int) -> None:
    roll = {**ROLL, "others": [{"name": "Lê Tạm Trú", "state": "temporary-here"}]}
    assert computed(SPEAKING, LAN, LAN_TOO, HOA, roll=roll, agenda=speeches(*speakers))[:3] == (part, 5, points)


def test_whom_the_roll_says_to_be_away_did_not_speak() -> None:
    roll = {
        **ROLL,
        "absences": [{"name": "TRẦN VĂN HOÀ", "excuse": "excused"}],
        "others": [{"name": "Phạm Thị Lan (Mầm non)", "state": "suspended"}],
    }
    spoke = speeches("Trần Văn Hòa", "Phạm Thị Lan (Mầm non)", "Phạm Thị Lan (Tiểu học)")
    assert computed(SPEAKING, LAN, LAN_TOO, HOA, roll=roll, agenda=spoke)[:2] == (1, 5)


def test_without_a_roster_or_a_roll_nobody_is_counted() -> None:
    assert computed(SPEAKING, roll=ROLL, agenda=speeches("Trần Văn Hòa"))[:3] == (0, 0, None)
    assert computed(SPEAKING, HOA, agenda=speeches("Trần Văn Hòa"))[:3] == (0, 0, None)


def test_computed_points_stand_beside_those_given() -> None:
    given = [row(ATTENDANCE, "4", "3"), row(RESULTS, "30", "20")]
    tasks = [{"task": str(number), "state": "done" if number < 3 else "not-done", "result": ""} for number in range(5)]
    assert computed(ATTENDANCE, score=given, roll=ROLL) == (5, 6, 3, Given(Decimal(4), Decimal(3)))
    assert computed(RESULTS, score=given, last_tasks=tasks) == (3, 5, 20, Given(Decimal(30), Decimal(20)))


def test_averages_are_of_whole_scores_and_months_without_one_stay_empty() -> None:
    found = scores(
        held("2019-01-05", score=sheet(0, 10)),
        held("2019-01-20", THEMATIC, score=sheet(0, 5)),
        held("2019-03-05", score=sheet(1, 8)),
        held("2019-04-05", score=sheet()[:2]),
        held("2019-05-05"),
    )
    assert totals(found) == Given(Decimal("99.67"), Decimal("92.33"), None)
    points = {str(one.month): one.given.cell for one in trend(2019, found)}
    assert [points[f"2019-{month:02}"] for month in (1, 2, 3, 4, 5)] == [
        Decimal("92.50"), None, Decimal("92.00"), None, None,
    ]  # fmt: skip
    conduct = next(group for group in group_averages(found) if group.name == CONDUCT)
    assert (conduct.points, conduct.meetings, conduct.given.cell) == (40, 3, Decimal("32.33"))
    assert [group.meetings for group in group_averages(found)][:2] == [4, 4]


def test_the_tables_put_bodies_side_by_side() -> None:
    found = tuple(
        scores(
            held("2019-01-05", score=sheet(0, 10), grade="Tốt"),
            held("2019-02-05", score=sheet(0, 11), grade="Tốt"),
            held("2019-03-05"),
        )
    )
    summary, months, meetings, lost, _groups, _told = score_tables(office(2019), [BodyScores(BODY, found)])
    assert summary.rows == [["Chi bộ Bình Minh", 3, 2, 100, "89,5", None, 90, 89, "Tốt: 2", 1]]
    assert months.rows == [["Chi bộ Bình Minh", 90, 89, *[None] * 10]]
    assert [line[10] for line in meetings.rows] == ["", "Xếp loại không khớp điểm", "Chưa chấm điểm"]
    assert [(line[1], line[3], line[-1]) for line in lost.rows] == [("01/2019", CONDUCT, 10), ("02/2019", CONDUCT, 11)]


def test_the_command_adds_up_what_the_filed_forms_give(office: Path) -> None:
    given: dict[str, dict[str, Decimal]] = {}
    for path in (office / "outbox").rglob("manifest.json"):
        manifest = json.loads(path.read_bytes())
        for one in manifest["forms"]:
            cell_points = [Decimal(line["cell"]) for line in one["record"]["score"] if line["cell"] is not None]
            if one["stage"] == "held" and manifest["month"].startswith("2018") and cell_points:
                given[manifest["meeting"]] = {"cell": sum(cell_points, Decimal(0))}
    done = vanthu("report", "scores", "--year", "2018", "--json", cwd=office)
    assert done.returncode == ExitCode.OK, done.stderr
    told = rows(done)
    for line in told:
        validator("report-scores.schema.json").validate(line)
    listed = {line["meeting"]: line["total"]["cell"] for line in told if line["what"] == "meeting"}
    assert {code: total for code, total in listed.items() if total is not None} == {
        code: float(points["cell"]) for code, points in given.items()
    }
    assert given


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_the_command_writes_a_file(office: Path, ending: str) -> None:
    file = office / f"cham-diem{ending}"
    assert vanthu("report", "scores", "--year", "2018", "-o", str(file), cwd=office).returncode == ExitCode.OK
    assert file.stat().st_size > 2_000
