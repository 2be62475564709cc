"""Commands about layout: any Word file against the official rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from pipeline.cli.language import _, say, translate
from pipeline.cli.main import Settings
from pipeline.cli.printing import print_json
from pipeline.documents.year_report import TEMPLATE_KINDS
from pipeline.errors import ExitCode, Severity, UsageError, VanthuError
from pipeline.layout_check import DayFrom, Finding, LayoutReport, check_layout, read_word_file
from pipeline.messages import msg
from pipeline.regulations import load_regulations
from pipeline.vietnamese.dates import date_in_figures, parse_date
from pipeline.vietnamese.text import printable
from pipeline.workspace import Workspace

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
_MAKE_UPS = {kind.name.value: kind.make_up for kind in TEMPLATE_KINDS}
_DAYS_FROM = {
    DayFrom.GIVEN: msg("day given"),
    DayFrom.PRINTED: msg("day printed in the document"),
    DayFrom.MONTH: msg("only the month is printed in the document"),
    DayFrom.TODAY: msg("no day is printed: today"),
}


@click.group(help=_("Hold Word files against the official layout rules."))
def layout() -> None:
    pass


@layout.command(help=_("Show where each FILE is not as the rules of its day want it. Nothing is written."))
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--date", "day_text", help=_("Day whose rules hold, as day/month/year; by default the one printed in the document.")
)
@click.option(
    "--document-kind",
    "kind_name",
    type=click.Choice(list(_MAKE_UPS)),
    help=_("Kind of document; by default known from the name printed in it."),
)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a finding, the last one a summary."))
@click.pass_obj
def check(
    settings: Settings, files: tuple[Path, ...], day_text: str | None, kind_name: str | None, as_json: bool
) -> ExitCode:
    day = _day(day_text)
    make_up = _MAKE_UPS[kind_name] if kind_name else None
    regulations = load_regulations(settings.workspace.regulations)
    today = date.today()  # noqa: DTZ011 (the office's own day)
    rows: list[dict[str, object]] = []
    refused: ExitCode | None = None
    for file in files:
        try:
            report = check_layout(read_word_file(file), regulations, today, day=day, make_up=make_up)
        except VanthuError as error:
            refused = refused or error.exit_code
            rows.append(_refused(settings.workspace, file, error))
            continue
        rows.append(_summary(settings.workspace, file, report))
        if as_json:
            _print_findings(settings.workspace, file, report)
        else:
            _show(file, report)
    if as_json:
        print_json({"summary": rows})
    has_findings = any(row["findings"] for row in rows)
    return refused or (ExitCode.FORMS_HAVE_PROBLEMS if has_findings else ExitCode.OK)


def _day(text: str | None) -> date | None:
    day = None if text is None else parse_date(text)
    if text is not None and day is None:
        raise UsageError(msg("“{value}” is not a date. Please write day/month/year.", value=text))
    return day


def _refused(workspace: Workspace, file: Path, error: VanthuError) -> dict[str, object]:
    click.echo(f"{printable(file.name)}: {say(error.message)}", err=True)
    return {"file": workspace.relative(file), "refused": say(error.message), "findings": 0}


def _summary(workspace: Workspace, file: Path, report: LayoutReport) -> dict[str, object]:
    return {
        "file": workspace.relative(file),
        "rule_set": report.rules.id,
        "day": report.rules.day.isoformat(),
        "day_from": report.day_from.value,
        "make_up": report.make_up,
        "findings": len(report.findings),
    }


def _print_findings(workspace: Workspace, file: Path, report: LayoutReport) -> None:
    for finding in report.findings:
        print_json({"file": workspace.relative(file), **finding.to_json(translate())})


def _show(file: Path, report: LayoutReport) -> None:
    """The file and the rules it was held against, then a line for each finding; the sure ones first."""
    word = msg("findings: {count}", count=len(report.findings)) if report.findings else msg("in order")
    held = msg(
        "rules {rules}, {day} ({day_from})",
        rules=report.rules.id,
        day=date_in_figures(report.rules.day),
        day_from=_DAYS_FROM[report.day_from],
    )
    click.echo(f"{printable(file.name)}: {say(word)}; {say(held)}")
    for severity, label in ((Severity.ERROR, msg("to mend")), (Severity.WARNING, msg("please check"))):
        for line in _lines(finding for finding in report.findings if finding.severity is severity):
            click.echo(f"    {say(label)}: {line}")


def _lines(findings: Iterable[Finding]) -> Iterable[str]:
    for finding in findings:
        words = f" “{finding.words}”" if finding.words else ""
        basis = f"{finding.source}; {finding.sure.value}, {finding.sure.label}"
        yield f"{say(finding.where)}{words}: {say(finding.says)} → {say(finding.rule)} ({basis})"
