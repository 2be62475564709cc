"""Publishing: whole or not at all.

A new folder is staged beside its place, flushed and renamed. A change to a folder that stands is written down first
(new files and a journal), then carried out file by file, the manifest last. Killed before the journal: nothing
happened. Killed behind it: `recover` carries it out to its end. Both can be repeated without harm.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import durable
from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.archive.manifest import is_inside
from pipeline.archive.moving import is_plain_file
from pipeline.archive.tree import Archive, Unreadable, subfolders
from pipeline.errors import ArchiveDamaged, VanthuError
from pipeline.messages import Message, msg
from pipeline.office_files.packages import file_digest

_STAGED_FOLDER = ".dang-lap-"
_CHANGE_FOLDER = ".dang-sua"
_JOURNAL = "journal.json"
_EDITED = "lich-su/sua-khi-gian-doan"  # saved by somebody while a change was cut short


@dataclass(frozen=True)
class Change:
    """Files to put into a folder (path inside it → bytes) and files to take out, beside the new manifest.

    `known` are the paths that the folder's manifest knows: only what lies there is replaced.
    """

    put: Mapping[str, bytes]
    remove: tuple[str, ...]
    manifest: bytes
    known: frozenset[str] = frozenset()


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
    work = folder / _CHANGE_FOLDER
    recover_folder(folder)
    if not (change.put or change.remove):  # one file is replaced in one step
        durable.put_whole(folder / MANIFEST, change.manifest)
        return
    _check_way(folder, change)
    try:
        _write_down(folder, change)
    except OSError:
        shutil.rmtree(work, ignore_errors=True)
        raise
    _carry_out(folder)


def _check_way(folder: Path, change: Change) -> None:
    """Nothing lies where files are put but what the manifest knows, and no folder where a file is taken out.

    Found out before the change is written down: from there on it has to be possible.
    """
    for name, data in change.put.items():
        above = [one for one in (folder / name).parents if folder in one.parents]
        in_the_way = [one for one in above if os.path.lexists(one) and not one.is_dir()]
        if in_the_way or not _may_put(folder / name, data, is_known=name in change.known):
            raise ArchiveDamaged(_foreign(folder, in_the_way[0] if in_the_way else folder / name))
    for name in change.remove:
        if os.path.lexists(folder / name) and not is_plain_file(folder / name):
            raise ArchiveDamaged(_foreign(folder, folder / name))


def _may_put(target: Path, data: bytes, *, is_known: bool) -> bool:
    return not os.path.lexists(target) or (is_plain_file(target) and (is_known or target.read_bytes() == data))


def _foreign(folder: Path, path: Path) -> Message:
    return msg(
        "“{name}” was not filed by this tool and stands in the way. Please move it elsewhere.",
        name="/".join((*folder.parts[-3:], *path.relative_to(folder).parts)),
    )


def _write_down(folder: Path, change: Change) -> None:
    """The new files and the journal that says where they go; from here on the change is finished, come what may."""
    work = folder / _CHANGE_FOLDER
    staged = {str(number): name for number, name in enumerate([*change.put, MANIFEST])}
    new = {**change.put, MANIFEST: change.manifest}
    durable.write_all_durably({work / number: new[name] for number, name in staged.items()})
    before = {name: _digest(folder / name) for name in (*staged.values(), *change.remove)}
    plan = {"put": staged, "remove": list(change.remove), "before": before}
    journal = json.dumps(plan, ensure_ascii=False).encode()
    durable.write_durably(work / (_JOURNAL + ".new"), journal)
    durable.flush_folder(work)
    durable.flush_folder(folder)
    durable.replace(work / (_JOURNAL + ".new"), work / _JOURNAL)
    durable.flush_folder(work)


def _carry_out(folder: Path) -> None:
    """Do what the journal says; what is done already is passed over."""
    work = folder / _CHANGE_FOLDER
    put, remove, before = _journal(work)
    for number, name in put.items():
        source, target = work / number, folder / name
        if name == MANIFEST:
            for gone in remove:
                _keep_edited(folder, gone, before, None)
            _take_out(folder, remove)
        if source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            if name != MANIFEST:
                _keep_edited(folder, name, before, source)
            durable.replace(source, target)
    changed = {above for name in (*put.values(), *remove) for above in (folder / name).parents}
    for one in sorted(changed - set(folder.parents), key=lambda path: len(path.parts), reverse=True):
        if one.is_dir():  # of what was taken out, the folder may be gone as well
            durable.flush_folder(one)
    (work / _JOURNAL).unlink()
    shutil.rmtree(work)


def _keep_edited(folder: Path, name: str, before: Mapping[str, str] | None, source: Path | None) -> None:
    """Between a run that was cut short and this one somebody saved the file: that text is put aside, not lost.

    `source` is what takes its place. Not where the journal is of an earlier version and does not say what lay there.
    """
    path = folder / name
    digest = _digest(path)
    if before is None or digest in ("", before.get(name, "")) or (source is not None and digest == _digest(source)):
        return
    aside = folder / _EDITED / f"{path.stem}-{digest[:8]}{path.suffix}"
    if not aside.exists():
        durable.make_folder(aside.parent)
        durable.put_whole(aside, path.read_bytes())


def _digest(path: Path) -> str:
    """The hash of what lies there; empty where nothing does."""
    return file_digest(path.read_bytes()) if is_plain_file(path) else ""


def check_journal(leftover: Path) -> None:
    """Look whether what a killed run left behind can be finished or undone. Raises `ArchiveDamaged`, `OSError`."""
    if (leftover / _JOURNAL).exists():
        _journal(leftover)


def _journal(work: Path) -> tuple[dict[str, str], list[str], dict[str, str] | None]:
    """What goes where, and what goes out, as the journal in a change's folder says.

    Raises `ArchiveDamaged` for one that cannot be understood: the change can neither be finished nor undone.
    """
    path = work / _JOURNAL
    try:
        journal = json.loads(path.read_text("utf-8"))
        put, remove = dict(journal["put"]), list(journal["remove"])
        before = dict(journal["before"]) if "before" in journal else None
        if not all(isinstance(name, str) and is_inside(name) for name in (*put, *put.values(), *remove)):
            raise ValueError("a path out of the folder")
    except (ValueError, LookupError, TypeError, RecursionError, IsADirectoryError) as error:
        name = "/".join(work.parent.parts[-3:])
        raise ArchiveDamaged(
            msg("A change of “{name}” was cut short, and its journal cannot be read.", name=name)
        ) from error
    return put, remove, before


def _take_out(folder: Path, names: list[str]) -> None:
    """Documents that are no longer part of the meeting; their bytes stand in the history already."""
    for name in names:
        (folder / name).unlink(missing_ok=True)


def recover_folder(folder: Path) -> bool:
    """Finish or undo the change that was under way in a folder; whether there was one.

    Raises `ArchiveDamaged` for one whose journal cannot be read, `OSError`.
    """
    work = folder / _CHANGE_FOLDER
    if (work / _JOURNAL).exists():
        _carry_out(folder)
    elif work.exists():
        with durable.named(work):
            shutil.rmtree(work)
    else:
        return False
    return True


def leftovers(archive: Archive) -> list[Path]:
    """What a killed run left behind and `recover` finishes or undoes. Raises `OSError`."""
    above = {*archive.above(), *(year for body in subfolders(archive.outbox) for year in subfolders(body))}
    staged = [path for folder in sorted(above) for path in sorted(folder.glob(f"{_STAGED_FOLDER}*"))]
    changes = [folder / _CHANGE_FOLDER for folder in archive.folders()]
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
