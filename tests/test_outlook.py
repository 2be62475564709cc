"""Which forms an office finds ready, told from what is filed and the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.meeting import MeetingKind, Stage
from pipeline.outlook.carried import open_tasks
from pipeline.outlook.filed import FiledMeeting
from pipeline.outlook.programmes import quarter_of, topics_due
from pipeline.outlook.wanted import forms_wanted
from pipeline.vietnamese.dates import Month

REGULAR, EXTRAORDINARY, THEMATIC, COMMITTEE = MeetingKind
OCTOBER = date(2018, 10, 20)


def filed(kind: MeetingKind, day: str, *stages: Stage, ordinal: int = 1, **record: Any) -> FiledMeeting:
    """A filed meeting: `filed(REGULAR, "2018-10-05", Stage.HELD, new_tasks=["Phụ đạo"])`."""
    month = Month(int(day[:4]), int(day[5:7]))
    told = {"date": day, "last_tasks": [], "new_tasks": [], "thematic": None, "programme": None, **record}
    told["new_tasks"] = [{"task": task} for task in told["new_tasks"]]
    told["last_tasks"] = [{"task": task, "state": state} for task, state in dict(told["last_tasks"]).items()]
    forms = tuple({"stage": stage.value, "round": 0, "record": told} for stage in stages)
    code = f"binh-minh-{month}-{kind.slug}-{ordinal}"
    return FiledMeeting(Path(code), code, kind, month, ordinal, stages[-1], forms, ())


def programme(span: str, *topics: tuple[str, str]) -> FiledMeeting:
    """The committee's meeting that proposed the topics, each with its time."""
    rows = [{"when": when, "topic": topic, "content": "", "owner": ""} for when, topic in topics]
    return filed(COMMITTEE, "2018-01-05", Stage.HELD, programme={"span": span, "topics": rows})


def names(kind: MeetingKind, meetings: tuple[FiledMeeting, ...], today: date = OCTOBER) -> list[str]:
    return [wanted.name for wanted in forms_wanted((kind,), meetings, today)]


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        ((), ["thuong-ky-2018-10-du-kien", "thuong-ky-2018-10-da-hop"]),
        (
            (filed(REGULAR, "2018-10-05", Stage.PLANNED),),
            ["thuong-ky-2018-11-du-kien", "thuong-ky-2018-10-da-hop", "hoan-hop-thuong-ky-2018-10"],
        ),
        (
            (filed(REGULAR, "2018-10-05", Stage.PLANNED, Stage.HELD),),
            ["thuong-ky-2018-11-du-kien", "thuong-ky-2018-11-da-hop", "cap-nhat-sau-hop-thuong-ky-2018-10"],
        ),
        (
            (filed(REGULAR, "2018-09-05", Stage.HELD), filed(REGULAR, "2018-10-05", Stage.POSTPONED)),
            [
                "thuong-ky-2018-11-du-kien",
                "thuong-ky-2018-10-da-hop",
                "cap-nhat-sau-hop-thuong-ky-2018-09",
                "hoan-hop-thuong-ky-2018-10",
            ],
        ),
        (  # a month was left out: the office may still be about to file it
            (filed(REGULAR, "2018-08-05", Stage.HELD),),
            [
                "thuong-ky-2018-09-du-kien",
                "thuong-ky-2018-10-du-kien",
                "thuong-ky-2018-09-da-hop",
                "thuong-ky-2018-10-da-hop",
                "cap-nhat-sau-hop-thuong-ky-2018-08",
            ],
        ),
        (  # a plan that nobody told the end of, and a later meeting that was held
            (filed(REGULAR, "2018-08-05", Stage.PLANNED), filed(REGULAR, "2018-09-05", Stage.HELD)),
            ["thuong-ky-2018-10-du-kien", "thuong-ky-2018-10-da-hop", "cap-nhat-sau-hop-thuong-ky-2018-09"],
        ),
        (
            (filed(REGULAR, "2018-10-05", Stage.CANCELLED),),
            ["thuong-ky-2018-11-du-kien", "thuong-ky-2018-11-da-hop"],
        ),
    ],
    ids=["nothing", "planned", "held", "postponed", "month-left-out", "plan-forgotten", "cancelled"],
)
def test_the_next_regular_meeting_follows_the_last_one(meetings: tuple[FiledMeeting, ...], expected: list[str]) -> None:
    assert names(REGULAR, meetings) == expected


@pytest.mark.parametrize("kind", [EXTRAORDINARY, COMMITTEE])
def test_other_meetings_are_counted_in_their_month(kind: MeetingKind) -> None:
    assert names(kind, ()) == [f"{kind.slug}-2018-10-du-kien", f"{kind.slug}-2018-10-da-hop"]
    one = filed(kind, "2018-10-03", Stage.HELD)
    assert names(kind, (one,)) == [
        f"{kind.slug}-2018-10-lan-2-du-kien",
        f"{kind.slug}-2018-10-lan-2-da-hop",
        f"cap-nhat-sau-hop-{kind.slug}-2018-10",
    ]
    assert names(kind, (one,), date(2018, 11, 1))[0] == f"{kind.slug}-2018-11-du-kien"


@pytest.mark.parametrize(
    ("meetings", "month"),
    [
        ((), "2018-10"),
        ((filed(THEMATIC, "2018-10-05", Stage.HELD),), "2019-01"),
        ((filed(THEMATIC, "2018-08-05", Stage.HELD),), "2018-10"),
        ((filed(THEMATIC, "2018-10-05", Stage.CANCELLED),), "2018-10-lan-2"),
        ((programme("năm 2018", ("Tháng 11", "Nêu gương")),), "2018-11"),
        ((programme("năm 2018", ("Tháng 9", "Nêu gương")),), "2018-10"),
    ],
)
def test_the_next_thematic_meeting_is_in_the_first_quarter_without_one(
    meetings: tuple[FiledMeeting, ...], month: str
) -> None:
    assert names(THEMATIC, meetings)[0] == f"chuyen-de-{month}-du-kien"


@pytest.mark.parametrize(
    "when", ["Quý IV", "quý 4", "Quý IV/2018", "Q4", "Tháng 11", "tháng 11/2018", "T11", "11/2018"]
)
@pytest.mark.parametrize("span", ["năm 2018", "nhiệm kỳ 2017-2020", "các quý"])
def test_the_time_of_a_topic_is_understood_as_offices_write_it(when: str, span: str) -> None:
    meetings = (programme(span, ("Quý III", "Xanh, sạch, đẹp"), (when, "Nêu gương")),)
    (due,) = topics_due(meetings, Month(2018, 10))
    assert due.topic == "Nêu gương"
    assert due.month == (None if when.lower().startswith("q") else Month(2018, 11))


@pytest.mark.parametrize(("when", "span"), [("Quý I", "năm 2018"), ("Quý IV", "năm 2019"), ("Tháng 13", "năm 2018")])
def test_a_topic_of_another_time_is_not_taken(when: str, span: str) -> None:
    assert topics_due((programme(span, (when, "Nêu gương")),), Month(2018, 10)) == ()


def test_a_topic_a_meeting_was_about_is_not_due_again() -> None:
    plan = programme("năm 2018", ("Quý IV", "Nêu gương"), ("Quý IV", "Giữ gìn đoàn kết"))
    met = filed(THEMATIC, "2018-10-02", Stage.HELD, thematic={"topic": "nêu  gương"})
    assert [topic.topic for topic in topics_due((plan, met), Month(2018, 10))] == ["Giữ gìn đoàn kết"]


@pytest.mark.parametrize(("month", "quarter"), [(1, 1), (3, 1), (4, 4), (9, 7), (12, 10)])
def test_quarters_begin_in_january_april_july_and_october(month: int, quarter: int) -> None:
    assert quarter_of(Month(2018, month)) == Month(2018, quarter)


def test_tasks_stay_open_until_they_are_reported_done() -> None:
    meetings = (
        filed(REGULAR, "2018-08-05", Stage.HELD, new_tasks=["Phụ đạo", "Phổ cập", "Trồng cây"]),
        filed(EXTRAORDINARY, "2018-08-20", Stage.HELD, new_tasks=["Quyên góp", "phụ  đạo"]),
        filed(COMMITTEE, "2018-09-01", Stage.HELD, new_tasks=["Soạn dự thảo"], last_tasks={"Phổ cập": "done"}),
        filed(
            REGULAR,
            "2018-09-05",
            Stage.HELD,
            last_tasks={"Trồng cây": "done", "Phụ đạo": "in-progress", "Sửa cổng": "not-done"},
            new_tasks=["Hội giảng"],
        ),
        filed(REGULAR, "2018-10-05", Stage.PLANNED, new_tasks=["Chưa họp"]),
    )
    assert open_tasks(meetings) == ("Phụ đạo", "Phổ cập", "Quyên góp", "Sửa cổng", "Hội giảng")


def test_a_task_set_again_after_it_was_done_is_open_again() -> None:
    meetings = (
        filed(REGULAR, "2018-08-05", Stage.HELD, new_tasks=["Phụ đạo"]),
        filed(REGULAR, "2018-09-05", Stage.HELD, last_tasks={"Phụ đạo": "done"}, new_tasks=["Phụ đạo"]),
    )
    assert open_tasks(meetings) == ("Phụ đạo",)


@pytest.mark.parametrize("told", ["Phụ đạo 5 học sinh.", "phụ đạo  05 học sinh", "Phụ đạo 05 học sinh;"])
def test_a_task_told_in_other_writing_is_the_same_task(told: str) -> None:
    meetings = (
        filed(REGULAR, "2018-08-05", Stage.HELD, new_tasks=["Phụ đạo 05 học sinh"]),
        filed(REGULAR, "2018-09-05", Stage.HELD, last_tasks={told: "done"}),
    )
    assert open_tasks(meetings) == ()
