"""A watcher killed three times while forms arrive, and started again each time."""

from __future__ import annotations

import time

from tests.benchmarks.watching.office import load
from tests.watch.ground import ground
from tests.watch.killing import check_all_filed_once, killed_and_started_again


def killed(count: int) -> None:
    """Small forms dropped from a thread. Fails where one is lost, filed twice, or left behind."""
    with ground(count, "yaml") as office:
        contents = [form.read_bytes() for form in office.forms]
        start = time.monotonic()
        at = killed_and_started_again(office)
        passed = time.monotonic() - start
        check_all_filed_once(office.workspace, contents)
        again = sum(1 for _ in office.workspace.duplicates.rglob("*.yaml"))
    print(
        f"kill        {count} forms, killed when {', '.join(map(str, at))} were filed: each filed once, numbers without a "
        f"gap, nothing left, verified ({passed:.0f} s; {again} met again and put aside); {load()}"
    )
