"""The archive: whole or not at all, killed at any step, finished or undone at the next start."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock

import pytest

from pipeline.archive import Archive, Change, Unreadable, durable, locked, publish_change, publish_new, recover
from pipeline.archive.manifest import read_manifest
from pipeline.errors import ArchiveDamaged, Busy
from pipeline.meeting import MeetingKind
from pipeline.vietnamese.dates import Month

DATA = Path(__file__).parent / "data" / "manifest-1.json"
OLD = {"bien-ban.docx": b"old minutes", "nghi-quyet.docx": b"old resolution", "bieu-mau.yaml": b"old form"}
NEW = Change(
    {"bien-ban.docx": b"new minutes", "bieu-mau.yaml": b"new form", "lich-su/da-hop-1/bien-ban.docx": b"old minutes"},
    ("nghi-quyet.docx",),
    b'{"new": 1}',
    frozenset(OLD),
)


class Killed(BaseException):
    """The process dies here: nothing of ours runs behind it."""


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def meeting_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "binh-minh" / "2018" / "10-thuong-ky"
    folder.parent.mkdir(parents=True)
    return folder


def killing(monkeypatch: pytest.MonkeyPatch, steps: int) -> Callable[[], int]:
    """Let the disk do so many more steps, then die. The number of steps done can be asked for."""
    done = 0
    counting = Lock()  # files are written side by side

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **named: object) -> object:
            nonlocal done
            with counting:
                if done >= steps:
                    raise Killed
                done += 1
            return function(*arguments, **named)

        return step

    for name in ("write_durably", "replace", "flush_folder", "flush_tree"):
        monkeypatch.setattr(durable, name, counted(getattr(durable, name)))
    monkeypatch.setattr(shutil, "rmtree", counted(shutil.rmtree))
    monkeypatch.setattr(Path, "rename", counted(Path.rename))
    monkeypatch.setattr(Path, "unlink", counted(Path.unlink))
    return lambda: done


def test_a_new_folder_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = meeting_folder(tmp_path)
    whole = OLD | {"manifest.json": b"{}"}
    for steps in range(100):
        with monkeypatch.context() as patch:
            asked = killing(patch, steps)
            try:
                publish_new(folder, OLD, b"{}")
            except Killed:
                pass
            else:
                break
        assert not folder.exists() or tree(folder) == whole, f"half a folder after {asked()} steps"
        recover(Archive(tmp_path))
        assert [path.name for path in folder.parent.iterdir()] in ([], [folder.name])
        if folder.exists():
            shutil.rmtree(folder)
    assert steps > 5
    assert tree(folder) == whole


def killed_changes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The folder after a change that was killed at each of its steps; after the last, as the change leaves it."""
    for steps in range(100):
        shutil.rmtree(folder, ignore_errors=True)
        publish_new(folder, OLD, b'{"old": 1}')
        with monkeypatch.context() as patch:
            killing(patch, steps)
            try:
                publish_change(folder, NEW)
            except Killed:
                pass
            else:
                return
        yield steps


def test_a_change_is_finished_or_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = meeting_folder(tmp_path)
    before = OLD | {"manifest.json": b'{"old": 1}'}
    after = dict(NEW.put) | {"manifest.json": NEW.manifest}
    seen = set()
    for steps in killed_changes(folder, monkeypatch):
        recover(Archive(tmp_path))
        state = "before" if tree(folder) == before else "after" if tree(folder) == after else f"torn at step {steps}"
        assert state in ("before", "after"), state
        seen.add(state)
        recover(Archive(tmp_path))
        assert tree(folder) in (before, after)
    assert seen == {"before", "after"}
    assert tree(folder) == after


def test_what_somebody_saves_before_a_change_cut_short_is_finished_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, edits = meeting_folder(tmp_path), (b"edited minutes", b"edited resolution")
    kept = 0
    for steps in killed_changes(folder, monkeypatch):
        for name, edit in zip(("bien-ban.docx", "nghi-quyet.docx"), edits, strict=True):
            (folder / name).write_bytes(edit)
        recover(Archive(tmp_path))
        assert set(edits) <= set(tree(folder).values()), f"lost at step {steps}"
        kept += any("sua-khi-gian-doan" in name for name in tree(folder))
    assert kept > 2


def test_the_manifest_is_replaced_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = meeting_folder(tmp_path)
    publish_new(folder, OLD, b"{}")
    order: list[str] = []
    replace = durable.replace

    def noted(source: str | Path, target: str | Path) -> None:
        order.append(Path(target).name)
        replace(source, target)

    monkeypatch.setattr(durable, "replace", noted)
    publish_change(folder, NEW)
    assert order[-1] == "manifest.json"
    assert order.index("journal.json") == 0


def test_folders_are_named_from_a_closed_list_of_fields(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = archive.folder("binh-minh", Month(2018, 10), MeetingKind.THEMATIC, 1)
    second = archive.folder("binh-minh", Month(2018, 10), MeetingKind.EXTRAORDINARY, 2)
    assert first.path.relative_to(tmp_path).as_posix() == "binh-minh/2018/10-chuyen-de"
    assert second.path.relative_to(tmp_path).as_posix() == "binh-minh/2018/10-bat-thuong-2"
    assert (first.code, second.code) == ("binh-minh-2018-10-chuyen-de-1", "binh-minh-2018-10-bat-thuong-2")


def test_a_damaged_manifest_is_said(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(ArchiveDamaged):
        read_manifest(tmp_path)


def test_a_second_writer_is_told_that_the_archive_is_busy(tmp_path: Path) -> None:
    with locked(tmp_path, 1, "archive"), pytest.raises(Busy), locked(tmp_path, 0.01, "archive"):
        pass


def test_a_manifest_that_is_not_asked_for_is_not_read(tmp_path: Path) -> None:
    for name, year in (("binh-minh", 2018), ("hoa-mai", 2018), ("binh-minh", 2017)):
        folder = tmp_path / name / str(year) / "10-thuong-ky"
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_bytes(DATA.read_bytes() if (name, year) == ("binh-minh", 2018) else b"{")
    archive = Archive(tmp_path)
    ((folder, _),) = archive.manifests("binh-minh", range(2018, 2019))
    assert folder.parts[-3:] == ("binh-minh", "2018", "10-thuong-ky")
    asked: list[tuple[str | None, range | None]] = [(None, range(2018, 2019)), ("binh-minh", None)]
    for body, years in asked:
        with pytest.raises(ArchiveDamaged):
            list(archive.manifests(body, years))
    unreadable: list[Unreadable] = []
    assert len(list(archive.manifests(unreadable=unreadable))) == 1
    assert [(one.body, one.code) for one in unreadable] == [
        ("binh-minh", "binh-minh-2017-10-thuong-ky-1"),
        ("hoa-mai", "hoa-mai-2018-10-thuong-ky-1"),
    ]


@pytest.mark.parametrize(
    "journal",
    [b"", b"{", b"[]", b'{"put": {"0": "../x"}, "remove": []}', b'{"put": {}, "remove": ["/etc/x"]}', b'{"put": 1}'],
)
def test_a_journal_that_cannot_be_read_keeps_no_other_folder_from_being_made_whole(
    tmp_path: Path, journal: bytes
) -> None:
    folder = meeting_folder(tmp_path)
    other = folder.with_name("11-thuong-ky")
    for one in (folder, other):
        publish_new(one, OLD, b"{}")
        (one / ".dang-sua").mkdir()
    (folder / ".dang-sua" / "journal.json").write_bytes(journal)
    before = tree(folder)
    recovered, stuck = recover(Archive(tmp_path))
    assert (recovered, [one.folder for one in stuck]) == (["11-thuong-ky"], [folder])
    assert tree(folder) == before
    with pytest.raises(ArchiveDamaged) as caught:
        publish_change(folder, NEW)
    assert "binh-minh/2018/10-thuong-ky" in caught.value.message.text(str)
    assert tree(folder) == before
