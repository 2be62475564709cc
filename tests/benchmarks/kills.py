"""Passes over 200 forms killed at random moments, a thousand times in all; and eight passes at once over 1,000 forms.

`python -m tests.benchmarks.kills [KILLS [SEED]]` prints what is left: 200 meetings, numbers without gaps, no form. Where
all forms are filed before the last kill, a further office takes the rest.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from pipeline.archive import Archive
from pipeline.process import open_office, process_inbox
from pipeline.process.synthetic import make_synthetic_office
from pipeline.process.whole import reindex
from pipeline.reports import register_lines
from pipeline.verify import verify_archive
from pipeline.workspace import Workspace
from tests.faults.offices import archived, now

FORMS = 200
_LONGEST = 0.6  # seconds that a pass may run before it is killed
_WRITERS = 8


def _office(root: Path, forms: int, seed: int) -> Workspace:
    """An office with so many forms of meetings that were held, one a meeting, in its inbox."""
    workspace = Workspace.at(root)
    made = make_synthetic_office(workspace, cells=max(2, forms // 10), year=2019, seed=seed, suffix="yaml")
    held = [path for path in made if path.stem.endswith("-held")]
    for path in {*made} - {*held[:forms]}:
        path.unlink()
    assert len(held) >= forms, f"only {len(held)} forms"
    return workspace


def _pass(workspace: Workspace) -> None:
    with open_office(workspace, now, lock_timeout=60) as office:
        for _ in process_inbox(office, (), settle=0):
            pass


def _started(workspace: Workspace) -> int:
    """One pass begun in a process of its own; its number."""
    child = os.fork()
    if child == 0:
        try:
            _pass(workspace)
        finally:
            os._exit(0)
    return child


def _killed_pass(workspace: Workspace, seconds: float) -> bool:
    """One pass in a process of its own; whether it was killed before its end."""
    child = _started(workspace)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _tell(workspace: Workspace, title: str) -> None:
    with open_office(workspace, now) as office:
        report = verify_archive(office)
        held = office.register.holders()
        reindex(office, forgetting=True)
        same = held == office.register.holders()
    lines = register_lines(Archive(workspace.outbox))
    left = list(workspace.inbox.rglob("*.yaml"))
    print(
        f"{title}: {report.meetings} meetings, {report.documents} documents, {len(lines)} numbers, "
        f"{len(report.findings)} findings, register equal to the tree's: {same}, forms left in the inbox: {len(left)}"
    )


def main() -> None:
    """Print the figures."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    with tempfile.TemporaryDirectory() as folder:
        undisturbed = _office(Path(folder) / "undisturbed", FORMS, seed)
        _pass(undisturbed)
        _tell(undisturbed, "undisturbed")
        files, offices = archived(undisturbed), 0
        while kills > 0:
            offices += 1
            disturbed = _office(Path(folder) / f"disturbed-{offices}", FORMS, seed)
            hit = 0
            while hit < kills and any(disturbed.inbox.rglob("*.yaml")):
                hit += _killed_pass(disturbed, chance.uniform(0, _LONGEST))
            kills -= hit
            _pass(disturbed)
            _tell(disturbed, f"office {offices}, killed {hit} times")
            print(f"    files of the archive equal to the undisturbed one's: {archived(disturbed) == files}")
        many = _office(Path(folder) / "many", 1_000, seed)
        start = time.perf_counter()
        children = [_started(many) for _ in range(_WRITERS)]
        for child in children:
            os.waitpid(child, 0)
        _tell(many, f"{_WRITERS} passes at once over 1,000 forms, {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
