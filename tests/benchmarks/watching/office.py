"""Waiting for a watcher to be done, and what Linux says of a process."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from tests.watch.processes import WatcherProcess

SETTLE = 0.5  # seconds
_TICKS = os.sysconf("SC_CLK_TCK")
_QUIET, _LOOKED_FOR = 0.04, 3.0  # so little CPU in so many seconds: the start work is done


def until(is_so: Callable[[], bool], watcher: WatcherProcess, seconds: float, often: float = 0.02) -> None:
    """Wait for the watcher. Raises what it said where it ended, or takes too long."""
    end = time.monotonic() + seconds
    while not is_so():
        if watcher.process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"{watcher.filed} filed; {watcher.said[-3:]}; {watcher.rows[-2:]}")
        time.sleep(often)


def until_quiet(watcher: WatcherProcess, seconds: float) -> None:
    """Wait until the watcher has nothing more to do."""
    end = time.monotonic() + seconds
    before = cpu_seconds(watcher.process.pid)
    while time.monotonic() < end:
        time.sleep(_LOOKED_FOR)
        now = cpu_seconds(watcher.process.pid)
        if now - before < _QUIET:
            return
        before = now
    print(f"  it was still at work after {seconds:.0f} s")


def cpu_seconds(pid: int) -> float:
    """What a process has used of the processors, in user and system mode."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def resident(pid: int) -> float:
    """Megabytes of memory that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def load() -> str:
    """What else runs on the machine, as the system counts it."""
    return f"load {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores"
