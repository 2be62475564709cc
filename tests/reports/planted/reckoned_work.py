"""Tasks from their setting to their last report, and scores, reckoned from the raw forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.reports.planted.mended import GROUPS
from tests.reports.planted.plain import Json, Sitting, called, day, plain, speakers

ATTENDED, RUNNING, SPOKE = (
    "Tỷ lệ đảng viên dự họp",
    "Không có đảng viên vắng mặt ba lần liên tiếp",
    "Tỷ lệ đảng viên phát biểu ý kiến",
)
DONE = "Kết quả thực hiện nghị quyết kỳ trước"
ITEMS = {"Số lượng đảng viên tham dự": (ATTENDED, RUNNING), "Điều hành và nội dung sinh hoạt": (SPOKE,)}
GRADES = ((90, "Tốt"), (70, "Khá"), (50, "Trung bình"), (0, "Kém"))


@dataclass
class Task:
    """A task; `places` are the meetings that set it, `reports` those that reported it, with the state."""

    cell: str
    task: str
    deadlines: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    reports: list[tuple[str, str]] = field(default_factory=list)
    months: list[str] = field(default_factory=list)
    days: dict[str, date] = field(default_factory=dict)

    def is_of(self, year: int) -> bool:
        years = [int(month[:4]) for month in self.months]
        return min(years) <= year and (max(years) >= year or not self.is_done)

    @property
    def is_done(self) -> bool:
        return bool(self.reports) and self.reports[-1][1] == "done"

    def mark(self, today: date) -> str | None:
        if not self.deadlines:
            return None
        deadline = day(self.deadlines[-1])
        if not self.is_done:
            soon = deadline <= today + timedelta(days=7)
            return "overdue" if deadline < today else "due-soon" if soon else None
        open_until = max((n for n, (_, state) in enumerate(self.reports) if state != "done"), default=-1)
        done = self.days[self.reports[open_until + 1][0]]
        return "reported-after" if done > deadline else None


def in_order(told: dict[str, Sitting], today: date) -> list[Sitting]:
    held = [one for one in told.values() if one.held and one.day and one.day <= today]
    return sorted(held, key=lambda one: (one.day or date.min, one.month))


def tasks(told: dict[str, Sitting], year: int, today: date) -> list[Task]:
    """The tasks of a year: told of in it, or open since before. What the committee notes is a draft."""
    found: list[Task] = []
    known: dict[tuple[str, str], Task] = {}
    for one in in_order(told, today):
        if one.kind == "committee":
            continue
        assert one.held and one.day
        for row in one.held.get("last_tasks", ()):
            task = _known(found, known, one.body, row["task"], is_new=False)
            task.reports.append((one.code, row["state"]))
            _note(task, one)
        for row in one.held.get("new_tasks", ()):
            task = _known(found, known, one.body, row["task"], is_new=True)
            task.places.append(one.code)
            if row["deadline"] not in task.deadlines[-1:]:
                task.deadlines.append(row["deadline"])
            _note(task, one)
    return [task for task in found if task.is_of(year)]


def _note(task: Task, one: Sitting) -> None:
    assert one.day
    task.months.append(one.month)
    task.days[one.code] = one.day


def _known(found: list[Task], known: dict[tuple[str, str], Task], cell: str, text: str, *, is_new: bool) -> Task:
    key = cell, re.sub(r"\b0+(?=\d)", "", re.sub(r"\W+", " ", plain(text))).strip()
    task = known.get(key)
    if task is None or (is_new and task.is_done):
        task = known[key] = Task(cell, text)
        found.append(task)
    return task


def level(done: int, of: int, levels: tuple[tuple[int, int], ...]) -> int | None:
    """The points of a share, by levels of so many percent and more."""
    return next((points for least, points in levels if 100 * done >= least * of), None) if of else None


OF_RESULTS = ((90, 30), (80, 27), (70, 24), (60, 20), (50, 15), (0, 10))
OF_ATTENDANCE = ((90, 4), (75, 3), (65, 2), (0, 1))


def _of_speaking(spoke: int, present: int) -> int | None:
    if not present:
        return None
    return 5 if 2 * spoke > present else level(spoke, present, ((40, 4), (30, 3), (0, 2)))


def rate(form: Json) -> tuple[int, int, int | None]:
    """How many tasks were done of those reported, and the points for that."""
    states = [row["state"] for row in form.get("last_tasks", ())]
    done = states.count("done")
    return done, len(states), level(done, len(states), OF_RESULTS)


def points(form: Json, column: str) -> dict[str, int]:
    return {row["criterion"]: row[column] for row in form.get("score", ()) if column in row}


def total(given: Mapping[str, int]) -> int | None:
    """The sum of the groups: of each its own line, else those of its items."""
    if not given:
        return None
    return sum(given.get(name, sum(given.get(item, 0) for item in ITEMS.get(name, ()))) for name in GROUPS)


def is_whole(form: Json, given: Mapping[str, int]) -> bool:
    """Whether every line of the form has points, and every group has its own or those of all its items."""
    of_groups = (name in given or (name in ITEMS and all(item in given for item in ITEMS[name])) for name in GROUPS)
    return len(given) == len(form.get("score", ())) and all(of_groups)


def grade(sum_: int) -> str:
    return next(name for least, name in GRADES if sum_ >= least)


def score(organisation: Json, one: Sitting) -> dict[str, Any]:
    """What the report on scores must say of a meeting."""
    assert one.held and one.day
    form, columns = one.held, {name: points(one.held, name) for name in ("self", "cell")}
    totals = {name: total(given) for name, given in columns.items()}
    counted = "cell" if columns["cell"] else "self"
    told = is_whole(form, columns[counted]) and bool(columns[counted])
    superior = _superior(one)
    return {
        "total": totals | {"superior": superior[0]},
        "partial": [name for name, given in columns.items() if given and not is_whole(form, given)],
        "grade": form.get("grade", ""),
        "grade_by_rule": grade(totals[counted] or 0) if told else "",
        "superior_grade": superior[1],
        "superior_grade_by_rule": "" if superior[0] is None else grade(superior[0]),
        "computed": {
            ATTENDED: _attendance(form),
            SPOKE: _speaking(organisation, one),
            DONE: rate(form),
        },
    }


def is_scored(one: Sitting) -> bool:
    """Whether somebody scored a meeting that need not be."""
    return bool(one.held and (points(one.held, "self") or points(one.held, "cell")))


def _superior(one: Sitting) -> tuple[int | None, str]:
    """Total and grade that the superior gave; what was said last stands."""
    sum_, name = None, ""
    for form in one.later or ():
        said = form["follow_up"]
        rows = said.get("superior_scores", ())
        sum_ = said.get("superior_total", sum(row["points"] for row in rows) if rows else sum_)
        name = said.get("superior_grade", name)
    return sum_, name


def _attendance(form: Json) -> tuple[int, int, int | None]:
    roll = form["roll"]
    present = roll["present_official"] + roll["present_probationary"]
    expected = present + roll["absent_excused"] + roll["absent_unexcused"]
    return present, expected, level(present, expected, OF_ATTENDANCE)


def _speaking(organisation: Json, one: Sitting) -> tuple[int, int, int | None]:
    assert one.held and one.day
    body = next(body for body in organisation["bodies"] if body["id"] == one.body)
    roll = one.held["roll"]
    away = {plain(row["name"]) for row in roll.get("absences", ())}
    here = {plain(seat.label) for seat in called(body, one.day, one.kind)} - away
    here |= {plain(row["name"]) for row in roll.get("others", ()) if row["state"] == "temporary-here"}
    spoke = len({plain(name) for name in speakers(one.held)} & here)
    present = one.held["roll"]["present_official"] + one.held["roll"]["present_probationary"]
    return spoke, present, _of_speaking(spoke, present)
