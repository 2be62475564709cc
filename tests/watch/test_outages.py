"""Whatever is away, full, locked or broken for a while: it is said, nothing is missed, and no restart is needed."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from watchdog.observers.api import BaseObserver, EventEmitter

from pipeline.errors import ArchiveDamaged, Busy, ExitCode
from pipeline.ledger import Ledger
from pipeline.messages import msg
from pipeline.process import FormState, deciding
from pipeline.process.filing.run import file_form
from pipeline.process.intake.beside import note_path
from pipeline.process.unforeseen import INTERNAL
from pipeline.watch import WatchOptions, hearing, loop, sightings, work
from pipeline.workspace import Workspace
from tests.commands import vanthu
from tests.faults.system import gone, small_disk, with_own_mounts, without_privileges
from tests.faults.test_full_disk import FILLING, fill
from tests.watch.forms import CORRECTED, OTHER, TEXT, TO_MEND, WITH_RESOLUTION
from tests.watch.processes import watcher_process
from tests.watch.running import MODES, NATIVE, Running, drop, running, wait_until

pytestmark = pytest.mark.usefixtures("no_ready_forms", "soon_again")


@pytest.fixture
def soon_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed is tried again soon; how the pauses grow is not what is tested here."""
    monkeypatch.setattr(loop, "_FIRST_TROUBLE", 0.1)
    monkeypatch.setattr(loop, "_LONGEST_TROUBLE", 0.2)
    monkeypatch.setattr(sightings, "_FIRST_PAUSE", 0.1)
    monkeypatch.setattr(sightings, "_LONGEST_PAUSE", 0.2)


@pytest.fixture(params=MODES)
def options(request: pytest.FixtureRequest) -> WatchOptions:
    return MODES[request.param]


def trouble(watcher: Running) -> str:
    """What stands in the way just now, empty for nothing."""
    return str(watcher.troubles[-1] or "") if watcher.troubles else ""


def test_the_inbox_renamed_away_and_back(workspace: Workspace, options: WatchOptions) -> None:
    away = workspace.root / "khac"
    with running(workspace, options) as watcher:
        workspace.inbox.rename(away)
        watcher.nudge()
        watcher.until(lambda: "“inbox” is not there" in trouble(watcher))
        drop(away, "a.yaml", TEXT)
        assert not workspace.inbox.exists()
        away.rename(workspace.inbox)
        watcher.until(lambda: watcher.filed)
        watcher.until(lambda: trouble(watcher) == "")
        drop(workspace.inbox, "b.yaml", CORRECTED)
        watcher.until(lambda: watcher.of(FormState.REVISED))


def test_another_folder_in_the_place_of_the_inbox(workspace: Workspace, options: WatchOptions) -> None:
    with running(workspace, options) as watcher:
        workspace.inbox.rename(workspace.root / "khac")
        workspace.inbox.mkdir()
        drop(workspace.inbox, "a.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
        drop(workspace.inbox, "b.yaml", CORRECTED)
        watcher.until(lambda: watcher.of(FormState.REVISED))


@pytest.mark.mounts
def test_a_share_that_goes_and_comes_back(workspace: Workspace, options: WatchOptions) -> None:
    def mount() -> None:
        subprocess.run(["mount", "--bind", workspace.root / "share", workspace.inbox], check=True)

    def at_work() -> None:
        (workspace.root / "share").mkdir()
        mount()
        with running(workspace, options) as watcher:
            drop(workspace.inbox, "a.yaml", TEXT)
            watcher.until(lambda: watcher.filed)
            subprocess.run(["umount", "--lazy", workspace.inbox], check=True)
            drop(workspace.root / "share", "b.yaml", OTHER)
            watcher.until(lambda: "is not connected" in trouble(watcher))
            assert list(workspace.inbox.iterdir()) == [workspace.signed]
            mount()
            watcher.until(lambda: len(watcher.filed) == 2)
            drop(workspace.inbox, "c.yaml", CORRECTED)
            watcher.until(lambda: watcher.of(FormState.REVISED))
        gone(workspace.inbox)
        assert list(workspace.inbox.iterdir()) == [workspace.signed]

    with_own_mounts(at_work)


@pytest.mark.mounts
def test_an_outbox_that_cannot_be_written_for_a_while(workspace: Workspace, options: WatchOptions) -> None:
    def at_work() -> None:
        without_privileges()
        workspace.outbox.chmod(0o555)
        with running(workspace, options) as watcher:
            form = drop(workspace.inbox, "phieu.yaml", TEXT)
            watcher.until(lambda: watcher.of(FormState.FAILED) or trouble(watcher))
            workspace.outbox.chmod(0o755)
            watcher.until(lambda: watcher.filed)
            watcher.until(lambda: not note_path(form).exists())
            watcher.until(lambda: trouble(watcher) == "")

    with_own_mounts(at_work)


@pytest.mark.mounts
def test_a_folder_of_scans_that_cannot_be_looked_into_keeps_no_form_waiting(
    workspace: Workspace, options: WatchOptions
) -> None:
    def at_work() -> None:
        without_privileges()
        workspace.signed.chmod(0)
        with running(workspace, options) as watcher:
            drop(workspace.inbox, "phieu.yaml", TEXT)
            watcher.until(lambda: watcher.filed)
            watcher.until(lambda: watcher.of(FormState.WAITING))
            watcher.until(lambda: trouble(watcher) == "")
        workspace.signed.chmod(0o755)
        assert [one.path for one in watcher.of(FormState.WAITING)] == [workspace.signed]

    with_own_mounts(at_work)


@pytest.mark.mounts
def test_a_full_disk_with_room_again(workspace: Workspace, options: WatchOptions) -> None:
    def at_work() -> None:
        small_disk(workspace.outbox, 2 * 1024 * 1024)
        with running(workspace, options) as watcher:
            drop(workspace.inbox, "a.yaml", TEXT)
            watcher.until(lambda: watcher.filed)
            fill(workspace.outbox, 0)
            form = drop(workspace.inbox, "b.yaml", WITH_RESOLUTION)
            watcher.until(lambda: watcher.of(FormState.FAILED) or "the disk is full" in trouble(watcher))
            (workspace.outbox / FILLING).unlink()
            watcher.until(lambda: len(watcher.filed) == 2)
            watcher.until(lambda: not note_path(form).exists())

    with_own_mounts(at_work)


_HOLD = """
import sys
from pathlib import Path
from pipeline.archive import archive_locked
from pipeline.workspace import Workspace
with archive_locked(Workspace.at(Path(sys.argv[1])), 5):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def archive_held_by_another(workspace: Workspace) -> Iterator[int]:
    """Its process id; it holds the archive until the end."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, workspace.root], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stdin
        assert process.stdout.readline() == b"held\n"
        yield process.pid
        process.stdin.close()


def test_an_archive_that_another_run_holds_for_long(workspace: Workspace, options: WatchOptions) -> None:
    with running(workspace, options, lock_timeout=0.1) as watcher:
        drop(workspace.inbox, "a.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
        with archive_held_by_another(workspace) as pid:
            drop(workspace.inbox, "b.yaml", OTHER)
            watcher.until(lambda: f"process {pid}" in trouble(watcher))
        watcher.until(lambda: len(watcher.filed) == 2)
        watcher.until(lambda: trouble(watcher) == "")


def test_rules_that_are_broken_for_a_while(workspace: Workspace, options: WatchOptions) -> None:
    sound = workspace.organisation.read_bytes()
    with running(workspace, options) as watcher:
        workspace.organisation.write_bytes(sound + b"\nbodies: [\n")
        drop(workspace.inbox, "phieu.yaml", TEXT)
        watcher.until(lambda: trouble(watcher))
        watcher.until((workspace.inbox / "_tam-dung.txt").exists)
        assert (workspace.inbox / "phieu.yaml").read_bytes() == TEXT
        workspace.organisation.write_bytes(sound)
        watcher.until(lambda: watcher.filed)
        watcher.until(lambda: not (workspace.inbox / "_tam-dung.txt").exists())


def test_a_form_over_which_the_program_stumbles_keeps_nobody_from_the_others(
    workspace: Workspace, options: WatchOptions, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[str] = []

    def stumbling(office: object, name: str, *rest: object) -> object:
        tries.append(name)
        if name == "inbox/xau.yaml":
            raise ValueError("stumbled")
        return file_form(office, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(deciding, "file_form", stumbling)
    with running(workspace, options) as watcher:
        form = drop(workspace.inbox, "xau.yaml", TEXT)
        drop(workspace.inbox, "tot.yaml", OTHER)
        watcher.until(lambda: watcher.filed and watcher.of(FormState.FAILED))
        drop(workspace.inbox, "sau.yaml", WITH_RESOLUTION)
        watcher.until(lambda: len(watcher.filed) == 2)
        (failed,) = watcher.of(FormState.FAILED)
        assert [problem.code for problem in failed.outcome.problems] == [INTERNAL]
        marks = [mark[1] for mark in re.finditer(r"internal error (\w{8}) with xau\.yaml", caplog.text)]
        assert len(marks) == 1 and marks[0] in note_path(form).read_text("utf-8-sig")
        assert tries.count("inbox/xau.yaml") == 1
        drop(workspace.inbox, "xau.yaml", CORRECTED)
        watcher.until(lambda: tries.count("inbox/xau.yaml") == 2)


def test_a_mistake_in_the_loop_does_not_end_it(
    workspace: Workspace, options: WatchOptions, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    look = work.Work.look
    mistakes = iter([ValueError("stumbled"), OSError(5, "odd")])

    def stumbling(self: work.Work, office: object) -> object:
        for mistake in mistakes:
            raise mistake
        return look(self, office)  # type: ignore[arg-type]

    monkeypatch.setattr(work.Work, "look", stumbling)
    with running(workspace, options) as watcher:
        drop(workspace.inbox, "phieu.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
    (mark,) = re.findall(r"internal error (\w{8}) in the watcher", caplog.text)[:1]
    assert mark in str(watcher.troubles[0])
    assert watcher.troubles[-1] is None


def test_a_second_watcher_with_the_same_state_is_refused(workspace: Workspace) -> None:
    with running(workspace):
        second = Running(workspace, NATIVE, 5.0)
        second.start()
        assert isinstance(second.error, Busy)
        assert re.search(r"watched already: by process \d+ on “.+”, since \d\d:\d\d", str(second.error.message))


@pytest.mark.parametrize("state", [(), ("--state", "apart")], ids=["same", "apart"])
def test_a_second_watcher_of_another_process_is_refused_whatever_its_state(
    workspace: Workspace, state: tuple[str, ...]
) -> None:
    with watcher_process(workspace) as first:
        second = vanthu(*state, "watch", cwd=workspace.root)
        assert second.returncode == ExitCode.BUSY
        assert re.search(
            rf"by process {first.process.pid} on “.+”, since \d\d:\d\d \d\d/\d\d/\d{{4}}",
            " ".join(second.stderr.split()),
        )
        drop(workspace.inbox, "phieu.yaml", TEXT)
        wait_until(lambda: first.filed)


def test_a_killed_watcher_is_succeeded_at_once(workspace: Workspace) -> None:
    with watcher_process(workspace) as first:
        first.kill()
    assert (workspace.inbox / ".vanthu-watch.json").exists()
    with running(workspace) as watcher:
        drop(workspace.inbox, "phieu.yaml", TEXT)
        watcher.until(lambda: watcher.filed)


@pytest.mark.parametrize("mode", ["native", "poll"])
def test_an_observer_that_dies_is_replaced(workspace: Workspace, mode: str) -> None:
    options = replace(MODES[mode], rescan=0.1)
    with running(workspace, options) as watcher:
        assert watcher.hearing
        (dying,) = watcher.hearing._observers
        for emitter in list(dying.emitters):
            emitter.stop()
        watcher.until(lambda: watcher.hearing and watcher.hearing._observers not in ([], [dying]))
        watcher.until(lambda: watcher.hearing and watcher.hearing.is_alive)
        assert watcher.hearing.folders[0].mode == mode


class _Deaf(BaseObserver):
    """An observer that runs and hears nothing, as over a share that tells of no changes."""

    def __init__(self) -> None:
        super().__init__(EventEmitter)


def test_an_observer_that_hears_nothing_gives_way_to_polling(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    monkeypatch.setattr(hearing, "Observer", _Deaf)
    monkeypatch.setattr(hearing, "_DEAF_AFTER", 0.3)
    with running(workspace, replace(NATIVE, rescan=0.1, poll_every=0.05)) as watcher:
        assert watcher.hearing and watcher.hearing.folders[0].mode == hearing.NATIVE
        watcher.until(lambda: watcher.hearing and watcher.hearing.folders[0].mode == hearing.POLL)
        drop(workspace.inbox, "phieu.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
    assert "nothing is heard of changes any more" in caplog.text


def test_what_is_filed_stays_filed_though_the_ledger_is_damaged(
    workspace: Workspace, options: WatchOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object, **_more: object) -> None:
        raise ArchiveDamaged(msg("“ledger” is damaged."))

    monkeypatch.setattr(Ledger, "tell", damaged)
    with running(workspace, options) as watcher:
        drop(workspace.inbox, "mot.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
    assert [problem.code for problem in watcher.filed[0].outcome.problems][-1] == "not-noted"
    assert not (workspace.inbox / "mot.yaml").exists()


def test_an_archive_that_is_renamed_away_is_missed_and_none_is_made_in_its_place(
    workspace: Workspace, options: WatchOptions
) -> None:
    with running(workspace, options) as watcher:
        drop(workspace.inbox, "mot.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
        workspace.outbox.rename(workspace.root / "outbox.x")
        drop(workspace.inbox, "hai.yaml", OTHER)
        watcher.until(lambda: watcher.troubles and watcher.troubles[-1])
        assert "outbox" in str(watcher.troubles[-1]) and "it is not there" in str(watcher.troubles[-1])
        assert not workspace.outbox.exists()
        (workspace.root / "outbox.x").rename(workspace.outbox)
        watcher.until(lambda: len(watcher.filed) == 2)


def test_a_form_that_cannot_be_returned_waits_with_its_mistakes_and_is_returned(
    workspace: Workspace, options: WatchOptions
) -> None:
    form = workspace.inbox / "sai.yaml"
    with running(workspace, options) as watcher:
        workspace.to_mend.write_bytes(b"of somebody's")
        drop(workspace.inbox, form.name, TO_MEND)
        watcher.until(note_path(form).exists, "the text beside the form")
        text = note_path(form).read_text("utf-8-sig")
        assert text.startswith("Biểu mẫu “sai.yaml” chưa lưu được.")
        assert "_can-sua" in text and "Dòng " in text and "31/02/2018" in text
        workspace.to_mend.unlink()
        watcher.until(lambda: watcher.of(FormState.RETURNED))
    assert not form.exists() and not note_path(form).exists()
    assert note_path(workspace.to_mend / form.name).exists()


def test_of_a_form_that_is_filed_and_cannot_be_moved_the_text_says_that_it_is_filed(workspace: Workspace) -> None:
    form = workspace.inbox / "lai.yaml"
    with running(workspace) as watcher:
        drop(workspace.inbox, "mot.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
        workspace.duplicates.write_bytes(b"of somebody's")
        drop(workspace.inbox, form.name, TEXT)
        watcher.until(note_path(form).exists, "the text beside the form")
        watcher.until(lambda: "inbox/lai.yaml: " in workspace.digest.read_text("utf-8"), "the text of the day")
    assert note_path(form).read_text("utf-8-sig").startswith("Biểu mẫu “lai.yaml” đã được lưu.")


def test_a_file_in_the_place_of_the_archive_is_no_archive(workspace: Workspace, options: WatchOptions) -> None:
    with running(workspace, options) as watcher:
        drop(workspace.inbox, "mot.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
        workspace.outbox.rename(workspace.root / "outbox.x")
        workspace.outbox.write_bytes(b"")
        watcher.until(lambda: watcher.troubles and watcher.troubles[-1])
        assert "outbox" in str(watcher.troubles[-1]) and "unforeseen" not in str(watcher.troubles[-1])
        workspace.outbox.unlink()
        (workspace.root / "outbox.x").rename(workspace.outbox)
        drop(workspace.inbox, "hai.yaml", OTHER)
        watcher.until(lambda: len(watcher.filed) == 2)
