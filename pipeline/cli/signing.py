"""A signed scan filed by hand, for one whose name does not say which document it is of; and one taken back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from pipeline.archive import Unreadable
from pipeline.cli.language import _
from pipeline.cli.main import Settings
from pipeline.cli.printing import exit_code, outcome_row, print_json, print_outcome, warn
from pipeline.errors import ExitCode, UsageError
from pipeline.messages import msg
from pipeline.process import Office, Outcome, open_office
from pipeline.process.signing import sign_with, take_back
from pipeline.process.signing.matching import Candidate, candidates
from pipeline.workspace import Workspace

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command(
    help=_(
        "File the signed scan FILE beside its document, which is issued from then on; "
        "or take back a scan that was filed at the wrong document."
    )
)
@click.argument("file", type=FILE, required=False)
@click.option("--document", help=_("Path of the document, as “vanthu register” shows it."))
@click.option("--take-back", "scan", metavar="PATH", help=_("Path of the filed scan; it is kept in the history."))
@click.option("--reason", help=_("Why the scan is taken back."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
@click.pass_obj
def sign(
    settings: Settings, file: Path | None, document: str | None, scan: str | None, reason: str | None, as_json: bool
) -> ExitCode:
    with open_office(settings.workspace, datetime.now, settings.lock_timeout) as office:
        warn(office.troubled)
        if scan is None:
            outcome = _filed(office, file, document, reason)
        else:
            outcome = _taken_back(office, scan, file, document, reason)
    if as_json:
        print_json(outcome_row(outcome))
    else:
        print_outcome(outcome, settings.workspace)
    return exit_code([outcome])


def _filed(office: Office, file: Path | None, document: str | None, reason: str | None) -> Outcome:
    if reason is not None:
        raise UsageError(msg("A reason is only given with --take-back."))
    if file is None or document is None:
        raise UsageError(msg("Please give FILE and --document; or --take-back and --reason."))
    return sign_with(office, file, named_document(office, document))


def _taken_back(office: Office, scan: str, file: Path | None, document: str | None, reason: str | None) -> Outcome:
    if file is not None or document is not None:
        raise UsageError(msg("With --take-back neither FILE nor --document is given."))
    why = " ".join((reason or "").split())
    if not why:
        raise UsageError(msg("Please give a reason."))
    return take_back(office, _as_shown(office.workspace, scan), why)


def named_document(office: Office, document: str) -> Candidate:
    """The document of this path: as the register shows it, or as a path of the system.

    Raises `UsageError`, or why its folder cannot be read.
    """
    wanted = _as_shown(office.workspace, document)
    unreadable: list[Unreadable] = []
    for one in candidates(office.archive, unreadable=unreadable):
        if one.folder / one.document.path == wanted:
            return one
    for left in unreadable:
        if wanted.is_relative_to(left.folder):
            raise left.error
    raise UsageError(msg("No filed document lies at “{path}”.", path=document))


def _as_shown(workspace: Workspace, text: str) -> Path:
    """A path as the register shows it, from the workspace; or a path of the system."""
    shown = workspace.root / text.replace("\\", "/")
    return shown if shown.parent.is_dir() else Path(text).absolute()
