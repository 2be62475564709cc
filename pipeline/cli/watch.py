"""The watcher's commands: `watch` runs it in the foreground, `status` says whether it lives."""

from __future__ import annotations

import os
import signal
import warnings
from collections.abc import Callable
from datetime import datetime
from functools import partial
from types import FrameType

import click

from pipeline.cli.aside import Aside
from pipeline.cli.language import _, say
from pipeline.cli.main import Settings
from pipeline.cli.printing import outcome_row, print_json, print_outcome
from pipeline.cli.status import MODES
from pipeline.errors import ExitCode
from pipeline.messages import Message, msg
from pipeline.process.outcome import Decision
from pipeline.watch import Listeners, Watcher, WatchOptions, check_start
from pipeline.watch.hearing import Heard
from pipeline.watch.hooks import Hooks
from pipeline.workspace import Workspace

_SECONDS = click.FloatRange(min=0)


@click.command(help=_("Watch the inbox and file what is dropped there, until it is stopped."))
@click.option("--settle", type=_SECONDS, default=2.0, show_default=True, help=_("Seconds a file must stand still."))
@click.option(
    "--give-up",
    type=_SECONDS,
    default=60.0,
    show_default=True,
    help=_("Seconds after which a file that still cannot be read is returned."),
)
@click.option(
    "--rescan",
    type=click.FloatRange(min=0.1, max=3600),
    default=5.0,
    show_default=True,
    help=_("Seconds between two looks though nothing was heard."),
)
@click.option("--poll", is_flag=True, help=_("Look by ourselves, do not rely on the system's events."))
@click.option("--on-filed", metavar="COMMAND", help=_("A command that is told of each form filed; see the guide."))
@click.option("--on-returned", metavar="COMMAND", help=_("The same of each form returned."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a form."))
@click.pass_obj
def watch(
    settings: Settings,
    settle: float,
    give_up: float,
    rescan: float,
    poll: bool,
    on_filed: str | None,
    on_returned: str | None,
    as_json: bool,
) -> ExitCode:
    workspace = settings.workspace
    hooks = Hooks(on_filed, on_returned)
    check_start(workspace)
    # It says so where a folder is made while it begins to listen: the folder is listened to all the same.
    warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
    options = WatchOptions(settle, give_up, rescan, poll)
    aside = Aside()
    listeners = Listeners(
        decided=lambda decision: aside.show(lambda: _show(decision, workspace, as_json)),
        ready=lambda hearing: aside.show(partial(_greet, workspace, hearing.folders)),
        trouble=lambda trouble: aside.show(partial(_complain, trouble, datetime.now().astimezone())),
    )
    watcher = Watcher(workspace, datetime.now, settings.lock_timeout, options, listeners, hooks)
    ended_by = _stop_on_signals(watcher.stop)
    try:
        with aside.log():
            watcher.run()
    except KeyboardInterrupt:  # asked a second time
        return _end(aside, ExitCode.INTERRUPTED)
    except BaseException:
        aside.close()
        raise
    return _end(aside, ExitCode.INTERRUPTED if ended_by() == signal.SIGINT else ExitCode.OK)


def _end(aside: Aside, code: ExitCode) -> ExitCode:
    """All is closed but the streams: where nobody reads them, the process ends without waiting for that."""
    if not aside.close():
        os._exit(code)
    return code


def _stop_on_signals(stop: Callable[[], None]) -> Callable[[], int]:
    """Stop after the form in hand; asked a second time, at once. Says which signal it was, 0 for none."""
    caught: list[int] = []

    def heed(number: int, _frame: FrameType | None) -> None:
        if caught:
            raise KeyboardInterrupt
        caught.append(number)
        stop()

    for name in ("SIGINT", "SIGTERM", "SIGBREAK", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), heed)
    return lambda: caught[0] if caught else 0


def _greet(workspace: Workspace, folders: tuple[Heard, ...]) -> None:
    for heard in folders:
        mode = say(MODES[heard.mode])
        click.echo(say(msg("Watching {folder}: {mode}.", folder=heard.folder, mode=mode)), err=True)
    click.echo(say(msg("Documents: {outbox}. Ctrl-C ends it.", outbox=workspace.outbox)), err=True)


def _show(decision: Decision, workspace: Workspace, as_json: bool) -> None:
    if as_json:
        print_json(outcome_row(decision.outcome))
    else:
        print_outcome(decision.outcome, workspace)


def _complain(trouble: Message | None, at: datetime) -> None:
    clock = f"{at:%H:%M:%S}"
    text = say(msg("Nothing can be filed: {reason}", reason=trouble) if trouble else msg("Forms are filed again."))
    click.echo(f"{clock} {text}", err=True)
