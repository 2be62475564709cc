"""Folders that cannot be written, as the system itself refuses it: said in words, nothing half done, nothing twice."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from pipeline.archive import archive_locked
from pipeline.archive.shared_lock import check_still_held
from pipeline.errors import ExitCode
from pipeline.workspace import Workspace
from tests.faults.offices import SCENARIOS, archived, documents, given_numbers, make_office, run
from tests.faults.system import command, gone, process, read_only, with_own_mounts, without_privileges

pytestmark = pytest.mark.mounts


@contextmanager
def not_permitted(folder: Path) -> Iterator[str]:
    """Nobody may write in the folder, and the process has no privilege to do it all the same."""
    without_privileges()
    folder.chmod(0o555)
    yield "there is no permission"
    folder.chmod(0o755)


@contextmanager
def on_a_read_only_disk(folder: Path) -> Iterator[str]:
    read_only(folder)
    yield "the disk is read-only"
    gone(folder)


@contextmanager
def immutable(folder: Path) -> Iterator[str]:
    """`chattr +i`, which not even root may overrule; where this disk knows of no such mark, as on a read-only one."""
    if subprocess.run(["chattr", "+i", str(folder)], capture_output=True, check=False).returncode != 0:
        with on_a_read_only_disk(folder) as reason:
            yield reason
        return
    yield "there is no permission"
    subprocess.run(["chattr", "-i", str(folder)], check=True)


Locked = Callable[[Path], AbstractContextManager[str]]
EVERY_WAY = pytest.mark.parametrize("locked", [not_permitted, on_a_read_only_disk, immutable])


@EVERY_WAY
@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("a new meeting", ""),
        ("a new meeting", "binh-minh"),
        ("a corrected form", "binh-minh/2018/10-chi-uy"),
    ],
)
def test_what_cannot_be_written_is_said_and_filed_when_it_can(
    tmp_path: Path, name: str, folder: str, locked: Locked
) -> None:
    scenario = SCENARIOS[name]()
    workspace = make_office(tmp_path / "office", scenario)
    undisturbed = Workspace.at(shutil.copytree(workspace.root, tmp_path / "undisturbed"))
    run(undisturbed)

    def work() -> None:
        place = workspace.outbox / folder
        place.mkdir(exist_ok=True)
        before = archived(workspace)
        with locked(place) as reason:
            said = process(workspace)
            assert said.code == ExitCode.SOME_WORK_FAILED
            assert f"Cannot use “outbox/{folder}".rstrip("/") in said.text
            assert reason in said.text
            assert (workspace.inbox / "hop.yaml").read_bytes() == scenario.dropped
            assert archived(workspace) == before
        assert process(workspace).code == ExitCode.OK
        assert documents(workspace) == documents(undisturbed)
        assert given_numbers(workspace) == given_numbers(undisturbed)

    with_own_mounts(work)


@EVERY_WAY
def test_a_form_that_cannot_be_moved_is_filed_once_and_that_it_stays_is_said(tmp_path: Path, locked: Locked) -> None:
    def work() -> None:
        workspace = make_office(tmp_path / "office", SCENARIOS["a new meeting"]())
        with locked(workspace.inbox):
            first = process(workspace)
            filed, numbers = archived(workspace), given_numbers(workspace)
            second = process(workspace)
            assert (first.code, second.code) == (ExitCode.OK, ExitCode.OK)
            assert "filed [binh-minh-2018-10-chi-uy-1]" in first.text
            assert "was filed before" in second.text
            for said in (first, second):
                assert "Please move the form out of the inbox by hand." in said.text
            assert (archived(workspace), given_numbers(workspace)) == (filed, numbers)
            assert (workspace.inbox / "hop.yaml").exists()
        assert "was filed before" in process(workspace).text
        assert [path.name for path in workspace.duplicates.iterdir()] == ["hop.yaml"]

    with_own_mounts(work)


@EVERY_WAY
def test_a_change_cut_short_waits_in_words_until_the_folder_can_be_written(tmp_path: Path, locked: Locked) -> None:
    """`vanthu process` finishes it first, and cannot: no internal error, and its form waits too."""
    scenario = SCENARIOS["a corrected form"]()

    def work() -> None:
        workspace = make_office(tmp_path / "office", scenario)
        folder = workspace.outbox / "binh-minh" / "2018" / "10-chi-uy"
        (folder / ".dang-sua").mkdir()
        (folder / ".dang-sua" / "0").write_bytes(b"half")
        with locked(folder) as reason:
            said = process(workspace)
            assert said.code == ExitCode.NO_ACCESS
            assert f"Cannot use “outbox/binh-minh/2018/10-chi-uy/.dang-sua”: {reason}." in said.text
            assert (workspace.inbox / "hop.yaml").read_bytes() == scenario.dropped
        assert process(workspace).code == ExitCode.OK
        given_numbers(workspace)

    with_own_mounts(work)


@EVERY_WAY
def test_from_a_share_that_may_only_be_read_a_year_can_be_exported_and_nothing_is_filed(
    tmp_path: Path, locked: Locked
) -> None:
    def work() -> None:
        workspace = make_office(tmp_path / "office", SCENARIOS["a corrected form"]())
        apart = Workspace.at(workspace.root, tmp_path / "state")
        before = archived(workspace)
        with locked(workspace.outbox) as reason:
            state, target = ("--state", str(apart.state)), tmp_path / "nam.zip"
            said = command(workspace, *state, "export", "-o", str(target))
            assert (said.code, target.is_file()) == (ExitCode.OK, True)
            said = command(workspace, *state, "process", "--settle", "0")
            assert said.code == ExitCode.SOME_WORK_FAILED
            assert reason in said.text
            assert (workspace.inbox / "hop.yaml").exists()
        assert archived(workspace) == before
        assert command(workspace, *state, "process", "--settle", "0").code == ExitCode.OK
        given_numbers(apart)

    with_own_mounts(work)


def test_machines_take_turns_though_the_mark_of_another_may_not_be_written(tmp_path: Path) -> None:
    def work() -> None:
        workspace = Workspace.at(tmp_path / "office", tmp_path / "state", on_share=True)
        with archive_locked(workspace, 0):
            pass
        (mark,) = workspace.outbox.iterdir()
        read_only(mark)
        with archive_locked(workspace, 0):
            check_still_held(workspace.outbox)

    with_own_mounts(work)


@EVERY_WAY
def test_a_state_folder_that_cannot_be_written_is_said(tmp_path: Path, locked: Locked) -> None:
    def work() -> None:
        workspace = make_office(tmp_path / "office", SCENARIOS["a new meeting"]())
        with locked(workspace.state):
            said = process(workspace)
            assert said.code == ExitCode.NO_ACCESS
            assert re.search("Cannot use “.+”: (there is no permission|the disk is read-only).", said.text)
        assert process(workspace).code == ExitCode.OK
        given_numbers(workspace)

    with_own_mounts(work)


def test_an_outbox_that_cannot_be_looked_into_is_said(tmp_path: Path) -> None:
    def work() -> None:
        workspace: Workspace = make_office(tmp_path / "office", SCENARIOS["a corrected form"]())
        without_privileges()
        workspace.outbox.chmod(0)
        said = process(workspace)
        workspace.outbox.chmod(0o755)
        assert said.code == ExitCode.NO_ACCESS
        assert "Cannot use “outbox”" in said.text
        assert "there is no permission" in said.text
        assert process(workspace).code == ExitCode.OK

    with_own_mounts(work)
