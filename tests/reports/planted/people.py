"""Faults in rolls and assessments: planted once everything else is mended."""

from __future__ import annotations

from tests.reports.planted.plain import called, code_of, day
from tests.reports.planted.planting import Planting


def plant_people(office: Planting) -> None:
    for plant in (_absences, _members, _names, _namesakes_and_visitors, _weaknesses):
        plant(office)


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
    unnamed = office.of(cell, "regular", "2026-04")  # the roll says nothing, the roster does
    unnamed["roll"]["others"] = [row for row in unnamed["roll"]["others"] if row["name"] != away]
    unnamed["confirmed"] = True
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
