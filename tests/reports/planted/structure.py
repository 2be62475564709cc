"""Faults in which meetings there are and when: planted before the forms are mended around them."""

from __future__ import annotations

from datetime import date

from tests.reports.planted.plain import Json
from tests.reports.planted.planting import Planting, copied, moved

NAMESAKES = ("Mầm non", "Tiểu học")
NEW_MEMBER, PROBATIONER = "Phùng Khắc Vượng", "Mạc Thị Quế Trân"


def plant_structure(office: Planting) -> None:
    for plant in (_not_held, _held_late, _held_early, _without_committee, _founded_and_ended, _joint, _members):
        plant(office)


def _not_held(office: Planting) -> None:
    """Meetings of which no form was ever handed in."""
    missing = [
        ("chi-bo-001", "regular", "2025-03", "2025-03", ["03/2025"]),
        ("chi-bo-001", "regular", "2026-12", "2026-12", ["12/2026"]),
        ("chi-bo-002", "thematic", "2025-04", "2025-06", ["quý II/2025"]),
        ("chi-bo-002", "thematic", "2026-10", "2026-12", ["quý IV/2026"]),
        ("chi-bo-003", "committee", "2025-05", "2025-06", ["05/2025", "06/2025"]),
        ("chi-bo-003", "committee", "2026-01", "2026-01", ["01/2026"]),
        ("chi-bo-012", "regular", "2026-09", "2026-09", ["09/2026"]),  # put off, and never held
    ]
    for cell, kind, first, last, spans in missing:
        office.drop(cell, kind, first, last)
        office.planted.duties |= {(cell, kind, span, "missing") for span in spans}
    office.drop("chi-bo-003", "regular", "2025-12")  # explained in the next year
    office.planted.duties.add(("chi-bo-003", "regular", "12/2025", "explained"))
    for kind, month in (("regular", "2025-09"), ("committee", "2026-02"), ("thematic", "2026-06")):
        first = "2026-04" if kind == "thematic" else month
        office.drop("chi-bo-006", kind, first, month)  # explained further on
        span = "quý II/2026" if kind == "thematic" else f"{month[5:]}/{month[:4]}"
        office.planted.duties.add(("chi-bo-006", kind, span, "explained"))


def _held_late(office: Planting) -> None:
    """Meetings of a month or quarter that were held in the next one, also in the next year."""
    late = [
        ("chi-bo-004", "regular", "2025-07", date(2025, 8, 4), "07/2025", "late"),
        ("chi-bo-004", "regular", "2025-10", date(2025, 11, 3), "10/2025", "late"),  # by then 42-HD holds
        ("chi-bo-004", "regular", "2025-12", date(2026, 1, 5), "12/2025", "late"),
        ("chi-bo-005", "committee", "2026-06", date(2026, 7, 1), "06/2026", "late"),
        ("chi-bo-007", "regular", "2025-11", date(2025, 12, 2), "11/2025", "explained"),
    ]
    for cell, kind, month, to, span, state in late:
        moved(office.of(cell, kind, month), to)
        office.planted.duties.add((cell, kind, span, state))
    for cell, first, last, to, span, state in (
        ("chi-bo-005", "2026-01", "2026-03", date(2026, 4, 10), "quý I/2026", "late"),
        ("chi-bo-007", "2026-07", "2026-09", date(2026, 10, 3), "quý III/2026", "explained"),
    ):
        for form in office.all_of(cell, "thematic", first, last):
            form["period"]["month"] = last
            form.pop("code", None)
            moved(form, to)
        office.planted.duties.add((cell, "thematic", span, state))


def _held_early(office: Planting) -> None:
    """Before its month, as for Tết: that is in time, and counts for its own month and year."""
    moved(office.of("chi-bo-005", "regular", "2026-02"), date(2026, 1, 30))
    moved(office.of("chi-bo-006", "regular", "2026-01"), date(2025, 12, 30))


def _without_committee(office: Planting) -> None:
    """A cell whose committee ended with a year owes no meetings of one since."""
    body = office.body("chi-bo-013")
    body["committee"] = {"value": body["committee"], "to": "2025-12-31"}
    for member in body["members"]:
        if member.get("offices") == "committee-member":
            member["offices"] = {"value": "committee-member", "to": "2025-12-31"}
    office.drop("chi-bo-013", "committee", "2026-01", "2026-12")


def _founded_and_ended(office: Planting) -> None:
    """A month or quarter that a cell did not live through whole owes nothing, though what was held counts."""
    office.body("chi-bo-008")["from"] = "2025-04-15"
    office.body("chi-bo-009")["to"] = "2026-08-20"
    office.forms = [
        form
        for form in office.forms
        if not (form["body"] == "chi-bo-008" and form["date"] < "2025-04-15")
        and not (form["body"] == "chi-bo-009" and form["date"] > "2026-08-20")
    ]


def _joint(office: Planting) -> None:
    """A regular sitting that takes up the quarter's theme; one lasted less than the 120 minutes of such a sitting."""
    for first, last, month, minutes in (("2025-07", "2025-09", "2025-08", 125), ("2026-01", "2026-03", "2026-02", 119)):
        part = office.all_of("chi-bo-010", "thematic", first, last)[-1]["thematic"]
        office.drop("chi-bo-010", "thematic", first, last)
        sitting = office.of("chi-bo-010", "regular", month)
        sitting["thematic"] = {name: value for name, value in part.items() if not name.endswith("_due")}
        office.lasts(sitting, minutes)
    office.planted.duties.add(("chi-bo-010", "duration", "02/2026", "missing"))
    office.drop("chi-bo-010", "thematic", "2026-07", "2026-09")
    like = office.of("chi-bo-010", "regular", "2026-08")
    called = {
        "kind": "extraordinary",
        "date": "2026-08-27",
        "reason": "Chuyên đề theo chỉ đạo",
        "outcome": "minutes-only",
    }
    sitting = copied(like, **called, thematic=sitting["thematic"], last_tasks=[], new_tasks=[], assessment={})
    office.forms.append(sitting)  # scored, though it need not be


def _members(office: Planting) -> None:
    """Who joins, leaves, is admitted, moves on or changes state within the years."""
    members: list[Json] = office.body("chi-bo-020")["members"]
    plain = [one for one in members if set(one) <= {"name", "work"}]
    plain[0]["to"] = office.of("chi-bo-020", "regular", "2025-07")["date"]  # still called on the last day
    plain[1]["states"] = [{"value": "temporary-away", "from": "2026-03-01", "to": "2026-06-30"}]
    plain[2]["states"] = [{"value": "suspended", "from": "2025-09-01", "to": "2025-11-30"}]
    plain[3]["states"] = [{"value": "exempt", "from": "2026-05-20"}]
    plain[4]["offices"] = [{"value": "committee-member", "from": "2026-04-01"}]
    members.append({"name": NEW_MEMBER, "from": office.of("chi-bo-020", "regular", "2026-03")["date"]})
    members.append({"name": plain[5]["name"], "from": "2025-11-15"})  # left, and came back
    plain[5]["to"] = "2025-04-20"
    office.body("chi-bo-016")["members"] += [{"name": "Ngô Thị Lan", "distinct": unit} for unit in NAMESAKES]
    probation = [
        {"value": "probationary", "from": "2025-05-19", "to": "2026-05-18"},
        {"value": "official", "from": "2026-05-19"},
    ]
    members.append({"name": PROBATIONER, "from": "2025-05-19", "status": probation})
