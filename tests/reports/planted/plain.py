"""organisation.yaml and forms read as plain data, by the rules of the office and nothing of the program's own code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

Json = dict[str, Any]

SLUGS = {"regular": "thuong-ky", "extraordinary": "bat-thuong", "thematic": "chuyen-de", "committee": "chi-uy"}
COMMITTEE = ("secretary", "deputy", "acting", "committee-member")


def day(text: str) -> date:
    return date.fromisoformat(text)


def plain(text: str) -> str:
    """One writing for comparison: case, blanks and form of the accents do not count."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip().casefold()


def listed(value: Any) -> list[Json]:
    """What organisation.yaml writes as one value, as a list, or as lines with dates."""
    if value is None:
        return []
    many = value if isinstance(value, list) else [value]
    return [one if isinstance(one, dict) else {"value": one} for one in many]


def holds(entry: Json, on: date) -> bool:
    first, last = entry.get("from"), entry.get("to")
    return (not first or day(str(first)) <= on) and (not last or on <= day(str(last)))


@dataclass(frozen=True)
class Person:
    """A member on a day. `key` tells them from everybody else of the body."""

    key: int
    name: str
    label: str
    is_official: bool
    state: str
    office: str


def roster(body: Json, on: date) -> list[Person]:
    """Who belongs to the body on the day."""
    return [_person(key, raw, on) for key, raw in enumerate(listed(body.get("members"))) if holds(raw, on)]


def _person(key: int, raw: Json, on: date) -> Person:
    def now(name: str) -> list[str]:
        return [entry["value"] for entry in listed(raw.get(name)) if holds(entry, on)]

    offices = now("offices")
    states = now("states")
    return Person(
        key=key,
        name=raw["name"],
        label=label(raw),
        is_official="probationary" not in now("status"),
        state=next((one for one in ("suspended", "temporary-away", "exempt") if one in states), ""),
        office=next((one for one in COMMITTEE if one in offices), ""),
    )


def label(raw: Json) -> str:
    return f"{raw['name']} ({raw['distinct']})" if raw.get("distinct") else str(raw["name"])


def called(body: Json, on: date, kind: str) -> list[Person]:
    """Whom a meeting of the kind calls on the day."""
    return [one for one in roster(body, on) if kind != "committee" or one.office]


def code_of(form: Json) -> str:
    """The code that a meeting is filed under."""
    month = form["period"]["month"]
    return f"{form['body']}-{month}-{SLUGS[form['kind']]}-{form.get('ordinal', 1)}"


@dataclass
class Sitting:
    """All that the forms tell of one meeting; of each stage what was told last."""

    code: str
    body: str
    kind: str
    month: str
    held: Json | None = None
    planned: Json | None = None
    postponed: Json | None = None
    cancelled: Json | None = None
    later: list[Json] | None = None

    @property
    def day(self) -> date | None:
        told = self.held or self.postponed or self.planned
        return day(told["date"]) if told and told.get("date") else None


def sittings(forms: list[Json], withdrawn: set[str]) -> dict[str, Sitting]:
    """The meetings of the forms, which stand in the order they were dropped."""
    found: dict[str, Sitting] = {}
    for form in forms:
        code = code_of(form)
        if code in withdrawn:
            continue
        one = found.setdefault(code, Sitting(code, form["body"], form["kind"], form["period"]["month"], later=[]))
        if form["stage"] == "followed-up":
            assert one.later is not None
            one.later.append(form)
        else:
            setattr(one, form["stage"], form)
    return found


def speakers(form: Json) -> Iterator[str]:
    for item in form.get("agenda", ()):
        for opinion in item.get("opinions", ()):
            yield opinion["speaker"]
