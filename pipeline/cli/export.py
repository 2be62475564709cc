"""A year of the archive as one file to hand on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from pipeline.archive import locked
from pipeline.cli.language import _, say
from pipeline.cli.main import Settings
from pipeline.errors import UsageError, access_error
from pipeline.export import export as write_export
from pipeline.messages import msg
from pipeline.process import open_office
from pipeline.process.rules import chosen_body


@click.command(help=_("Pack a year, or a body's archive, into FILE.zip: signed scans first, contents and register."))
@click.option("--year", type=click.IntRange(1900, 2200), help=_("Only meetings of this year."))
@click.option("--cell", help=_("Only meetings of this body, by its id."))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help=_("The .zip file to write.")
)
@click.pass_obj
def export(settings: Settings, year: int | None, cell: str | None, output: Path) -> None:
    if output.suffix.casefold() != ".zip":
        raise UsageError(msg("Please give a file name that ends in .zip."))
    with open_office(settings.workspace, datetime.now, settings.lock_timeout) as office:
        if cell is not None:
            chosen_body(office.organisation, cell)
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            with locked(settings.workspace.state, settings.lock_timeout):
                done = write_export(office.archive, office.organisation, output, cell, year, office.presumed)
        except OSError as error:
            raise access_error(output.name, error) from error
    told = msg(
        "{meetings} meetings, {documents} documents, {scans} signed scans written to {file}.",
        meetings=done.meetings,
        documents=done.documents,
        scans=done.scans,
        file=output,
    )
    click.echo(say(told))
