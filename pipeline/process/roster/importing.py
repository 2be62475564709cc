"""The list of members an office has already: shown first, then taken over into organisation.yaml."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.archive import durable, locked
from pipeline.errors import BadConfiguration, FormRefused, Problem, UsageError, access_error
from pipeline.messages import Message, msg, verbatim
from pipeline.office_files.workbooks import read_workbook
from pipeline.organisation import Body, BodyKind, Organisation, read_organisation
from pipeline.process.intake.opening import form_bytes, limits_of
from pipeline.roster import rewritten
from pipeline.roster.listed import Comparison, compare, find_table, read_people
from pipeline.vietnamese.text import printable
from pipeline.workspace import Workspace


@dataclass(frozen=True)
class ImportPlan:
    """What a list would do. `before` and `after` are the bytes of organisation.yaml."""

    body: Body
    sheet: str
    comparison: Comparison
    problems: tuple[Problem, ...]
    before: bytes
    after: bytes

    @property
    def changes_something(self) -> bool:
        return self.before != self.after


def plan_import(workspace: Workspace, file: Path, cell: str | None, as_of: date) -> ImportPlan:
    """What the list in `file` would do to a body's roster. Nothing is written.

    Raises `UsageError` for an unknown body, `FormRefused` where there is no list to read, `BadConfiguration`,
    `NoAccess`.
    """
    before = _read(workspace)
    organisation, faults = read_organisation(before)
    if organisation is None:
        raise BadConfiguration(msg("“{name}” cannot be used as it is.", name=workspace.organisation.name), faults)
    body = _body(organisation, cell)
    limits = limits_of(organisation)
    try:
        book = read_workbook(form_bytes(file, limits), file.suffix.lower(), limits)
        table = find_table(book)
    except FormRefused as refused:
        raise FormRefused(_in_file(refused.problems[0], file)) from refused
    people, warnings = read_people(table, book.epoch, as_of)
    if not people:
        raise FormRefused(_nobody(table.sheet.name))
    comparison = compare(organisation, body, people, as_of)
    notices = tuple(_in_file(problem, file) for problem in (*book.notices, *warnings, *comparison.problems))
    after = rewritten(before, organisation, comparison.organisation)
    return ImportPlan(body, table.sheet.name, comparison, notices, before, after)


def take_import(workspace: Workspace, plan: ImportPlan, moment: str, lock_timeout: float) -> Path:
    """Write what was planned. Returns where the file as it was before is kept.

    Raises `UsageError` where organisation.yaml was changed since it was shown, `Busy`, `NoAccess`.
    """
    with locked(workspace.state, lock_timeout):
        if _read(workspace) != plan.before:
            raise UsageError(
                msg("“{name}” was changed in the meantime. Please run the command again.", name="organisation.yaml")
            )
        try:
            kept = _free(workspace.state / f"organisation-{moment}.yaml")
            durable.write_durably(kept, plan.before)
            durable.put_whole(workspace.organisation, plan.after)
        except OSError as error:
            raise access_error(workspace.organisation.name, error) from error
    return kept


def _read(workspace: Workspace) -> bytes:
    path = workspace.organisation
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadConfiguration(
            msg("“{name}” is missing. “vanthu init” makes a new workspace.", name=path.name)
        ) from error
    except OSError as error:
        raise access_error(path.name, error) from error


def _body(organisation: Organisation, cell: str | None) -> Body:
    cells = [body for body in organisation.bodies if body.kind is BodyKind.CELL]
    found = cells[0] if cell is None and len(cells) == 1 else organisation.body(cell or "")
    if found is None:
        known = ", ".join(body.id for body in organisation.bodies)
        raise UsageError(msg("Please choose a body with --cell: {choices}.", choices=known))
    return found


def _free(wanted: Path) -> Path:
    candidate, number = wanted, 1
    while candidate.exists():
        number += 1
        candidate = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    return candidate


def _in_file(problem: Problem, file: Path) -> Problem:
    """A problem with the file as a whole stands at its name."""
    return problem if problem.where != Message("") else replace(problem, where=verbatim(printable(file.name)))


def _nobody(sheet: str) -> Problem:
    return Problem(
        "no-people",
        msg("sheet “{sheet}”", sheet=sheet),
        msg("There is nobody on this list."),
        msg("Please check that the rows with names stand below the headings."),
    )
