"""The archive held against its manifests, and its register made anew."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import click

from pipeline.cli.language import _, say, translate
from pipeline.cli.main import Settings
from pipeline.cli.printing import print_json, print_table, warn
from pipeline.errors import ExitCode
from pipeline.index import make_anew as make_index
from pipeline.messages import Message, msg
from pipeline.process import open_office
from pipeline.process.whole import reindex as make_register
from pipeline.verify import Finding, FindingKind, Repaired, Report, verify_archive
from pipeline.verify import repair as put_right
from pipeline.workspace import Workspace

KINDS: dict[FindingKind, Message] = {
    FindingKind.CHANGED: msg("changed"),
    FindingKind.MISSING: msg("missing"),
    FindingKind.FOREIGN: msg("foreign"),
    FindingKind.MISPLACED: msg("out of its place"),
    FindingKind.UNREADABLE: msg("unreadable"),
    FindingKind.OLD_MANIFEST: msg("old manifest"),
    FindingKind.GAP: msg("gap in the numbers"),
    FindingKind.DOUBLE: msg("number given twice"),
    FindingKind.REGISTER: msg("register differs"),
    FindingKind.INDEX: msg("search index differs"),
    FindingKind.LEFTOVER: msg("left behind"),
}
_HEADINGS = ((msg("Finding"), 2), (msg("File or folder"), 4), (msg("What"), 5))
_REPAIRED = (*_HEADINGS, (msg("What was done"), 4))


@click.command(help=_("Hold every file of the archive against its manifest: changed, missing, foreign; numbers too."))
@click.option("--repair", is_flag=True, help=_("Put right what can be without losing anything; say what cannot."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line for each finding, the last a summary."))
@click.pass_obj
def verify(settings: Settings, repair: bool, as_json: bool) -> ExitCode:
    workspace = settings.workspace
    with open_office(workspace, datetime.now, settings.lock_timeout, as_it_is=True) as office:
        report = verify_archive(office)
        done = list(put_right(office, report)) if repair else []
    if as_json:
        _print_rows(report, done, workspace)
    else:
        _show(report, done, workspace)
    is_whole = all(one.is_done for one in done) if repair else not report.findings
    return ExitCode.OK if is_whole else ExitCode.ARCHIVE_DAMAGED


@click.command(help=_("Make register and search index anew from the archive alone."))
@click.option("--yes", is_flag=True, help=_("Also forget numbers that only the register knows."))
@click.pass_obj
def reindex(settings: Settings, yes: bool) -> None:
    with open_office(settings.workspace, datetime.now, settings.lock_timeout, as_it_is=True) as office:
        warn(office.troubled)
        made = make_register(office, forgetting=yes)
        make_index(settings.workspace.state, office.archive, settings.lock_timeout)
    click.echo(say(msg("The register and the search index were made anew from {count} meetings.", count=made.meetings)))
    if made.doubles:
        click.echo(
            say(msg("Given more than once: {numbers}. Please see “vanthu verify”.", numbers=made.doubles)), err=True
        )


def _show(report: Report, done: list[Repaired], workspace: Workspace) -> None:
    if done:
        rows = [(*_cells(one.finding, workspace), say(one.what)) for one in done]
        print_table(say(msg("Findings, and what was done")), _REPAIRED, rows)
    elif report.findings:
        print_table(say(msg("Findings")), _HEADINGS, [_cells(one, workspace) for one in report.findings])
    click.echo(
        say(
            msg(
                "{meetings} meetings, {documents} documents looked at; {findings} findings.",
                meetings=report.meetings,
                documents=report.documents,
                findings=len(report.findings),
            )
        )
    )


def _cells(finding: Finding, workspace: Workspace) -> tuple[str, str, str]:
    return say(KINDS[finding.kind]), workspace.relative(finding.path), say(finding.detail)


def _print_rows(report: Report, done: list[Repaired], workspace: Workspace) -> None:
    by_finding = {id(one.finding): one for one in done}
    language = translate()
    for finding in report.findings:
        row: dict[str, object] = {
            "path": workspace.relative(finding.path),
            "finding": finding.kind.value,
            "detail": finding.detail.text(language),
        }
        if (one := by_finding.get(id(finding))) is not None:
            row |= {"repaired": one.is_done, "repair": one.what.text(language)}
        print_json(row)
    counted = Counter(finding.kind.value for finding in report.findings)
    print_json({"summary": {"meetings": report.meetings, "documents": report.documents, "findings": dict(counted)}})
