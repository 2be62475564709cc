"""The command that turns Word documents into PDF/A files."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click

from pipeline.cli.language import _, say
from pipeline.cli.main import Settings
from pipeline.errors import NOTHING, ExitCode
from pipeline.messages import Message, msg
from pipeline.pdf import LibreOffice, PdfOutcome, PdfState, find_program, make_pdfs, plan
from pipeline.workspace import Workspace

SECONDS = 60.0  # that one document may take

STATES: dict[PdfState, Message] = {
    PdfState.MADE: msg("made"),
    PdfState.LEFT: msg("left as it is"),
    PdfState.FAILED: msg("not done"),
}


@click.command(
    help=_(
        "Turn Word documents, and those in folders at any depth, into PDF/A-2b files for keeping. A PDF that was not "
        "made by this command, or was signed since, is never replaced."
    )
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help=_("Folder for the PDF files; by default each lies beside its document."),
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=SECONDS,
    show_default=True,
    help=_("Seconds that one document may take."),
)
@click.option(
    "--soffice",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=_("LibreOffice's program; by default it is looked for."),
)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a document, and one with the sums."))
@click.pass_obj
def pdf(
    settings: Settings,
    files: tuple[Path, ...],
    output: Path | None,
    timeout: float,
    soffice: Path | None,
    as_json: bool,
) -> ExitCode:
    office = LibreOffice((soffice or installed_libreoffice(os.environ)).absolute(), timeout)
    tasks = plan(files, output)
    end_as_by_ctrl_c()
    outcomes = []
    for outcome in make_pdfs(tasks, office, lambda done: show_progress(done, len(tasks))):
        outcomes.append(outcome)
        if as_json:
            _print_json(_row(outcome, settings.workspace))
        else:
            _print(outcome, settings.workspace)
    _sum_up(outcomes, as_json)
    failed = any(outcome.state is PdfState.FAILED for outcome in outcomes)
    return ExitCode.SOME_WORK_FAILED if failed else ExitCode.OK


def installed_libreoffice(environment: Mapping[str, str]) -> Path:
    """The program on the PATH, or where Windows and macOS keep it. Raises `MissingLibreOffice`."""
    folders = [Path(environment[name]) for name in ("ProgramFiles", "ProgramFiles(x86)") if environment.get(name)]
    return find_program(environment.get("PATH"), folders)


def end_as_by_ctrl_c() -> None:
    """LibreOffice runs in a session of its own: whoever ends this command in another way must end it too."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _print(outcome: PdfOutcome, workspace: Workspace) -> None:
    document = workspace.relative(outcome.document)
    if outcome.state is not PdfState.MADE or outcome.facts is None or outcome.pdf is None:
        click.echo(f"{document}: {say(STATES[outcome.state])}. {say(outcome.reason)}")
        return
    made = msg("PDF/A-2b, pages: {pages}", pages=outcome.facts.pages)
    click.echo(f"{document} → {workspace.relative(outcome.pdf)} ({say(made)})")
    if outcome.reason != NOTHING:
        click.echo(f"    {say(msg('please check'))}: {say(outcome.reason)}")


def _row(outcome: PdfOutcome, workspace: Workspace) -> dict[str, object]:
    facts = outcome.facts
    return {
        "document": workspace.relative(outcome.document),
        "pdf": workspace.relative(outcome.pdf) if outcome.pdf else None,
        "pages": facts.pages if facts else None,
        "conformance": f"{facts.part}{facts.conformance}" if facts else None,
        "state": outcome.state.value,
        "reason": say(outcome.reason),
    }


def _print_json(row: dict[str, object]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False))


def show_progress(done: int, total: int) -> None:
    """A counter on the terminal's last line; nothing where stderr is no terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{say(msg('converting {done}/{total}', done=done, total=total))}", err=True, nl=False)


def _sum_up(outcomes: list[PdfOutcome], as_json: bool) -> None:
    if sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)
    counted = Counter(outcome.state for outcome in outcomes)
    if as_json:
        _print_json({"summary": {state.value: counted[state] for state in PdfState}})
    if not outcomes:
        click.echo(say(msg("No Word document (.docx) lies there.")), err=True)
    elif len(outcomes) > 1:
        click.echo(
            "; ".join(f"{say(STATES[state])}: {counted[state]}" for state in PdfState if counted[state]), err=True
        )
