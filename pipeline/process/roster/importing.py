"""The list of members an office has already: shown first, then taken over into organisation.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.archive import archive_locked, durable
from pipeline.archive.moving import free_name
from pipeline.errors import FormRefused, Problem, UsageError, access_error, in_file
from pipeline.messages import msg
from pipeline.office_files.workbooks import read_workbook
from pipeline.organisation import Body, organisation_bytes, valid_organisation
from pipeline.process.intake.opening import form_bytes, limits_of
from pipeline.process.rules import chosen_body
from pipeline.roster import rewritten
from pipeline.roster.listed import Comparison, compare, find_table, read_people
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
    before = organisation_bytes(workspace.organisation)
    organisation = valid_organisation(before, workspace.organisation.name)
    body = chosen_body(organisation, cell)
    limits = limits_of(organisation)
    try:
        book = read_workbook(form_bytes(file, limits), file.suffix.lower(), limits)
        table = find_table(book)
    except FormRefused as refused:
        raise FormRefused(in_file(refused.problems[0], file.name)) from refused
    people, warnings = read_people(table, book.epoch, as_of)
    if not people:
        raise FormRefused(_nobody(table.sheet.name))
    comparison = compare(organisation, body, people, as_of)
    notices = tuple(in_file(problem, file.name) for problem in (*book.notices, *warnings, *comparison.problems))
    after = rewritten(before, organisation, comparison.organisation)
    return ImportPlan(body, table.sheet.name, comparison, notices, before, after)


def take_import(workspace: Workspace, plan: ImportPlan, moment: str, lock_timeout: float) -> Path:
    """Write what was planned. Returns where the file as it was before is kept.

    Raises `UsageError` where organisation.yaml was changed since it was shown, `Busy`, `NoAccess`.
    """
    with archive_locked(workspace, lock_timeout):
        if organisation_bytes(workspace.organisation) != plan.before:
            raise UsageError(
                msg("“{name}” was changed in the meantime. Please run the command again.", name="organisation.yaml")
            )
        try:
            kept = free_name(workspace.state / f"organisation-{moment}.yaml")
            durable.make_folder(kept.parent)
            durable.write_durably(kept, plan.before)
            durable.put_whole(workspace.organisation, plan.after)
        except OSError as error:
            raise access_error(workspace.organisation.name, error) from error
    return kept


def _nobody(sheet: str) -> Problem:
    return Problem(
        "no-people",
        msg("sheet “{sheet}”", sheet=sheet),
        msg("There is nobody on this list."),
        msg("Please check that the rows with names stand below the headings."),
    )
