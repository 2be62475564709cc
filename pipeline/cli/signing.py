"""A signed scan filed by hand: for one whose name does not say which document it is of."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from pipeline.cli.language import _
from pipeline.cli.main import Settings
from pipeline.cli.printing import exit_code, outcome_row, print_json, print_outcome
from pipeline.errors import ExitCode, UsageError
from pipeline.messages import msg
from pipeline.process import Office, open_office
from pipeline.process.signing import sign_with
from pipeline.process.signing.matching import Candidate, candidates

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command(help=_("File the signed scan FILE beside its document, which is issued from then on."))
@click.argument("file", type=FILE)
@click.option("--document", required=True, help=_("Path of the document, as “vanthu register” shows it."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
@click.pass_obj
def sign(settings: Settings, file: Path, document: str, as_json: bool) -> ExitCode:
    with open_office(settings.workspace, datetime.now, settings.lock_timeout) as office:
        outcome = sign_with(office, file, named_document(office, document))
    if as_json:
        print_json(outcome_row(outcome))
    else:
        print_outcome(outcome, settings.workspace)
    return exit_code([outcome])


def named_document(office: Office, document: str) -> Candidate:
    """The document of this path: as the register shows it, or as a path of the system. Raises `UsageError`."""
    wanted = Path(document).absolute()
    for one in candidates(office.archive):
        path = one.folder / one.document.path
        if path == wanted or office.workspace.relative(path) == document.replace("\\", "/"):
            return one
    raise UsageError(msg("No filed document lies at “{path}”.", path=document))
