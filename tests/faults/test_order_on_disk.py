"""What reaches the disk when: asked of the operating system itself, not of our own layer."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.workspace import Workspace
from tests.faults.offices import SCENARIOS, make_office

_CALL = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?(\w+)\((.*)\) += (-?\d+)", re.MULTILINE)
_OF_DESCRIPTOR = re.compile(r"^\d+<([^>]*)>")
_CUT = re.compile(r"^(\d+) +(.*) <unfinished \.\.\.>$")
_REST = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$")
_NAMED = re.compile(r'"((?:[^"\\]|\\.)*)"')


def calls(workspace: Workspace, log: Path) -> list[tuple[str, str]]:
    """What one `vanthu process` asks of the system, in its order: the call, and the path or the two of a rename."""
    strace = shutil.which("strace")
    assert strace is not None
    command = [strace, "-f", "-y", "-o", str(log), "-e", "trace=write,fsync,rename,renameat,renameat2,unlink,unlinkat"]
    run = [sys.executable, "-c", "from pipeline.cli import main; main()", "--workspace", str(workspace.root)]
    subprocess.run([*command, *run, "process", "--settle", "0"], check=True, capture_output=True, timeout=120)
    found = []
    for name, arguments, result in _CALL.findall("\n".join(_whole(log.read_text("utf-8", "replace")))):
        if result.startswith("-"):
            continue
        by_descriptor = _OF_DESCRIPTOR.match(arguments)
        paths = [by_descriptor[1]] if by_descriptor and name in ("write", "fsync") else _NAMED.findall(arguments)
        found.append((name.removesuffix("at2").removesuffix("at"), " → ".join(paths)))
    return [(name, paths.replace(f"{workspace.root}/", "")) for name, paths in found if str(workspace.root) in paths]


def _whole(log: str) -> Iterator[str]:
    """The lines of the log, each call in one where it ended: those of several threads are cut in two."""
    begun: dict[str, str] = {}
    for line in log.splitlines():
        if cut := _CUT.match(line):
            begun[cut[1]] = cut[2]
        elif rest := _REST.match(line):
            yield f"{rest[1]} {begun.pop(rest[1], '')}{rest[2]}"
        else:
            yield line


def _ends(renamed: str) -> tuple[str, str]:
    source, _, target = renamed.partition(" → ")
    return source, target


@pytest.mark.strace
def test_a_new_meeting_is_on_the_disk_before_its_folder_appears_and_before_its_form_goes(tmp_path: Path) -> None:
    workspace = make_office(tmp_path / "office", SCENARIOS["a new meeting"]())
    order = calls(workspace, tmp_path / "strace.txt")
    (appears,) = [place for place, (name, what) in enumerate(order) if name == "rename" and "/.dang-lap-" in what]
    stage, folder = _ends(order[appears][1])
    files = {what for name, what in order[:appears] if name == "write" and what.startswith(f"{stage}/")}
    assert f"{stage}/manifest.json" in files
    for file in files:
        last_write = max(place for place, call in enumerate(order) if call == ("write", file))
        assert ("fsync", file) in order[last_write:appears], f"{file} was not flushed"
    assert ("fsync", stage) in order[:appears]
    above = folder.rpartition("/")[0]
    shown = order.index(("fsync", above), appears)
    year, body = above, above.rpartition("/")[0]
    assert ("fsync", body) in order[:appears]  # the new year's name
    assert ("fsync", body.rpartition("/")[0]) in order[:appears], year
    gone = next(place for place, (name, what) in enumerate(order) if name == "unlink" and "hop.yaml.da-nhan" in what)
    assert appears < shown < gone


@pytest.mark.strace
def test_a_change_is_written_down_before_it_is_carried_out_and_its_manifest_comes_last(tmp_path: Path) -> None:
    workspace = make_office(tmp_path / "office", SCENARIOS["a corrected form"]())
    order = calls(workspace, tmp_path / "strace.txt")
    renames = [(place, *_ends(what)) for place, (name, what) in enumerate(order) if name == "rename"]
    journal = next(place for place, _, target in renames if target.endswith("/journal.json"))
    work = next(source for place, source, _ in renames if place == journal).rpartition("/")[0]
    for name, what in order[:journal]:
        if name == "write" and what.startswith(f"{work}/"):
            assert ("fsync", what) in order[:journal], f"{what} was not flushed"
    assert order.index(("fsync", work), journal) < next(place for place, _, _ in renames if place > journal)
    carried = [
        (place, target) for place, source, target in renames if source.startswith(f"{work}/") and place > journal
    ]
    assert carried[-1][1].endswith("/manifest.json")
    assert order.index(("fsync", work.rpartition("/")[0]), carried[-1][0]) > carried[-1][0]
