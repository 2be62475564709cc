"""A year of the archive as one file to hand on."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from pipeline.archive import locked
from pipeline.cli.language import _, say
from pipeline.cli.main import Settings
from pipeline.cli.printing import warn
from pipeline.errors import UsageError, access_error
from pipeline.export import export as write_export
from pipeline.messages import msg
from pipeline.process import Office, open_office
from pipeline.process.rules import chosen_body
from pipeline.workspace import Workspace


@click.command(help=_("Pack a year, or a body's archive, into FILE.zip: signed scans first, contents and register."))
@click.option("--year", type=click.IntRange(1900, 2200), help=_("Only meetings of this year."))
@click.option("--cell", help=_("Only meetings of this body, by its id."))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help=_("The .zip file to write.")
)
@click.option("--force", is_flag=True, help=_("Replace FILE.zip where there is one already."))
@click.pass_obj
def export(settings: Settings, year: int | None, cell: str | None, output: Path, force: bool) -> None:
    _check_target(output, settings.workspace, force)
    with open_office(settings.workspace, datetime.now, settings.lock_timeout) as office:
        if cell is not None:
            chosen_body(office.organisation, cell)
        _check_whole(office, cell, year)
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            with locked(settings.workspace.state, settings.lock_timeout):
                done = write_export(office.archive, office.organisation, output, cell, year, office.presumed)
        except OSError as error:
            raise access_error(output.name, error) from error
    warn(done.unreadable)
    told = msg(
        "{meetings} meetings, {documents} documents, {scans} signed scans written to {file}.",
        meetings=done.meetings,
        documents=done.documents,
        scans=done.scans,
        file=output,
    )
    click.echo(say(told))


def _check_target(output: Path, workspace: Workspace, force: bool) -> None:
    """Raises `UsageError` for a place where the file may not stand, and for one that is taken."""
    if output.suffix.casefold() != ".zip":
        raise UsageError(msg("Please give a file name that ends in .zip."))
    whole = output.resolve()
    if any(whole.is_relative_to(ours.resolve()) for ours in (workspace.outbox, workspace.inbox)):
        raise UsageError(msg("“{file}” lies in inbox or outbox; please choose another folder.", file=output))
    if os.path.lexists(output) and not force:
        raise UsageError(msg("“{file}” is there already; to replace it, add --force.", file=output))


def _check_whole(office: Office, cell: str | None, year: int | None) -> None:
    """Nothing is handed on of a folder that cannot be read or made whole; other folders may be as they are."""
    for one in office.troubled:
        if cell in (None, one.body) and (year is None or one.folder.parent.name == f"{year:04}"):
            raise one.error
