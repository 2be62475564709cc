"""The command that makes the documents of a year again, where they have a reason to be."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click

from pipeline.archive import Archive, presumed_until
from pipeline.batch import Kind, applied, begun, folders_of, planned, workers
from pipeline.batch.executors import LOCAL
from pipeline.batch.run import Workers
from pipeline.cli.language import _, say
from pipeline.cli.main import Settings
from pipeline.cli.regenerating import Progress, Tally, print_diffs, print_plan, print_row
from pipeline.cli.targets import check_place
from pipeline.errors import ExitCode, UsageError, access_error
from pipeline.meeting import DocumentKindName, MeetingKind
from pipeline.messages import msg
from pipeline.organisation import Organisation
from pipeline.process import Office, open_office
from pipeline.process.regenerating import Reason, Regenerated, Wanted
from pipeline.process.rules import archive_of, chosen_body, office_and_rules
from pipeline.workspace import Workspace


@dataclass(frozen=True)
class _Asked:
    """What of the archive is meant, how it is told, and by what it is done; `there` are processes that have begun."""

    year: int
    cell: str | None
    dry_run: bool
    as_json: bool
    kind: Kind
    there: Workers | None = None


@click.command(
    help=_(
        "Make the documents of a year again where form, template, rules or program changed, or the file is lost. "
        "Numbers and dates stay; what was edited by hand or is issued is kept."
    )
)
@click.option("--year", type=click.IntRange(1900, 2200), required=True, help=_("Only meetings of this year."))
@click.option("--cell", help=_("Only meetings of this body, by its id."))
@click.option("--meeting-kind", type=click.Choice([kind.value for kind in MeetingKind]), help=_("Only such meetings."))
@click.option(
    "--document-kind",
    type=click.Choice([kind.value for kind in DocumentKindName]),
    help=_("Only documents of this kind."),
)
@click.option("--dry-run", is_flag=True, help=_("Only say what would be made and why; nothing is written."))
@click.option("--diff", is_flag=True, help=_("Show what each document says otherwise than before."))
@click.option(
    "--issued-to",
    type=click.Path(path_type=Path, file_okay=False),
    help=_("A folder for fresh copies of issued documents, to compare; those in the archive stay."),
)
@click.option("--jobs", type=click.IntRange(1, 512), help=_("How many processes; by default one for each core."))
@click.option("--dask", metavar=f"ADDRESS|{LOCAL}", help=_("Work on a Dask cluster: its address, or one made here."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line for each document, then a summary."))
@click.pass_obj
def regenerate(
    settings: Settings,
    year: int,
    cell: str | None,
    meeting_kind: str | None,
    document_kind: str | None,
    dry_run: bool,
    diff: bool,
    issued_to: Path | None,
    jobs: int | None,
    dask: str | None,
    as_json: bool,
) -> ExitCode:
    workspace = settings.workspace
    if jobs is not None and dask is not None:
        raise UsageError(msg("Please give either --jobs or --dask."))
    if issued_to is not None:
        check_place(issued_to, workspace.outbox, workspace.inbox, workspace.state, workspace.templates)
    wanted = Wanted(
        run=secrets.token_hex(8),
        at=datetime.now().astimezone().isoformat(timespec="seconds"),
        presumed=None,
        meeting_kind=next((kind for kind in MeetingKind if kind.value == meeting_kind), None),
        document_kind=next((kind for kind in DocumentKindName if kind.value == document_kind), None),
        shows_diff=diff,
        issued_to=issued_to.absolute() if issued_to else None,
    )
    asked = _Asked(year, cell, dry_run, as_json, Kind(jobs, dask))
    try:
        with begun(asked.kind) as there:
            asked = replace(asked, there=there)
            if dry_run:
                return _told(workspace, wanted, asked)
            with open_office(workspace, datetime.now, settings.lock_timeout) as office:
                return _done(office, wanted, asked)
    except KeyboardInterrupt:
        click.echo(say(msg("Stopped. What is done stays done; the same command goes on with the rest.")), err=True)
        raise


def _told(workspace: Workspace, wanted: Wanted, asked: _Asked) -> ExitCode:
    """A dry run: the plan, and every row of it."""
    organisation, _rules = office_and_rules(workspace)
    presumed = presumed_until(organisation.options.issued_after_days, datetime.fromisoformat(wanted.at).date())
    archive, wanted = archive_of(workspace, organisation), replace(wanted, presumed=presumed)
    with _plan(workspace, organisation, archive, wanted, asked) as (plan, _workers):
        tally = Tally()
        _print_rows(plan, tally, asked)
        return _end(tally, asked)


def _done(office: Office, wanted: Wanted, asked: _Asked) -> ExitCode:
    wanted = replace(wanted, presumed=office.presumed)
    to_plan = replace(wanted, shows_diff=False, foresees=False)  # shown and found out of what is really written
    with _plan(office.workspace, office.organisation, office.archive, to_plan, asked) as (plan, cluster):
        tally = Tally()
        with_work = [one for one in plan if one.has_work or (wanted.issued_to and _has_issued(one))]
        concerned = {one.folder for one in with_work}
        _print_rows((one for one in plan if one.folder not in concerned), tally, asked)
        plan.clear()
        if with_work:
            with Progress(msg("making documents"), sum(len(one.rows) for one in with_work)) as progress:
                for one in applied(office, cluster, with_work, wanted):
                    progress.advance(len(one.rows))
                    _print_rows([one], tally, asked)
        return _end(tally, asked)


def _has_issued(one: Regenerated) -> bool:
    return any(row.reason is Reason.ISSUED for row in one.rows)


@contextmanager
def _plan(
    workspace: Workspace, organisation: Organisation, archive: Archive, wanted: Wanted, asked: _Asked
) -> Iterator[tuple[list[Regenerated], Workers]]:
    """The plan of everything that is asked for, told; and who is to carry it out.

    Raises `UsageError` for a body or a cluster that is not there, `NoAccess`.
    """
    if asked.cell is not None:
        chosen_body(organisation, asked.cell)
    try:
        folders = folders_of(archive, asked.year, asked.cell, wanted.meeting_kind)
    except OSError as error:
        raise access_error(workspace.outbox.name, error) from error
    with workers(asked.kind, len(folders), asked.there) as cluster:
        with Progress(msg("looking at meetings"), len(folders)) as progress:
            plan = []
            for one in planned(workspace, cluster, folders, wanted):
                plan.append(one)
                progress.advance(1)
        print_plan([row for one in plan for row in one.rows], asked.year, is_dry=asked.dry_run)
        yield plan, cluster


def _print_rows(found: Iterable[Regenerated], tally: Tally, asked: _Asked) -> None:
    for one in found:
        tally.add(one)
        if asked.as_json:
            for row in one.rows:
                print_row(row)
        else:
            print_diffs(one.rows)


def _end(tally: Tally, asked: _Asked) -> ExitCode:
    """Print failures and the summary; how the command ends."""
    tally.print_failures(as_json=asked.as_json)
    tally.print_summary(as_json=asked.as_json, is_dry=asked.dry_run)
    return tally.exit_code
