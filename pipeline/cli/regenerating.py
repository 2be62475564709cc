"""How a regeneration is told: its plan, its progress, what changed in each document, what failed."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from types import TracebackType

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from pipeline.cli.language import say
from pipeline.cli.printing import print_json
from pipeline.errors import ExitCode
from pipeline.messages import Message, msg
from pipeline.process.regenerating import Action, Reason, Regenerated, Row

MOST_LISTED = 50  # rows of the plan
_EVERY = 10.0  # seconds between two lines where no terminal shows a bar

REASONS: dict[Reason, Message] = {
    Reason.ISSUED: msg("issued"),
    Reason.HAND_EDITED: msg("edited by hand"),
    Reason.MISSING: msg("file missing"),
    Reason.DAMAGED: msg("file damaged"),
    Reason.FORM_CHANGED: msg("form changed"),
    Reason.RECORD_MIGRATED: msg("old manifest"),
    Reason.TEMPLATE_CHANGED: msg("template changed"),
    Reason.RENDER_CHANGED: msg("made by an earlier version of the program"),
    Reason.RULES_CHANGED: msg("rules or organisation changed"),
    Reason.UNCHANGED: msg("unchanged"),
}
ACTIONS: dict[Action, Message] = {
    Action.KEEP: msg("kept"),
    Action.WRITE: msg("made again"),
    Action.SKIP: msg("cannot be made"),
}


def print_plan(rows: Sequence[Row], year: int, *, is_dry: bool) -> None:
    """How many documents for which reason and what becomes of them; then each one that has a reason, the first ones."""
    if not rows:
        _tell(msg("There is no document of {year} to look at.", year=year))
        return
    _tell(msg("Plan: {documents} documents", documents=len(rows)))
    counted = Counter((row.reason, row.action) for row in rows)
    for reason in Reason:
        for action in Action:
            if number := counted[reason, action]:
                click.echo(f"  {number:6}  {say(REASONS[reason])}: {say(ACTIONS[action])}", err=True)
    listed = [row for row in rows if row.reason is not Reason.UNCHANGED]
    for row in listed[:MOST_LISTED]:
        click.echo(f"    {_line(row)}", err=True)
    if len(listed) > MOST_LISTED:
        _tell(msg("    … and {count} more", count=len(listed) - MOST_LISTED))
    if is_dry:
        _tell(msg("Nothing was written."))


def _line(row: Row) -> str:
    detail = f" ({say(row.detail)})" if row.detail is not None else ""
    return f"{row.document}: {say(REASONS[row.reason])}{detail}"


def print_row(row: Row) -> None:
    """A line of JSON."""
    plain: dict[str, object] = {
        "document": row.document,
        "meeting": row.meeting,
        "action": row.action.value,
        "reason": row.reason.value,
    }
    if row.detail is not None:
        plain["detail"] = say(row.detail)
    if row.diff:
        plain["diff"] = row.diff
    print_json(plain)


def print_diffs(rows: Iterable[Row]) -> None:
    """What the documents say otherwise, on stdout: it is never put anywhere else."""
    for row in rows:
        if row.diff:
            click.echo(f"{row.document}\n{row.diff}\n")


@dataclass
class Tally:
    """What became of the documents so far: counted, and of those that failed the whole story."""

    actions: Counter[Action] = field(default_factory=Counter)
    reasons: Counter[Reason] = field(default_factory=Counter)
    failed: list[Regenerated] = field(default_factory=list)

    def add(self, one: Regenerated) -> None:
        self.actions.update(row.action for row in one.rows)
        self.reasons.update(row.reason for row in one.rows)
        if one.failure is not None or any(row.failure is not None for row in one.rows):
            self.failed.append(one)

    @property
    def exit_code(self) -> ExitCode:
        """How the command ends: as a matter of configuration where nothing was made for no other cause."""
        codes = {row.failure for one in self.failed for row in one.rows if row.failure is not None}
        if not self.failed:
            return ExitCode.OK
        nothing_else = not self._folders_failed and not self.actions[Action.WRITE]
        is_all = nothing_else and codes == {ExitCode.BAD_CONFIGURATION}
        return ExitCode.BAD_CONFIGURATION if is_all else ExitCode.SOME_WORK_FAILED

    @property
    def _folders_failed(self) -> int:
        return sum(1 for one in self.failed if one.failure is not None)

    def print_failures(self, *, as_json: bool) -> None:
        """Folders and documents that could not be done, the last thing to be read."""
        for one in self.failed:
            if one.failure is not None and as_json:
                print_json({"folder": one.folder, "failure": say(one.failure)})
            if one.failure is not None:
                click.echo(f"{say(msg('not done'))}: {one.folder}: {say(one.failure)}", err=True)
            for row in one.rows:
                if row.failure is not None and row.detail is not None:
                    click.echo(f"{say(msg('not done'))}: {row.document}: {say(row.detail)}", err=True)

    def print_summary(self, *, as_json: bool, is_dry: bool) -> None:
        count = self.actions.total()
        if as_json:
            summary = {action.value: self.actions[action] for action in Action}
            reasons = {reason.value: number for reason, number in self.reasons.items()}
            failed = self._folders_failed
            print_json({"summary": {"documents": count, **summary, "failed": failed, "reasons": reasons}})
        elif count or self.failed:
            told = (
                msg("Would be made again: {written}; kept: {kept}; cannot be made: {skipped}.", **self._numbers)
                if is_dry
                else msg("Made again: {written}; kept: {kept}; cannot be made: {skipped}.", **self._numbers)
            )
            _tell(told)
            if self._folders_failed:
                _tell(msg("Meetings that could not be done: {count}.", count=self._folders_failed))

    @property
    def _numbers(self) -> dict[str, object]:
        return {
            "written": self.actions[Action.WRITE],
            "kept": self.actions[Action.KEEP],
            "skipped": self.actions[Action.SKIP],
        }


def _tell(message: Message) -> None:
    click.echo(say(message), err=True)


class Progress:
    """A bar with rate and remaining time on a terminal; where stderr is none, a line now and then."""

    def __init__(self, what: Message, total: int) -> None:
        self._what, self._total, self._done = say(what), total, 0
        self._told = time.monotonic()
        self._bar: Bar | None = None
        if sys.stderr.isatty():
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                _Rate(),
                TimeRemainingColumn(),
            )
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.add_task(self._what, total=total)

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, places: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, count: int) -> None:
        self._done += count
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0], count)
        elif time.monotonic() - self._told > _EVERY:
            self._told = time.monotonic()
            click.echo(f"{self._what} {self._done}/{self._total}", err=True)


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.finished_speed or task.speed or 0:.0f}/s")
