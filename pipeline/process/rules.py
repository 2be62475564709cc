"""What an office says of itself and of the rules, read and held against what there is."""

from __future__ import annotations

from pathlib import Path

from pipeline.archive import Archive
from pipeline.archive.pattern import parse_pattern
from pipeline.documents import choice_faults, rule_faults
from pipeline.errors import BadConfiguration, UsageError, access_error
from pipeline.messages import msg
from pipeline.organisation import Body, BodyKind, Organisation
from pipeline.process.understood import load_understood
from pipeline.regulations import Regulations, load_regulations
from pipeline.workspace import Workspace


def office_and_rules(workspace: Workspace) -> tuple[Organisation, Regulations]:
    """organisation.yaml, and the rules with the office's own. Raises `BadConfiguration` and `NoAccess`."""
    organisation = load_understood(workspace.organisation, workspace.state)
    regulations = load_regulations(workspace.regulations)
    parse_pattern(organisation.options.archive)
    if faults := (*choice_faults(organisation.options), *rule_faults(regulations)):
        raise BadConfiguration(faults[0])
    return organisation, regulations


def archive_of(workspace: Workspace, organisation: Organisation) -> Archive:
    """The archive, called by the office's pattern.

    Raises `BadConfiguration` where its folders have another, `NoAccess`.
    """
    archive = Archive(workspace.outbox, parse_pattern(organisation.options.archive))
    try:
        stored = archive.stored_pattern
    except OSError as error:
        raise access_error(workspace.relative(Path(error.filename or workspace.outbox)), error) from error
    if stored not in (None, archive.pattern.text):
        raise BadConfiguration(
            msg(
                "The archive is called by “archive: {stored}”, but organisation.yaml says “archive: {pattern}”. Please "
                "put the earlier one back: folders that are there are not renamed.",
                stored=stored,
                pattern=archive.pattern.text,
            )
        )
    return archive


def chosen_body(organisation: Organisation, code: str | None) -> Body:
    """The body of this code; without one, the office's only cell. Raises `UsageError` naming the bodies there are."""
    cells = [body for body in organisation.bodies if body.kind is BodyKind.CELL]
    if code is None and len(cells) == 1:
        return cells[0]
    found = organisation.body(code or "")
    if found is None:
        known = ", ".join(body.id for body in organisation.bodies)
        if code is not None:
            raise UsageError(msg("There is no body “{body}”; known are: {known}.", body=code, known=known))
        raise UsageError(msg("Please choose a body with --cell: {choices}.", choices=known))
    return found
