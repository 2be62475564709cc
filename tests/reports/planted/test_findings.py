"""Every planted fault is found, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.reports.planted.conftest import PlantedOffice
from tests.reports.planted.mended import FROM_42_HD, NEVER_ISSUED, YEARS
from tests.reports.planted.plain import Sitting
from tests.reports.planted.planting import Found

both_years = pytest.mark.parametrize("year", YEARS)


def resolved(office: PlantedOffice, year: int) -> list[Sitting]:
    """The meetings of the year that resolved something, in cells that never told what became of their papers."""
    return [
        one
        for one in office.told.values()
        if one.body in NEVER_ISSUED
        and one.month.startswith(str(year))
        and one.held
        and one.held.get("outcome") == "resolution"
    ]


def never_issued(office: PlantedOffice, year: int) -> list[Found]:
    """What those cells lack by rule: nothing is issued, and since 42-HD/BTCTW no result was sent."""
    found: list[Found] = []
    for one in resolved(office, year):
        span = f"{one.month[5:]}/{one.month[:4]}"
        found.append((one.body, "issued", span, "missing"))
        if one.day and one.day >= FROM_42_HD:
            found.append((one.body, "result", span, "missing"))
    return found


def of_year(found: Iterable[Found], year: int, place: int) -> list[Found]:
    """Those of which one part tells the year: `03/2025`, `quý I/2025`, a code, a month."""
    return sorted(one for one in found if str(year) in str(one[place]))


@both_years
def test_duties(planted: PlantedOffice, year: int) -> None:
    found = [
        (row["cell"], row["duty"], row["span"], row["state"])
        for row in planted.report("duties", year)
        if row["state"] != "met"
    ]
    assert sorted(found) == sorted([*of_year(planted.planted.duties, year, 2), *never_issued(planted, year)])


@both_years
def test_runs_of_three_and_more(planted: PlantedOffice, year: int) -> None:
    found = {
        (row["cell"], row["name"], tuple(row["periods"]))
        for row in planted.report("attendance", year)
        if row["what"] == "run" and row["flagged"]
    }
    assert found == {one for one in planted.planted.runs if any(month.startswith(str(year)) for month in one[2])}


@both_years
def test_absences_without_reason(planted: PlantedOffice, year: int) -> None:
    found = {
        (row["cell"], row["name"], row["kind"]): row["unexcused"]
        for row in planted.report("attendance", year)
        if row["what"] == "member" and row["unexcused"]
    }
    wanted: dict[Found, int] = {}
    for cell, name, kind, _month in of_year(planted.planted.unexcused, year, 3):
        wanted[cell, name, kind] = wanted.get((cell, name, kind), 0) + 1
    assert found == wanted


@both_years
def test_an_office_holder_who_was_absent(planted: PlantedOffice, year: int) -> None:
    found = {
        (row["cell"], row["name"], row["kind"])
        for row in planted.report("attendance", year)
        if row["what"] == "officer" and row["unexcused"]
    }
    assert found == {one[:3] for one in of_year(planted.planted.unexcused, year, 3) if one[2] == "committee"}


@both_years
def test_names_and_figures_that_do_not_match(planted: PlantedOffice, year: int) -> None:
    for name, wanted in (("attendance", planted.planted.unmatched), ("speaking", planted.planted.unheard)):
        found = [
            (row["cell"], row["meeting"], row["trouble"], row["said"])
            for row in planted.report(name, year)
            if row["what"] == "unmatched"
        ]
        assert sorted(found) == of_year(wanted, year, 1)


@both_years
def test_tasks_late_and_overdue(planted: PlantedOffice, year: int) -> None:
    found = sorted(
        (row["cell"], row["task"], row["mark"])
        for row in planted.report("tasks", year)
        if row["what"] == "task" and row["mark"]
    )
    assert found == sorted(one[:3] for one in planted.planted.tasks if year in one[3])


@both_years
def test_points_for_results_that_the_levels_do_not_give(planted: PlantedOffice, year: int) -> None:
    found = [
        (row["cell"], row["meeting"])
        for row in planted.report("tasks", year)
        if row["what"] == "rate" and row["differs"]
    ]
    assert sorted(found) == of_year(planted.planted.rates, year, 1)


@both_years
def test_scores_and_grades_that_do_not_hold(planted: PlantedOffice, year: int) -> None:
    found: list[Found] = []
    for row in planted.report("scores", year):
        if row["what"] != "meeting":
            continue
        place = row["cell"], row["meeting"]
        found += [(*place, one["criterion"]) for one in row["computed"] if one["differs"]]
        found += [(*place, "partial")] if row["partial"] else []
        found += [(*place, "grade")] if row["grade_differs"] else []
        if row["superior_grade"] != row["superior_grade_by_rule"]:
            found.append((*place, "superior grade"))
    assert sorted(found) == of_year(planted.planted.scores, year, 1)


@both_years
def test_weaknesses_that_came_back(planted: PlantedOffice, year: int) -> None:
    found = [
        (row["cell"], row["kind"], tuple(row["months"]))
        for row in planted.report("weaknesses", year)
        if row["what"] == "again"
    ]
    assert sorted(found) == sorted(one for one in planted.planted.again if one[2][-1].startswith(str(year)))


@both_years
def test_open_ends(planted: PlantedOffice, year: int) -> None:
    """What was neither done nor explained, paper by paper and task by task."""
    wanted: list[tuple[str, str]] = []
    for cell, duty, _span, state in (*of_year(planted.planted.duties, year, 2), *never_issued(planted, year)):
        if state == "explained" or duty == "issued":
            continue
        is_absent = state == "missing" and duty in ("regular", "committee", "thematic")
        not_sent = state == "missing" and duty == "result"
        lack = (
            "no-meeting" if is_absent else "not-sent" if not_sent else "no-score" if duty == "score" else "to-explain"
        )
        wanted.append((cell, lack))
    wanted += [(cell, lack) for cell, lack, _code in of_year(planted.planted.papers, year, 2)]
    wanted += [(one.body, "unsigned") for one in resolved(planted, year)]
    wanted += [(one[0], "overdue") for one in planted.planted.tasks if year in one[3] and one[2] == "overdue"]
    found = [(row["cell"], row["lack"]) for row in planted.report("open", year)]
    assert sorted(found) == sorted(wanted)
