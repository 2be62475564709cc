"""The register of outgoing documents: on the screen, as JSON, as a workbook, or as the printed book."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from pipeline.archive import Unreadable, durable, presumed_until
from pipeline.cli.language import _, say
from pipeline.cli.main import Settings
from pipeline.cli.printing import print_json, print_table, warn
from pipeline.cli.targets import check_target
from pipeline.errors import ExitCode, UsageError, access_error
from pipeline.messages import msg
from pipeline.organisation import Organisation
from pipeline.process.rules import archive_of, chosen_body, office_and_rules
from pipeline.reports import RegisterLine, register_document, register_lines, register_workbook
from pipeline.workspace import Workspace

_HEADINGS = (
    (msg("Number and symbol"), 3),
    (msg("Date"), 3),
    (msg("Document"), 9),
    (msg("Status"), 4),
    (msg("File"), 8),
)


@click.command(help=_("Show the register of outgoing documents: every number given, what bears it, what became of it."))
@click.option("--year", type=click.IntRange(1900, 2200), help=_("Only documents dated in this year."))
@click.option("--term", help=_("Only numbers of this term, 2017-2020 for example."))
@click.option("--cell", help=_("Only numbers of this body, by its id."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line, for each number."))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Write the register to FILE.xlsx, or as the printed book to FILE.docx."),
)
@click.option("--force", is_flag=True, help=_("Replace the file where there is one already."))
@click.pass_obj
def register(
    settings: Settings,
    year: int | None,
    term: str | None,
    cell: str | None,
    as_json: bool,
    output: Path | None,
    force: bool,
) -> ExitCode:
    if year is not None and term is not None:
        raise UsageError(msg("Please give a year or a term, not both."))
    workspace = settings.workspace
    if output is not None:
        check_target(output, workspace, (".xlsx", ".docx"), force)
    organisation, _rules = office_and_rules(workspace)
    if cell is not None:
        chosen_body(organisation, cell)
    presumed = presumed_until(organisation.options.issued_after_days, datetime.now().astimezone().date())
    unreadable: list[Unreadable] = []
    lines = register_lines(archive_of(workspace, organisation), cell, year, term, presumed, unreadable)
    warn(unreadable)
    if output is not None:
        _write(output, lines, organisation, _span(year, term))
    if as_json:
        for line in lines:
            print_json(register_row(line, workspace))
    elif output is None:
        _show(lines, workspace)
    return ExitCode.ARCHIVE_DAMAGED if unreadable else ExitCode.OK


def _write(output: Path, lines: tuple[RegisterLine, ...], organisation: Organisation, span: str) -> None:
    is_book = output.suffix.casefold() == ".docx"
    data = register_document(lines, organisation, span) if is_book else register_workbook(lines, organisation)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        durable.put_whole(output, data)
    except OSError as error:
        raise access_error(output.name, error) from error
    click.echo(say(msg("{count} numbers written to {file}.", count=len(lines), file=output)), err=True)


def _span(year: int | None, term: str | None) -> str:
    """What the book says of its time; documents are Vietnamese whatever the language of the screen."""
    if year is not None:
        return f"Năm {year}"
    return f"Nhiệm kỳ {term}" if term is not None else ""


def _show(lines: tuple[RegisterLine, ...], workspace: Workspace) -> None:
    rows = [
        (line.symbol, f"{line.day:%d/%m/%Y}", line.title, line.status.label, _path(line, workspace) or line.note)
        for line in lines
    ]
    if rows:
        print_table(say(msg("Register of outgoing documents")), _HEADINGS, rows)
    else:
        click.echo(say(msg("No number was given yet.")))


def register_row(line: RegisterLine, workspace: Workspace) -> dict[str, object]:
    """The line as JSON prints it."""
    return {
        "cell": line.cell,
        "type": line.type,
        "term": line.term,
        "number": line.number,
        "status": line.status.value,
        "date": line.day.isoformat(),
        "document": line.title,
        "path": _path(line, workspace),
    }


def _path(line: RegisterLine, workspace: Workspace) -> str | None:
    return workspace.relative(line.folder / line.path) if line.path else None
