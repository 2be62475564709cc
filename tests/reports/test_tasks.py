"""The tasks of the resolutions over a year: where set, how reported, which are late, what their share is worth."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pipeline.errors import ExitCode
from pipeline.meeting import MeetingKind, Stage
from pipeline.organisation import BodyKind
from pipeline.outlook.carried import task_key, tasks_left
from pipeline.outlook.filed import FiledMeeting
from pipeline.regulations import Level, Regulations, load_regulations
from pipeline.reports.sheets import RESULTS
from pipeline.reports.tasks import Mark, Rate, Standing, TaskOfYear, rates_of, tasks_of
from pipeline.reports.tasks.tables import BodyTasks, task_tables
from tests.commands import rows, validator, vanthu
from tests.reports.made import COMMITTEE, REGULAR, THEMATIC, form
from tests.reports.made import meeting as sitting
from tests.reports.sittings import BODY, cell, held, office, ordered

DONE, IN_PROGRESS, NOT_DONE = "done", "in-progress", "not-done"


def new(task: str, deadline: str | None = None, **more: str) -> dict[str, Any]:
    return {"task": task, "target": "", "owner": "", "deadline": deadline, **more}


def last(task: str, state: str, result: str = "") -> dict[str, Any]:
    return {"task": task, "state": state, "result": result}


def meeting(
    day: str,
    *,
    sets: list[dict[str, Any]] | None = None,
    reports: list[dict[str, Any]] | None = None,
    kind: MeetingKind = REGULAR,
    month: str = "",
) -> FiledMeeting:
    return held(day, kind, month, new_tasks=sets or [], last_tasks=reports or [])


def tasks(*meetings: FiledMeeting, year: int = 2019, today: date | None = None) -> tuple[TaskOfYear, ...]:
    return tasks_of(office(year, today), BODY, ordered(*meetings))


def only(*meetings: FiledMeeting, year: int = 2019, today: date | None = None) -> TaskOfYear:
    (one,) = tasks(*meetings, year=year, today=today)
    return one


MARCH = meeting("2019-03-05", sets=[new("Phụ đạo học sinh yếu khối 3", "2019-03-31", target="100%", owner="Cô Lan")])


def test_a_task_that_nobody_reported_is_told_as_not_reported() -> None:
    task = only(MARCH)
    assert (task.task, task.target, task.owner) == ("Phụ đạo học sinh yếu khối 3", "100%", "Cô Lan")
    assert (task.state, task.result, task.reports) == (Standing.NOT_REPORTED, "", ())
    assert [source.record for source in task.set_at] == ["binh-minh/2019/03-thuong-ky-1/bieu-mau.yaml"]


def test_the_last_report_stands_whatever_the_writing_of_the_task() -> None:
    april = meeting("2019-04-05", reports=[last("phụ đạo  học sinh yếu khối 03.", IN_PROGRESS, "Còn 02 em")])
    may = meeting("2019-05-05", reports=[last("Phụ đạo học sinh yếu khối 3", DONE, "Xong")])
    task = only(MARCH, april, may)
    assert (task.state, task.result) == (Standing.DONE, "Xong")
    assert [report.source.meeting for report in task.reports] == [april.code, may.code]
    assert task.done_at is not None and task.done_at.meeting == may.code


@pytest.mark.parametrize(
    ("today", "mark"),
    [
        ("2019-03-23", None),
        ("2019-03-24", Mark.DUE_SOON),
        ("2019-03-31", Mark.DUE_SOON),
        ("2019-04-01", Mark.OVERDUE),
    ],
)
def test_a_task_is_due_soon_for_a_week_and_overdue_from_the_day_after(today: str, mark: Mark | None) -> None:
    assert only(MARCH, today=date.fromisoformat(today)).mark is mark


@pytest.mark.parametrize(
    ("reported", "state", "mark"),
    [
        ("2019-03-31", DONE, None),
        ("2019-04-01", DONE, Mark.REPORTED_AFTER),
        ("2019-03-31", IN_PROGRESS, Mark.OVERDUE),
        ("2019-04-01", NOT_DONE, Mark.OVERDUE),
    ],
)
def test_done_is_told_by_the_day_of_its_first_report(reported: str, state: str, mark: Mark | None) -> None:
    first = meeting(reported, month="2019-04", reports=[last("Phụ đạo học sinh yếu khối 3", state)])
    again = meeting("2019-06-05", month="2019-06", reports=[last("Phụ đạo học sinh yếu khối 3", state)])
    assert only(MARCH, first, again).mark is mark


def test_without_a_deadline_nothing_is_late() -> None:
    assert only(meeting("2019-03-05", sets=[new("Vệ sinh")])).mark is None


def test_a_task_told_again_keeps_what_is_not_said_anew_and_its_last_deadline_stands() -> None:
    again = meeting(
        "2019-04-05",
        reports=[last("Phụ đạo học sinh yếu khối 3", NOT_DONE)],
        sets=[new("Phụ đạo học sinh yếu khối 3", "2019-04-30", owner="Thầy Hòa")],
    )
    third = meeting("2019-05-05", sets=[new("Phụ đạo học sinh yếu khối 3")])
    task = only(MARCH, again, third, today=date(2019, 4, 30))
    assert (task.deadlines, task.owner, task.target) == ((date(2019, 3, 31), date(2019, 4, 30)), "Thầy Hòa", "100%")
    assert task.mark is Mark.DUE_SOON
    assert len(task.set_at) == 2  # of May nothing is known yet on that day


def test_a_task_set_again_after_it_was_done_is_another() -> None:
    april = meeting(
        "2019-04-05",
        reports=[last("Phụ đạo học sinh yếu khối 3", DONE)],
        sets=[new("Phụ đạo học sinh yếu khối 3", "2019-04-30")],
    )
    first, second = tasks(MARCH, april)
    assert (first.state, first.deadline) == (Standing.DONE, date(2019, 3, 31))
    assert (second.state, second.deadline) == (Standing.NOT_REPORTED, date(2019, 4, 30))


def test_a_task_opened_again_is_open_and_done_by_the_report_after_that() -> None:
    days = [("2019-03-20", DONE), ("2019-05-05", IN_PROGRESS), ("2019-06-05", DONE), ("2019-07-05", DONE)]
    reports = [meeting(day, reports=[last("Phụ đạo học sinh yếu khối 3", state)]) for day, state in days]
    assert only(MARCH, *reports[:2]).mark is Mark.OVERDUE
    task = only(MARCH, *reports)
    assert task.done_at is not None and task.done_at.day == date(2019, 6, 5)
    assert task.mark is Mark.REPORTED_AFTER


def test_the_committee_drafts_and_other_kinds_of_meeting_count() -> None:
    draft = meeting("2019-03-04", kind=COMMITTEE, sets=[new("Chuẩn bị tài liệu")])
    closes = meeting("2019-04-04", kind=COMMITTEE, reports=[last("Phụ đạo học sinh yếu khối 3", DONE)])
    theme = meeting("2019-03-20", kind=THEMATIC, sets=[new("Mỗi đảng viên một việc làm theo")])
    found = tasks(draft, MARCH, closes, theme)
    assert [(task.task, task.state) for task in found] == [
        ("Phụ đạo học sinh yếu khối 3", Standing.NOT_REPORTED),
        ("Mỗi đảng viên một việc làm theo", Standing.NOT_REPORTED),
    ]


def test_what_is_only_reported_has_no_place_where_it_was_set() -> None:
    task = only(meeting("2019-01-05", reports=[last("Nộp báo cáo năm", DONE, "Đã nộp")]))
    assert (task.set_at, task.deadline, task.state) == ((), None, Standing.DONE)


def test_a_year_tells_of_earlier_tasks_still_open_or_reported_in_it() -> None:
    meetings = [
        meeting("2018-11-05", sets=[new("Xong trong năm trước"), new("Xong năm nay"), new("Còn mở")]),
        meeting("2018-12-05", reports=[last("Xong trong năm trước", DONE)]),
        meeting("2019-01-05", reports=[last("Xong năm nay", DONE)], sets=[new("Năm nay")]),
        meeting("2020-01-05", sets=[new("Năm sau")], reports=[last("Còn mở", DONE)]),
    ]
    told = {year: [task.task for task in tasks(*meetings, year=year)] for year in (2017, 2018, 2019, 2020)}
    assert told == {
        2017: [],
        2018: ["Xong trong năm trước", "Xong năm nay", "Còn mở"],
        2019: ["Xong năm nay", "Còn mở", "Năm nay"],
        2020: ["Còn mở", "Năm nay", "Năm sau"],
    }
    on_new_years_eve = {task.task: task.state for task in tasks(*meetings, year=2019, today=date(2019, 12, 31))}
    assert on_new_years_eve["Còn mở"] is Standing.NOT_REPORTED


def test_december_held_in_january_belongs_to_the_old_year() -> None:
    late = meeting("2020-01-03", month="2019-12", sets=[new("Tổng kết năm")])
    (task,) = tasks(late, year=2019)
    assert task.was_set_in(2019)
    assert not only(late, year=2020).was_set_in(2020)


def test_what_is_planned_or_corrected_counts_as_the_last_form_of_the_held_meeting_says() -> None:
    planned = form(Stage.PLANNED, "ke-hoach.yaml", date="2019-03-05", new_tasks=[new("Dự kiến")], last_tasks=[])
    told = form(Stage.HELD, "da-hop.yaml", date="2019-03-05", new_tasks=[new("Đã giao")], last_tasks=[])
    task = only(sitting(REGULAR, "2019-03", planned, told))
    assert (task.task, task.set_at[0].record) == ("Đã giao", "binh-minh/2019/03-thuong-ky-1/da-hop.yaml")
    assert tasks(sitting(REGULAR, "2019-04", planned)) == ()


@pytest.mark.parametrize("seed", range(20))
def test_open_are_the_same_tasks_as_forms_are_filled_with(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 (a story, not a secret)
    names = ["Việc 1", "việc 01.", "Việc 2", "Việc 3"]
    states = [standing.value for standing in Standing if standing is not Standing.NOT_REPORTED]
    meetings = ordered(
        *(
            meeting(
                f"2019-{month:02}-05",
                sets=[new(name) for name in rng.sample(names, rng.randint(0, 2))],
                reports=[last(name, rng.choice(states)) for name in rng.sample(names, rng.randint(0, 3))],
                kind=rng.choice([REGULAR, THEMATIC, COMMITTEE]),
            )
            for month in range(1, 13)
        )
    )
    open_ones = {task_key(task.task) for task in tasks(*meetings) if not task.is_done}
    assert open_ones == {task_key(task.task) for task in tasks_left(meetings)}


def scored(criterion: str, own: str | None, cell: str | None) -> dict[str, Any]:
    return {"criterion": criterion, "self": own, "cell": cell, "superior": None}


def rates(
    *meetings: FiledMeeting, year: int = 2025, rules: Regulations | None = None, kind: BodyKind = BodyKind.CELL
) -> list[Rate]:
    case = office(year, rules=rules)
    return list(rates_of(case, cell(kind=kind), ordered(*meetings)))


FOUR_OF_FIVE = [last(f"Việc {number}", DONE if number else NOT_DONE) for number in range(5)]


@pytest.mark.parametrize(
    ("own", "cell", "differs"),
    [("27", "27", False), ("30", "27", True), ("27", "24", True), ("27", None, False), (None, None, False)],
)
def test_the_share_done_has_points_that_are_compared_with_those_given(
    own: str | None, cell: str | None, differs: bool
) -> None:
    (rate,) = rates(held("2025-11-05", last_tasks=FOUR_OF_FIVE, score=[scored(RESULTS.upper(), own, cell)]))
    assert (rate.done, rate.reported, rate.share, rate.by_rule, rate.differs) == (4, 5, "80%", 27, differs)
    assert (rate.own, rate.cell) == (own and Decimal(own), cell and Decimal(cell))


def test_without_reports_there_is_no_share() -> None:
    (rate,) = rates(held("2025-11-05", last_tasks=[], score=[scored(RESULTS, "30", "30")]))
    assert (rate.share, rate.by_rule, rate.differs) == ("", None, False)


def test_only_regular_meetings_of_the_year_have_a_rate() -> None:
    found = rates(
        held("2025-11-05", THEMATIC, last_tasks=FOUR_OF_FIVE),
        held("2025-11-04", COMMITTEE, last_tasks=FOUR_OF_FIVE),
        held("2026-01-05", month="2025-12", last_tasks=FOUR_OF_FIVE),
        held("2026-01-20", last_tasks=FOUR_OF_FIVE),
    )
    assert [rate.source.day for rate in found] == [date(2026, 1, 5)]
    assert rates(held("2025-11-05", last_tasks=FOUR_OF_FIVE), kind=BodyKind.PARTY_COMMITTEE) == []


def test_a_local_sheet_is_asked_by_its_own_levels_and_one_of_other_words_not_at_all() -> None:
    shipped = load_regulations()
    *earlier, sheet = shipped.score_sheets

    def with_levels(*levels: Level) -> Regulations:
        groups = tuple(
            group.model_copy(update={"levels": levels}) if group.name == RESULTS else group for group in sheet.groups
        )
        return shipped.model_copy(update={"score_sheets": (*earlier, sheet.model_copy(update={"groups": groups}))})

    given = held("2025-11-05", last_tasks=FOUR_OF_FIVE, score=[scored(RESULTS, "20", "20")])
    own = with_levels(Level(text="trên 70%", points=25), Level(text="từ 70% trở xuống", points=9))
    understood = with_levels(Level(text="trên 70%", points=25), Level(text="từ 0% đến 70%", points=9))
    assert [(rate.by_rule, rate.differs) for rate in rates(given, rules=own)] == [(None, False)]
    assert [(rate.by_rule, rate.differs) for rate in rates(given, rules=understood)] == [(25, True)]


def test_the_tables_count_and_list() -> None:
    year = office(2019)
    meetings = ordered(
        meeting("2018-12-05", sets=[new("Từ năm trước", "2018-12-31")]),
        MARCH,
        meeting("2019-04-05", reports=[last("Phụ đạo học sinh yếu khối 3", DONE)], sets=[new("Chưa xong")]),
    )
    one = BodyTasks(BODY, tasks_of(year, BODY, meetings), tuple(rates_of(year, cell(), meetings)))
    summary, listed, shares = task_tables(year, [one])
    assert summary.rows == [["Chi bộ Bình Minh", 2, 1, 1, 0, 0, 2, "33,3%", 1, 0]]
    notes = {row[1]: row[9] for row in listed.rows}
    assert notes == {
        "Từ năm trước": "Quá hạn",
        "Phụ đạo học sinh yếu khối 3": "Báo cáo hoàn thành sau thời hạn",
        "Chưa xong": "Chưa ghi thời hạn",
    }
    assert [(row[1], row[3], row[8]) for row in shares.rows] == [
        ("03/2019", "", "Chưa ghi kết quả kỳ trước"),
        ("04/2019", "1/1", "Chưa chấm điểm"),
    ]


def test_the_command_tells_every_task_that_the_filed_forms_set_and_report(office: Path) -> None:
    records = [
        form["record"]
        for path in sorted((office / "outbox").rglob("manifest.json"))
        for form in json.loads(path.read_bytes())["forms"]
        if form["stage"] == "held" and form["record"]["kind"] != "committee"
    ]
    done = vanthu("report", "tasks", "--year", "2018", "--as-of", "31/12/2018", "--json", cwd=office)
    assert done.returncode == ExitCode.OK, done.stderr
    told = rows(done)
    for row in told:
        validator("report-tasks.schema.json").validate(row)
    listed = [row for row in told if row["what"] == "task"]
    assert {row["task"] for row in listed if row["set_at"]} == {
        row["task"] for record in records for row in record["new_tasks"]
    }
    assert sum(len(row["reported_at"]) for row in listed) == sum(len(record["last_tasks"]) for record in records) > 0
    assert all((office / "outbox" / place["record"]).is_file() for row in listed for place in row["set_at"])


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_the_command_writes_a_file(office: Path, ending: str) -> None:
    file = office / f"nhiem-vu{ending}"
    assert vanthu("report", "tasks", "--year", "2018", "-o", str(file), cwd=office).returncode == ExitCode.OK
    assert file.stat().st_size > 2_000
