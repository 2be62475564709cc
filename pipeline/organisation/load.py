"""organisation.yaml: read, checked as a whole, every problem with its line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

from pipeline.errors import BadConfiguration, FormRefused, Problem, access_error, has_errors
from pipeline.messages import msg
from pipeline.organisation.bodies import Body, Organisation
from pipeline.records import Dated, Places, build
from pipeline.records import Path as FieldPath
from pipeline.vietnamese.text import folded, is_device_name
from pipeline.yaml_source import read_yaml

MAX_NODES = 2_000_000  # a cell of 30 members takes some 150; a province has a thousand cells


def load_organisation(path: Path) -> Organisation:
    """The office of a workspace.

    Raises `BadConfiguration` with every problem and its line, `NoAccess` where the file cannot be read.
    """
    return valid_organisation(organisation_bytes(path), path.name)


def organisation_bytes(path: Path) -> bytes:
    """The file as it stands. Raises `BadConfiguration` where there is none, `NoAccess`."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadConfiguration(
            msg("“{name}” is missing. “vanthu init” makes a new workspace.", name=path.name)
        ) from error
    except OSError as error:
        raise access_error(path.name, error) from error


def valid_organisation(data: bytes, name: str) -> Organisation:
    """The office that a file of this name describes. Raises `BadConfiguration` with every problem and its line."""
    organisation, problems = read_organisation(data)
    if organisation is None:
        raise BadConfiguration(msg("“{name}” cannot be used as it is.", name=name), problems)
    return organisation


def read_organisation(data: bytes) -> tuple[Organisation | None, tuple[Problem, ...]]:
    """The office, and all problems with their lines; None where an error stands in the way."""
    try:
        node, structure = read_yaml(data, MAX_NODES)
    except FormRefused as refused:
        return None, refused.problems
    built = build(Organisation, node)
    problems = [*structure, *built.problems]
    if built.record is not None:
        problems += _contradictions(built.record, built.places)
    return (None if has_errors(problems) else built.record), tuple(problems)


def _contradictions(organisation: Organisation, places: Places) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, body in enumerate(organisation.bodies):
        path = ("bodies", number)
        if body.id in seen:
            yield Problem(
                "body-twice",
                places.of(*path, "id"),
                msg("The body “{name}” stands here twice.", name=body.id),
                msg("Please give each body an id of its own."),
            )
        seen.add(body.id)
        yield from _bad_ids(body, path, places)
        yield from _body_problems(body, path, places)


def _bad_ids(body: Body, path: FieldPath, places: Places) -> Iterator[Problem]:
    if is_device_name(body.id):
        yield Problem(
            "reserved-id",
            places.of(*path, "id"),
            msg("“{name}” cannot be the name of a folder on Windows.", name=body.id),
            msg("Please choose another id."),
        )
    if any(superior.value == body.id for superior in body.superior):
        yield Problem(
            "own-superior",
            places.of(*path, "superior"),
            msg("The body “{name}” is named as its own superior.", name=body.id),
            msg("Please write the body above it."),
        )


def _body_problems(body: Body, path: FieldPath, places: Places) -> Iterator[Problem]:
    yield from _spans(body, path, places)
    terms = sorted(enumerate(body.terms), key=lambda item: item[1].from_)
    for (_, earlier), (number, later) in pairwise(terms):
        if earlier.to is None or earlier.to >= later.from_:
            yield Problem(
                "terms-overlap",
                places.of(*path, "terms", number),
                msg("The term “{later}” begins before “{earlier}” ends.", later=later.name, earlier=earlier.name),
                msg("Please give the earlier term its last day."),
            )
    names = {term.name for term in body.terms}
    for number, start in enumerate(body.series):
        if start.term not in names:
            yield Problem(
                "unknown-term",
                places.of(*path, "series", number, "term"),
                msg("There is no term “{name}”.", name=start.term),
                msg("Please use the name of a term listed under “terms”."),
            )
    yield from _namesakes(body, path, places)
    for number, member in enumerate(body.members):
        yield from _spans(member, (*path, "members", number), places)


def _namesakes(body: Body, path: FieldPath, places: Places) -> Iterator[Problem]:
    known: dict[str, int] = {}
    for number, member in enumerate(body.members):
        earlier = known.setdefault(folded(member.label), number)
        if earlier != number and _overlap(body.members[earlier], member):
            yield Problem(
                "namesakes",
                places.of(*path, "members", number, "name"),
                msg("Two members are called “{name}”.", name=member.label),
                msg("Please tell them apart with “distinct”, for example a year of birth or the school."),
            )


def _overlap(one: Dated, other: Dated) -> bool:
    return (one.from_ or date.min) <= (other.to or date.max) and (other.from_ or date.min) <= (one.to or date.max)


def _spans(record: object, path: FieldPath, places: Places) -> Iterator[Problem]:
    """Every span in the record, whichever field holds it, ends no earlier than it begins."""
    if isinstance(record, Dated) and record.from_ and record.to and record.to < record.from_:
        yield Problem(
            "ends-before-begin",
            places.of(*path, "to"),
            msg("This ends before it begins."),
            msg("Please check “from” and “to”."),
        )
    for name in type(record).model_fields if isinstance(record, Dated) else ():
        if name == "members":
            continue
        value = getattr(record, name)
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                yield from _spans(item, (*path, name, number), places)
