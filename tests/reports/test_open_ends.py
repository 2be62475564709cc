"""What is still to be done in a year: each thing once, with the form that mends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.meeting import Stage
from pipeline.organisation import Options, Organisation
from pipeline.outlook.filed import FiledMeeting
from pipeline.regulations import load_regulations
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.open_ends import Lack, OpenEnd, open_ends
from tests.commands import rows, validator, vanthu
from tests.reports.made import COMMITTEE, REGULAR, THEMATIC, body, form, held, meeting

SCORED: dict[str, Any] = {
    "opened": "14:00:00",
    "closed": "16:00:00",
    "score": [{"criterion": "Thời gian", "cell": "5"}],
}
RESOLUTION: dict[str, Any] = {
    "kind": "resolution",
    "number": 5,
    "symbol": "05-NQ/CB",
    "status": "filed",
    "is_signed": False,
    "date": "2019-03-05",
    "path": "nghi-quyet.docx",
    "replaces": None,
}


def ends(
    *meetings: FiledMeeting, today: date = date(2019, 4, 10), options: Options | None = None, **of: Any
) -> list[OpenEnd]:
    organisation = Organisation(bodies=(body(**of),), options=options or Options())
    year = OfficeYear(organisation, load_regulations(), 2019, today)
    filed: Sequence[FiledMeeting] = sorted(meetings, key=lambda one: one.order)
    return list(open_ends(year, lambda _body: filed))


def of(found: Sequence[OpenEnd], lack: Lack) -> list[tuple[str, str]]:
    return [(one.about, one.form) for one in found if one.lack is lack]


def test_a_meeting_that_is_lacking_names_the_form_of_its_month() -> None:
    found = ends(held(REGULAR, "2019-01-05", **SCORED), held(COMMITTEE, "2019-01-03"), held(COMMITTEE, "2019-02-03"))
    assert of(found, Lack.NO_MEETING) == [
        ("Họp chi ủy 03/2019", "chi-uy-2019-03-da-hop"),
        ("Sinh hoạt chuyên đề quý I/2019", "chuyen-de-2019-03-da-hop"),
        ("Sinh hoạt thường kỳ 02/2019", "thuong-ky-2019-02-da-hop"),
        ("Sinh hoạt thường kỳ 03/2019", "thuong-ky-2019-03-da-hop"),
    ]


def test_what_was_explained_or_cancelled_is_not_open() -> None:
    cancelled = meeting(THEMATIC, "2019-02", form(Stage.CANCELLED, reason="Trùng đại hội"))
    assert ("Sinh hoạt chuyên đề quý I/2019", "chuyen-de-2019-03-da-hop") not in of(ends(cancelled), Lack.NO_MEETING)


def test_a_meeting_without_a_score_and_one_that_was_short() -> None:
    short = {**SCORED, "closed": "14:30:00", "score": []}
    found = ends(held(REGULAR, "2019-01-05", **short))
    assert of(found, Lack.NO_SCORE) == [("Chấm điểm 01/2019: Chưa chấm điểm", "thuong-ky-2019-01-da-hop")]
    assert of(found, Lack.TO_EXPLAIN) == [
        ("Thời gian sinh hoạt 01/2019: 30/90 phút", "cap-nhat-sau-hop-thuong-ky-2019-01")
    ]


@pytest.mark.parametrize(
    ("document", "dispatches", "lack"),
    [
        (RESOLUTION, [], Lack.UNSIGNED),
        ({**RESOLUTION, "is_signed": True}, [], Lack.NOT_SENT),
        (RESOLUTION, [{"kind": "resolution", "number": 5, "issued": "2019-03-06"}], Lack.NOT_SENT),
        (RESOLUTION, [{"kind": "resolution", "number": 5, "issued": "2019-03-06", "sent": "2019-03-07"}], None),
        ({**RESOLUTION, "is_signed": True, "kind": "minutes"}, [], None),
        ({**RESOLUTION, "status": "void"}, [], None),
        ({**RESOLUTION, "number": None}, [], None),
    ],
)
def test_papers_are_signed_and_then_sent(
    document: dict[str, Any], dispatches: list[dict[str, Any]], lack: Lack | None
) -> None:
    sitting = meeting(
        REGULAR,
        "2019-03",
        form(Stage.HELD, date="2019-03-05", **SCORED),
        form(Stage.FOLLOWED_UP, "cap-nhat.yaml", follow_up={"dispatches": dispatches}),
        documents=(document,),
    )
    papers = [one for one in ends(sitting) if one.lack in (Lack.UNSIGNED, Lack.NOT_SENT)]
    assert [(one.lack, one.form) for one in papers] == ([(lack, "cap-nhat-sau-hop-thuong-ky-2019-03")] if lack else [])


def test_what_counts_as_issued_after_days_is_to_be_sent_but_not_to_be_signed() -> None:
    sitting = meeting(REGULAR, "2019-03", form(Stage.HELD, date="2019-03-05", **SCORED), documents=(RESOLUTION,))
    papers = [
        {one.lack for one in ends(sitting, today=date(2019, 3, day), options=Options(issued_after_days=15))}
        & {Lack.UNSIGNED, Lack.NOT_SENT}
        for day in (19, 20)
    ]
    assert papers == [{Lack.UNSIGNED}, {Lack.NOT_SENT}]


@pytest.mark.parametrize(
    ("today", "lack"),
    [("2019-03-04", None), ("2019-03-05", "unsigned"), ("2019-03-06", "not-sent"), ("2019-03-07", None)],
)
def test_papers_are_told_as_they_stood_on_the_day(today: str, lack: str | None) -> None:
    way = {"kind": "resolution", "number": 5, "issued": "2019-03-06", "sent": "2019-03-07"}
    sitting = meeting(
        REGULAR,
        "2019-03",
        form(Stage.HELD, date="2019-03-05", **SCORED),
        form(Stage.FOLLOWED_UP, "cap-nhat.yaml", follow_up={"dispatches": [way]}),
        documents=(RESOLUTION,),
    )
    papers = [
        one.lack.value
        for one in ends(sitting, today=date.fromisoformat(today))
        if one.lack in (Lack.UNSIGNED, Lack.NOT_SENT)
    ]
    assert papers == ([lack] if lack else [])


def test_a_document_that_is_replaced_is_open_no_more() -> None:
    new = {**RESOLUTION, "number": 6, "symbol": "06-NQ/CB", "path": "moi.docx", "replaces": RESOLUTION["path"]}
    sitting = meeting(REGULAR, "2019-03", form(Stage.HELD, date="2019-03-05", **SCORED), documents=(RESOLUTION, new))
    assert of(ends(sitting), Lack.UNSIGNED) == [("Nghị quyết số 06-NQ/CB", "cap-nhat-sau-hop-thuong-ky-2019-03")]


def test_a_task_past_its_deadline_is_open_until_it_is_reported_done() -> None:
    row = {"task": "Lập sổ theo dõi", "target": "", "owner": "Lê Thị Thu Hà", "deadline": "2019-01-31"}
    reported = {"task": "Lập sổ theo dõi", "state": "done", "result": ""}
    set_ = held(REGULAR, "2019-01-05", **SCORED, new_tasks=[row])
    overdue = ends(set_)
    assert [(one.about, one.since) for one in overdue if one.lack is Lack.OVERDUE] == [
        ("Lập sổ theo dõi (Lê Thị Thu Hà)", date(2019, 1, 31))
    ]
    assert of(ends(set_, today=date(2019, 1, 31)), Lack.OVERDUE) == []
    assert of(ends(set_, held(REGULAR, "2019-02-05", **SCORED, last_tasks=[reported])), Lack.OVERDUE) == []


def test_over_the_sample_office_a_returned_form_comes_first(office: Path) -> None:
    (office / "inbox/binh-minh").mkdir(exist_ok=True)
    (office / "inbox/binh-minh/hong.yaml").write_text("meeting: [", "utf-8")
    assert vanthu("process", cwd=office).returncode != 0
    done = vanthu("report", "open", "--year", "2018", "--as-of", "01/01/2019", "--json", cwd=office)
    found = rows(done)
    for row in found:
        validator("report-open.schema.json").validate(row)
    returned = [row["about"] for row in found if row["lack"] == "returned"]
    assert len(returned) == 2
    assert found[0]["about"] == returned[0] == "05-can-sua.yaml"
    assert all((office / "outbox" / record).is_file() for row in found for record in row["records"])
    lacks = {row["lack"] for row in found if row["cell"] == "binh-minh"}
    assert {"no-meeting", "unsigned"} <= lacks


def test_the_command_beside_an_open_end_makes_its_form(office: Path) -> None:
    found = rows(vanthu("report", "open", "--year", "2018", "--as-of", "01/02/2019", "--json", cwd=office))
    commands = {
        row["form"].rsplit("-", 3)[0]: row["command"] for row in found if row["cell"] == "binh-minh" and row["form"]
    }
    assert {command.split(" ")[2] for command in commands.values()} >= {"followup", "chi-uy", "thuong-ky"}
    for number, command in enumerate(commands.values()):
        program, *arguments = command.split(" ")
        assert program == "vanthu"
        made = office / f"{number}.xlsx"
        done = vanthu(*arguments, "-o", made, cwd=office)
        assert done.returncode == 0, done.stderr
        assert made.is_file()
