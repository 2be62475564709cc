"""Who of the roster is meant by a person on a list, and how namesakes are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.organisation import Body, Member
from pipeline.roster.listed.people import Listed
from pipeline.vietnamese.text import folded


def told_apart(people: tuple[Listed, ...], body: Body) -> tuple[Listed, ...]:
    """Namesakes of the list with what tells them apart: the unit where each has another, else the year of birth."""
    alike: dict[str, list[Listed]] = {}
    for person in people:
        alike.setdefault(folded(person.label), []).append(person)
    return tuple(_told_apart(person, alike[folded(person.label)], body) for person in people)


def _told_apart(person: Listed, namesakes: list[Listed], body: Body) -> Listed:
    if len(namesakes) == 1:
        return person
    for texts in ([one.unit for one in namesakes], [str(one.born or "") for one in namesakes]):
        if all(texts) and len({folded(text) for text in texts}) == len(texts):
            own = texts[namesakes.index(person)]
            known = (m.distinct for m in body.members if is_called(m, person) and folded(m.unit) == folded(own))
            return replace(person, distinct=next(known, "") or own)
    return person


def is_called(member: Member, person: Listed) -> bool:
    """Whether they have one name, whatever tells them apart."""
    return folded(member.name) == folded(person.name)


def meant(person: Listed, free: Sequence[tuple[int, Member]]) -> list[int]:
    """Whom of the members that are called so the list means: by label, else by unit or year of birth; several where
    that cannot be told.
    """
    exact = [number for number, member in free if folded(member.label) == folded(person.label)]
    if exact and (person.distinct or len(free) == 1):
        return exact
    fitting = [number for number, member in free if _fits(member, person)]
    if person.distinct:
        return [number for number, member in free if number in fitting and not member.distinct]
    return fitting if len(free) > 1 and fitting else [number for number, _member in free]


def _fits(member: Member, person: Listed) -> bool:
    """Whether what the roster has of a namesake fits the person of the list."""
    said = {folded(text) for text in (person.unit, person.distinct, str(person.born or "")) if text}
    return bool(said & {folded(member.unit), folded(member.distinct)} - {""})
