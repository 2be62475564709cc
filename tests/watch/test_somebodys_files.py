"""What is somebody's stays somebody's: texts that look like ours, odd names, pipes and links in the way."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from pipeline.archive import durable
from pipeline.archive.holder import Holder
from pipeline.errors import Busy
from pipeline.process import FormState
from pipeline.process.intake.beside import FOLDER_NOTE_NAME, is_ours, note_beside, note_path, put_note
from pipeline.watch import WatchOptions
from pipeline.watch.pulse import read_pulse
from pipeline.watch.start import check_start
from pipeline.workspace import Workspace
from tests.faults.offices import archived
from tests.watch.forms import TEXT
from tests.watch.running import DEAF, drop, running

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
BROKEN = b"stage: held\nbody: \n"
OPTIONS: WatchOptions = DEAF
LIKE_OURS = "\ufeffBiểu mẫu “tháng 12”: nhớ hỏi lại chi bộ\n".encode()


def test_a_form_whose_name_our_text_would_have_is_not_written_over(workspace: Workspace) -> None:
    drop(workspace.inbox, "hop.yaml.txt", BROKEN + b"# CONG SUC\n")
    with running(workspace, OPTIONS) as watcher:
        watcher.until(lambda: len(watcher.of(FormState.RETURNED)) == 1)
        drop(workspace.inbox, "hop.yaml", BROKEN)
        watcher.until(lambda: len(watcher.of(FormState.RETURNED)) == 2)
    assert (workspace.to_mend / "hop.yaml.txt").read_bytes() == BROKEN + b"# CONG SUC\n"
    note = note_beside(workspace.to_mend / "hop.yaml")
    assert note is None or "hop.yaml" in note.read_text("utf-8-sig")
    assert (workspace.to_mend / "hop.yaml (2).txt").exists()


def test_a_text_that_begins_as_ours_do_is_its_writers(workspace: Workspace) -> None:
    note = drop(workspace.inbox, "nho.txt", LIKE_OURS)
    with running(workspace, OPTIONS) as watcher:
        watcher.until(lambda: watcher.of(FormState.RETURNED))
    assert not note.exists()
    assert (workspace.to_mend / "nho.txt").read_bytes() == LIKE_OURS


def test_a_text_of_ours_that_somebody_wrote_into_is_theirs(tmp_path: Path) -> None:
    note = note_path(tmp_path / "a.yaml")
    put_note(note, "Biểu mẫu “a.yaml” đang chờ.\n")
    assert is_ours(note)
    note.write_bytes(note.read_bytes() + "Chị Lan: đã hỏi.\r\n".encode())
    assert not is_ours(note)
    put_note(note, "Biểu mẫu “a.yaml” chưa lưu được.\n")
    assert "Chị Lan" in note.read_text("utf-8-sig")
    assert "chưa lưu được" in (tmp_path / "a.yaml (2).txt").read_text("utf-8-sig")


@posix_only
def test_a_damaged_name_stops_nobody(workspace: Workspace) -> None:
    name = os.fsdecode(b"b\xffd.yaml")
    (workspace.inbox / name).write_bytes(BROKEN)
    (workspace.inbox / "hai\ndong.bin").write_bytes(b"x")
    with running(workspace, OPTIONS) as watcher:
        watcher.until(lambda: watcher.of(FormState.FAILED))
        drop(workspace.inbox, "tot.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
    assert not [trouble for trouble in watcher.troubles if trouble]
    assert (workspace.inbox / name).exists()


@posix_only
def test_pipes_and_folders_where_files_of_programs_would_be_stop_nobody(workspace: Workspace) -> None:
    os.mkfifo(workspace.inbox / ".~lock.tot.yaml#")
    os.mkfifo(workspace.inbox / ".a.yaml.da-nhan")
    (workspace.inbox / ".b.yaml.da-nhan").mkdir()
    (workspace.inbox / ".c.yaml.da-nhan").symlink_to("/nowhere")
    drop(workspace.inbox, "tot.yaml", TEXT)
    with running(workspace, OPTIONS) as watcher:
        watcher.until(lambda: watcher.filed)


@posix_only
def test_an_inbox_that_becomes_a_link_to_the_archive_is_not_looked_into(
    workspace: Workspace, no_ready_forms: None
) -> None:
    drop(workspace.inbox, "tot.yaml", TEXT)
    with running(workspace, OPTIONS) as watcher:
        watcher.until(lambda: watcher.filed)
        watcher.until(lambda: read_pulse(workspace.state).queue == 0)  # type: ignore[union-attr]
        before = archived(workspace)
        workspace.inbox.rename(workspace.root / "inbox.old")
        workspace.inbox.symlink_to(workspace.outbox)
        watcher.until(lambda: watcher.troubles and watcher.troubles[-1])
        assert "outbox" in str(watcher.troubles[-1])
        assert archived(workspace) == before
        workspace.inbox.unlink()
        (workspace.root / "inbox.old").rename(workspace.inbox)
        watcher.until(lambda: watcher.troubles[-1] is None)


def test_what_is_passed_over_in_a_dropped_folder_is_told(workspace: Workspace) -> None:
    folder = workspace.root / "ho-so"
    folder.mkdir()
    (folder / "hop.yaml").write_bytes(TEXT)
    (folder / "khao-sat.txt").write_bytes(LIKE_OURS)
    (folder / "ban cu.docx~").write_bytes(b"x")
    folder.rename(workspace.inbox / "ho-so")
    with running(workspace, OPTIONS) as watcher:
        watcher.until(lambda: watcher.filed)
    outcome = watcher.filed[0].outcome
    assert [one.name for one in outcome.attachments] == ["khao-sat.txt"]
    assert [problem.code for problem in outcome.problems if problem.code == "left-behind"]
    said = (workspace.inbox / "ho-so" / FOLDER_NOTE_NAME).read_text("utf-8-sig")
    assert "ban cu.docx~" in said


def test_a_folder_that_waits_says_for_what(workspace: Workspace) -> None:
    deep = workspace.inbox / "ho-so/1/2/3/4/5"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_bytes(b"x")
    (workspace.inbox / "ho-so/hop.yaml").write_bytes(TEXT)
    with running(workspace, OPTIONS) as watcher:
        watcher.until(lambda: watcher.of(FormState.WAITING))
    assert "5" in (workspace.inbox / "ho-so" / FOLDER_NOTE_NAME).read_text("utf-8-sig")


def test_the_lock_of_the_inbox_is_made_again_and_another_watchers_is_heeded(workspace: Workspace) -> None:
    lock = workspace.inbox / ".vanthu-watch.json"
    with running(workspace, OPTIONS) as watcher:
        lock.unlink()
        watcher.until(lock.exists)
        assert Holder.from_bytes(lock.read_bytes()) is not None
    other = Holder("may-khac", "may-khac", 1, "1", "2026-11-01T08:00:00+00:00")
    with pytest.raises(Busy, match="may-khac"), running(workspace, OPTIONS) as watcher:
        durable.put_whole(lock, other.to_bytes())
        watcher.until(lambda: False)


@posix_only
def test_folders_of_ours_that_are_links_are_said_and_not_followed(workspace: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "la.yaml").write_bytes(BROKEN)
    shutil.rmtree(workspace.to_mend, ignore_errors=True)
    with running(workspace, OPTIONS) as watcher:
        workspace.to_mend.symlink_to(outside)
        watcher.until(lambda: watcher.of(FormState.WAITING))
        drop(workspace.inbox, "sai.yaml", BROKEN)
        watcher.until(lambda: watcher.of(FormState.FAILED))
        watcher.until(lambda: note_beside(workspace.inbox / "sai.yaml"))
    assert {path.name for path in outside.iterdir()} == {"la.yaml"}
    assert (workspace.inbox / "sai.yaml").exists()
    with pytest.raises(Exception, match="cannot start") as refused:
        check_start(workspace)
    assert [problem.code for problem in refused.value.problems] == ["folder-linked"]  # type: ignore[attr-defined]


def test_an_inbox_renamed_while_its_forms_are_made_ready_is_not_made_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = workspace.root / "khac"
    make_below = durable.make_below

    def renamed_before(top: Path, folder: Path) -> None:
        if workspace.inbox.exists() and not away.exists():
            workspace.inbox.rename(away)
        make_below(top, folder)

    monkeypatch.setattr(durable, "make_below", renamed_before)
    with running(workspace, OPTIONS) as watcher:
        watcher.until(away.exists)
        watcher.nudge()
        watcher.until(lambda: watcher.troubles and "“inbox” is not there" in str(watcher.troubles[-1]))
        assert not workspace.inbox.exists()
        away.rename(workspace.inbox)
        away.mkdir()  # it is not renamed again
        watcher.until(lambda: watcher.troubles[-1] is None)
