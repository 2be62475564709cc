"""Commands about the roster: take over a list of members that the office has already."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import click

from pipeline.cli.language import _, say, translate
from pipeline.cli.main import Settings
from pipeline.cli.printing import print_json, print_problem_tables, print_table
from pipeline.messages import Message, msg
from pipeline.process.roster.importing import ImportPlan, plan_import, take_import
from pipeline.roster.listed import Action, ComparedRow
from pipeline.workspace import Workspace

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
ACTIONS: dict[Action, Message] = {
    Action.ADDED: msg("new, is entered"),
    Action.COMPLETED: msg("on the roster, is completed"),
    Action.THERE: msg("on the roster already"),
    Action.DIFFERS: msg("on the roster, but different; stays"),
    Action.UNCLEAR: msg("not clear who is meant; nothing is done"),
    Action.NOT_LISTED: msg("on the roster, not on the list; stays"),
}


@click.group(help=_("The members of a body: take over a list that the office has already."))
def roster() -> None:
    """A group, so that more can be done with rosters."""


@roster.command(
    "import", help=_("Show what the list in FILE (.xlsx, .xls, .ods) says of a body's members, ask, and take it over.")
)
@click.argument("file", type=FILE)
@click.option("--cell", help=_("Id of the body; may be left out where there is one cell only."))
@click.option("--yes", is_flag=True, help=_("Take it over without asking."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object; nothing is asked."))
@click.pass_obj
def import_(settings: Settings, file: Path, cell: str | None, yes: bool, as_json: bool) -> None:
    workspace = settings.workspace
    plan = plan_import(workspace, file, cell, date.today())  # noqa: DTZ011 (the office's own day)
    if not as_json:
        _show(plan)
    kept = None
    if plan.changes_something and (yes or (not as_json and _agreed())):
        kept = take_import(workspace, plan, f"{datetime.now():%Y%m%d-%H%M%S}", settings.lock_timeout)  # noqa: DTZ005
    if as_json:
        print_json(_row(workspace, file, plan, kept))
    else:
        _say_done(workspace, plan, kept)


def _agreed() -> bool:
    """Ask where somebody can answer; without a terminal nothing is taken for a yes."""
    if not _somebody_answers():
        click.echo(say(msg("Nobody can be asked here. To take it over, run the command with --yes.")), err=True)
        return False
    return click.confirm(say(msg("Take this over into organisation.yaml?")), default=False, err=True)


def _somebody_answers() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _show(plan: ImportPlan) -> None:
    rows = plan.comparison.rows
    title = msg("{body}: sheet “{sheet}”", body=plan.body.name[-1].value, sheet=plan.sheet)
    headings = ((msg("Name"), 3), (msg("What is done"), 3), (msg("Details"), 5))
    print_table(say(title), headings, ((row.name, say(ACTIONS[row.action]), _details(row)) for row in rows))
    print_problem_tables(plan.problems)
    counted = Counter(row.action for row in rows)
    click.echo("; ".join(f"{say(ACTIONS[action])}: {counted[action]}" for action in Action if counted[action]))


def _details(row: ComparedRow) -> str:
    return "; ".join(say(detail) for detail in row.details)


def _say_done(workspace: Workspace, plan: ImportPlan, kept: Path | None) -> None:
    if kept is not None:
        done = msg("organisation.yaml was changed; the file as it was is kept: {path}", path=workspace.relative(kept))
        click.echo(say(done))
    elif plan.changes_something:
        click.echo(say(msg("Nothing was changed.")))
    else:
        click.echo(say(msg("There is nothing to change.")))


def _row(workspace: Workspace, file: Path, plan: ImportPlan, kept: Path | None) -> dict[str, object]:
    return {
        "file": workspace.relative(file),
        "body": plan.body.id,
        "sheet": plan.sheet,
        "written": kept is not None,
        "kept": None if kept is None else workspace.relative(kept),
        "members": list(_members(plan.comparison.rows)),
        "problems": [problem.to_json(translate()) for problem in plan.problems],
    }


def _members(rows: Iterable[ComparedRow]) -> Iterable[dict[str, object]]:
    for row in rows:
        details = [say(detail) for detail in row.details]
        yield {"action": row.action.value, "name": row.name, "where": say(row.where), "details": details}
