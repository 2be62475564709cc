"""Whether the watcher grows with what it has filed."""

from __future__ import annotations

from tests.benchmarks.watching.office import SETTLE, load, resident, until
from tests.watch.ground import ground
from tests.watch.processes import watcher_process

_BATCH = 100
_EVERY = 500  # forms between two lines


def memory(count: int) -> None:
    """Forms dropped in batches, each waited for. The first 1,000 fill what is kept on purpose, up to its limits."""
    at: dict[int, float] = {}
    with ground(count, "yaml") as office, watcher_process(office.workspace, "--settle", str(SETTLE)) as watcher:
        for start in range(0, count, _BATCH):
            batch = office.forms[start : start + _BATCH]
            for form in batch:
                office.drop(form)
            done = start + len(batch)
            until(lambda done=done: watcher.filed >= done, watcher, 300, 0.1)  # type: ignore[misc]
            if done % _EVERY == 0 or done == count:
                at[done] = resident(watcher.process.pid)
                print(f"memory      {done:5} filed: {at[done]:6.1f} MB; {load()}", flush=True)
        assert not [row for row in watcher.rows if row["state"] != "filed"]
    first = 1_000 if 1_000 in at else min(at)
    growth = at[count] / at[first] - 1
    print(f"memory      from {first} to {count} forms: {growth:+.1%} (wanted: below 10 %)")
