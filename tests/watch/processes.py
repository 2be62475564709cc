"""A watcher in a process of its own, as an office runs it: what it says, line by line, and its end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import IO, Any

from pipeline.workspace import Workspace

PATIENCE = 60.0  # seconds for its start: its texts, its office, what a killed one left

_VANTHU = (sys.executable, "-c", "from pipeline.cli import main; main()")


class WatcherProcess:
    """`vanthu watch --json`. `rows` are its lines as they come, `at` when each came, by `time.monotonic`."""

    def __init__(self, workspace: Workspace, *options: str) -> None:
        self.rows: list[dict[str, Any]] = []
        self.at: list[float] = []
        self.said: list[str] = []
        self._is_ready = Event()
        self.process = subprocess.Popen(
            [*_VANTHU, "--workspace", str(workspace.root), "--lang", "en", "watch", "--json", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self._readers = [Thread(target=read, daemon=True) for read in (self._read_rows, self._read_said)]
        for reader in self._readers:
            reader.start()
        if not self._is_ready.wait(PATIENCE):
            self.kill()
            raise AssertionError(f"the watcher did not begin: {self.said}")

    def _read_rows(self) -> None:
        for line in _lines(self.process.stdout):
            self.at.append(time.monotonic())
            self.rows.append(json.loads(line))

    def _read_said(self) -> None:
        for line in _lines(self.process.stderr):
            self.said.append(line.rstrip())
            if line.startswith("Watching"):
                self._is_ready.set()

    @property
    def filed(self) -> int:
        """How many forms it has filed so far."""
        return sum(1 for row in list(self.rows) if row["state"] in ("filed", "revised"))

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does; returns when it is gone and all that it said is read."""
        self.process.kill()
        self._wait()

    def stop(self, by: int = signal.SIGTERM) -> int:
        """Ask it to end, and wait for that; its exit code."""
        self.process.send_signal(by)
        self._wait()
        return self.process.returncode

    def _wait(self) -> None:
        self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join(PATIENCE)
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe:
                pipe.close()


def _lines(pipe: IO[str] | None) -> Iterator[str]:
    assert pipe is not None
    return iter(pipe.readline, "")


@contextmanager
def watcher_process(workspace: Workspace, *options: str) -> Iterator[WatcherProcess]:
    """A watcher that listens, and is stopped at the end."""
    watcher = WatcherProcess(workspace, *options)
    try:
        yield watcher
    finally:
        if watcher.process.poll() is None:
            watcher.stop()
