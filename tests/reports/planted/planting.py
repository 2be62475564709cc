"""The office while faults are planted into it, and the list of what was planted."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.reports.planted.mended import after, figure
from tests.reports.planted.plain import Json, called, code_of, day

Found = tuple[Any, ...]


@dataclass
class Planted:
    """What the reports must find. Tuples begin with the cell; `withdrawn` are codes of meetings taken back."""

    duties: set[Found] = field(default_factory=set)  # duty, span, state
    runs: set[Found] = field(default_factory=set)  # name, periods
    unexcused: set[Found] = field(default_factory=set)  # name, kind, month
    unmatched: set[Found] = field(default_factory=set)  # code, trouble, what is said
    unheard: set[Found] = field(default_factory=set)  # code, trouble, name
    tasks: set[Found] = field(default_factory=set)  # task, mark, years in which it is told
    rates: set[Found] = field(default_factory=set)  # code: points other than the levels give
    scores: set[Found] = field(default_factory=set)  # code, what is wrong
    again: set[Found] = field(default_factory=set)  # kind, months
    papers: set[Found] = field(default_factory=set)  # lack, code: as the report on open ends tells them
    withdrawn: set[str] = field(default_factory=set)


@dataclass
class Planting:
    """organisation.yaml and the forms, in the order they will be dropped."""

    organisation: Json
    forms: list[Json]
    planted: Planted = field(default_factory=Planted)
    again: list[Json] = field(default_factory=list)  # dropped once the meetings by mistake were withdrawn

    def body(self, cell: str) -> Json:
        return next(body for body in self.organisation["bodies"] if body["id"] == cell)

    def of(self, cell: str, kind: str, month: str, stage: str = "held") -> Json:
        """The form of a meeting; of a revised one the last."""
        found = [
            form
            for form in self.forms
            if (form["body"], form["kind"], form["period"]["month"], form["stage"]) == (cell, kind, month, stage)
        ]
        return found[-1]

    def all_of(self, cell: str, kind: str = "", first: str = "", last: str = "9999") -> list[Json]:
        """The forms of a cell, of one kind where asked, for the periods from the first to the last."""
        return [
            form
            for form in self.forms
            if form["body"] == cell and kind in ("", form["kind"]) and first <= form["period"]["month"] <= last
        ]

    def drop(self, cell: str, kind: str, first: str, last: str = "") -> None:
        """Nothing of these meetings is ever handed in."""
        gone = self.all_of(cell, kind, first, last or first)
        assert gone
        self.forms = [form for form in self.forms if not any(form is one for one in gone)]

    def put_behind(self, form: Json, *others: Json) -> None:
        """More forms, dropped after this one."""
        place = next(number for number, one in enumerate(self.forms) if one is form)
        self.forms[place + 1 : place + 1] = others

    def follow_up(self, form: Json) -> Json:
        """What the follow-up of a meeting says."""
        code = code_of(form)
        said: Json = next(
            one["follow_up"] for one in self.forms if one["stage"] == "followed-up" and code_of(one) == code
        )
        return said

    def without_follow_up(self, form: Json) -> None:
        code = code_of(form)
        self.forms = [one for one in self.forms if not (one["stage"] == "followed-up" and code_of(one) == code)]

    def explain(self, form: Json, gap: str, text: str, concerning: str = "") -> None:
        """An explanation on the follow-up of a meeting, which may have none so far."""
        row = {"gap": gap, "text": text} | ({"concerning": concerning} if concerning else {})
        code = code_of(form)
        if any(one["stage"] == "followed-up" and code_of(one) == code for one in self.forms):
            self.follow_up(form).setdefault("explanations", []).append(row)
        else:
            self.put_behind(form, after(form, explanations=[row]))

    def lasts(self, form: Json, minutes: int) -> None:
        form["opened"] = "14:00:00"
        form["closed"] = f"{14 + minutes // 60:02}:{minutes % 60:02}:00"

    def absent(self, form: Json, name: str, excuse: str = "excused") -> None:
        roll = form["roll"]
        roll["absences"] = [row for row in roll["absences"] if row["name"] != name] + [{"name": name, "excuse": excuse}]
        roll["others"] = [row for row in roll["others"] if row["name"] != name]
        figure(self.body(form["body"]), form)
        self._give_way(form, name)

    def present(self, form: Json, name: str) -> None:
        form["roll"]["absences"] = [row for row in form["roll"]["absences"] if row["name"] != name]
        figure(self.body(form["body"]), form)

    def _give_way(self, form: Json, name: str) -> None:
        """Somebody else acts and speaks for who is absent."""
        away = {row["name"] for row in form["roll"]["absences"]}
        here = [one.label for one in called(self.body(form["body"]), day(form["date"]), form["kind"])]
        other = next(one for one in here if one not in away)
        for key in ("chair", "recorder"):
            form[key] = other if form[key] == name else form[key]
        for item in form["agenda"]:
            item["presenter"] = other if item["presenter"] == name else item["presenter"]
            for opinion in item["opinions"]:
                opinion["speaker"] = other if opinion["speaker"] == name else opinion["speaker"]

    def plain_members(self, cell: str) -> list[str]:
        """Members without office who are there through both years, and expected."""
        body = self.body(cell)
        days = [date(year, month, 1) for year in (2025, 2026) for month in range(1, 13)] + [date(2026, 12, 31)]
        there = [{one.label for one in called(body, on, "regular") if not one.office and not one.state} for on in days]
        return sorted(set.intersection(*there))


def moved(form: Json, to: date) -> None:
    """The meeting is held on another day; what is dated from it goes along."""
    by = to - day(form["date"])
    form["date"] = str(to)
    for name in ("draft_due", "approval_due", "sending_due"):
        if name in form.get("thematic", {}):
            form["thematic"][name] = str(day(form["thematic"][name]) + by)


def copied(form: Json, **changes: Any) -> Json:
    return {**deepcopy(form), **changes}
