"""What the roster gets of a person on a list, and how that is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pipeline.messages import Message, verbatim
from pipeline.organisation import Member, Office, Status
from pipeline.organisation.members import DatedOffice, DatedStatus
from pipeline.roster.listed.people import Listed


def office_labels(offices: tuple[Office, ...]) -> str:
    return ", ".join(office.label for office in Office if office in offices)


def status_label(person: Listed) -> str:
    if person.probationary is None:
        return ""
    return (Status.PROBATIONARY if person.probationary else Status.OFFICIAL).label


def new_member(person: Listed) -> Member:
    """A new member. Without a day of coming the day of admission is the earliest the roster can speak of."""
    return Member(
        name=person.name,
        distinct=person.distinct,
        unit=person.unit,
        work=person.work,
        from_=person.came or person.joined,
        status=_statuses(person),
        states=person.states,
        offices=tuple(DatedOffice(value=office) for office in person.offices),
    )


def _statuses(person: Listed) -> tuple[DatedStatus, ...]:
    if person.probationary:
        return (DatedStatus(value=Status.PROBATIONARY, from_=person.joined),)
    if person.joined and person.official and person.official > person.joined:
        last = person.official - timedelta(days=1)
        return (
            DatedStatus(value=Status.PROBATIONARY, from_=person.joined, to=last),
            DatedStatus(value=Status.OFFICIAL, from_=person.official),
        )
    return (DatedStatus(value=Status.OFFICIAL),)


def described(person: Listed) -> Iterator[Message]:
    """What is entered of a new member."""
    texts = (status_label(person), office_labels(person.offices), person.work, person.unit)
    yield from (verbatim(text) for text in texts if text)
    for state in person.states:
        yield verbatim(state.value.label)
