"""What every report is asked with, where its figures come from, and how it is handed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.archive import durable
from pipeline.circles import looked_for_rarely
from pipeline.cli.language import _, say
from pipeline.cli.main import Settings
from pipeline.cli.printing import Heading, print_rows, print_table, warn
from pipeline.cli.targets import check_target
from pipeline.errors import ExitCode, UsageError, access_error
from pipeline.index import Facts, open_index, refreshed_facts
from pipeline.messages import msg
from pipeline.organisation import BodyKind
from pipeline.process.complete import numbered_meetings
from pipeline.process.rules import archive_of, chosen_body, office_and_rules
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.tables import ReportTable, as_document, as_text, as_workbook
from pipeline.vietnamese.dates import parse_date

Command = Callable[..., Any]
F = TypeVar("F")


@dataclass(frozen=True)
class Asked:
    """What of the archive is meant, and how it is told."""

    year: int
    cell: str | None
    as_of: str | None
    output: Path | None
    force: bool
    as_json: bool

    @property
    def without_output(self) -> Asked:
        """The same, once the file is written."""
        return replace(self, output=None)

    @property
    def as_lines(self) -> bool:
        """Whether lines of JSON are all that is wanted: they go out as they come, nothing need be held for a file."""
        return self.as_json and self.output is None

    @property
    def today(self) -> date:
        """Raises `UsageError`."""
        if self.as_of is None:
            return datetime.now().astimezone().date()
        day = parse_date(self.as_of)
        if day is None:
            raise UsageError(msg("“{text}” is not a date; please write 05/10/2018.", text=self.as_of))
        return day


def report_options(*endings: str, folder: bool = False) -> Callable[[Command], Command]:
    """The options of a report; `endings` are the kinds of file it can be written to, or a `folder` of several.

    The command gets `asked`.
    """

    def decorate(command: Command) -> Command:
        def gathered(
            *arguments: Any,
            year: int,
            cell: str | None,
            as_of: str | None,
            output: Path | None,
            force: bool,
            as_json: bool,
            **others: Any,
        ) -> Any:
            return command(*arguments, asked=Asked(year, cell, as_of, output, force, as_json), **others)

        gathered.__name__, gathered.__doc__ = command.__name__, command.__doc__
        for option in reversed(_options(endings, folder=folder)):
            gathered = option(gathered)
        return gathered

    return decorate


def _options(endings: Sequence[str], *, folder: bool) -> list[Callable[[Command], Command]]:
    option = partial(click.option)
    file, directory = _("file").upper(), _("directory").upper()
    files = ", ".join((*(f"{file}{ending}" for ending in endings), *([directory] if folder else [])))
    return [
        option("--year", type=click.IntRange(1900, 2200), required=True, help=_("The year of the report.")),
        option("--cell", help=_("Only this body, by its id.")),
        option("--as-of", metavar=_("Date").upper(), help=_("Tell it as it stood on this day; by default today.")),
        option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=folder),
            help=_("Write the report to a file: {files}.").format(files=files),
        ),
        option("--force", is_flag=True, help=_("Replace the file where there is one already.")),
        option("--json", "as_json", is_flag=True, help=_("One JSON object a line.")),
    ]


@contextmanager
def counted(
    settings: Settings, asked: Asked, endings: tuple[str, ...], *, with_cells: bool = False
) -> Iterator[tuple[OfficeYear, Facts]]:
    """The year that is asked for, and its meetings from the index brought up to the tree.

    `with_cells`: where a party committee is asked for, the meetings of its cells are wanted too.

    Raises `UsageError` for a body that is not there and for a place where no file may stand, `BadConfiguration`,
    `NoAccess`, `Busy`. Folders of which nothing can be told are said on stderr.
    """
    workspace = settings.workspace
    if asked.output is not None:
        check_target(asked.output, workspace, endings, asked.force)
    organisation, regulations = office_and_rules(workspace)
    wanted = asked.cell
    if wanted is not None:
        is_cell = chosen_body(organisation, wanted).kind is BodyKind.CELL
        wanted = wanted if is_cell or not with_cells else None
    year = OfficeYear(organisation, regulations, asked.year, asked.today)
    numbered = numbered_meetings(workspace.state, wanted)
    with looked_for_rarely(), open_index(workspace.state, settings.lock_timeout) as index:
        facts = refreshed_facts(index, archive_of(workspace, organisation), wanted, numbered)
        warn(facts.unreadable)
        yield year, facts


def end_of(facts: Facts) -> ExitCode:
    """How a report ends: figures that lack a folder are not whole."""
    return ExitCode.ARCHIVE_DAMAGED if facts.unreadable else ExitCode.OK


def tell(
    asked: Asked,
    year: OfficeYear,
    title: str,
    found: Iterable[F],
    rows: Callable[[F], Iterable[dict[str, object]]],
    tables: Callable[[Sequence[F]], Sequence[ReportTable]],
) -> None:
    """Hand a report over: what was `found`, as `rows` of JSON and as `tables` tell it.

    Lines of JSON go out as they come: what is found of a province need not be held.
    """
    if asked.as_lines:
        print_rows(row for one in found for row in rows(one))
        return
    held = list(found)
    hand_over(asked, year, title, tables(held), (row for one in held for row in rows(one)))


def hand_over(
    asked: Asked, year: OfficeYear, title: str, tables: Sequence[ReportTable], rows: Iterable[dict[str, object]]
) -> None:
    """Write the file that is asked for; print `rows` as JSON, or the tables where neither is asked for.

    What is about one body stands under its own name.
    """
    tables = [replace(one, body=one.body or asked.cell or "") for one in tables]
    if asked.output is not None:
        is_word = asked.output.suffix.casefold() == ".docx"
        made = as_document(title, tables, year.organisation, year.today) if is_word else as_workbook(title, tables)
        write_file(asked.output, made)
    if asked.as_json:
        print_rows(rows)
    elif asked.output is None:
        for table in tables:
            show(table)


def in_room(asked: Asked, tables: Sequence[ReportTable], details: Sequence[str]) -> Sequence[ReportTable]:
    """The tables without `details` (by name) where those of a whole office go to the screen; said on stderr."""
    if asked.output is not None or asked.cell is not None or asked.as_json:
        return tables
    click.echo(say(msg("Every member and meeting is told with --cell, or in a file with -o.")), err=True)
    return [table for table in tables if table.name not in details]


def write_file(output: Path, data: bytes) -> None:
    """Raises `NoAccess`."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        durable.put_whole(output, data)
    except OSError as error:
        raise access_error(output.name, error) from error
    click.echo(say(msg("The report was written to {file}.", file=output)), err=True)


def show(table: ReportTable) -> None:
    """A table on the screen."""
    headings: list[Heading] = [(column.heading, column.share) for column in table.columns]
    rows = [tuple(as_text(value) for value in row) for row in table.rows]
    print_table(f"{table.title} – {table.span}", headings, rows)
