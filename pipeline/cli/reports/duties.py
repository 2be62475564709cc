"""The calendar of duties on the screen, as JSON, as a workbook, as a printed list, as a heat map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from pipeline.cli.language import _
from pipeline.cli.main import Settings
from pipeline.cli.reports.asking import Asked, counted, end_of, report_options, tell, write_file
from pipeline.cli.targets import check_target
from pipeline.errors import ExitCode
from pipeline.reports.duties import Finding, duties_of
from pipeline.reports.duties.heat_map import heat_maps
from pipeline.reports.duties.tables import TITLE, duty_tables
from pipeline.reports.office_year import OfficeYear

_ENDINGS = (".xlsx", ".docx", ".png")


@click.command(help=_("Which meetings and papers were due by the rules of the time, and what became of them."))
@report_options(*_ENDINGS)
@click.pass_obj
def duties(settings: Settings, asked: Asked) -> ExitCode:
    with counted(settings, asked, _ENDINGS) as (year, facts):
        found: Iterable[Finding] = duties_of(year, facts.meetings, asked.cell)
        if asked.output is not None and asked.output.suffix.casefold() == ".png":
            found = list(found)
            _draw(settings, asked, asked.output, year, found)
            asked = asked.without_output
            if not asked.as_json:
                return end_of(facts)
        tell(asked, year, TITLE, found, lambda one: [_row(one)], lambda held: duty_tables(year, held))
        return end_of(facts)


def _draw(settings: Settings, asked: Asked, output: Path, year: OfficeYear, findings: Sequence[Finding]) -> None:
    """One picture, or several with a number each where there are many bodies."""
    pictures = heat_maps(year, findings)
    places = [output] + [output.with_stem(f"{output.stem}-{number}") for number in range(2, len(pictures) + 1)]
    for place in places[1:]:
        check_target(place, settings.workspace, _ENDINGS, asked.force)
    for place, picture in zip(places, pictures, strict=True):
        write_file(place, picture)


def _row(one: Finding) -> dict[str, object]:
    return {
        "cell": one.body,
        "duty": one.duty.value,
        "span": one.span.label,
        "state": one.state.value,
        "rule": one.rule or None,
        "due": one.due.isoformat() if one.due else None,
        "done": one.done.isoformat() if one.done else None,
        "note": one.note,
        "meeting": one.meeting or None,
        "records": list(one.records),
    }
