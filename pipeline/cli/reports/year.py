"""The year's report on the screen, as JSON, as a workbook, as an official document of each body."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from pipeline.cli.language import _
from pipeline.cli.main import Settings
from pipeline.cli.printing import print_json
from pipeline.cli.reports.asking import Asked, counted, end_of, report_options, tell, write_file
from pipeline.cli.targets import check_target
from pipeline.documents.year_report import YEAR_REPORT
from pipeline.errors import ExitCode, UsageError
from pipeline.messages import msg
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.year import YearReport, reports_of
from pipeline.reports.year.document import document_of
from pipeline.reports.year.lines import line_of
from pipeline.reports.year.tables import TITLE, year_tables
from pipeline.workspace import Workspace

_ENDINGS = (".xlsx", ".docx")


@click.command(help=_("The year's report of each cell, and of the party committee over its cells, ready to be signed."))
@report_options(*_ENDINGS, folder=True)
@click.pass_obj
def year(settings: Settings, asked: Asked) -> ExitCode:
    wants_documents = asked.output is not None and _is_of_documents(asked.output)
    listed = asked.without_output if wants_documents else asked
    with counted(settings, listed, _ENDINGS, with_cells=True) as (the_year, facts):
        reports = reports_of(the_year, facts.meetings, asked.cell, facts.void_numbers)
        if wants_documents:
            targets = _targets(settings.workspace, asked, the_year)
            for one in reports:
                _write(settings.workspace, the_year, one, targets[one.body.id])
                if asked.as_json:
                    print_json(line_of(one, asked.year))
        else:
            tell(
                asked, the_year, TITLE, reports, lambda one: [line_of(one, asked.year)], partial(year_tables, the_year)
            )
        return end_of(facts)


def _is_of_documents(output: Path) -> bool:
    """A .docx file, or a folder of such."""
    return output.is_dir() or output.suffix.casefold() in (".docx", "")


def _targets(workspace: Workspace, asked: Asked, the_year: OfficeYear) -> dict[str, Path]:
    """Where each body's document goes. Raises `UsageError` before anything is written."""
    assert asked.output is not None  # noqa: S101
    if the_year.today.year < the_year.year:
        raise UsageError(
            msg(
                "On {day} the year {year} has not begun: there is nothing to report.",
                day=f"{the_year.today:%d/%m/%Y}",
                year=the_year.year,
            )
        )
    bodies = [body.id for body in the_year.bodies(asked.cell)]
    if not bodies:
        raise UsageError(msg("In {year} there was no such body: there is nothing to report.", year=the_year.year))
    if asked.output.suffix.casefold() == ".docx" and not asked.output.is_dir():
        if len(bodies) > 1:
            raise UsageError(
                msg("One file holds the report of one body: please choose the body with --cell, or name a folder.")
            )
        targets = dict.fromkeys(bodies, asked.output)
    else:
        stem = Path(YEAR_REPORT.template).stem
        targets = {body: asked.output / f"{stem}-{the_year.year}-{body}.docx" for body in bodies}
    for target in targets.values():
        check_target(target, workspace, _ENDINGS, asked.force)
    return targets


def _write(workspace: Workspace, the_year: OfficeYear, report: YearReport, target: Path) -> None:
    template = workspace.template(YEAR_REPORT.template, report.body.id)
    write_file(target, document_of(the_year, report).filled(template))
