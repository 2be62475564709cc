"""What every cell owed and what became of it, reckoned from the raw forms by the text of the guidelines."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from tests.reports.planted.mended import FROM_42_HD
from tests.reports.planted.plain import Json, Sitting, day, holds, listed, roster

QUARTERS = ("I", "II", "III", "IV")
GAPS = {
    "duration": "short-meeting",
    "papers": "papers-late",
    "result": "result-late",
    "score": "no-score",
    "issued": "number-missing",
}
Told = tuple[str, str, str, str]  # cell, duty, span, state


def reckoned_duties(organisation: Json, told: dict[str, Sitting], year: int, today: date) -> list[Told]:
    """Every duty of every cell in the year, sorted."""
    cells = [body for body in organisation["bodies"] if body.get("kind") != "party-committee"]
    found: list[Told] = []
    for cell in cells:
        own = [one for one in told.values() if one.body == cell["id"] and not _is_ahead(one, today)]
        found += _meetings(cell, own, year, today)
        for one in own:
            if one.held and one.month.startswith(str(year)):
                found += _around(one, own, today)
    return sorted(found)


def _is_ahead(one: Sitting, today: date) -> bool:
    return bool(one.held and one.day and one.day > today)


def _meetings(cell: Json, own: list[Sitting], year: int, today: date) -> Iterator[Told]:
    for duty in ("regular", "committee", "thematic"):
        length = 3 if duty == "thematic" else 1
        for first in range(1, 13, length):
            months = [f"{year}-{month:02}" for month in range(first, first + length)]
            span = f"quý {QUARTERS[(first - 1) // 3]}/{year}" if length == 3 else f"{first:02}/{year}"
            end = _last(months[-1])
            lived = all(holds(cell, day(f"{month}-01")) and holds(cell, _last(month)) for month in months)
            held = [one for one in own if one.held and one.month in months and duty in _counts_as(one)]
            if duty == "committee" and not held and not _has_committee(cell, end):
                continue
            if held or lived:
                yield cell["id"], duty, span, _met(held, own, duty, months, end, today)


def _has_committee(cell: Json, on: date) -> bool:
    is_named = any(holds(entry, on) for entry in listed(cell.get("committee")))
    return is_named or any(one.office == "committee-member" for one in roster(cell, on))


def _counts_as(one: Sitting) -> set[str]:
    joint = {"thematic"} if one.held and one.held.get("thematic") and one.kind != "committee" else set()
    return {one.kind} | joint


def _met(held: list[Sitting], own: list[Sitting], duty: str, months: list[str], end: date, today: date) -> str:
    is_explained = any(
        gap == "no-meeting" and kind == duty and set(spoken) & set(months) for gap, kind, spoken in _explained(own)
    )
    if not held:
        return "explained" if is_explained else "not-due" if end >= today else "missing"
    first = min(held, key=lambda one: one.day or end)
    if (first.day or end) <= end:
        return "met"
    return "explained" if is_explained or (first.postponed and first.postponed.get("reason")) else "late"


def _last(month: str) -> date:
    year, number = map(int, month.split("-"))
    return date(year, number, monthrange(year, number)[1])


def _explained(own: list[Sitting]) -> Iterator[tuple[str, str, list[str]]]:
    """Gap, kind of meeting, and the months that are spoken of."""
    for one in own:
        if one.cancelled and one.cancelled.get("reason") and not one.held:
            yield "no-meeting", one.kind, [one.month]
        for form in one.later or ():
            for row in form["follow_up"].get("explanations", ()):
                yield row["gap"], one.kind, _spoken(row.get("concerning", "")) or [one.month]


def _spoken(text: str) -> list[str]:
    if found := re.fullmatch(r"quý (I|II|III|IV)/(\d{4})", text):
        first = 3 * QUARTERS.index(found[1]) + 1
        return [f"{found[2]}-{month:02}" for month in range(first, first + 3)]
    found = re.fullmatch(r"(\d{1,2})/(\d{4})", text)
    return [f"{found[2]}-{int(found[1]):02}"] if found else []


def _around(one: Sitting, own: list[Sitting], today: date) -> Iterator[Told]:
    """What a meeting that was held owes: it lasts, papers go out before, results behind it, it is scored, issued."""
    assert one.held and one.day
    states = {
        "duration": _lasted(one.held) if one.kind == "regular" else "",
        "papers": _papers(one) if one.kind != "committee" and one.day >= FROM_42_HD else "",
        "result": _result(one, today) if one.kind != "committee" and one.day >= FROM_42_HD else "",
        "score": _scored(one.held) if one.kind in ("regular", "thematic") else "",
        "issued": _issued(one, today),
    }
    for duty, state in states.items():
        if state in ("missing", "late"):
            known = any(
                gap == GAPS[duty] and kind == one.kind and one.month in months for gap, kind, months in _explained(own)
            )
            state = "explained" if known else state
        if state:
            yield one.body, duty, f"{one.month[5:]}/{one.month[:4]}", state


def _lasted(form: Json) -> str:
    if not (form.get("opened") and form.get("closed")):
        return "missing"
    began, ended = (int(form[name][:2]) * 60 + int(form[name][3:5]) for name in ("opened", "closed"))
    return "met" if ended - began >= (120 if form.get("thematic") else 90) else "missing"


def _papers(one: Sitting) -> str:
    days = []
    for form in (one.planned, one.held):
        if form:
            days += [form.get("thematic", {}).get("sending_due"), form.get("announced")]
    known = [day(stated) for stated in days if stated]
    if not known:
        return "missing"
    assert one.day
    return "met" if known[0] <= one.day - timedelta(days=1) else "late"


def _rows(one: Sitting) -> list[Json]:
    return [row for form in one.later or () for row in form["follow_up"].get("dispatches", ())]


def _result(one: Sitting, today: date) -> str:
    assert one.held and one.day
    if one.held.get("outcome") != "resolution":
        return ""  # this office files no other paper of a meeting
    due = one.day + timedelta(days=2)
    sent = [day(row.get("sent") or row["issued"]) for row in _rows(one)]
    sent = [on for on in sent if on <= today]
    if sent:
        return "met" if min(sent) <= due else "late"
    return "not-due" if due >= today else "missing"


def _scored(form: Json) -> str:
    rows = form.get("score", ())
    return "met" if any("self" in row or "cell" in row for row in rows) else "missing"


def _issued(one: Sitting, today: date) -> str:
    assert one.held
    if one.held.get("outcome") != "resolution" or one.kind == "committee":
        return ""
    return "met" if any(row.get("issued") and day(row["issued"]) <= today for row in _rows(one)) else "missing"


def open_papers(told: dict[str, Sitting], year: int, today: date) -> Iterator[tuple[str, str]]:
    """Cell and lack of each resolution that was not issued, or issued and not sent, by the day."""
    for one in told.values():
        if not one.held or not one.month.startswith(str(year)) or _is_ahead(one, today):
            continue
        if _issued(one, today) == "missing":
            yield one.body, "unsigned"
        elif _issued(one, today) and not any(row.get("sent") and day(row["sent"]) <= today for row in _rows(one)):
            yield one.body, "not-sent"
