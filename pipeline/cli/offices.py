"""Commands that make offices: a new one, and the sample."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from pipeline.cli.language import _, say
from pipeline.cli.main import Settings
from pipeline.cli.place import workspace_at
from pipeline.cli.printing import print_outcome
from pipeline.errors import ExitCode
from pipeline.messages import msg
from pipeline.process import FormState, Outcome, open_office, process_inbox
from pipeline.process.offices import drop_sample_forms, make_demo_office, make_office
from pipeline.process.ready.forms import after_pass
from pipeline.workspace import Workspace

DIR = click.Path(path_type=Path, file_okay=False)


@click.command(help=_("Make a new workspace in DIR: folders, templates and an organisation.yaml to fill in."))
@click.argument("folder", metavar="DIR", type=DIR)
def init(folder: Path) -> None:
    workspace = workspace_at(folder)
    make_office(workspace)
    click.echo(say(msg("The workspace is ready. Next: fill in {file}.", file=workspace.organisation)))


@click.command(
    help=_("Make the sample office in DIR (by default the workspace), file its forms and say where to look.")
)
@click.argument("folder", metavar="[DIR]", type=DIR, required=False)
@click.pass_obj
def demo(settings: Settings, folder: Path | None) -> ExitCode:
    workspace = workspace_at(folder) if folder else settings.workspace
    make_demo_office(workspace)
    forms = drop_sample_forms(workspace)
    outcomes: list[Outcome] = []
    with open_office(workspace, datetime.now, settings.lock_timeout) as office:
        for outcome in process_inbox(office, forms):
            outcomes.append(outcome)
            print_outcome(outcome, workspace)
        for outcome in after_pass(office, outcomes):
            print_outcome(outcome, workspace)
    _say_where(workspace, outcomes)
    failed = any(outcome.state is FormState.FAILED for outcome in outcomes)
    return ExitCode.SOME_WORK_FAILED if failed else ExitCode.OK


def _say_where(workspace: Workspace, outcomes: list[Outcome]) -> None:
    meetings = {outcome.meeting for outcome in outcomes if outcome.meeting}
    documents = sum(len(outcome.documents) for outcome in outcomes)
    click.echo("")
    click.echo(
        say(
            msg(
                "{meetings} meetings, {documents} documents. Documents: {outbox}",
                meetings=len(meetings),
                documents=documents,
                outbox=workspace.outbox,
            )
        )
    )
    click.echo(say(msg("Forms for what comes next, half filled: {folder}", folder=workspace.blank_forms)))
    click.echo(say(msg("Forms to mend, each with a text beside it: {folder}", folder=workspace.to_mend)))
    click.echo(say(msg("Drop your own forms here: {folder}", folder=workspace.inbox)))
