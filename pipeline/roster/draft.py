"""The members of a body while changes are applied to them, and the problems met on the way."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pipeline.errors import Problem, Severity
from pipeline.messages import Message, msg
from pipeline.organisation import Body, Member
from pipeline.records import Places
from pipeline.roster.record import RosterChange
from pipeline.vietnamese.dates import date_in_figures
from pipeline.vietnamese.names import bare_name
from pipeline.vietnamese.text import folded

ONE_DAY = timedelta(days=1)
CHECK = msg("Please check.")
BY_HAND = msg("Please correct the form; where the roster is wrong, correct organisation.yaml.")

_WITH_DISTINCT = re.compile(r"(?P<name>[^()]+?)\s*\((?P<distinct>[^()]+)\)")
_NEAR = 0.75  # half a name mistyped is still worth a question, a common family name alone is not


def name_and_distinct(typed: str) -> tuple[str, str]:
    """`Nguyễn Thị Lan (Mầm non)` → the name, and what tells it from its namesakes."""
    found = _WITH_DISTINCT.fullmatch(typed)
    return (found["name"], found["distinct"].strip()) if found else (typed, "")


@dataclass(frozen=True)
class Row:
    """One change and its place in the form, counted from 0."""

    number: int
    change: RosterChange

    @property
    def label(self) -> str:
        """The name as the roster would list it."""
        name, distinct = name_and_distinct(self.change.name)
        return f"{name} ({distinct})" if distinct else name

    @property
    def decision(self) -> str:
        """`31-QĐ/ĐU, ngày 17/5/2019`; as much of it as is known."""
        decided = self.change.decided
        dated = f"ngày {date_in_figures(decided)}" if decided else ""
        return ", ".join(part for part in (self.change.decision, dated) if part)


class Draft:
    """A body's roster, member by member as it is to be. What is said of a change is collected in `problems`."""

    def __init__(self, body: Body, places: Places) -> None:
        self.body = body
        self.members = list(body.members)
        self.problems: list[Problem] = []
        self._places = places

    def update(self, number: int, **fields: Any) -> None:
        """Give a member other values; where they are the same, nothing has changed."""
        self.members[number] = self.members[number].model_copy(update=fields)

    def error(self, row: Row, column: str, code: str, message: Message, hint: Message = BY_HAND) -> None:
        self.problems.append(Problem(code, self._place(row, column), message, hint))

    def warn(self, row: Row, column: str, code: str, message: Message, hint: Message = CHECK) -> None:
        self.problems.append(Problem(code, self._place(row, column), message, hint, Severity.WARNING))

    def _place(self, row: Row, column: str) -> Message:
        return self._places.of("changes", row.number, column)

    def labelled(self, label: str) -> list[int]:
        """Every member of that very label: one, none, or several who were here at different times."""
        return [number for number, member in enumerate(self.members) if folded(member.label) == folded(label)]

    def find(self, row: Row) -> int | None:
        """Whom the row means, whether on the roster that day or not; None, with a problem, where that is not sure."""
        wanted = folded(row.label)
        found = self.labelled(wanted) or [n for n, member in enumerate(self.members) if folded(member.name) == wanted]
        if not found:
            return self._without_accents(row, wanted)
        day = row.change.day
        here = [n for n in found if self.members[n].holds_on(day) or self.members[n].holds_on(day - ONE_DAY)]
        if len(here or found) > 1:
            labels = "; ".join(sorted({self.members[n].label for n in here or found}))
            self.error(
                row,
                "name",
                "namesakes",
                msg("{count} members are called “{name}”.", count=len(here or found), name=row.change.name),
                msg("Please write which one: {choices}.", choices=labels),
            )
            return None
        return (here or found)[0]

    def _without_accents(self, row: Row, wanted: str) -> int | None:
        """A name typed without any accent, where one member only can be meant."""
        bare = [n for n, m in enumerate(self.members) if wanted in (bare_name(m.name), bare_name(m.label))]
        if len(bare) == 1:
            label = self.members[bare[0]].label
            self.warn(
                row,
                "name",
                "accents-added",
                msg("“{typed}” is taken as “{name}” of the roster.", typed=row.change.name, name=label),
                msg("Please write the full name if somebody else is meant."),
            )
            return bare[0]
        near = self._near(wanted)
        self.error(
            row,
            "name",
            "unknown-member",
            msg("“{name}” is not on the roster of “{body}”.", name=row.change.name, body=self.body.name[-1].value),
            msg("Did you mean “{name}”?", name="; ".join(near)) if near else msg("Please check the spelling."),
        )
        return None

    def _near(self, wanted: str) -> list[str]:
        """Names that look like what was typed, accents aside, the nearest first."""
        labels = {member.label: bare_name(member.name) for member in self.members}
        close = difflib.get_close_matches(bare_name(wanted), labels.values(), n=3, cutoff=_NEAR)
        return [label for bare in dict.fromkeys(close) for label, name in labels.items() if name == bare]

    def here(self, row: Row) -> int | None:
        """The member meant, who must be on the roster that day; None, with a problem, otherwise."""
        number = self.find(row)
        return number if number is not None and self.is_here(row, self.members[number]) else None

    def is_here(self, row: Row, member: Member) -> bool:
        """Whether the member is on the roster that day; a problem says why not."""
        day = row.change.day
        if member.from_ and day < member.from_:
            self.error(
                row,
                "day",
                "before-joining",
                msg("“{name}” joined on {joined:%d/%m/%Y} only.", name=member.label, joined=member.from_),
            )
        elif member.to and member.to < day:
            self.error(
                row,
                "day",
                "already-left",
                msg("“{name}” is on the roster until {to:%d/%m/%Y} only.", name=member.label, to=member.to),
            )
        return member.holds_on(day)
