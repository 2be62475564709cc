"""Publishing: whole or not at all.

A new folder is staged beside its place, flushed and renamed. A change to a folder that stands is written down first
(new files and a journal), then carried out file by file, the manifest last. Killed before the journal: nothing
happened. Killed behind it: `recover` carries it out to its end. Both can be repeated without harm.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from pipeline.archive import durable
from pipeline.archive.changing import (
    CHANGE_FOLDER,
    Change,
    close,
    enter,
    give_up,
    move_into_place,
    state_of,
    write_down,
)
from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.archive.tree import Archive, Unreadable, subfolders
from pipeline.errors import VanthuError

_STAGED_FOLDER = ".dang-lap-"


def publish_new(folder: Path, files: Mapping[str, bytes], manifest: bytes, manifest_name: str = MANIFEST) -> None:
    """A new folder with all its files, visible only when complete. Raises `OSError`; nothing then stays behind.

    What a folder is of, its manifest says by its name: that of a meeting, or of another thing that is filed.
    """
    stage = folder.with_name(_STAGED_FOLDER + folder.name)
    if stage.exists():
        shutil.rmtree(stage)
    try:
        durable.write_all_durably({stage / name: data for name, data in {**files, manifest_name: manifest}.items()})
        durable.flush_tree(stage)
        if folder.exists():
            folder.rmdir()  # an empty one; Windows does not rename over it
        stage.rename(folder)
    except OSError:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    durable.flush_folder(folder.parent)


def publish_change(folder: Path, change: Change) -> None:
    """A change to a folder that stands. What was not written down in whole when something fails is undone.

    Raises `OSError`, and `ArchiveDamaged` where somebody else's file lies in the way: nothing of it is overwritten.
    """
    recover_folder(folder)
    if not (change.put or change.remove or change.keep):  # one file is replaced in one step
        durable.put_whole(folder / MANIFEST, change.manifest)
        return
    write_down(folder, change, durable.write_all_durably)
    try:
        durable.flush_folder(folder / CHANGE_FOLDER)
        durable.flush_folder(folder)
        enter(folder)
        durable.flush_folder(folder / CHANGE_FOLDER)
    except OSError:
        give_up(folder)
        raise
    _carry_out(folder)


def _carry_out(folder: Path) -> None:
    inside = [folder / name for name in move_into_place(folder)]
    for one in sorted([folder, *inside], key=lambda path: len(path.parts), reverse=True):
        if one.is_dir():  # of what was taken out, the folder may be gone as well
            durable.flush_folder(one)
    close(folder)


def recover_folder(folder: Path) -> bool:
    """Finish or undo the change that was under way in a folder; whether there was one.

    Raises `ArchiveDamaged` for one whose journal cannot be read, `OSError`.
    """
    is_in_force = state_of(folder)
    if is_in_force:
        _carry_out(folder)
    elif is_in_force is not None:
        with durable.named(folder / CHANGE_FOLDER):
            shutil.rmtree(folder / CHANGE_FOLDER)
    return is_in_force is not None


def leftovers(archive: Archive) -> list[Path]:
    """What a killed run left behind and `recover` finishes or undoes. Raises `OSError`."""
    above = {*archive.above(), *(year for body in subfolders(archive.outbox) for year in subfolders(body))}
    staged = [path for folder in sorted(above) for path in sorted(folder.glob(f"{_STAGED_FOLDER}*"))]
    changes = [folder / CHANGE_FOLDER for folder in archive.folders()]
    return [*staged, *(change for change in changes if change.exists())]


def recover(archive: Archive) -> tuple[list[str], list[Unreadable]]:
    """Finish or undo everything a killed run left behind; the names of the folders concerned.

    What is undone was not visible yet and its form still lies in the inbox. A folder whose journal is damaged keeps no
    other from it; these come second. Raises `OSError` where the disk refuses: it may be asked again.
    """
    concerned: list[str] = []
    stuck: list[Unreadable] = []
    durable.sweep(archive.outbox)
    for left in leftovers(archive):
        is_staged = left.name.startswith(_STAGED_FOLDER)
        folder = left.with_name(left.name.removeprefix(_STAGED_FOLDER)) if is_staged else left.parent
        try:
            shutil.rmtree(left) if is_staged else recover_folder(folder)
        except VanthuError as error:
            stuck.append(archive.unreadable(folder, error))
        else:
            concerned.append(folder.name)
    return concerned, stuck
