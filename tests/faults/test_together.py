"""Changes of several folders, waited for together: at whatever step the process dies, each folder is old or new."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.archive import Change, changing, durable, recover_folder, together
from pipeline.archive.holder import busy
from pipeline.archive.together import publish_together
from pipeline.errors import ArchiveDamaged, Busy
from pipeline.mounts import Mount
from tests.faults.layer import ERRORS, Disk, failing, in_a_process_of_its_own

NAMES = ("10-thuong-ky", "11-thuong-ky", "12-thuong-ky")
OLD = {"manifest.json": b"cu", "bien-ban.docx": b"ban cu", "nghi-quyet.docx": b"nghi quyet"}
NEW = {"manifest.json": b"moi", "bien-ban.docx": b"ban moi", "nghi-quyet.docx": b"nghi quyet"} | {
    "lich-su/lap-lai-1/bien-ban.docx": b"ban cu"
}
CHANGE = Change(
    {"bien-ban.docx": NEW["bien-ban.docx"]},
    (),
    NEW["manifest.json"],
    frozenset(OLD),
    {"lich-su/lap-lai-1/bien-ban.docx": "bien-ban.docx"},
)


def _outbox(root: Path) -> Path:
    for name in NAMES:
        (root / name).mkdir(parents=True)
        for file, data in OLD.items():
            (root / name / file).write_bytes(data)
    return root


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _publish(outbox: Path) -> dict[Path, Exception]:
    return dict(publish_together(outbox, {outbox / name: CHANGE for name in NAMES}, _ours))


def _ours() -> None:
    """The archive stays with whoever publishes."""


def _steps(outbox: Path) -> int:
    with failing(Disk()) as disk:
        assert _publish(outbox) == {}
    assert [_files(outbox / name) for name in NAMES] == [NEW] * len(NAMES)
    return len(disk.steps)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return _outbox(tmp_path / "before")


def test_killed_at_any_step_each_folder_is_old_or_new(before: Path, tmp_path: Path) -> None:
    seen = set()
    for at in range(_steps(shutil.copytree(before, tmp_path / "counted"))):
        outbox = shutil.copytree(before, tmp_path / str(at))

        def work(outbox: Path = outbox, at: int = at) -> None:
            with failing(Disk("kill", at)):
                _publish(outbox)

        in_a_process_of_its_own(work)
        for name in NAMES:
            recover_folder(outbox / name)
            found = _files(outbox / name)
            assert found in (OLD, NEW), (at, name)
            seen.add(found == NEW)
        left = {outbox / name: CHANGE for name in NAMES if _files(outbox / name) == OLD}
        assert publish_together(outbox, left, _ours) == {}
        assert [_files(outbox / name) for name in NAMES] == [NEW] * len(NAMES)
    assert seen == {True, False}


@pytest.mark.parametrize("error", ERRORS)
def test_failed_at_any_step_no_folder_keeps_another_from_its_change(before: Path, tmp_path: Path, error: str) -> None:
    for at in range(_steps(shutil.copytree(before, tmp_path / "counted"))):
        outbox = shutil.copytree(before, tmp_path / str(at))
        try:
            with failing(Disk(error, at)):
                failed = set(_publish(outbox))
        except OSError:  # the disk itself
            failed = {outbox / name for name in NAMES}
        for name in NAMES:
            recover_folder(outbox / name)
            assert _files(outbox / name) in ((OLD, NEW) if outbox / name in failed else (NEW,)), (at, name)


def test_a_text_saved_while_the_disk_is_waited_for_is_put_aside(before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves a document between the look at it and its replacement."""
    edited = before / NAMES[1] / "bien-ban.docx"
    enter = changing.enter

    def saved(folder: Path) -> None:
        edited.write_bytes(b"vua sua trong Word")
        enter(folder)

    monkeypatch.setattr(together, "enter", saved)
    assert _publish(before) == {}
    kept = [path.read_bytes() for path in (before / NAMES[1] / "lich-su").rglob("*.docx")]
    assert b"vua sua trong Word" in kept
    assert edited.read_bytes() == b"ban moi"


def test_where_another_run_took_the_archive_meanwhile_nothing_comes_into_force(before: Path) -> None:
    """Its own changes may lie there already: what was written down is left to it, to be undone."""

    def others() -> None:
        assert all((before / name / ".dang-sua" / "journal.json.new").exists() for name in NAMES)
        raise busy(None)

    with pytest.raises(Busy):
        publish_together(before, {before / name: CHANGE for name in NAMES}, others)
    for name in NAMES:
        recover_folder(before / name)
    assert [_files(before / name) for name in NAMES] == [OLD] * len(NAMES)


def test_one_by_one_every_folder_is_asked_for(before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system cannot make everything durable at once."""
    monkeypatch.setattr(durable, "_sync_of_file_system", None)
    asked: list[None] = []

    def ours_once() -> None:
        if asked:
            raise busy(None)
        asked.append(None)

    with pytest.raises(Busy):
        publish_together(before, {before / name: CHANGE for name in NAMES}, ours_once)
    assert [_files(before / name) for name in NAMES] == [NEW, OLD, OLD]


def test_what_stands_in_the_way_of_one_keeps_the_others_from_nothing(before: Path) -> None:
    (before / NAMES[0] / "lich-su").write_bytes(b"no folder")
    failed = _publish(before)
    assert [type(error) for error in failed.values()] in ([ArchiveDamaged], [NotADirectoryError], [FileExistsError])
    assert [_files(before / name) for name in NAMES[1:]] == [NEW] * 2


def test_a_share_is_waited_for_file_by_file(before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share = Mount(before, "nfs4", is_network=True)
    monkeypatch.setattr(together, "mount_of", lambda _path: share)
    with failing(Disk()) as disk:
        assert _publish(before) == {}
    assert not [step for step in disk.steps if step.startswith("flush disk")]
    assert disk.steps.count("flush .dang-sua") == 2 * len(NAMES)
    assert [_files(before / name) for name in NAMES] == [NEW] * len(NAMES)
