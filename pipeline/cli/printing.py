"""How outcomes and problems are printed: lines for people, or one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import islice

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.archive import Unreadable
from pipeline.cli.language import say, translate
from pipeline.errors import ExitCode, Problem, Severity
from pipeline.messages import Message, msg
from pipeline.process import FormState, Outcome
from pipeline.workspace import Workspace

_AT_ONCE = 500  # rows
_ENCODER = json.JSONEncoder(ensure_ascii=False)  # made once; `json.dumps` makes it for each row

STATES: dict[FormState, Message] = {
    FormState.FILED: msg("filed"),
    FormState.REVISED: msg("filed again, corrected"),
    FormState.DUPLICATE: msg("was filed before, nothing changed"),
    FormState.RETURNED: msg("returned, to be mended"),
    FormState.WAITING: msg("waiting"),
    FormState.FAILED: msg("not done"),
    FormState.SIGNED: msg("signed scan kept beside its document"),
    FormState.TAKEN_BACK: msg("taken back, kept in the history"),
}


def print_json(row: dict[str, object]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False))


def print_rows(rows: Iterable[dict[str, object]]) -> None:
    """Some hundred at once: a report has tens of thousands of them, which need not all be held."""
    coming = iter(rows)
    while lines := "\n".join(_ENCODER.encode(row) for row in islice(coming, _AT_ONCE)):
        click.echo(lines)


def print_outcome(outcome: Outcome, workspace: Workspace) -> None:
    """An outcome in lines: what became of the form, its documents with numbers, what to mend."""
    meeting = f" [{outcome.meeting}]" if outcome.meeting else ""
    state = STATES[outcome.state]
    if outcome.state is FormState.FILED and not outcome.documents:
        state = msg("kept on record, without a document")
    if outcome.state is FormState.REVISED and outcome.attachments and not outcome.documents:
        state = msg("was filed before; what lay beside it was added")
    click.echo(f"{outcome.form}: {say(state)}{meeting}")
    for document in outcome.documents:
        number = f"{document.number}  " if document.number else ""
        click.echo(f"    {number}{document.path}")
    for attachment in outcome.attachments:
        click.echo(f"    + {attachment.path}")
    if outcome.earlier is not None:
        at = datetime.fromisoformat(outcome.earlier.at)
        click.echo(
            "    " + say(msg("the same as {path}, filed on {at:%d/%m/%Y %H:%M}", path=outcome.earlier.path, at=at))
        )
    if outcome.moved_to:
        click.echo(f"    → {workspace.relative(outcome.moved_to)}")
    print_problems(outcome.problems)


def print_problems(problems: Iterable[Problem]) -> None:
    """Errors first; warnings are never mixed among them."""
    listed = list(problems)
    for severity, word in ((Severity.ERROR, msg("to mend")), (Severity.WARNING, msg("please check"))):
        for problem in listed:
            if problem.severity is severity:
                where = say(problem.where)
                place = f"{where}: " if where else ""
                click.echo(f"    {say(word)}: {place}{say(problem.message)} {say(problem.hint)}".rstrip())


_PIPED_WIDTH = 120  # columns where nobody says how wide the reader's screen is

Heading = tuple[Message | str, int]  # a text that is Vietnamese whatever the language stands as it is


def print_table(title: str, headings: Iterable[Heading], rows: Iterable[tuple[str, ...]]) -> None:
    """Numbered rows; each heading with its share of the width. Texts are wrapped, never cut."""
    table = Table(title=title, title_justify="left", box=box.SQUARE, show_lines=True)
    table.add_column(say(msg("No.")), justify="right")
    for heading, share in headings:
        table.add_column(heading if isinstance(heading, str) else say(heading), ratio=share, overflow="fold")
    for number, cells in enumerate(rows, 1):
        table.add_row(str(number), *map(Text, cells))
    width = None if sys.stdout.isatty() else _PIPED_WIDTH
    Console(highlight=False, markup=False, emoji=False, width=width).print(table)


def print_facts(title: str, facts: Iterable[tuple[Message, str]]) -> None:
    """A line for each, what it is before what it says."""
    click.echo(title)
    told = [(say(name), text) for name, text in facts]
    width = max((len(name) for name, _text in told), default=0)
    for name, text in told:
        click.echo(f"  {name:{width}}  {text}")


_PROBLEM_HEADINGS = ((msg("Where"), 3), (msg("What"), 5), (msg("What to do"), 5))


def print_problem_tables(problems: Iterable[Problem]) -> None:
    """A table of what is to mend, and one of its own for what is only to check."""
    listed = list(problems)
    for severity, title in ((Severity.ERROR, msg("To mend")), (Severity.WARNING, msg("Please check"))):
        rows = [(say(p.where), say(p.message), say(p.hint)) for p in listed if p.severity is severity]
        if rows:
            print_table(f"{say(title)} ({len(rows)})", _PROBLEM_HEADINGS, rows)


def show_progress(step: str, done: int, total: int) -> None:
    """A counter on the terminal's last line; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        return
    word = msg("reading {done}/{total}", done=done, total=total)
    if step == "file":
        word = msg("filing {done}/{total}", done=done, total=total)
    elif step == "index":
        word = msg("reading the archive {done}/{total}", done=done, total=total)
    elif step == "ready":
        word = msg("preparing forms {done}/{total}", done=done, total=total)
    click.echo(f"\r\033[K{say(word)}", err=True, nl=False)


def end_progress(counted: Counter[FormState] | None = None) -> None:
    """Clear the counter and say in one line how many forms came to which end."""
    if sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)
    if counted:
        parts = [f"{say(STATES[state])}: {counted[state]}" for state in FormState if counted[state]]
        click.echo("; ".join(parts), err=True)


def warn(unreadable: Iterable[Unreadable]) -> None:
    """Say on stderr which folders could not be read; the work goes on without them."""
    for one in unreadable:
        told = msg("Please note: {reason} The other folders are taken all the same.", reason=one.error.message)
        click.echo(say(told), err=True)


def exit_code(outcomes: Iterable[Outcome]) -> ExitCode:
    """The worst that happened decides: failed work before forms with problems."""
    states = {outcome.state for outcome in outcomes}
    if FormState.FAILED in states:
        return ExitCode.SOME_WORK_FAILED
    if FormState.RETURNED in states:
        return ExitCode.FORMS_HAVE_PROBLEMS
    return ExitCode.OK


def outcome_row(outcome: Outcome) -> dict[str, object]:
    return outcome.to_json(translate())
