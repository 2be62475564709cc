"""`vanthu status`: whether the watcher lives and sees, for people, for scripts and for a monitoring program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import click

from pipeline.cli.language import _, say, say_either
from pipeline.cli.main import Settings
from pipeline.cli.printing import print_facts, print_json, print_table
from pipeline.errors import ExitCode
from pipeline.messages import Message, msg
from pipeline.watch.health import Health, Life, health
from pipeline.watch.pulse import Pulse

_EXITS = {Life.RUNNING: ExitCode.OK, Life.STOPPED: ExitCode.WATCHER_NOT_RUNNING, Life.BLIND: ExitCode.WATCHER_BLIND}
_LIVES = {
    Life.RUNNING: msg("is running"),
    Life.BLIND: msg("is running, but sees or files nothing"),
    Life.STOPPED: msg("is not running"),
}
MODES = {"native": msg("events of the system"), "poll": msg("looked through every second")}
_HEADINGS = ((msg("Waiting"), 5), (msg("Since"), 2), (msg("Why"), 6))
_GIGABYTE = 1024**3


@click.command(
    help=_("Say whether the watcher lives; exit 10 where it does not run, 11 where it runs and sees nothing.")
)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
@click.pass_obj
def status(settings: Settings, as_json: bool) -> ExitCode:
    found = health(settings.workspace, datetime.now().astimezone())
    if as_json:
        print_json(_row(found))
    else:
        print_facts(say(msg("The watcher {life}.", life=_LIVES[found.life])), _facts(found))
        if found.pulse and found.pulse.waiting:
            waiting = [(one.form, _at(one.since), say_either(one.reason)) for one in found.pulse.waiting]
            print_table(say(msg("Waiting")), _HEADINGS, waiting)
    return _EXITS[found.life]


def _row(found: Health) -> dict[str, object]:
    row: dict[str, object] = {"state": found.life.value, "reasons": [say_either(reason) for reason in found.reasons]}
    pulse = found.pulse
    if pulse is None:
        return {**row, "free": found.free, "watcher": None}
    told = {key: value for key, value in pulse.to_json().items() if key not in ("format", "free", "trouble")}
    holder = {"host": pulse.holder.host, "pid": pulse.holder.pid, "since": pulse.holder.since}
    waiting = [{"form": one.form, "since": one.since, "reason": say_either(one.reason)} for one in pulse.waiting]
    last = say_either(pulse.hooks.last) if pulse.hooks.last else None
    hooks = {"failures": pulse.hooks.failures, "last": last}
    return {**row, "free": found.free, "watcher": {**told, "holder": holder, "waiting": waiting, "hooks": hooks}}


def _facts(found: Health) -> Iterator[tuple[Message, str]]:
    for reason in found.reasons:
        yield msg("Why"), say_either(reason)
    if found.pulse:
        yield from _told(found.pulse)
    for name, left in found.free.items():
        yield msg("Free space, {name}", name=name), "?" if left is None else f"{left / _GIGABYTE:.1f} GB"


def _told(pulse: Pulse) -> Iterator[tuple[Message, str]]:
    process = msg("process {pid} on “{host}”", pid=pulse.holder.pid, host=pulse.holder.host)
    yield msg("Watcher"), f"{say(process)}, vanthu {pulse.version}"
    yield msg("Since"), _at(pulse.holder.since)
    if pulse.stopped:
        yield msg("Stopped"), _at(pulse.stopped)
    yield msg("Last sign of life"), _at(pulse.beat)
    yield msg("Last look at the inbox"), _at(pulse.scan)
    yield msg("Last change heard of"), _at(pulse.event)
    for one in pulse.folders:
        yield msg("How “{folder}” is watched", folder=one.folder), say(MODES.get(one.mode, msg("unknown")))
    if pulse.working:
        yield msg("At work"), "{done}/{total}".format(**pulse.working)
    yield msg("Still to be decided on"), str(pulse.queue)
    yield msg("To mend"), str(pulse.returned)
    yield msg("Filed since the start"), str(pulse.filed)
    if pulse.hooks.failures and pulse.hooks.last:
        yield msg("Commands that failed"), f"{pulse.hooks.failures}: {say_either(pulse.hooks.last)}"


def _at(time: str | None) -> str:
    return f"{datetime.fromisoformat(time).astimezone():%H:%M:%S %d/%m/%Y}" if time else "–"
