"""A change to a folder that stands, step by step: written down, in force, carried out, closed.

Killed before it is in force: nothing happened. Killed behind that: whoever comes next carries it out to its end. Every
step can be repeated without harm.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pipeline.archive import durable
from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.archive.manifest import is_inside
from pipeline.archive.moving import is_plain_file
from pipeline.errors import ArchiveDamaged
from pipeline.messages import Message, msg
from pipeline.office_files.packages import file_digest

CHANGE_FOLDER = ".dang-sua"
_JOURNAL = "journal.json"
_EDITED = "lich-su/sua-khi-gian-doan"  # saved by somebody while a change was cut short


@dataclass(frozen=True)
class Change:
    """Files to put into a folder (path inside it → bytes) and files to take out, beside the new manifest.

    `known` are the paths that the folder's manifest knows: only what lies there is replaced. `keep` are new places of
    what lies in the folder and is replaced or taken out (new path → path now). `found` are the hashes of files that
    were looked at already: what is saved in between is put aside, not lost.
    """

    put: Mapping[str, bytes]
    remove: tuple[str, ...]
    manifest: bytes
    known: frozenset[str] = frozenset()
    keep: Mapping[str, str] = field(default_factory=dict)
    found: Mapping[str, str] = field(default_factory=dict)


def write_down(folder: Path, change: Change, write: Callable[[Mapping[Path, bytes]], None]) -> None:
    """The new files and the journal that says where they go, as `write` writes files; not in force yet.

    Raises `OSError`, and `ArchiveDamaged` where somebody else's file lies in the way; nothing then stays behind.
    """
    _check_way(folder, change)
    work = folder / CHANGE_FOLDER
    staged = {str(number): name for number, name in enumerate([*change.put, MANIFEST])}
    new = {**change.put, MANIFEST: change.manifest}
    try:
        work.mkdir(exist_ok=True)
        write({work / number: new[name] for number, name in staged.items()})
        touched = (*change.put, *change.remove)  # the manifest is nobody's to save
        before = {name: change.found.get(name) or _digest(_inside(folder, name)) for name in touched}
        plan = {"put": staged, "remove": list(change.remove), "before": before, "keep": dict(change.keep)}
        write({work / (_JOURNAL + ".new"): json.dumps(plan, ensure_ascii=False).encode()})
    except OSError:
        give_up(folder)
        raise


def _check_way(folder: Path, change: Change) -> None:
    """Nothing lies where files are put but what the manifest knows, and no folder where a file is taken out.

    Found out before the change is written down: from there on it has to be possible.
    """
    for name in (*change.put, *change.keep):
        for one in _above(name):
            if not _is_free(_inside(folder, one)) and not (folder / one).is_dir():
                raise ArchiveDamaged(_foreign(folder, one))
    for name, data in change.put.items():
        if not _may_put(_inside(folder, name), data, is_known=name in change.known):
            raise ArchiveDamaged(_foreign(folder, name))
    for name in change.keep:
        if not _is_free(_inside(folder, name)):
            raise ArchiveDamaged(_foreign(folder, name))
    for name in change.remove:
        place = _inside(folder, name)
        if not is_plain_file(place) and not _is_free(place):
            raise ArchiveDamaged(_foreign(folder, name))


def _inside(folder: Path, name: str) -> str:
    """A path in the folder, as text: each is asked of the system several times, and joining costs more than asking."""
    return f"{folder}{os.sep}{name.replace('/', os.sep)}"


def _above(name: str) -> list[str]:
    """The folders that a path in the folder leads through, the innermost first."""
    steps = name.split("/")[:-1]
    return ["/".join(steps[:count]) for count in range(len(steps), 0, -1)]


def _is_free(place: str) -> bool:
    return not os.path.lexists(place)


def _may_put(place: str, data: bytes, *, is_known: bool) -> bool:
    if is_plain_file(place):
        return is_known or Path(place).read_bytes() == data
    return _is_free(place)


def _foreign(folder: Path, name: str) -> Message:
    return msg(
        "“{name}” was not filed by this tool and stands in the way. Please move it elsewhere.",
        name="/".join((*folder.parts[-3:], *PurePosixPath(name).parts)),
    )


def enter(folder: Path) -> None:
    """From here on the change that was written down is finished, come what may. Raises `OSError`."""
    work = folder / CHANGE_FOLDER
    durable.replace(work / (_JOURNAL + ".new"), work / _JOURNAL)


def give_up(folder: Path) -> None:
    """Undo what was written down of a change that has not begun."""
    shutil.rmtree(folder / CHANGE_FOLDER, ignore_errors=True)


def move_into_place(folder: Path) -> set[str]:
    """Do what the journal says; what is done already is passed over. The folders in it whose names were changed.

    Raises `OSError`, `ArchiveDamaged`.
    """
    work = folder / CHANGE_FOLDER
    put, remove, before, keep = _journal(work)
    for name, old in keep.items():
        _shelve(folder, old, name)
    with os.scandir(work) as found:
        waiting = {entry.name for entry in found}  # not what a run that was cut short has moved already
    for number, name in put.items():
        if name == MANIFEST:
            for gone in remove:
                _keep_edited(folder, gone, before, None)
            _take_out(folder, remove)
        if number in waiting:
            source = _inside(work, number)
            if name != MANIFEST:
                _keep_edited(folder, name, before, source)
            _move(source, folder, name)
    return {above for name in (*put.values(), *remove, *keep) for above in _above(name)}


def _shelve(folder: Path, old: str, new: str) -> None:
    """Move what is replaced to where it is kept. Done again, there is nothing to do: what lies there now is another."""
    lies = _inside(folder, old)
    if _is_free(_inside(folder, new)) and is_plain_file(lies):
        _move(lies, folder, new)


def _move(source: str, folder: Path, name: str) -> None:
    """Move a file to a place in the folder. What leads there is made only where it turns out that it is missing."""
    target = _inside(folder, name)
    try:
        durable.replace(source, target)
    except FileNotFoundError:
        if "/" not in name:
            raise
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        durable.replace(source, target)


def close(folder: Path) -> None:
    """The change is done, and on the disk. Raises `OSError`."""
    work = folder / CHANGE_FOLDER
    (work / _JOURNAL).unlink()
    try:
        work.rmdir()
    except OSError:  # what a run that was cut short left beside
        shutil.rmtree(work)


def _keep_edited(folder: Path, name: str, before: Mapping[str, str] | None, after: str | None) -> None:
    """Between a run that was cut short and this one somebody saved the file: that text is put aside, not lost.

    Not where the journal is of an earlier version and does not say what lay there.
    """
    lies = _inside(folder, name)
    digest = _digest(lies)
    if before is None or digest in ("", before.get(name, "")) or (after and digest == _digest(after)):
        return
    path = Path(lies)
    aside = folder / _EDITED / f"{path.stem}-{digest[:8]}{path.suffix}"
    if not aside.exists():
        durable.make_folder(aside.parent)
        durable.put_whole(aside, path.read_bytes())


def _digest(place: str) -> str:
    """The hash of what lies there; empty where nothing does."""
    return file_digest(Path(place).read_bytes()) if is_plain_file(place) else ""


def _take_out(folder: Path, names: list[str]) -> None:
    """Documents that are no longer part of the meeting; their bytes stand in the history already."""
    for name in names:
        (folder / name).unlink(missing_ok=True)


def check_journal(leftover: Path) -> None:
    """Look whether what a killed run left behind can be finished or undone. Raises `ArchiveDamaged`, `OSError`."""
    if (leftover / _JOURNAL).exists():
        _journal(leftover)


def _journal(work: Path) -> tuple[dict[str, str], list[str], dict[str, str] | None, dict[str, str]]:
    """What goes where, what goes out, what lay there and what is kept where, as the journal in a change's folder says.

    Raises `ArchiveDamaged` for one that cannot be understood: the change can neither be finished nor undone.
    """
    path = work / _JOURNAL
    try:
        journal = json.loads(path.read_bytes().decode())
        put, remove = dict(journal["put"]), list(journal["remove"])
        before = dict(journal["before"]) if "before" in journal else None
        keep = dict(journal.get("keep", {}))
        names = (*put, *put.values(), *remove, *keep, *keep.values())
        if not all(isinstance(name, str) and is_inside(name) for name in names):
            raise ValueError("a path out of the folder")
    except (ValueError, LookupError, TypeError, RecursionError, IsADirectoryError) as error:
        name = "/".join(work.parent.parts[-3:])
        raise ArchiveDamaged(
            msg("A change of “{name}” was cut short, and its journal cannot be read.", name=name)
        ) from error
    return put, remove, before, keep


def state_of(folder: Path) -> bool | None:
    """Whether a change of the folder is in force; None where there is none."""
    work = folder / CHANGE_FOLDER
    return (work / _JOURNAL).exists() if work.exists() else None
