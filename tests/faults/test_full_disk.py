"""A disk that is really full: the form stays, the reason is said, and with room again it is filed as if nothing had been."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.archive.publish import leftovers
from pipeline.archive.shared_lock import shared_locked
from pipeline.errors import ExitCode, NoAccess
from pipeline.workspace import Workspace
from tests.faults.offices import SCENARIOS, documents, given_numbers, make_office, run
from tests.faults.system import Said, process, small_disk, with_own_mounts

pytestmark = pytest.mark.mounts

SIZE, PAGE = 2 * 1024 * 1024, 4096
LEFT = (0, 1, 2, 5, 8, 11, 14, 18)  # pages: the disk is full before, in and behind every kind of file
FILLING = ".fill"


@pytest.mark.parametrize("name", ["a new meeting", "a corrected form"])
@pytest.mark.parametrize("disk", [lambda office: office.outbox, lambda office: office.root], ids=["outbox", "all"])
def test_with_room_again_the_form_is_filed_with_its_number(
    tmp_path: Path, name: str, disk: Callable[[Workspace], Path]
) -> None:
    scenario = SCENARIOS[name]()
    office = make_office(tmp_path / "office", scenario)
    undisturbed = Workspace.at(shutil.copytree(office.root, tmp_path / "undisturbed"))
    run(undisturbed)

    def work() -> None:
        seen = []
        for pages in LEFT:
            workspace = Workspace.at(tmp_path / f"left-{pages}")
            small_disk(disk(workspace), SIZE)
            shutil.copytree(office.root, workspace.root, dirs_exist_ok=True)
            fill(disk(workspace), pages * PAGE)
            said = process(workspace)
            seen.append(said.code)
            if said.code == ExitCode.OK:
                continue
            (disk(workspace) / FILLING).unlink()
            check_full(workspace, said, scenario.dropped)
            assert documents(workspace) in (documents(office), documents(undisturbed))
            assert process(workspace).code == ExitCode.OK
            assert documents(workspace) == documents(undisturbed)
            assert given_numbers(workspace) == given_numbers(undisturbed)
            assert list(workspace.inbox.glob("*.yaml")) == []
        assert seen.count(ExitCode.OK) < len(LEFT) // 2

    with_own_mounts(work)


def fill(disk: Path, left: int) -> None:
    """Fill the disk but for so many bytes."""
    found = os.statvfs(disk)
    (disk / FILLING).write_bytes(bytes(found.f_bavail * found.f_frsize - left))


def check_full(workspace: Workspace, said: Said, dropped: bytes) -> None:
    """It is said what is full; the form is where it was."""
    assert "the disk is full" in said.text
    assert said.code in (ExitCode.SOME_WORK_FAILED, ExitCode.NO_ACCESS)
    assert "“hop.yaml”" not in said.text  # it is not the form that has no room
    assert (workspace.inbox / "hop.yaml").read_bytes() == dropped
    assert leftovers(Archive(workspace.outbox)) == []


def test_a_lock_that_found_no_room_holds_up_nobody(tmp_path: Path) -> None:
    def work() -> None:
        small_disk(tmp_path, SIZE)
        fill(tmp_path, 0)
        with pytest.raises(NoAccess), shared_locked(tmp_path, 0):
            pass
        (tmp_path / FILLING).unlink()
        with shared_locked(tmp_path, 0):
            pass

    with_own_mounts(work)
