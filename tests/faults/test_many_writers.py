"""Several runs over one inbox at once: every form filed once, every number given once and none left out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pipeline.archive import Archive
from pipeline.errors import ExitCode
from pipeline.process.synthetic import make_synthetic_office
from pipeline.reports import register_lines
from pipeline.workspace import Workspace
from tests.faults.offices import given_numbers

PROCESSES = 4


def test_runs_at_once_file_every_form_once_and_give_every_number_once(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path / "office")
    forms = make_synthetic_office(workspace, cells=2, year=2019, seed=7, suffix="yaml")
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "--workspace", str(workspace.root)]
    runs = [
        subprocess.Popen([*command, "process", "--settle", "0"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(PROCESSES)
    ]
    assert {run.wait(timeout=240) for run in runs} == {ExitCode.OK}
    held = given_numbers(workspace)  # found whole: no gap, no double, nothing changed
    lines = register_lines(Archive(workspace.outbox))
    assert len(lines) == len(held)
    meetings = {line.meeting for line in lines}
    assert len(meetings) <= len(forms)
    assert not [form for form in forms if form.exists()]
