"""How much of a processor a watcher takes that has nothing to do."""

from __future__ import annotations

import time

from tests.benchmarks.watching.office import cpu_seconds, load, resident, until, until_quiet
from tests.watch.ground import ground
from tests.watch.processes import watcher_process

_OFFICES = (1, 20)  # cells
_A_CELL = 28  # forms filed before


def idle(seconds: int) -> None:
    """Offices with a year's archive, listened to and polled, with the times of looking that an office has."""
    for cells in _OFFICES:
        with ground(cells * _A_CELL, "yaml", cells) as office:
            for form in office.forms:
                office.drop(form)
            for mode, options in (("native", ()), ("poll", ("--poll",))):
                with watcher_process(office.workspace, *options) as watcher:
                    until(lambda: not any(office.workspace.inbox.glob("[!_]*/*.yaml")), watcher, 600)
                    until_quiet(watcher, 300)
                    before, start = cpu_seconds(watcher.process.pid), time.monotonic()
                    time.sleep(seconds)
                    used, passed = cpu_seconds(watcher.process.pid) - before, time.monotonic() - start
                    print(
                        f"idle        {cells:3} cells, {mode:6}: {used:5.2f} s of a processor in {passed:.0f} s, "
                        f"{used / passed:6.2%} (wanted: below 1 %); {resident(watcher.process.pid):.0f} MB; {load()}"
                    )
