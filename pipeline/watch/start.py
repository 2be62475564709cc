"""What has to be right before the watcher starts: every reason against it is said at once."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.documents.year_report import TEMPLATE_KINDS
from pipeline.errors import BadConfiguration, NoAccess, Problem, VanthuError, access_error
from pipeline.messages import msg, verbatim
from pipeline.office_files.packages import PackageRefused, repacked
from pipeline.organisation import Organisation
from pipeline.process.rules import archive_of, office_and_rules
from pipeline.vietnamese.text import printable
from pipeline.watch.pulse import read_pulse
from pipeline.workspace import Workspace


def check_start(workspace: Workspace) -> None:
    """Raises `BadConfiguration` or, where only rights are missing, `NoAccess`, with every reason as a problem."""
    wrong = [*tangled(workspace), *_rules(workspace)]
    closed = list(_rights(workspace))
    if wrong or closed:
        message = msg("The watcher cannot start:")
        raise (BadConfiguration if wrong else NoAccess)(message, (*wrong, *closed))


def tangled(workspace: Workspace) -> Iterator[Problem]:
    """Folders in one another, by links: what is filed would be taken for a form, or a form for what is filed."""
    inbox = workspace.inbox.resolve()
    for other in (workspace.outbox, workspace.templates, workspace.state):
        there = other.resolve()
        if inbox.is_relative_to(there) or there.is_relative_to(inbox):
            yield Problem(
                "folders-tangled",
                verbatim(printable(other.name)),
                msg("“{first}” and “{second}” lie in one another.", first="inbox", second=printable(other.name)),
                msg("Please give each a folder of its own."),
            )
    for ours in (workspace.to_mend, workspace.signed, workspace.duplicates, workspace.blank_forms):
        if ours.is_symlink():
            hint = msg("Please put the folder itself here.")
            yield Problem("folder-linked", verbatim(ours.name), msg("“{name}” is a link.", name=ours.name), hint)


def _rules(workspace: Workspace) -> Iterator[Problem]:
    try:
        organisation, _ = office_and_rules(workspace)
        archive_of(workspace, organisation)
    except VanthuError as error:
        yield from error.problems or [_problem("organisation", workspace.organisation.name, error)]
        organisation = None
    yield from _templates(workspace, organisation)


def _templates(workspace: Workspace, organisation: Organisation | None) -> Iterator[Problem]:
    """Of every kind of document the template that would be used, and those of single bodies: can they be opened?"""
    bodies = [body.id for body in organisation.bodies] if organisation else [""]
    names = {kind.template for kind in TEMPLATE_KINDS if kind.is_shipped}
    for path in sorted({workspace.template(name, body) for name in names for body in bodies}):
        try:
            repacked(path.read_bytes())
        except OSError as error:
            yield _problem("template-unreadable", workspace.relative(path), access_error(path.name, error))
        except PackageRefused as refused:
            yield Problem(
                "template-unreadable",
                verbatim(workspace.relative(path)),
                msg("The template “{template}” cannot be opened. {reason}", template=path.name, reason=refused.message),
                msg("See “vanthu template check”."),
            )


def _rights(workspace: Workspace) -> Iterator[Problem]:
    """Each folder is tried, because rights can be asked for in vain: on shares, and by whoever may do anything.

    Where there was a watcher before, a folder that is missing was renamed, or lies on a share that is away: none is
    made in its place.
    """
    was_watched = read_pulse(workspace.state) is not None
    for folder in (workspace.inbox, workspace.outbox, workspace.state):
        try:
            if not was_watched:
                folder.mkdir(parents=True, exist_ok=True)
            os.scandir(folder).close()
            _try_writing(folder)
        except OSError as error:
            yield _problem("no-access", folder.name, access_error(folder.name, error))


def _try_writing(folder: Path) -> None:
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".vanthu-thu-"):
        pass


def _problem(code: str, name: str, error: VanthuError) -> Problem:
    return Problem(code, verbatim(printable(name)), error.message)
