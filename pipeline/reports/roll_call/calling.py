"""A roll names the exceptions: whom it does not name was there, unless a state of the roster says otherwise.

A name that no member has, or several, is taken for nobody. Where it may mean several, it is not known of any of them
whether they were there; the same where a roll says two things of one member.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.meeting import Absence, Presence
from pipeline.organisation import Body
from pipeline.outlook.filed import FiledMeeting, Json
from pipeline.reports.office_year import OfficeYear, day_in, path_of
from pipeline.reports.roll_call.model import Doubt, Mark, RollCall, Trouble
from pipeline.reports.roll_call.seats import Called, Seating
from pipeline.vietnamese.text import folded

FIGURES = (
    *("total_official", "total_probationary", "present_official", "present_probationary"),
    *("absent_excused", "absent_unexcused", "exempt"),
)
_MARKS = {
    Absence.EXCUSED.value: Mark.EXCUSED,
    Absence.UNEXCUSED.value: Mark.UNEXCUSED,
    Presence.EXEMPT.value: Mark.EXEMPT,
    Presence.EXEMPT_PRESENT.value: Mark.PRESENT,
    Presence.TEMPORARY_HERE.value: Mark.PRESENT,
    Presence.TEMPORARY_AWAY.value: Mark.AWAY,
    Presence.SUSPENDED.value: Mark.SUSPENDED,
    Presence.LATE.value: Mark.PRESENT,
    Presence.LEFT_EARLY.value: Mark.PRESENT,
}
_WORDS = {one.value: one.label for one in (*Absence, *Presence)}
_HERE, _LATE, _EARLY = Presence.TEMPORARY_HERE.value, Presence.LATE.value, Presence.LEFT_EARLY.value
_ABSENCES, _OTHERS = "Đảng viên vắng mặt", "Trường hợp khác"


class RollCalls:
    """The meetings of one body, called one by one."""

    def __init__(self, year: OfficeYear, body: Body) -> None:
        self._seating = Seating(year, body)
        self._today = year.today

    def of(self, meetings: Sequence[FiledMeeting]) -> list[RollCall]:
        """Those that were held by the day of the report, in their order."""
        return [call for call in map(self.call, meetings) if call is not None]

    def call(self, meeting: FiledMeeting) -> RollCall | None:
        """How it stood with everybody at a meeting; None where it was not held by the day of the report."""
        form = meeting.held_form
        if form is None:
            return None
        record = form["record"]
        day = day_in(record) or meeting.month.first_day  # checks look at the roster of that day too
        if day > self._today:
            return None
        called = self._seating.of(meeting, day)
        return _answered(meeting, record, path_of(meeting, form), day, called)


def _answered(meeting: FiledMeeting, record: Json, path: str, day: date, called: Called) -> RollCall:
    roll = record.get("roll") or {}
    trouble = _uncounted(roll, called)
    if trouble is not None:
        nothing = (Doubt(trouble),)
        return RollCall(meeting, record, path, day, called.seats, called.place, is_counted=False, doubts=nothing)
    others = roll.get("others") or ()
    said = _Said(called, {folded(row["name"]) for row in others if row["state"] == _HERE})
    for row in roll.get("absences") or ():
        said.take(_ABSENCES, row["name"], row["excuse"])
    for row in others:
        said.take(_OTHERS, row["name"], row["state"])
    marks = said.over(called.marks)
    return RollCall(
        meeting,
        record,
        path,
        day,
        called.seats,
        called.place,
        is_counted=True,
        marks=marks,
        late=frozenset(place for place in said.late if marks[place] is Mark.PRESENT),
        early=frozenset(place for place in said.early if marks[place] is Mark.PRESENT),
        visitors=tuple(dict.fromkeys(said.visitors)),
        doubts=tuple(said.doubts),
    )


def _uncounted(roll: Json, called: Called) -> Trouble | None:
    """Why a meeting counts for nobody; None where it counts."""
    if not (roll.get("absences") or roll.get("others")) and all(roll.get(name) is None for name in FIGURES):
        return Trouble.NO_ROLL
    return None if called.seats else Trouble.NO_ROSTER


@dataclass
class _Said:
    """What a roll says, name by name. `named` are places among the seats; `unclear` those that a name may mean.

    `here` are the folded names of those it says to be here for a time, on the roster or not.
    """

    called: Called
    here: set[str]
    named: dict[int, Mark] = field(default_factory=dict)
    unclear: set[int] = field(default_factory=set)
    late: set[int] = field(default_factory=set)
    early: set[int] = field(default_factory=set)
    visitors: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def take(self, where: str, name: str, word: str) -> None:
        place = self.called.place(name)
        if isinstance(place, Trouble):
            self._take_nobody(place, where, name, word)
            return
        if word == _LATE:
            self.late.add(place)
        elif word == _EARLY:
            self.early.add(place)
        mark = _MARKS[word]
        if self.named.setdefault(place, mark) is not mark:
            self.named[place] = Mark.UNCLEAR
            self.doubts.append(Doubt(Trouble.TWICE, where, name, _WORDS[word]))

    def _take_nobody(self, trouble: Trouble, where: str, name: str, word: str) -> None:
        if trouble is not Trouble.NAMESAKES and folded(name) in self.here:
            self.visitors += [name] if word == _HERE else []
            return
        self.unclear.update(self.called.may_be(name))
        self.doubts.append(Doubt(trouble, where, name, _WORDS[word]))

    def over(self, marks: Sequence[Mark]) -> list[Mark]:
        """The marks that hold where the roll says nothing, with what it says put over them."""
        found = list(marks)
        for place in self.unclear:
            found[place] = Mark.UNCLEAR
        for place, mark in self.named.items():
            found[place] = mark
        return found
