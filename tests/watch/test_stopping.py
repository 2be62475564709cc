"""The watcher begins only where it can work, ends between two forms, and `status` tells how it is."""

from __future__ import annotations

import signal
import sys

import pytest

from pipeline.errors import BadConfiguration, ExitCode, NoAccess
from pipeline.watch import check_start
from pipeline.watch.bell import Bell
from pipeline.watch.pulse import read_pulse
from pipeline.workspace import Workspace
from tests.commands import rows, validator, vanthu
from tests.faults.offices import given_numbers
from tests.faults.system import with_own_mounts, without_privileges
from tests.watch.forms import TEXT, TO_MEND
from tests.watch.ground import ground
from tests.watch.processes import watcher_process
from tests.watch.running import drop, running, wait_until

FORMS = 16
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@posix_only
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, ExitCode.INTERRUPTED), (signal.SIGTERM, ExitCode.OK)], ids=["INT", "TERM"]
)
def test_asked_to_end_it_files_the_form_in_hand_whole_and_leaves_the_rest(number: int, code: ExitCode) -> None:
    with ground(FORMS, "yaml") as office:
        inbox = office.workspace.inbox
        for form in office.forms:
            office.drop(form)
        with watcher_process(office.workspace, "--settle", "0.1") as watcher:
            wait_until(lambda: watcher.filed >= 3)
            assert watcher.stop(number) == code
        left = list(inbox.glob("*/*.yaml"))
        assert 0 < len(left) == FORMS - watcher.filed
        given_numbers(office.workspace)
        assert not (inbox / ".vanthu-watch.json").exists()
        schema = validator("process.schema.json")
        for row in watcher.rows:
            schema.validate(row)
        done = vanthu("process", "--settle", "0", "--json", cwd=office.workspace.root)
        assert done.returncode == ExitCode.OK
        assert [row["state"] for row in rows(done)] == ["filed"] * len(left)
        given_numbers(office.workspace)


@posix_only
def test_the_bell_can_be_rung_by_a_signal_in_any_moment() -> None:
    bell, rung = Bell(), 0

    def ring(_number: int, _frame: object) -> None:
        nonlocal rung
        rung += 1
        bell.ring()

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0001)
    try:
        while rung < 5000:
            bell.hush()
            bell.heard(0.0001)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_the_bell_rings_once_however_often_it_was_rung() -> None:
    bell = Bell()
    for _ in range(3):
        bell.ring()
    assert bell.heard(0) and not bell.heard(0)
    bell.ring()
    bell.hush()
    assert not bell.heard(0)


def status(workspace: Workspace) -> tuple[int, dict[str, object]]:
    done = vanthu("status", "--json", cwd=workspace.root)
    (row,) = rows(done)
    validator("status.schema.json").validate(row)
    return done.returncode, row


def _beat(workspace: Workspace) -> dict[str, object]:
    told = status(workspace)[1]["watcher"]
    assert isinstance(told, dict)
    return told


def test_status_tells_whether_it_runs_and_sees(workspace: Workspace) -> None:
    code, row = status(workspace)
    assert (code, row["state"], row["watcher"]) == (ExitCode.WATCHER_NOT_RUNNING, "stopped", None)
    with watcher_process(workspace, "--settle", "0.1") as watcher:
        drop(workspace.inbox, "sai.yaml", TO_MEND)
        drop(workspace.inbox, "phieu.yaml", TEXT)
        drop(workspace.inbox, "trong.yaml", b"")
        wait_until(lambda: {row["state"] for row in watcher.rows} == {"filed", "returned", "waiting"})
        schema = validator("process.schema.json")
        for line in watcher.rows:
            schema.validate(line)
        wait_until(lambda: _beat(workspace)["returned"] == 1)  # counted with the text of the day, which is throttled
        code, row = status(workspace)
        assert (code, row["state"], row["reasons"]) == (ExitCode.OK, "running", [])
        told = row["watcher"]
        assert isinstance(told, dict)
        assert (told["holder"]["pid"], told["filed"], told["returned"]) == (watcher.process.pid, 1, 1)
        assert [one["form"] for one in told["waiting"]] == ["inbox/trong.yaml"]
        workspace.inbox.rename(workspace.root / "khac")
        code, row = status(workspace)
        assert (code, row["state"]) == (ExitCode.WATCHER_BLIND, "blind")
        assert row["reasons"] == ["The folder “inbox” is not there."]
        (workspace.root / "khac").rename(workspace.inbox)
        watcher.kill()
    code, row = status(workspace)
    assert (code, row["state"]) == (ExitCode.WATCHER_NOT_RUNNING, "stopped")


def test_one_that_ended_says_when(workspace: Workspace) -> None:
    with watcher_process(workspace) as watcher:
        assert watcher.stop() == ExitCode.OK
    assert status(workspace)[0] == ExitCode.WATCHER_NOT_RUNNING
    assert _beat(workspace)["stopped"]


@posix_only
def test_every_reason_against_a_start_is_said_at_once(workspace: Workspace) -> None:
    workspace.outbox.rmdir()
    (workspace.inbox / "archive").mkdir()
    workspace.outbox.symlink_to(workspace.inbox / "archive")
    workspace.organisation.write_text("bodies: [\n", "utf-8")
    workspace.templates.mkdir()
    (workspace.templates / "nghi-quyet.docx").write_bytes(b"no package")
    with pytest.raises(BadConfiguration) as refused:
        check_start(workspace)
    assert {problem.code for problem in refused.value.problems} == {
        "folders-tangled",
        "yaml-syntax",
        "template-unreadable",
    }
    done = vanthu("watch", cwd=workspace.root)
    assert done.returncode == ExitCode.BAD_CONFIGURATION
    for said in ("lie in one another", "nghi-quyet.docx"):
        assert said in " ".join(done.stderr.split())


@pytest.mark.mounts
def test_folders_without_rights_are_named_each(workspace: Workspace) -> None:
    def at_work() -> None:
        without_privileges()
        folders = workspace.inbox, workspace.outbox
        for folder in folders:
            folder.chmod(0o555)
        with pytest.raises(NoAccess) as refused:
            check_start(workspace)
        assert [problem.code for problem in refused.value.problems] == ["no-access"] * 2
        assert [str(problem.where) for problem in refused.value.problems] == ["inbox", "outbox"]
        for folder in folders:
            folder.chmod(0o755)
        check_start(workspace)

    with_own_mounts(at_work)


def test_a_second_start_makes_no_folder_in_the_place_of_one_that_was_renamed(workspace: Workspace) -> None:
    for folder in (workspace.inbox, workspace.outbox):
        folder.rename(folder.with_name(f"{folder.name}-cũ"))
    check_start(workspace)  # the first start makes what is missing
    with running(workspace):
        pass
    for folder in (workspace.inbox, workspace.outbox):
        folder.rename(folder.with_name(f"{folder.name}-mới"))
    with pytest.raises(NoAccess) as refused:
        check_start(workspace)
    assert [str(problem.where) for problem in refused.value.problems] == ["inbox", "outbox"]
    assert not workspace.inbox.exists() and not workspace.outbox.exists()


@posix_only
def test_a_closed_terminal_ends_it_in_order(workspace: Workspace) -> None:
    with watcher_process(workspace, "--settle", "0.1") as watcher:
        wait_until(lambda: (workspace.inbox / ".vanthu-watch.json").exists())
        wait_until(lambda: (pulse := read_pulse(workspace.state)) and pulse.scan)
        assert watcher.stop(signal.SIGHUP) == ExitCode.OK
    pulse = read_pulse(workspace.state)
    assert pulse is not None and pulse.stopped
    assert not (workspace.inbox / ".vanthu-watch.json").exists()
