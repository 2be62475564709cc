"""Who holds the archive is said, a run that was killed holds up nobody, and machines on one share wait for each other."""

from __future__ import annotations

import logging
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.archive import archive_locked, locked
from pipeline.archive.holder import Holder
from pipeline.archive.shared_lock import DEAD_AFTER, NAME, check_still_held, renew, shared_locked
from pipeline.errors import Busy, ExitCode
from pipeline.workspace import Workspace
from tests.commands import vanthu

HOLD = """
import sys
from pathlib import Path
from pipeline.archive import archive_locked
from pipeline.workspace import Workspace
with archive_locked(Workspace.at(Path(sys.argv[1]), Path(sys.argv[2]), on_share=sys.argv[3] == "share"), 5):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder_of(root: Path, state: Path, place: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another run that holds the archive until it is killed."""
    command = [sys.executable, "-c", HOLD, str(root), str(state), place]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        assert run.stdout and run.stdout.readline().strip() == b"held"
        try:
            yield run
        finally:
            run.kill()


def elsewhere() -> Holder:
    return replace(Holder.me(), host="may-khac", machine="another", pid=4321)


def aged(path: Path, seconds: float) -> None:
    then = path.stat().st_mtime - seconds
    os.utime(path, (then, then))


@pytest.mark.parametrize("place", ["share", "local"])
def test_the_holder_is_named_and_once_killed_holds_up_nobody(tmp_path: Path, place: str) -> None:
    mine = Workspace.at(
        tmp_path / "office", tmp_path / ("mine" if place == "share" else "theirs"), on_share=place == "share"
    )
    with holder_of(mine.root, tmp_path / "theirs", place) as run:
        with (
            pytest.raises(Busy, match=rf"process {run.pid} on “{platform.node()}”, since \d\d:\d\d"),
            archive_locked(mine, 0),
        ):
            pass
        run.kill()
        run.wait()
        with archive_locked(mine, 0):
            pass
    with archive_locked(mine, 0):
        pass


def test_a_killed_run_holds_up_no_command_and_a_living_one_is_named(office: Path) -> None:
    with holder_of(office, office / ".vanthu", "local") as run:
        done = vanthu("--lock-timeout", "0", "process", cwd=office)
        assert done.returncode == ExitCode.BUSY
        assert f"process {run.pid} on" in done.stderr
        run.kill()
        run.wait()
        assert vanthu("--lock-timeout", "0", "process", "--settle", "0", cwd=office).returncode == ExitCode.OK


@pytest.mark.parametrize("left", [b"", b"{", b"[1]", b'{"pid": 1}', replace(Holder.me(), pid=2**22 + 1).to_bytes()])
def test_what_a_dead_run_left_names_nobody(tmp_path: Path, left: bytes) -> None:
    with locked(tmp_path, 0, "archive"):
        (tmp_path / "archive.lock.json").write_bytes(left)
        with pytest.raises(Busy, match=r"Another run is writing to the archive\. "), locked(tmp_path, 0, "archive"):
            pass


def test_nothing_of_a_lock_stays_behind(tmp_path: Path) -> None:
    with archive_locked(Workspace.at(tmp_path, tmp_path / "state", on_share=True), 0):
        assert Holder.from_bytes((tmp_path / "outbox" / NAME).read_bytes()) is not None
    assert [path.name for path in (tmp_path / "outbox").iterdir()] == [".vanthu-share"]
    assert {path.name for path in (tmp_path / "state").iterdir()} <= {"archive.lock"}


def test_a_local_disk_has_no_lock_in_the_outbox_until_a_machine_came_over_the_share(tmp_path: Path) -> None:
    lender = Workspace.at(tmp_path, tmp_path / "lender")
    with archive_locked(lender, 0):
        assert not lender.outbox.exists()
    with archive_locked(replace(lender, state=tmp_path / "guest", on_share=True), 0):
        pass
    with archive_locked(lender, 0):
        assert (lender.outbox / NAME).exists()


def test_another_machine_is_respected_while_it_renews_its_lock(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lock = tmp_path / NAME
    lock.write_bytes(elsewhere().to_bytes())
    aged(lock, DEAD_AFTER - 60)
    with pytest.raises(Busy, match="process 4321 on “may-khac”"), shared_locked(tmp_path, 0):
        pass
    aged(lock, 120)
    renew(lock, elsewhere().to_bytes())
    with pytest.raises(Busy), shared_locked(tmp_path, 0):
        pass
    assert not caplog.records
    aged(lock, DEAD_AFTER + 60)
    with shared_locked(tmp_path, 0):
        assert Holder.from_bytes(lock.read_bytes()) != elsewhere()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "may-khac" in caplog.text


def test_whoever_waits_goes_on_when_the_other_machine_is_done(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(elsewhere().to_bytes())
    with shared_locked(tmp_path, 10, clock=lambda: 0, sleep=lambda _: (tmp_path / NAME).unlink()):
        check_still_held(tmp_path)


def test_a_half_written_lock_is_respected_until_it_is_old(tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    with pytest.raises(Busy), shared_locked(tmp_path, 0):
        pass
    aged(tmp_path / NAME, DEAD_AFTER + 60)
    with shared_locked(tmp_path, 0):
        pass


def test_a_lock_that_could_not_be_removed_but_says_so_is_free(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"released\n")
    with shared_locked(tmp_path, 0):
        pass


def test_a_lock_that_this_process_could_not_remove_does_not_hold_it_up(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(Holder.me().to_bytes())
    with shared_locked(tmp_path, 0):
        check_still_held(tmp_path)
    assert not (tmp_path / NAME).exists()


def test_a_state_folder_of_ones_own_is_no_way_round_the_lock(tmp_path: Path) -> None:
    beside = Workspace.at(tmp_path / "office")
    with (
        holder_of(beside.root, tmp_path / "theirs", "local") as run,
        pytest.raises(Busy, match=rf"process {run.pid} on"),
        archive_locked(beside, 0),
    ):
        pass


@pytest.mark.skipif(sys.platform == "darwin", reason="it does not say when a process was started")
def test_a_process_that_only_has_the_same_number_is_not_the_holder(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(replace(Holder.me(), started="long ago").to_bytes())
    with shared_locked(tmp_path, 0):
        pass


def test_a_machine_of_the_same_name_is_another_machine(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(replace(Holder.me(), machine="a clone", pid=2**22 + 1).to_bytes())
    with pytest.raises(Busy), shared_locked(tmp_path, 0):
        pass


def test_a_machine_that_slept_finds_out_before_it_publishes_and_leaves_the_new_lock_alone(tmp_path: Path) -> None:
    lock = tmp_path / NAME
    with shared_locked(tmp_path, 0):
        check_still_held(tmp_path)
        mine = lock.read_bytes()
        lock.write_bytes(elsewhere().to_bytes())
        with pytest.raises(Busy, match="may-khac"):
            check_still_held(tmp_path)
        renew(lock, mine)
    assert lock.read_bytes() == elsewhere().to_bytes()
    lock.unlink()
    with pytest.raises(Busy):
        check_still_held(tmp_path)


CONTEND = """
import os, sys
from pathlib import Path
from pipeline.archive.shared_lock import shared_locked
outbox, inside, done = (Path(one) for one in sys.argv[1:4])
with shared_locked(outbox, 60, sleep=lambda _: None):
    inside.touch(exist_ok=False)
    with done.open("ab") as file:
        file.write(b".")
    inside.unlink()
    if sys.argv[4] == "killed":
        os._exit(0)
"""


def test_many_who_overtake_at_once_never_hold_it_together(tmp_path: Path) -> None:
    inside, done = tmp_path / "inside", tmp_path / "done"
    command = [sys.executable, "-c", CONTEND, str(tmp_path), str(inside), str(done)]
    runs = [subprocess.Popen([*command, end]) for end in ("killed", "released") * 8]
    assert {run.wait(timeout=120) for run in runs} == {0}
    assert done.read_bytes() == b"." * len(runs)
