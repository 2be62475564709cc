"""The figures of the reports, recomputed from the raw forms."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from tests.reports.planted import reckoned_rolls, reckoned_work
from tests.reports.planted.conftest import TODAY, PlantedOffice
from tests.reports.planted.mended import YEARS
from tests.reports.planted.plain import Json, plain
from tests.reports.planted.reckoned_duties import open_papers, reckoned_duties
from tests.reports.planted.reckoned_rolls import Rolls

WITHIN = date(2026, 6, 9)  # in the middle of a year, with meetings of the month behind it and ahead
MARKS = ("present", "excused", "unexcused", "exempt", "temporary-away", "suspended", "unclear", "late")
both_years = pytest.mark.parametrize("year", YEARS)
days = pytest.mark.parametrize(("year", "today"), [(2025, TODAY), (2026, TODAY), (2026, WITHIN)])


@days
def test_duties_by_state(planted: PlantedOffice, year: int, today: date) -> None:
    found = [(row["cell"], row["duty"], row["span"], row["state"]) for row in planted.report("duties", year, today)]
    assert sorted(found) == reckoned_duties(planted.organisation, planted.told, year, today)


@days
def test_open_ends(planted: PlantedOffice, year: int, today: date) -> None:
    lacks = {"regular": "no-meeting", "committee": "no-meeting", "thematic": "no-meeting", "result": "not-sent"}
    lacks["score"] = "no-score"
    wanted = [
        (cell, "to-explain" if state == "late" else lacks.get(duty, "to-explain"))
        for cell, duty, _span, state in reckoned_duties(planted.organisation, planted.told, year, today)
        if state in ("missing", "late") and duty != "issued"
    ]
    wanted += open_papers(planted.told, year, today)
    tasks = reckoned_work.tasks(planted.told, year, today)
    wanted += [(one.cell, "overdue") for one in tasks if one.mark(today) == "overdue"]
    assert sorted((row["cell"], row["lack"]) for row in planted.report("open", year, today)) == sorted(wanted)


def rolls(office: PlantedOffice, today: date) -> Rolls:
    return Rolls(office.organisation, office.told, today)


def of(office: PlantedOffice, name: str, what: str, year: int, today: date = TODAY) -> list[Json]:
    return [row for row in office.report(name, year, today) if row["what"] == what]


def tally(row: Json) -> Counter[str]:
    assert row["expected"] == row["present"] + row["excused"] + row["unexcused"]
    assert row["early"] == 0
    return +Counter({mark: row[mark.replace("-", "_")] for mark in MARKS})


@days
def test_attendance_of_bodies(planted: PlantedOffice, year: int, today: date) -> None:
    found = {
        (row["cell"], row["kind"]): (row["meetings"], tally(row))
        for row in of(planted, "attendance", "body", year, today)
    }
    wanted = reckoned_rolls.rates(rolls(planted, today), year)
    assert found == {key: (number, +marks) for key, (number, marks) in wanted.items()}
    assert all(row["counted"] == row["meetings"] for row in of(planted, "attendance", "body", year, today))


@days
def test_attendance_of_members_and_officers(planted: PlantedOffice, year: int, today: date) -> None:
    members = [
        (row["cell"], row["name"], row["kind"], tally(row)) for row in of(planted, "attendance", "member", year, today)
    ]
    officers = {
        (row["cell"], row["name"], row["office"], row["kind"]): tally(row)
        for row in of(planted, "attendance", "officer", year, today)
    }
    called = rolls(planted, today)
    assert sorted(members, key=str) == sorted(reckoned_rolls.members(called, year), key=str)
    assert officers == {key: +marks for key, marks in reckoned_rolls.officers(called, year).items()}


@days
def test_runs_of_absences(planted: PlantedOffice, year: int, today: date) -> None:
    found = {
        (row["cell"], row["name"], tuple(row["periods"]), row["unexcused"])
        for row in of(planted, "attendance", "run", year, today)
    }
    wanted = reckoned_rolls.runs(rolls(planted, today), year)
    assert found == wanted
    longest = {
        (row["cell"], row["name"]): row["run"] for row in of(planted, "attendance", "member", year, today) if row["run"]
    }
    assert longest == {key: max(len(one[2]) for one in wanted if one[:2] == key) for key in {one[:2] for one in wanted}}


@days
def test_who_spoke(planted: PlantedOffice, year: int, today: date) -> None:
    called = rolls(planted, today)
    meetings = {
        row["meeting"]: (row["present"], row["spoke"], row["opinions"], row["presented"])
        for row in of(planted, "speaking", "meeting", year, today)
    }
    assert meetings == reckoned_rolls.spoken(called, year)
    members = [
        (
            *(row["cell"], row["name"], row["committee"]),
            (row["attended"], row["spoke"], row["opinions"], row["presented"]),
        )
        for row in of(planted, "speaking", "member", year, today)
    ]
    wanted = reckoned_rolls.voices(called, year)
    assert sorted(members) == sorted(wanted)
    silent = [
        (row["cell"], row["name"], row["committee"])
        for row in of(planted, "speaking", "member", year, today)
        if row["silent"]
    ]
    assert sorted(silent) == sorted(one[:3] for one in wanted if one[3][0] and not one[3][1])


@both_years
def test_shares_of_those_who_spoke(planted: PlantedOffice, year: int) -> None:
    """By kind of meeting, and of all that are the cell's own."""
    wanted: dict[tuple[str, str | None], list[int]] = {}
    spoken = reckoned_rolls.spoken(rolls(planted, TODAY), year)
    for code, figures in spoken.items():
        one = planted.told[code]
        for kind in (one.kind, None) if one.kind != "committee" else (one.kind,):
            line = wanted.setdefault((one.body, kind), [0, 0, 0, 0])
            for place, figure in enumerate((1, *figures[:3])):
                line[place] += figure
    found = {
        (row["cell"], row["kind"]): [row["meetings"], row["present"], row["spoke"], row["opinions"]]
        for row in of(planted, "speaking", "body", year)
    }
    assert found == wanted


@days
def test_tasks(planted: PlantedOffice, year: int, today: date) -> None:
    found = [
        (
            *(row["cell"], row["task"], [*row["earlier_deadlines"], row["deadline"]], row["mark"]),
            [place["meeting"] for place in row["set_at"]],
            [(report["meeting"], report["state"]) for report in row["reported_at"]],
        )
        for row in of(planted, "tasks", "task", year, today)
    ]
    wanted = [
        (one.cell, one.task, list(one.deadlines) if one.deadlines else [None], one.mark(today), one.places, one.reports)
        for one in reckoned_work.tasks(planted.told, year, today)
    ]
    assert sorted(found, key=str) == sorted(wanted, key=str)


@days
def test_rates_of_tasks_done(planted: PlantedOffice, year: int, today: date) -> None:
    found = {
        row["meeting"]: (row["done"], row["reported"], row["points_by_rule"], row["points_self"], row["points_cell"])
        for row in of(planted, "tasks", "rate", year, today)
    }
    wanted = {}
    for one in reckoned_work.in_order(planted.told, today):
        if one.kind == "regular" and one.month.startswith(str(year)) and one.held:
            given = (reckoned_work.points(one.held, column).get(reckoned_work.DONE) for column in ("self", "cell"))
            wanted[one.code] = (*reckoned_work.rate(one.held), *given)
    assert found == wanted


def scores(office: PlantedOffice, year: int, today: date) -> dict[str, dict[str, Any]]:
    return {
        one.code: reckoned_work.score(office.organisation, one)
        for one in reckoned_work.in_order(office.told, today)
        if one.month.startswith(str(year)) and (one.kind in ("regular", "thematic") or reckoned_work.is_scored(one))
    }


@days
def test_scores_and_grades(planted: PlantedOffice, year: int, today: date) -> None:
    found = {
        row["meeting"]: {
            **{name: row[name] for name in ("total", "partial", "grade", "grade_by_rule")},
            **{name: row[name] for name in ("superior_grade", "superior_grade_by_rule")},
            "computed": {
                one["criterion"]: (one["part"], one["whole"], one["points_by_rule"]) for one in row["computed"]
            },
        }
        for row in of(planted, "scores", "meeting", year, today)
    }
    assert found == scores(planted, year, today)


@both_years
def test_average_scores(planted: PlantedOffice, year: int) -> None:
    told = scores(planted, year, TODAY)
    for row in of(planted, "scores", "year", year):
        of_cell = [one for code, one in told.items() if code.startswith(row["cell"])]
        assert row["meetings"] == len(of_cell)
        assert row["scored"] == sum(any(v is not None for v in one["total"].values()) for one in of_cell)
        for giver in ("self", "cell", "superior"):
            totals = [one["total"][giver] for one in of_cell if giver not in one["partial"]]
            known = [one for one in totals if one is not None]
            wanted = sum(known) / len(known) if known else None
            assert row["average"][giver] == (wanted if wanted is None else pytest.approx(wanted, abs=0.005))


@both_years
def test_points_recorded_of_weaknesses(planted: PlantedOffice, year: int) -> None:
    """Every meeting that was held, with whether it recorded any."""
    found = {row["meeting"]: row["recorded"] for row in of(planted, "weaknesses", "meeting", year)}
    assert found == {
        code: bool(plain(one.held.get("assessment", {}).get("weaknesses", "")))
        for code, one in planted.told.items()
        if one.held and one.month.startswith(str(year))
    }
