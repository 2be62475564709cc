"""A synthetic office whose year is filed, and what running a command over it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from pipeline.office_files.packages import packed, unpacked
from pipeline.workspace import Workspace, shipped_templates

YEAR = 2024
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
_VANTHU = [sys.executable, "-c", "from pipeline.cli import main; main()"]


@dataclass(frozen=True)
class Took:
    """How long a command ran, how much memory its largest process held, and what its last line of JSON says."""

    seconds: float
    megabytes: float
    summary: dict[str, Any]


@contextmanager
def filed_office(cells: int) -> Iterator[Workspace]:
    """A synthetic office of so many cells, a year of meetings filed, templates of its own.

    `VANTHU_BENCH_OFFICE` names one that was filed before: a large one takes long to file.
    """
    with TemporaryDirectory() as folder:
        there = os.environ.get("VANTHU_BENCH_OFFICE")
        root = Path(there or folder) / ("" if there else "office")
        command = [*_VANTHU, "synth", str(root), "--cells", str(cells), "--year", str(YEAR), "--filed"]
        if there is None:
            subprocess.run(command, check=True, capture_output=True, env=_ENVIRONMENT)
        workspace = Workspace.at(root)
        workspace.templates.mkdir(exist_ok=True)
        for template in shipped_templates().glob("*.docx"):
            (workspace.templates / template.name).write_bytes(template.read_bytes())
        yield workspace


def touch(template: Path) -> None:
    """Change the template a little: the time in which it was made, as if an office had saved it anew."""
    members = unpacked(template.read_bytes())
    core = members["docProps/core.xml"].decode()
    stamp = f"<cp:category>{time.time_ns()}</cp:category></cp:coreProperties>"
    before, _, _ = core.partition("<cp:category>")
    members["docProps/core.xml"] = (before.removesuffix("</cp:coreProperties>") + stamp).encode()
    template.write_bytes(packed(members))


def regenerate(workspace: Workspace, *options: str) -> Took:
    """`vanthu regenerate` of the year as a process of its own, everything included."""
    return run_command(workspace.root, "regenerate", "--year", str(YEAR), "--json", *options)


def run_command(root: Path, *arguments: str) -> Took:
    """A command over an office, as a process of its own. Raises `RuntimeError` with what it said where it failed."""
    command = [*_VANTHU, "--workspace", str(root), *arguments]
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_ENVIRONMENT
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        peak = _Peak(running.pid)
        last = "{}"
        for line in running.stdout:
            last = line
        said = running.stderr.read()
        running.wait()
    seconds = time.perf_counter() - start
    if running.returncode:
        raise RuntimeError(said[-2000:])
    return Took(seconds, peak.megabytes, json.loads(last).get("summary", {}))


class _Peak:
    """The most memory that a process or one it began has held, as Linux keeps it for each, looked at time and again.

    What `wait4` says is no use here: it counts the memory of the process that began the other as well.
    """

    _OFTEN = 0.1  # seconds

    def __init__(self, pid: int) -> None:
        self.megabytes = 0.0
        Thread(target=self._look, args=(pid,), daemon=True).start()

    def _look(self, pid: int) -> None:
        while (Path("/proc") / str(pid)).exists():
            for one in _family(pid):
                self.megabytes = max(self.megabytes, _held(one))
            time.sleep(self._OFTEN)


def _family(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            yield from _family(int(child))


def _held(pid: int) -> float:
    """In megabytes; 0 for a process that has just ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


def documents(workspace: Workspace) -> list[Path]:
    """All documents of the archive that are in use."""
    return sorted(path for path in workspace.outbox.rglob("*.docx") if "lich-su" not in path.parts)
