"""A number kept for a paper that is not made here."""

from __future__ import annotations

from datetime import datetime

import click

from pipeline.checks import check_number_order
from pipeline.cli.language import _, say
from pipeline.cli.main import Settings
from pipeline.cli.printing import print_json
from pipeline.cli.register import register_row
from pipeline.errors import NOTHING, UsageError
from pipeline.meeting import LARGEST_NUMBER
from pipeline.messages import msg
from pipeline.process import open_office
from pipeline.process.office import failure
from pipeline.process.reserving import reserve as keep
from pipeline.process.rules import chosen_body
from pipeline.reports import outside_line
from pipeline.vietnamese.dates import parse_date


@click.command(
    help=_("Keep a number for a paper that is made and kept outside this tool, as a secret one is; nothing else of it.")
)
@click.option("--cell", help=_("Id of the body; not needed where there is one cell only."))
@click.option("--type", "type_", required=True, help=_("Type of the document by its letters: NQ, BC, CV."))
@click.option("--date", "day", required=True, help=_("Date of the document: 05/10/2018."))
@click.option(
    "--number", type=click.IntRange(1, LARGEST_NUMBER), help=_("The number that the paper register has; else the next.")
)
@click.option("--note", default="", help=_("Where the paper is kept, for the register. Please write nothing secret."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object, as “vanthu register” prints it."))
@click.pass_obj
def reserve(
    settings: Settings, cell: str | None, type_: str, day: str, number: int | None, note: str, as_json: bool
) -> None:
    when = parse_date(day)
    if when is None:
        raise UsageError(msg("“{text}” is not a date; please write 05/10/2018.", text=day))
    with open_office(settings.workspace, datetime.now, settings.lock_timeout) as office:
        body = chosen_body(office.organisation, cell)
        try:
            paper, folder = keep(office, body, type_, when, number, " ".join(note.split()))
        except OSError as error:
            raise failure(settings.workspace, error, body.id) from error
        taken = office.register.taken(paper.body, paper.type, paper.term)
    for problem in check_number_order(paper.symbol, paper.number, paper.date, taken, NOTHING):
        click.echo(f"{say(problem.message)} {say(problem.hint)}", err=True)
    if as_json:
        print_json(register_row(outside_line(folder, paper), settings.workspace))
    else:
        told = msg(
            "Number {symbol} of term {term} is kept. Code: {code}.",
            symbol=paper.symbol,
            term=paper.term,
            code=paper.code,
        )
        click.echo(say(told))
