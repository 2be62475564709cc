"""Commands about forms: write one, check, preview, file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import click

from pipeline.cli.language import _, say, translate
from pipeline.cli.main import Settings
from pipeline.cli.printing import (
    end_progress,
    exit_code,
    outcome_row,
    print_json,
    print_outcome,
    print_problem_tables,
    print_problems,
    show_progress,
    warn,
)
from pipeline.cli.targets import check_place
from pipeline.errors import ExitCode, FormRefused, Problem, UsageError, has_errors
from pipeline.forms import FORM_SUFFIXES
from pipeline.meeting import MeetingKind, Stage
from pipeline.messages import msg
from pipeline.organisation import Organisation
from pipeline.process import Outcome, open_office, prepare_form, preview_form, process_inbox
from pipeline.process.intake.opening import form_bytes, limits_of
from pipeline.process.ready.blank import FormRequest, write_meeting_form, write_roster_form
from pipeline.process.ready.forms import after_pass
from pipeline.process.rules import office_and_rules
from pipeline.process.signing import process_scans
from pipeline.regulations import Regulations
from pipeline.vietnamese.dates import parse_date

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
STAGES = {stage.value: stage for stage in Stage}
KINDS = {kind.value: kind for kind in MeetingKind} | {kind.slug: kind for kind in MeetingKind}
FOLLOW_UP, ROSTER = "followup", "roster"


@click.command(
    help=_(
        "Write a form, half filled with what the office knows: for a meeting of KIND, for what came after one "
        "(followup), for changes to the roster (roster)."
    )
)
@click.argument("kind", type=click.Choice([*KINDS, FOLLOW_UP, ROSTER]))
@click.option("--cell", help=_("Id of the body; may be left out where there is one cell only."))
@click.option("--date", "day_text", help=_("Day of the meeting, as day/month/year; by default today."))
@click.option("--planned", is_flag=True, help=_("The form of a meeting that is still to be held."))
@click.option(
    "--stage",
    type=click.Choice(list(STAGES)),
    help=_("What the form is for; by default a meeting that was held."),
)
@click.option(
    "--from",
    "code",
    metavar="MEETING",
    help=_("Code of a filed meeting: its plan stands in the form; what came after it is told."),
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=_("File to write: .xlsx, .docx or .yaml.")
)
@click.pass_obj
def form(
    settings: Settings,
    kind: str,
    cell: str | None,
    day_text: str | None,
    planned: bool,
    stage: str | None,
    code: str | None,
    output: Path | None,
) -> None:
    day = date.today() if day_text is None else parse_date(day_text)  # noqa: DTZ011 (the office's own day)
    if day is None:
        raise UsageError(msg("“{value}” is not a date. Please write day/month/year.", value=day_text))
    if kind not in KINDS and (planned or stage):
        raise UsageError(msg("“{kind}” does not go with {options}.", kind=kind, options="--planned, --stage"))
    if kind == ROSTER and code:
        raise UsageError(msg("“{kind}” does not go with {options}.", kind=kind, options="--from"))
    if output is not None:
        check_place(output, settings.workspace.outbox, settings.workspace.state)
    if kind == ROSTER:
        click.echo(write_roster_form(settings.workspace, cell, day, output))
        return
    at = STAGES[stage] if stage else Stage.PLANNED if planned else Stage.HELD
    request = FormRequest(KINDS.get(kind), at if kind in KINDS else Stage.FOLLOWED_UP, cell, day, code)
    click.echo(write_meeting_form(settings.workspace, request, output))


@click.command(help=_("Show every problem of the forms. Nothing is written, no number is taken."))
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a form."))
@click.pass_obj
def check(settings: Settings, files: tuple[Path, ...], as_json: bool) -> ExitCode:
    organisation, regulations = office_and_rules(settings.workspace)
    worst = ExitCode.OK
    for file in files:
        problems = _problems_of(file, organisation, regulations)
        if has_errors(problems):
            worst = ExitCode.FORMS_HAVE_PROBLEMS
        if as_json:
            print_json({"form": settings.workspace.relative(file), "problems": _rows(problems)})
        else:
            _print_check(file, problems)
    return worst


def _problems_of(file: Path, organisation: Organisation, regulations: Regulations) -> tuple[Problem, ...]:
    try:
        data = form_bytes(file, limits_of(organisation))
    except FormRefused as refused:
        return refused.problems
    return prepare_form(file.name, data, organisation, regulations).problems


def _rows(problems: Iterable[Problem]) -> list[dict[str, str]]:
    return [problem.to_json(translate()) for problem in problems]


def _print_check(file: Path, problems: tuple[Problem, ...]) -> None:
    word = (
        msg("to be mended")
        if has_errors(problems)
        else msg("can be filed, please check")
        if problems
        else msg("in order")
    )
    click.echo(f"{file.name}: {say(word)}")
    print_problem_tables(problems)


@click.command(help=_("Write the documents of FILE as drafts into a folder."))
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, help=_("The folder."))
@click.pass_obj
def preview(settings: Settings, file: Path, output: Path) -> ExitCode:
    organisation, regulations = office_and_rules(settings.workspace)
    workspace = settings.workspace
    check_place(output, workspace.outbox, workspace.inbox, workspace.state, workspace.templates)
    written, problems = preview_form(settings.workspace, organisation, regulations, file, output)
    for path in written:
        click.echo(path)
    print_problems(problems)
    return ExitCode.FORMS_HAVE_PROBLEMS if has_errors(problems) else ExitCode.OK


@click.command(help=_("File the forms that lie in the inbox, or just FILES, and say what became of each."))
@click.argument("files", nargs=-1, type=FILE)
@click.option(
    "--settle", type=click.FloatRange(min=0), default=2.0, show_default=True, help=_("Seconds a file must stand still.")
)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a form."))
@click.pass_obj
def process(settings: Settings, files: tuple[Path, ...], settle: float, as_json: bool) -> ExitCode:
    outcomes: list[Outcome] = []
    with open_office(settings.workspace, datetime.now, settings.lock_timeout) as office:
        warn(office.troubled)
        for outcome in process_inbox(office, files, settle, progress=show_progress):
            outcomes.append(outcome)
            _show(outcome, settings, as_json)
        for outcome in process_scans(office, settle) if not files else ():
            outcomes.append(outcome)
            _show(outcome, settings, as_json)
        for outcome in after_pass(office, outcomes, progress=show_progress):
            _show(outcome, settings, as_json)
    end_progress(Counter(outcome.state for outcome in outcomes))
    if not outcomes:
        known = ", ".join(FORM_SUFFIXES)
        click.echo(say(msg("No form lies in the inbox ({kinds}).", kinds=known)), err=True)
    return exit_code(outcomes)


def _show(outcome: Outcome, settings: Settings, as_json: bool) -> None:
    if as_json:
        print_json(outcome_row(outcome))
    else:
        print_outcome(outcome, settings.workspace)
