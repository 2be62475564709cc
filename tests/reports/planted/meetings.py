"""Faults in how meetings were held and what came of their papers: planted once everything else is mended."""

from __future__ import annotations

from tests.reports.planted.mended import sent
from tests.reports.planted.plain import Json, code_of
from tests.reports.planted.planting import Planting, copied


def plant_meetings(office: Planting) -> None:
    for plant in (
        _explained,
        _postponed,
        _put_off_and_cancelled,
        _revised,
        _withdrawn,
        _short,
        _papers,
        _results,
        _unscored,
    ):
        plant(office)


def _explained(office: Planting) -> None:
    """Gaps that the office has explained: cancelled with a reason, or on the follow-up of another meeting."""
    cell = "chi-bo-006"
    next_one = office.of(cell, "regular", "2025-10")
    cancelled = {
        "stage": "cancelled",
        "kind": "regular",
        "body": cell,
        "period": {"month": "2025-09"},
        "date": "2025-09-08",
        "reason": "Mưa lũ, giao thông bị chia cắt",
    }
    _before(office, next_one, cancelled)
    office.explain(office.of(cell, "committee", "2026-03"), "no-meeting", "Ba chi ủy viên đi học.", "2/2026")
    theme = office.all_of(cell, "thematic", "2026-07", "2026-09")
    held = next(one for one in theme if one["stage"] == "held")
    office.explain(held, "no-meeting", "Dồn sang quý sau.", "quý II/2026")
    office.explain(office.of("chi-bo-003", "regular", "2026-01"), "no-meeting", "Bí thư ốm.", "12/2025")
    late = office.of("chi-bo-007", "thematic", "2026-09")
    office.explain(late, "no-meeting", "Chờ báo cáo viên của tỉnh.", "quý III/2026")


def _postponed(office: Planting) -> None:
    """Put off with a reason, and held in the next month."""
    held = office.of("chi-bo-007", "regular", "2025-11")
    _before(
        office,
        held,
        {
            "stage": "postponed",
            "kind": "regular",
            "body": "chi-bo-007",
            "period": {"month": "2025-11"},
            "date": held["date"],
            "earlier_date": "2025-11-27",
            "announced": "2025-11-26",
            "reason": "Bí thư dự hội nghị ở tỉnh",
        },
    )


def _put_off_and_cancelled(office: Planting) -> None:
    """Put off and never held is not held; cancelled and held all the same is held."""
    cell = "chi-bo-012"
    put_off = {"stage": "postponed", "kind": "regular", "body": cell, "period": {"month": "2026-09"}}
    said = {"date": "2026-09-25", "earlier_date": "2026-09-07", "announced": "2026-09-04", "reason": "Bão số 5"}
    _before(office, office.of(cell, "regular", "2026-10"), put_off | said)
    held = office.of("chi-bo-011", "regular", "2026-06")
    cancelled = {name: held[name] for name in ("kind", "body", "period", "date")}
    _before(office, held, cancelled | {"stage": "cancelled", "reason": "Tưởng không họp được"})


def _before(office: Planting, form: Json, earlier: Json) -> None:
    office.forms.insert(next(n for n, one in enumerate(office.forms) if one is form), earlier)


def _revised(office: Planting) -> None:
    """The second version of a form counts: once it mends what the first said, once it says worse."""
    good = office.of("chi-bo-012", "regular", "2025-06")
    first = copied(good, score=[], grade="", last_tasks=[], new_tasks=[])
    office.lasts(first, 30)
    _before(office, good, first)
    worse = office.of("chi-bo-012", "regular", "2026-04")
    _before(office, worse, copied(worse))
    office.lasts(worse, 60)
    office.planted.duties.add(("chi-bo-012", "duration", "04/2026", "missing"))


def _withdrawn(office: Planting) -> None:
    """A meeting filed by mistake and taken back; another filed again behind it."""
    cell, taken = "chi-bo-011", office.planted.withdrawn
    gone = office.of(cell, "regular", "2025-10")
    office.without_follow_up(gone)
    taken.add(code_of(gone))
    office.planted.duties.add((cell, "regular", "10/2025", "missing"))
    for task in gone["new_tasks"]:  # of a meeting that never was: a later one reports them all the same
        assert any(row["task"] == task["task"] for row in office.of(cell, "regular", "2025-11")["last_tasks"])
    nowhere = [row["task"] for row in gone["last_tasks"]]
    office.planted.tasks |= {(cell, task, "overdue", (2025, 2026)) for task in nowhere}
    wrong = office.of(cell, "regular", "2026-05")
    office.without_follow_up(wrong)
    taken.add(code_of(wrong))
    office.again += [right := copied(wrong, ordinal=2), sent(right)]
    del right["code"]  # it is given a new one


def _short(office: Planting) -> None:
    """Meetings that lasted too short, or of which it is not recorded how long."""
    cell = "chi-bo-013"
    for month, minutes in (("2025-02", 80), ("2026-03", 89), ("2026-04", 90)):
        office.lasts(office.of(cell, "regular", month), minutes)
    for name, month in (("opened", "2025-05"), ("closed", "2026-05")):
        del office.of(cell, "regular", month)[name]
    office.lasts(office.of(cell, "regular", "2026-06"), 45)
    office.explain(office.of(cell, "regular", "2026-06"), "short-meeting", "Họp gọn để phòng chống bão.")
    spans = ("02/2025", "03/2026", "05/2025", "05/2026")
    office.planted.duties |= {(cell, "duration", span, "missing") for span in spans}
    office.planted.duties.add((cell, "duration", "06/2026", "explained"))


def _papers(office: Planting) -> None:
    """Papers that went out on the day itself, or nobody knows when."""
    cell = "chi-bo-014"
    theme = office.all_of(cell, "thematic", "2026-04", "2026-06")
    month = theme[0]["period"]["month"]
    for form in theme:
        if form["stage"] in ("planned", "held"):
            form["thematic"]["sending_due"] = form["date"]
    for late in ("2025-11", "2026-02", month):
        form = office.of(cell, "regular", late)
        form["announced"] = form["date"]
    for unsaid in ("2025-09", "2026-03"):
        office.of(cell, "regular", unsaid).pop("announced", None)
    # An explanation speaks of its own kind of meeting: the theme of the same month stays late.
    office.explain(office.of(cell, "regular", month), "papers-late", "Máy in hỏng.")
    span = f"{month[5:]}/{month[:4]}"
    office.planted.duties |= {
        (cell, "papers", "11/2025", "late"),
        (cell, "papers", "02/2026", "late"),
        (cell, "papers", "03/2026", "missing"),
        (cell, "papers", span, "explained"),
        (cell, "papers", span, "late"),
    }


def _results(office: Planting) -> None:
    """Results sent late or never; before 42-HD nobody had to."""
    cell, planted = "chi-bo-015", office.planted

    def resolved(first: str, count: int) -> list[Json]:
        forms = [one for one in office.all_of(cell, "regular", first) if one["stage"] == "held"]
        return [one for one in forms if one.get("outcome") == "resolution"][:count]

    early, (late, explained, never, only_issued) = resolved("2025-05", 1)[0], resolved("2026-02", 4)

    def resent(form: Json, days: int) -> None:
        office.follow_up(form)["dispatches"] = sent(form, days)["follow_up"]["dispatches"]

    def span(form: Json) -> str:
        month: str = form["period"]["month"]
        return f"{month[5:]}/{month[:4]}"

    resent(late, 3)
    resent(explained, 9)
    office.explain(explained, "result-late", "Văn thư nghỉ ốm.")
    for form in (early, never):
        office.without_follow_up(form)
        planted.duties.add((cell, "issued", span(form), "missing"))
        planted.papers.add((cell, "unsigned", code_of(form)))
    office.follow_up(only_issued)["dispatches"] = [{"kind": "resolution", "issued": only_issued["date"]}]
    planted.papers.add((cell, "not-sent", code_of(only_issued)))
    planted.duties |= {
        (cell, "result", span(late), "late"),
        (cell, "result", span(explained), "explained"),
        (cell, "result", span(never), "missing"),
    }


def _unscored(office: Planting) -> None:
    """Meetings that nobody scored: no rows, or rows without points."""
    cell = "chi-bo-016"
    none, blank, told = (office.of(cell, "regular", month) for month in ("2025-04", "2026-01", "2026-06"))
    theme = next(one for one in office.all_of(cell, "thematic", "2025-07", "2025-09") if one["stage"] == "held")
    for form in (none, told, theme):
        del form["score"], form["grade"]
    blank["score"] = [{"criterion": row["criterion"]} for row in blank["score"]]
    del blank["grade"]
    office.explain(told, "no-score", "Chờ khung chấm điểm mới.")
    month = theme["period"]["month"]
    spans = ("04/2025", "01/2026", f"{month[5:]}/{month[:4]}")
    office.planted.duties |= {(cell, "score", span, "missing") for span in spans}
    office.planted.duties.add((cell, "score", "06/2026", "explained"))
