"""Faults in tasks and scores: planted once everything else is mended."""

from __future__ import annotations

from datetime import timedelta

from tests.reports.planted.mended import after, figure
from tests.reports.planted.plain import Json, code_of, day
from tests.reports.planted.planting import Planting


def plant_work(office: Planting) -> None:
    for plant in (_tasks, _tasks_told_otherwise, _scores, _superior):
        plant(office)


def _told(form: Json, task: str, state: str) -> None:
    form["last_tasks"] = [row for row in form["last_tasks"] if row["task"] != task] + [{"task": task, "state": state}]


def _unsaid(form: Json, task: str) -> None:
    form["last_tasks"] = [row for row in form["last_tasks"] if row["task"] != task]


def _points(form: Json, points: int) -> None:
    """The points for what was done of the last resolution, with the grade that follows."""
    for row in form["score"]:
        if row["criterion"].startswith("Kết quả"):
            row |= {"self": points, "cell": points}
    form["grade"] = "Tốt" if points >= 20 else "Khá"


def _should(form: Json) -> int:
    """The points for the share done, as the guideline's frame has it."""
    done = [row["state"] == "done" for row in form["last_tasks"]]
    share = 100 * sum(done) / len(done)
    return next(
        points for least, points in ((90, 30), (80, 27), (70, 24), (60, 20), (50, 15), (0, 10)) if share >= least
    )


def _tasks(office: Planting) -> None:
    """Tasks done late, never reported, not done, done before the turn of the year and told behind it."""
    cell, planted = "chi-bo-017", office.planted

    def regular(month: str) -> Json:
        return office.of(cell, "regular", month)

    late = regular("2025-03")["new_tasks"][0]["task"]
    _told(regular("2025-04"), late, "in-progress")
    _told(regular("2025-05"), late, "done")
    _points(regular("2025-04"), _should(regular("2025-04")))  # scored as it should be
    planted.tasks.add((cell, late, "reported-after", (2025,)))

    silent = regular("2026-02")["new_tasks"][0]["task"]
    _unsaid(regular("2026-03"), silent)
    planted.tasks.add((cell, silent, "overdue", (2026,)))

    undone = regular("2026-05")["new_tasks"][0]["task"]
    _told(regular("2026-06"), undone, "not-done")
    assert _should(regular("2026-06")) < 30
    planted.rates.add((cell, code_of(regular("2026-06"))))  # full points given all the same
    planted.tasks.add((cell, undone, "overdue", (2026,)))

    turned = regular("2025-11")["new_tasks"][0]["task"]
    _unsaid(regular("2025-12"), turned)
    _told(regular("2026-01"), turned, "done")
    planted.tasks.add((cell, turned, "reported-after", (2025, 2026)))

    opened_again = regular("2026-07")["new_tasks"][0]["task"]
    _told(regular("2026-09"), opened_again, "in-progress")
    _points(regular("2026-09"), _should(regular("2026-09")))
    planted.tasks.add((cell, opened_again, "overdue", (2026,)))

    from_before = regular("2025-06")["new_tasks"][0]["task"]
    _unsaid(regular("2025-07"), from_before)
    planted.tasks.add((cell, from_before, "overdue", (2025, 2026)))  # open through the second year as well


def _tasks_told_otherwise(office: Planting) -> None:
    """The same task in other writing, put off, set again once done; due soon is not overdue."""
    cell = "chi-bo-018"
    march, april, may, june = (office.of(cell, "regular", f"2025-{month}") for month in ("03", "04", "05", "06"))
    task = march["new_tasks"][0]
    _unsaid(april, task["task"])
    again = {**task, "task": f"{task['task'].upper()}.", "deadline": may["date"]}
    april["new_tasks"].append(again)  # put off to the next meeting, and done there
    _told(may, task["task"].replace(" 1", " 01"), "done")
    may["new_tasks"].append({**task, "deadline": june["date"]})  # set again: another task
    _told(june, task["task"], "done")
    soon = office.of(cell, "regular", "2026-12")["new_tasks"][0]
    soon["deadline"] = "2027-02-05"
    office.planted.tasks.add((cell, soon["task"], "due-soon", (2026,)))


def _scores(office: Planting) -> None:
    """Points other than the levels give, another grade than the points earn, points left out."""
    cell, planted = "chi-bo-018", office.planted

    def regular(month: str) -> Json:
        return office.of(cell, "regular", month)

    wrong = regular("2025-09")  # all was done, 27 points were given
    wrong["score"][5] |= {"self": 27, "cell": 27}
    planted.rates.add((cell, code_of(wrong)))
    planted.scores.add((cell, code_of(wrong), "Kết quả thực hiện nghị quyết kỳ trước"))

    grade = regular("2025-10")  # 100 points are “Tốt”
    grade["grade"] = "Khá"
    planted.scores.add((cell, code_of(grade), "grade"))

    items = regular("2026-03")  # the group by its items; nobody was absent, so 3 is not what the levels give
    figure_all_here(office, items)
    items["score"][1:2] = [
        {"criterion": "Tỷ lệ đảng viên dự họp", "self": 4, "cell": 3},
        {"criterion": "Không có đảng viên vắng mặt ba lần liên tiếp", "self": 1, "cell": 1},
    ]
    planted.scores.add((cell, code_of(items), "Tỷ lệ đảng viên dự họp"))

    fair = regular("2026-04")  # the same, as the levels give it: not found
    figure_all_here(office, fair)
    fair["score"][1:2] = [
        {"criterion": "Tỷ lệ đảng viên dự họp", "self": 4, "cell": 4},
        {"criterion": "Không có đảng viên vắng mặt ba lần liên tiếp", "self": 1, "cell": 1},
    ]

    partial = regular("2026-05")  # a criterion that nobody scored
    partial["score"][0] = {"criterion": "Thời gian sinh hoạt"}
    del partial["grade"]
    planted.scores.add((cell, code_of(partial), "partial"))

    own = regular("2026-06")  # scored by itself alone
    for row in own["score"]:
        del row["cell"]

    undone = office.of("chi-bo-017", "regular", "2026-06")
    planted.scores.add(("chi-bo-017", code_of(undone), "Kết quả thực hiện nghị quyết kỳ trước"))


def figure_all_here(office: Planting, form: Json) -> None:
    form["roll"] |= {"absences": [], "others": []}
    figure(office.body(form["body"]), form)


def _superior(office: Planting) -> None:
    """What the superior gave: a total, single points, another grade than its points earn; the last word stands."""
    cell, planted = "chi-bo-019", office.planted
    plain, wrong, told_twice = (office.of(cell, "regular", f"2026-{month}") for month in ("03", "04", "05"))
    points = [{"criterion": row["criterion"], "points": row["cell"]} for row in wrong["score"]]
    points[3]["points"] = 25  # 85 in all: “Khá”
    office.put_behind(plain, after(plain, superior_total=88, superior_grade="Khá", superior_scored=plain["date"]))
    _later(office, wrong, superior_scores=points, superior_grade="Tốt", superior_scored=wrong["date"])
    planted.scores.add((cell, code_of(wrong), "superior grade"))
    _later(office, told_twice, superior_total=60, superior_grade="Trung bình")
    _later(office, told_twice, superior_total=92, superior_grade="Tốt")


def _later(office: Planting, form: Json, **said: object) -> None:
    """One more follow-up, of a day of its own, behind all that were dropped of the meeting."""
    own = [one for one in office.forms if one["stage"] != "planned" and code_of(one) == code_of(form)]
    announced = str(day(form["date"]) + timedelta(days=3 + len(own)))
    office.put_behind(own[-1], {**after(form, **said), "announced": announced})
