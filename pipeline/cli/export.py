"""A year of the archive as one file to hand on; or a copy of one document."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from pipeline.archive import archive_locked
from pipeline.cli.copies import copied, copy_kinds, write_copy
from pipeline.cli.language import _, say
from pipeline.cli.main import Settings
from pipeline.cli.printing import warn
from pipeline.cli.targets import check_target
from pipeline.errors import UsageError, access_error
from pipeline.export import CopyKinds, Exported, Inspected, export_for_inspection
from pipeline.export import documents as packed_documents
from pipeline.export import export as write_export
from pipeline.index import open_index, refreshed_facts
from pipeline.messages import msg
from pipeline.process import Office, open_office
from pipeline.process.complete import check_complete
from pipeline.process.rules import chosen_body
from pipeline.reports.office_year import OfficeYear


@click.command(help=_("Pack a year, or a body's archive, into FILE.zip: signed scans first, contents and register."))
@click.option("--year", type=click.IntRange(1900, 2200), help=_("Only meetings of this year."))
@click.option("--cell", help=_("Only meetings of this body, by its id."))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help=_("The .zip file to write.")
)
@click.option("--force", is_flag=True, help=_("Replace the file where there is one already."))
@click.option("--pdf", is_flag=True, help=_("Also a PDF/A copy beside each document, made by LibreOffice."))
@click.option("--text", is_flag=True, help=_("Also a plain text beside each document, to copy from."))
@click.option("--inspection", is_flag=True, help=_("Pack the year for an inspector: folder by folder, with tables."))
@click.option(
    "--document",
    help=_("Write only a copy of this document (FILE.pdf or FILE.txt), by its path as “vanthu register” shows it."),
)
@click.option(
    "--soffice",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=_("LibreOffice's program; by default it is looked for."),
)
@click.pass_obj
def export(
    settings: Settings,
    year: int | None,
    cell: str | None,
    output: Path,
    force: bool,
    pdf: bool,
    text: bool,
    inspection: bool,
    document: str | None,
    soffice: Path | None,
) -> None:
    if document is not None:
        if year or cell or pdf or text or inspection:
            raise UsageError(msg("With --document neither --year nor --cell, --pdf, --text, --inspection is given."))
        write_copy(settings, document, output, soffice, force)
        return
    check_target(output, settings.workspace, (".zip",), force)
    if inspection and (year is None or pdf or text):
        raise UsageError(msg("With --inspection please give --year, and neither --pdf nor --text."))
    kinds = copy_kinds(pdf, text, soffice)
    with open_office(settings.workspace, datetime.now, settings.lock_timeout) as office:
        if cell is not None:
            chosen_body(office.organisation, cell)
        check_complete(office, cell, None if year is None else range(year, year + 1))
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            if inspection and year is not None:
                done = _for_inspection(settings, office, output, cell, year)
            else:
                done = _as_it_is(settings, office, output, cell, year, kinds)
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


def _as_it_is(
    settings: Settings, office: Office, output: Path, cell: str | None, year: int | None, kinds: CopyKinds
) -> Exported:
    with (
        copied(lambda: packed_documents(office.archive, cell, year), kinds, settings) as copies,
        archive_locked(settings.workspace, settings.lock_timeout),
    ):
        return write_export(office.archive, office.organisation, output, cell, year, office.presumed, copies)


def _for_inspection(settings: Settings, office: Office, output: Path, cell: str | None, year: int) -> Exported:
    of_year = OfficeYear(office.organisation, office.regulations, year, datetime.now().astimezone().date())
    with (
        archive_locked(settings.workspace, settings.lock_timeout),
        open_index(settings.workspace.state, settings.lock_timeout) as index,
    ):
        facts = refreshed_facts(index, office.archive, cell)
        return export_for_inspection(office.archive, Inspected(of_year, facts, cell), output, office.presumed)
