"""Whoever stops reading what the watcher prints stops neither the filing nor its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from threading import Event

import click
import pytest

from pipeline.cli.aside import Aside
from pipeline.errors import ExitCode
from pipeline.watch.pulse import read_pulse
from pipeline.workspace import Workspace
from tests.watch.forms import TEXT
from tests.watch.running import drop, wait_until


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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["plain", "json"])
def test_forms_are_filed_though_the_pipe_is_full(workspace: Workspace, options: tuple[str, ...]) -> None:
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
        drop(workspace.inbox, "mot.yaml", TEXT)
        wait_until(lambda: (pulse := read_pulse(workspace.state)) and pulse.filed == 1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == ExitCode.OK
    finally:
        process.kill()
        process.wait()
        os.close(writing)
        os.close(reading)
    pulse = read_pulse(workspace.state)
    assert pulse is not None and pulse.stopped
