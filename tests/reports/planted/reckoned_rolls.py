"""Who was there and who spoke, reckoned from the raw forms and the roster of each day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from tests.reports.planted.plain import Json, Person, Sitting, called, plain

Tally = Counter[str]  # by mark; `late` beside them


@dataclass(frozen=True)
class Call:
    """A meeting with how it stood with everybody whom it called."""

    one: Sitting
    seats: tuple[Person, ...]
    marks: dict[int, str]
    late: frozenset[int]
    visitors: tuple[str, ...]

    def meant(self, name: str) -> list[int]:
        """Whom a name may mean: by label, else every namesake."""
        of_label = [seat.key for seat in self.seats if plain(seat.label) == plain(name)]
        return of_label or [seat.key for seat in self.seats if plain(seat.name) == plain(name)]


class Rolls:
    """The calls of every cell, by cell, in the order of their days."""

    def __init__(self, organisation: Json, told: dict[str, Sitting], today: date) -> None:
        self.calls: dict[str, list[Call]] = {body["id"]: [] for body in organisation["bodies"]}
        bodies = {body["id"]: body for body in organisation["bodies"]}

        @cache
        def seats(cell: str, on: date, kind: str) -> tuple[Person, ...]:
            return tuple(called(bodies[cell], on, kind))

        for one in sorted(told.values(), key=lambda one: (one.day or date.min, one.month)):
            if one.held and one.day and one.day <= today:
                self.calls[one.body].append(_call(one, seats(one.body, one.day, one.kind)))

    def of_year(self, year: int) -> Iterator[tuple[str, list[Call]]]:
        for cell, calls in self.calls.items():
            yield cell, [call for call in calls if call.one.month.startswith(str(year))]


def _call(one: Sitting, seats: tuple[Person, ...]) -> Call:
    assert one.held
    roll = one.held["roll"]
    rows = [(row["name"], row["excuse"]) for row in roll.get("absences", ())]
    rows += [(row["name"], row["state"]) for row in roll.get("others", ())]
    visitors = tuple(name for name, state in rows if state == "temporary-here")
    marks = {seat.key: seat.state or "present" for seat in seats}
    call = Call(one, seats, marks, frozenset(), visitors)
    late = set()
    for name, state in rows:
        meant = call.meant(name)
        for key in meant:
            is_here = state in ("late", "exempt-present")
            marks[key] = "unclear" if len(meant) > 1 else "present" if is_here else state
        late |= set(meant) if state == "late" else set()
    return Call(one, seats, marks, frozenset(late), visitors)


def _add(tally: Tally, call: Call, key: int) -> None:
    tally[call.marks[key]] += 1
    tally["late"] += key in call.late


def rates(rolls: Rolls, year: int) -> dict[tuple[str, str], tuple[int, Tally]]:
    """By cell and kind of meeting: how many there were, and all marks."""
    found: dict[tuple[str, str], tuple[int, Tally]] = {}
    for cell, calls in rolls.of_year(year):
        for call in calls:
            number, tally = found.get((cell, call.one.kind), (0, Counter()))
            for seat in call.seats:
                _add(tally, call, seat.key)
            found[cell, call.one.kind] = number + 1, tally
    return found


def members(rolls: Rolls, year: int) -> list[tuple[str, str, str, Tally]]:
    """Cell, label, kind of meeting and marks of everybody; who left and came back is another."""
    found: dict[tuple[str, int, str, str], Tally] = defaultdict(Counter)
    visitors: Counter[tuple[str, str, str]] = Counter()
    for cell, calls in rolls.of_year(year):
        for call in calls:
            for seat in call.seats:
                _add(found[cell, seat.key, seat.label, call.one.kind], call, seat.key)
            visitors.update((cell, name, call.one.kind) for name in call.visitors)
    told = [(cell, label, kind, +tally) for (cell, _, label, kind), tally in found.items()]
    return told + [(*key, Counter(present=times)) for key, times in visitors.items()]


def officers(rolls: Rolls, year: int) -> dict[tuple[str, str, str, str], Tally]:
    """By cell, label, office and kind of meeting: the meetings on whose days they held it."""
    found: dict[tuple[str, str, str, str], Tally] = defaultdict(Counter)
    for cell, calls in rolls.of_year(year):
        for call in calls:
            for seat in call.seats:
                if seat.office:
                    _add(found[cell, seat.label, seat.office, call.one.kind], call, seat.key)
    return found


def runs(rolls: Rolls, year: int) -> set[tuple[Any, ...]]:
    """Cell, label, periods, and how many without reason at most one after the other, of each run into the year."""
    found = set()
    for cell, calls in rolls.calls.items():
        rows: dict[int, list[Call]] = defaultdict(list)
        labels: dict[int, str] = {}
        done: list[tuple[int, list[Call]]] = []
        for call in calls:
            if call.one.kind != "regular":
                continue
            for seat in call.seats:
                labels[seat.key] = seat.label
                if call.marks[seat.key] == "present":
                    done.append((seat.key, rows.pop(seat.key, [])))
                elif call.marks[seat.key] in ("excused", "unexcused"):
                    rows[seat.key].append(call)
        for key, row in (*done, *rows.items()):
            months = tuple(call.one.month for call in row)
            if any(month.startswith(str(year)) for month in months):
                found.add((cell, labels[key], months, _without_reason(key, row, year)))
    return found


def _without_reason(key: int, row: list[Call], year: int) -> int:
    longest, line = 0, list[str]()
    for call in row:
        line = [*line, call.one.month] if call.marks[key] == "unexcused" else []
        if any(month.startswith(str(year)) for month in line):
            longest = max(longest, len(line))
    return longest


def spoken(rolls: Rolls, year: int) -> dict[str, tuple[int, int, int, int]]:
    """By meeting: present, members present who spoke, their opinions, items that members present put forward."""
    found = {}
    for _, calls in rolls.of_year(year):
        for call in calls:
            voices, presented = _heard(call)
            here = [*call.marks.values()].count("present")
            found[call.one.code] = (here, len(voices), voices.total(), presented.total())
    return found


def voices(rolls: Rolls, year: int) -> list[tuple[str, str, bool, tuple[int, ...]]]:
    """Cell, label, whether of the committee's meetings; attended, spoke at, opinions, items put forward."""
    found: dict[tuple[str, int, str, bool], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for cell, calls in rolls.of_year(year):
        for call in calls:
            said, presented = _heard(call)
            for seat in call.seats:
                line = found[cell, seat.key, seat.label, call.one.kind == "committee"]
                line[0] += call.marks[seat.key] == "present"
                line[1] += seat.key in said
                line[2] += said[seat.key]
                line[3] += presented[seat.key]
    return [(cell, label, is_committee, tuple(line)) for (cell, _, label, is_committee), line in found.items()]


def _heard(call: Call) -> tuple[Counter[int], Counter[int]]:
    assert call.one.held
    said: Counter[int] = Counter()
    presented: Counter[int] = Counter()
    for item in call.one.held["agenda"]:
        for count, names in ((said, [one["speaker"] for one in item["opinions"]]), (presented, [item["presenter"]])):
            for name in names:
                meant = call.meant(name)
                if len(meant) == 1 and call.marks[meant[0]] == "present":
                    count[meant[0]] += 1
    return said, presented
