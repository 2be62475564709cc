"""Faults in what the forms say: planted once everything else is mended."""

from __future__ import annotations

from datetime import timedelta

from tests.reports.planted.mended import after, figure, sent
from tests.reports.planted.plain import Json, called, code_of, day
from tests.reports.planted.planting import Planting, copied


def plant_content(office: Planting) -> None:
    for plant in (
        *(_explained, _postponed, _put_off_and_cancelled, _revised, _withdrawn, _short, _papers, _results, _unscored),
        *(
            _tasks,
            _tasks_told_otherwise,
            _scores,
            _superior,
            _absences,
            _members,
            _names,
            _namesakes_and_visitors,
            _weaknesses,
        ),
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
    for month in ("2025-11", "2026-02", "2026-06"):
        form = office.of(cell, "regular", month)
        form["announced"] = form["date"]
    for month in ("2025-09", "2026-03"):
        office.of(cell, "regular", month).pop("announced", None)
    for form in office.all_of(cell, "thematic", "2026-04", "2026-06"):
        if form["stage"] in ("planned", "held"):
            form["thematic"]["sending_due"] = form["date"]
            span = form["period"]["month"]
    office.explain(office.of(cell, "regular", "2026-06"), "papers-late", "Máy in hỏng.")
    office.planted.duties |= {
        (cell, "papers", "11/2025", "late"),
        (cell, "papers", "02/2026", "late"),
        (cell, "papers", "03/2026", "missing"),
        (cell, "papers", "06/2026", "explained"),
    }
    if span != "2026-06":  # one explanation speaks of all meetings of its kind and month
        office.planted.duties.add((cell, "papers", f"{span[5:]}/{span[:4]}", "late"))
    else:
        office.planted.duties.add((cell, "papers", "06/2026", "late"))


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


def _absences(office: Planting) -> None:
    """Three running, over the turn of the year, broken by one presence; without reason; who holds an office."""
    cell, planted = "chi-bo-019", office.planted
    long_away, turned, broken, careless = office.plain_members(cell)[:4]
    for name in (long_away, turned, broken, careless):
        for form in office.all_of(cell):
            if form["stage"] == "held" and form["kind"] != "committee":
                office.present(form, name)

    def miss(name: str, *months: str, excuse: str = "excused") -> None:
        for month in months:
            office.absent(office.of(cell, "regular", month), name, excuse)
            if excuse == "unexcused":
                planted.unexcused.add((cell, name, "regular", month))

    miss(long_away, "2025-04", "2025-05", "2025-06")
    planted.runs.add((cell, long_away, ("2025-04", "2025-05", "2025-06")))
    miss(turned, "2025-11", "2025-12", "2026-01")
    planted.runs.add((cell, turned, ("2025-11", "2025-12", "2026-01")))
    miss(broken, "2026-03", "2026-04", "2026-06", "2026-07")
    miss(careless, "2026-08", "2026-09", "2026-10", "2026-11", excuse="unexcused")
    planted.runs.add((cell, careless, ("2026-08", "2026-09", "2026-10", "2026-11")))
    for form in office.all_of(cell, "thematic", "2025-10", "2025-12"):
        if form["stage"] == "held":  # a thematic meeting is no regular one: no run
            office.absent(form, careless, "unexcused")
            planted.unexcused.add((cell, careless, "thematic", form["period"]["month"]))
    committee = office.of(cell, "committee", "2026-02")
    seats = called(office.body(cell), day(committee["date"]), "committee")
    deputy = next(one.label for one in seats if one.office == "deputy")
    office.absent(committee, deputy, "unexcused")
    planted.unexcused.add((cell, deputy, "committee", "2026-02"))
    office.absent(office.of(cell, "regular", "2026-02"), deputy, "excused")


def _members(office: Planting) -> None:
    """A run that meetings at which the member was not expected neither break nor lengthen."""
    cell, planted = "chi-bo-020", office.planted
    members = office.body(cell)["members"]
    away = next(one["name"] for one in members if one.get("states", [{}])[0].get("value") == "temporary-away")
    for form in office.all_of(cell, "regular", "2026-01", "2026-10"):
        if form["stage"] == "held" and form["period"]["month"] not in ("2026-03", "2026-04", "2026-05", "2026-06"):
            office.present(form, away)
    for month in ("2026-02", "2026-07", "2026-08"):
        office.absent(office.of(cell, "regular", month), away)
    planted.runs.add((cell, away, ("2026-02", "2026-07", "2026-08")))


def _names(office: Planting) -> None:
    """Names that nobody bears, opinions of who was absent, figures other than the names."""
    cell, planted = "chi-bo-016", office.planted
    strange, speaking, figures = (office.of(cell, "regular", month) for month in ("2025-08", "2025-09", "2025-11"))
    strange["roll"]["absences"].append({"name": "Khổng Bá Lạ", "excuse": "excused"})
    strange["roll"]["absent_excused"] += 1
    strange["roll"]["present_official"] -= 1
    planted.unmatched |= {
        (cell, code_of(strange), "unknown", "Khổng Bá Lạ"),
        (cell, code_of(strange), "figures", str(strange["roll"]["present_official"])),
    }
    name = office.plain_members(cell)[0]
    office.absent(speaking, name)
    speaking["agenda"][0]["opinions"].append({"speaker": name, "text": "Nhất trí."})
    planted.unheard.add((cell, code_of(speaking), "not-there", name))
    figures["roll"]["total_official"] += 1
    figures["roll"]["present_official"] += 1
    planted.unmatched |= {
        (cell, code_of(figures), "figures", str(figures["roll"][name]))
        for name in ("total_official", "present_official")
    }


def _namesakes_and_visitors(office: Planting) -> None:
    """A name that two members bear; members of other cells who are here for a time; who is exempt and came."""
    cell, planted = "chi-bo-016", office.planted
    form = office.of(cell, "regular", "2026-03")
    form["roll"]["absences"].append({"name": "Ngô Thị Lan", "excuse": "excused"})
    form["roll"]["absent_excused"] += 1
    form["roll"]["present_official"] -= 1
    planted.unmatched.add((cell, code_of(form), "namesakes", "Ngô Thị Lan"))
    for month in ("2026-09", "2026-10"):
        form = office.of("chi-bo-020", "regular", month)
        form["roll"]["others"].append({"name": "Doãn Thế Khách", "state": "temporary-here"})
        form["agenda"][0]["opinions"].append({"speaker": "Doãn Thế Khách", "text": "Nhất trí."})
    form = office.of("chi-bo-020", "regular", "2026-11")
    exempt = next(row for row in form["roll"]["others"] if row["state"] == "exempt")
    exempt["state"] = "exempt-present"
    form["roll"]["exempt"] -= 1
    form["roll"]["present_official"] += 1


def _weaknesses(office: Planting) -> None:
    """Weaknesses told again in other words; one that only sounds alike is another."""
    cell, planted = "chi-bo-002", office.planted
    told = {
        "2025-03": "Sinh hoạt tổ chuyên môn còn hình thức, ít đi sâu vào đổi mới phương pháp.",
        "2025-07": "- Sinh hoạt tổ chuyên môn ở tháng 6 còn hình thức, đi sâu ít vào đổi mới phương pháp",
        "2026-02": "1. Việc sinh hoạt tổ chuyên môn còn HÌNH THỨC, ít đi sâu đổi mới phương pháp.",
    }
    for month, text in told.items():
        office.of(cell, "regular", month)["assessment"]["weaknesses"] = text
    planted.again |= {
        (cell, "weaknesses", ("2025-03", "2025-07")),
        (cell, "weaknesses", ("2025-03", "2025-07", "2026-02")),
    }
    office.of(cell, "regular", "2026-05")["assessment"]["weaknesses"] = "Sinh hoạt tổ chuyên môn chưa đúng lịch."
    first = "Một số đảng viên nộp đảng phí chậm"
    office.of(cell, "regular", "2026-08")["assessment"]["weaknesses"] = f"{first};\nSổ họp ghi chưa đủ."
    office.of(cell, "regular", "2026-09")["assessment"]["weaknesses"] = f"Không có.\n+ {first} trong tháng 9."
    planted.again.add((cell, "weaknesses", ("2026-08", "2026-09")))
    for month in ("2025-05", "2025-06"):
        office.of(cell, "regular", month)["assessment"]["remedies"] = "Giao phó bí thư theo dõi hằng tuần"
    planted.again.add((cell, "remedies", ("2025-05", "2025-06")))
