"""The command that makes a synthetic office."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import click

from pipeline.cli.language import _, say
from pipeline.cli.main import Settings
from pipeline.cli.place import workspace_at
from pipeline.cli.printing import end_progress, print_outcome, show_progress
from pipeline.errors import ExitCode
from pipeline.messages import msg
from pipeline.process import FormState, open_office, process_inbox
from pipeline.process.synthetic import make_synthetic_office


@click.command(help=_("Make a synthetic office in DIR: invented cells and people, the forms of a year in its inbox."))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--cells", type=click.IntRange(1, 100_000), default=1, show_default=True, help=_("How many cells."))
@click.option("--year", type=click.IntRange(2018, 2100), required=True, help=_("The year of the meetings."))
@click.option("--seed", type=int, default=0, show_default=True, help=_("Same seed, same office."))
@click.option(
    "--format",
    "suffix",
    type=click.Choice(["yaml", "xlsx"]),
    default="yaml",
    show_default=True,
    help=_("Kind of forms."),
)
@click.option("--filed", is_flag=True, help=_("File the forms at once."))
@click.pass_obj
def synth(settings: Settings, folder: Path, cells: int, year: int, seed: int, suffix: str, filed: bool) -> ExitCode:
    workspace = workspace_at(folder)
    forms = make_synthetic_office(workspace, cells, year, seed, suffix)
    states: Counter[FormState] = Counter()
    if filed:
        with open_office(workspace, datetime.now, settings.lock_timeout) as office:
            for outcome in process_inbox(office, forms, progress=show_progress):
                states[outcome.state] += 1
                if outcome.state not in (FormState.FILED, FormState.REVISED):
                    print_outcome(outcome, workspace)
    end_progress(states)
    done = states[FormState.FILED] + states[FormState.REVISED]
    click.echo(say(msg("{forms} forms, {filed} filed: {folder}", forms=len(forms), filed=done, folder=workspace.root)))
    return ExitCode.OK if not filed or done == len(forms) else ExitCode.SOME_WORK_FAILED
