"""Forms are moved so that nothing is lost: not what lies there, not what is saved meanwhile, not who may read it."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from pipeline.archive import durable
from pipeline.archive.moving import free_name, free_or_same, give_back_claimed, put_instead, take
from pipeline.office_files.packages import file_digest

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files or rights")
OLD, NEW = "đã lưu".encode(), "mới".encode()


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "phieu.yaml"
    path.write_bytes(OLD)
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_name_is_free_only_where_nothing_lies(form: Path) -> None:
    assert free_name(form) == form.with_name("phieu (2).yaml")
    assert free_or_same(form, OLD) == form
    assert free_or_same(form, NEW) == form.with_name("phieu (2).yaml")
    form.write_bytes(b"")
    assert free_or_same(form, NEW) == form.with_name("phieu (2).yaml")


@posix_only
def test_a_pipe_or_a_dead_link_takes_the_name_and_nobody_waits_for_it(form: Path) -> None:
    os.mkfifo(form.with_name("phieu (2).yaml"))
    form.with_name("phieu (3).yaml").symlink_to(form.with_name("khong-co"))
    assert free_or_same(form, NEW) == form.with_name("phieu (4).yaml")


def test_a_form_is_taken_only_as_it_was_read(form: Path) -> None:
    assert not take(form, file_digest(NEW))
    assert files(form.parent) == {"phieu.yaml": OLD}
    assert take(form, file_digest(OLD))
    assert files(form.parent) == {}


def test_marks_are_put_only_into_the_form_that_was_read(form: Path) -> None:
    assert not put_instead(form, file_digest(NEW), NEW)
    assert files(form.parent) == {"phieu.yaml": OLD}
    assert put_instead(form, file_digest(OLD), NEW)
    assert files(form.parent) == {"phieu.yaml": NEW}


def test_what_a_killed_run_had_half_taken_comes_back_beside_what_was_saved_since(form: Path) -> None:
    form.with_name(".phieu.yaml.da-nhan").write_bytes(NEW)
    assert give_back_claimed(form.parent) == ["phieu.yaml"]
    assert files(form.parent) == {"phieu.yaml": OLD, "phieu (2).yaml": NEW}


@posix_only
def test_a_file_put_in_place_of_another_is_open_to_the_same_people(form: Path) -> None:
    form.chmod(0o640)
    durable.put_whole(form, NEW)
    assert (form.read_bytes(), stat.S_IMODE(form.stat().st_mode)) == (NEW, 0o640)


@posix_only  # there a stand-in for what Windows does
def test_a_form_that_is_marked_read_only_is_taken_under_windows_too(
    form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kept_read_only(path: Path) -> None:
        if path.exists() and not path.stat().st_mode & stat.S_IWRITE:
            raise PermissionError(13, "Access is denied", str(path))

    unlink, replace = Path.unlink, Path.replace

    def windows_unlink(path: Path, missing_ok: bool = False) -> None:
        kept_read_only(path)
        unlink(path, missing_ok)

    def windows_replace(path: Path, target: Path) -> Path:
        kept_read_only(target)
        return replace(path, target)

    monkeypatch.setattr(durable, "_WINDOWS", True)
    monkeypatch.setattr(Path, "unlink", windows_unlink)
    monkeypatch.setattr(Path, "replace", windows_replace)
    form.chmod(0o444)
    assert take(form, file_digest(OLD))
    assert files(form.parent) == {}
    other = form.with_name("khac.yaml")
    other.write_bytes(OLD)
    other.chmod(0o444)
    durable.put_whole(other, NEW)
    assert files(form.parent) == {"khac.yaml": NEW}


def test_of_a_file_that_cannot_be_written_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=r"phieu\.yaml"):
        durable.write_durably(tmp_path / "phieu.yaml", NEW)
    assert files(tmp_path) == {}


def test_a_file_that_lies_there_is_not_taken_for_one_half_written(form: Path) -> None:
    with pytest.raises(FileExistsError):
        durable.write_durably(form, NEW)
    assert files(form.parent) == {"phieu.yaml": OLD}


def test_the_form_with_marks_is_on_the_disk_before_the_one_without_goes(
    form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush, seen = durable.flush_folder, []

    def look(folder: Path) -> None:
        seen.append(set(files(folder).values()))
        flush(folder)

    monkeypatch.setattr(durable, "flush_folder", look)
    assert put_instead(form, file_digest(OLD), NEW)
    assert seen == [{OLD, NEW}]
