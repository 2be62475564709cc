"""A list of people held against the roster: who is new, known, different or not on the list; nobody is taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from pipeline.errors import Problem, Severity
from pipeline.messages import Message, msg
from pipeline.organisation import Body, Member, Office, Organisation
from pipeline.organisation.members import DatedOffice
from pipeline.records import on_day
from pipeline.roster.listed.entering import described, new_member, office_labels, status_label
from pipeline.roster.listed.matching import is_called, meant, told_apart
from pipeline.roster.listed.people import Listed
from pipeline.roster.standing import SINGLE_OFFICES
from pipeline.vietnamese.text import folded, strip_accents

_BRACKETS = msg("Please tell namesakes apart in the list, in brackets behind the name: Name (1990).")


class Action(Enum):
    """What becomes of a person. `UNCLEAR`: who is meant cannot be told, nothing is done."""

    ADDED = "added"
    COMPLETED = "completed"
    THERE = "there"
    DIFFERS = "differs"
    UNCLEAR = "unclear"
    NOT_LISTED = "not-listed"


@dataclass(frozen=True)
class ComparedRow:
    """A person of the list or of the roster, and what the roster gets, keeps or lacks."""

    action: Action
    name: str
    where: Message
    details: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Everybody, the list's people first; the office as it is to be; what is odd."""

    rows: tuple[ComparedRow, ...]
    organisation: Organisation
    problems: tuple[Problem, ...]


def compare(organisation: Organisation, body: Body, people: tuple[Listed, ...], as_of: date) -> Comparison:
    """Hold the list against the members of a body who are here on `as_of`."""
    work = _Work(body, as_of)
    apart = told_apart(people, body)
    counted = Counter(folded(person.label) for person in apart)
    rows = [work.row(person, counted[folded(person.label)] > 1) for person in apart]
    rows += work.not_listed()
    work.say_undated()
    changed = body.model_copy(update={"members": tuple(work.members)})
    bodies = tuple(changed if known is body else known for known in organisation.bodies)
    return Comparison(tuple(rows), organisation.model_copy(update={"bodies": bodies}), tuple(work.problems))


class _Work:
    def __init__(self, body: Body, as_of: date) -> None:
        self._as_of = as_of
        self._before = body.members
        self._found: set[int] = set()
        self.members = list(body.members)
        self.problems: list[Problem] = []
        self._undated = 0

    def row(self, person: Listed, is_doubled: bool) -> ComparedRow:
        free = [(n, m) for n, m in enumerate(self._before) if is_called(m, person) and self._is_free_to_mean(n)]
        if is_doubled:
            self._found |= {number for number, _member in free}
            message = msg("“{name}” stands on the list twice and cannot be told apart.", name=person.label)
            return self._unclear(person, message)
        known = meant(person, free)
        if len(known) > 1:
            self._found |= set(known)
            labels = "; ".join(self._before[number].label for number in known)
            return self._unclear(person, msg("It may be any of these: {choices}.", choices=labels))
        return self._compared(person, known[0]) if known else self._added(person)

    def _is_free_to_mean(self, number: int) -> bool:
        return number not in self._found and self._is_here(self._before[number])

    def not_listed(self) -> Iterator[ComparedRow]:
        """Members who are here and not on the list: they stay."""
        for number, member in enumerate(self._before):
            if number not in self._found and self._is_here(member):
                yield ComparedRow(Action.NOT_LISTED, member.label, Message(""))

    def _is_here(self, member: Member) -> bool:
        return member.to is None or member.to >= self._as_of

    def say_undated(self) -> None:
        """A warning where offices were entered: a list says who holds them, never since when."""
        if self._undated:
            message = msg("The list does not say since when offices are held ({count}).", count=self._undated)
            hint = msg("They are entered without a day and hold for all time; please add “from” in organisation.yaml.")
            self.problems.append(Problem("offices-undated", Message(""), message, hint, Severity.WARNING))

    def _unclear(self, person: Listed, detail: Message, hint: Message = _BRACKETS) -> ComparedRow:
        self.problems.append(Problem("unclear-who", person.where, detail, hint, Severity.WARNING))
        return ComparedRow(Action.UNCLEAR, person.label, person.where, (detail,))

    def _warn(self, person: Listed, code: str, message: Message) -> None:
        self.problems.append(Problem(code, person.where, message, msg("Please check."), Severity.WARNING))

    def _added(self, person: Listed) -> ComparedRow:
        bare = strip_accents(folded(person.name))
        alike = [m.label for m in self._before if self._is_here(m) and strip_accents(folded(m.name)) == bare]
        if alike:
            self._warn(
                person,
                "name-alike",
                msg("“{name}” is new, but the roster has “{other}”.", name=person.label, other="; ".join(alike)),
            )
        person = replace(person, distinct=person.distinct or self._distinct(person))
        if any(folded(member.label) == folded(person.label) and self._is_here(member) for member in self.members):
            return self._unclear(person, msg("The roster has another “{name}” already.", name=person.label))
        if left := self._left_before(person):
            message = msg("“{name}” is on the roster until {to:%d/%m/%Y} only.", name=person.label, to=left)
            hint = msg("Whoever came back is entered with the form “Biến động đảng viên”, with the day.")
            return self._unclear(person, message, hint)
        offices = tuple(office for office in person.offices if self._is_free(person, office))
        self._undated += len(offices)
        entered = replace(person, offices=offices)
        self.members.append(new_member(entered))
        return ComparedRow(Action.ADDED, person.label, person.where, tuple(described(entered)))

    def _left_before(self, person: Listed) -> date | None:
        """The day on which somebody of that label left, where the list does not say that they came back later."""
        days = [m.to for m in self.members if folded(m.label) == folded(person.label) and m.to]
        return max(days) if days and not (person.came and person.came > max(days)) else None

    def _distinct(self, person: Listed) -> str:
        """What tells a newcomer from somebody here who is called the same."""
        if any(is_called(member, person) and self._is_here(member) for member in self.members):
            return str(person.born or "") or person.unit
        return ""

    def _is_free(self, person: Listed, office: Office) -> bool:
        """Whether nobody else holds an office that one alone can hold."""
        holder = next((m for m in self.members if not is_called(m, person) and self._holds(m, office)), None)
        if office not in SINGLE_OFFICES or holder is None:
            return True
        message = msg(
            "The list says “{office}” of “{name}”; on the roster it is “{other}”, and stays so.",
            office=office.label,
            name=person.label,
            other=holder.label,
        )
        self._warn(person, "office-held", message)
        return False

    def _holds(self, member: Member, office: Office) -> bool:
        return self._is_here(member) and any(
            held.value is office and (held.to is None or held.to >= self._as_of) for held in member.offices
        )

    def _compared(self, person: Listed, number: int) -> ComparedRow:
        self._found.add(number)
        member = self.members[number]
        new = {name: getattr(person, name) for name in ("unit", "work") if not getattr(member, name)}
        update: dict[str, Any] = {name: value for name, value in new.items() if value}
        if not member.offices:
            free = (office for office in person.offices if self._is_free(person, office))
            offices = tuple(DatedOffice(value=office) for office in free)
            self._undated += len(offices)
            update |= {"offices": offices} if offices else {}
        if person.states and not member.states:
            update["states"] = person.states
        differences = tuple(self._differences(member, person))
        if update:
            self.members[number] = member.model_copy(update=update)
        action = Action.DIFFERS if differences else Action.COMPLETED if update else Action.THERE
        return ComparedRow(action, member.label, person.where, (*_filled(update), *differences))

    def _differences(self, member: Member, person: Listed) -> Iterator[Message]:
        """What list and roster say differently; the roster stays as it is."""
        for label, ours, theirs in (
            (msg("unit"), member.unit, person.unit),
            (msg("post"), member.work, person.work),
            (msg("Party office"), self._offices(member), office_labels(person.offices)),
            (msg("status"), self._status(member), status_label(person)),
        ):
            if ours and theirs and folded(ours) != folded(theirs):
                yield msg("{what}: roster “{ours}”, list “{theirs}”", what=label, ours=ours, theirs=theirs)

    def _offices(self, member: Member) -> str:
        return office_labels(tuple(held.value for held in member.offices if held.holds_on(self._as_of)))

    def _status(self, member: Member) -> str:
        status = on_day(member.status, self._as_of) or member.status[0]
        return status.value.label


def _filled(update: dict[str, Any]) -> Iterator[Message]:
    """What the roster did not have of a known member and now gets."""
    for name, value in update.items():
        text = value if name in ("unit", "work") else "; ".join(entry.value.label for entry in value)
        yield msg("entered: {text}", text=text)
