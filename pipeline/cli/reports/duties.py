"""The calendar of duties on the screen, as JSON, as a workbook, as a printed list."""

from __future__ import annotations

import click

from pipeline.cli.language import _
from pipeline.cli.main import Settings
from pipeline.cli.reports.asking import Asked, counted, end_of, hand_over, report_options
from pipeline.errors import ExitCode
from pipeline.reports.duties import Finding, duties_of
from pipeline.reports.duties.tables import TITLE, duty_tables

_ENDINGS = (".xlsx", ".docx")


@click.command(help=_("Which meetings and papers were due by the rules of the time, and what became of them."))
@report_options(*_ENDINGS)
@click.pass_obj
def duties(settings: Settings, asked: Asked) -> ExitCode:
    with counted(settings, asked, _ENDINGS) as (year, facts):
        findings = list(duties_of(year, facts.meetings, asked.cell))
        hand_over(asked, year, TITLE, duty_tables(year, findings), [_row(one) for one in findings])
        return end_of(facts)


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
