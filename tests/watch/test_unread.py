"""Whoever stops reading what the watcher prints stops neither the filing nor its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import click
import pytest

from pipeline.cli.aside import Aside
from pipeline.errors import ExitCode
from pipeline.watch.pulse import read_pulse
from pipeline.workspace import Workspace
from tests.watch.forms import OTHER, TEXT
from tests.watch.running import drop, wait_until

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


def test_what_is_dropped_is_said_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    aside, begun, read = Aside(most=2), Event(), Event()

    def block() -> None:
        begun.set()
        read.wait(60)

    aside.show(block)
    assert begun.wait(60)
    for number in range(5):
        aside.show(lambda number=number: click.echo(f"line {number}"))  # type: ignore[misc]
    read.set()
    assert aside.close(60)
    shown = capsys.readouterr()
    assert shown.out.splitlines() == ["line 0", "line 1"]
    assert shown.err.startswith("3 ") and len(shown.err.splitlines()) == 1


def test_one_that_nobody_reads_is_not_waited_for() -> None:
    aside, read = Aside(most=1), Event()

    def block() -> None:
        read.wait(60)

    aside.show(block)
    assert not aside.close(0.05)
    read.set()


def test_a_reader_that_is_gone_is_noticed() -> None:
    def gone() -> None:
        raise BrokenPipeError

    aside = Aside()
    aside.show(gone)
    assert not aside.close(60)


def test_a_mistake_in_showing_one_keeps_nobody_from_the_next(capsys: pytest.CaptureFixture[str]) -> None:
    def stumble() -> None:
        raise KeyError

    aside = Aside()
    aside.show(stumble)
    aside.show(lambda: click.echo("next"))
    assert aside.close(60)
    assert capsys.readouterr().out == "next\n"


@contextmanager
def unread(workspace: Workspace, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A watcher whose outputs are pipes that are full."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    try:
        while True:
            os.write(writing, b"." * 1024)
    except BlockingIOError:
        os.set_blocking(writing, True)
    begin = "from pipeline.cli import main; main()"
    command = [sys.executable, "-c", begin, "--workspace", str(workspace.root), "watch", "--settle", "0.1", *options]
    process = subprocess.Popen(command, stdout=writing, stderr=writing)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        os.close(writing)
        os.close(reading)


@posix_only
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["plain", "json"])
def test_forms_are_filed_though_the_pipe_is_full(workspace: Workspace, options: tuple[str, ...]) -> None:
    with unread(workspace, *options) as process:
        drop(workspace.inbox, "mot.yaml", TEXT)
        wait_until(lambda: (pulse := read_pulse(workspace.state)) and pulse.filed == 1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == ExitCode.OK
    pulse = read_pulse(workspace.state)
    assert pulse is not None and pulse.stopped


@posix_only
def test_commands_that_fail_are_told_of_though_the_pipe_is_full(workspace: Workspace) -> None:
    with unread(workspace, "--on-filed", "no-such-program") as process:
        drop(workspace.inbox, "mot.yaml", TEXT)
        drop(workspace.inbox, "hai.yaml", OTHER)
        wait_until(lambda: (pulse := read_pulse(workspace.state)) and pulse.hooks.failures == 2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == ExitCode.OK
