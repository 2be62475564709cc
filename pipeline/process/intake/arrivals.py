"""What lies in the inbox: forms ready to be read, and those that must wait."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import Problem, Severity, access_error
from pipeline.forms import FORM_SUFFIXES
from pipeline.messages import Message, msg, verbatim
from pipeline.vietnamese.text import printable
from pipeline.workspace import Workspace

_IGNORED_NAMES = ("desktop.ini", "thumbs.db")
_HALF_MADE = (".tmp", ".part", ".partial", ".crdownload")
_TEMPORARY_ENDINGS = (*_HALF_MADE, ".swp", "~")
DEEPEST = 4  # folders in folders of the inbox
LONGEST_NAME = 200  # bytes; the systems allow 255, and we add to it


@dataclass(frozen=True)
class Arrival:
    """A file in the inbox, or a folder that somebody put there, with all files in it: these are looked at together.

    `problem` says why it is not read: a warning where it only has to wait.
    """

    path: Path
    problem: Problem | None = None
    inside: tuple[Arrival, ...] = ()


def is_ours_to_ignore(name: str) -> bool:
    """Hidden files, owner files of an open office program, half-made downloads: no forms."""
    lower = name.casefold()
    return name.startswith((".", "~$", "~")) or lower in _IGNORED_NAMES or lower.endswith(_TEMPORARY_ENDINGS)


def arrivals(workspace: Workspace, bodies: Collection[str] = ()) -> Iterator[Arrival]:
    """What a person put into the inbox or the folder of a body in it, and the mended forms of `_can-sua/`.

    A folder that cannot be looked into is said, and keeps nobody from the others.
    """
    yield from _in_folder(workspace.inbox, workspace, bodies)
    yield from arrivals_to_mend(workspace)


def arrivals_to_mend(workspace: Workspace) -> Iterator[Arrival]:
    """The forms in `_can-sua/`, mended or not; the texts beside them are none."""
    if not workspace.to_mend.is_dir():
        return
    for path in _entries(workspace.to_mend):
        if not isinstance(path, Path):
            yield path
        elif path.suffix.lower() in FORM_SUFFIXES and not is_ours_to_ignore(path.name) and not _is_folder(path):
            yield Arrival(path, bad_name(path))


def _in_folder(folder: Path, workspace: Workspace, bodies: Collection[str]) -> Iterator[Arrival]:
    """The files of a folder, and each folder in it as a whole; those of bodies are only shelves."""
    for path in _entries(folder):
        if not isinstance(path, Path):
            yield path
        elif is_ours_to_ignore(path.name):
            continue
        elif not _is_folder(path):
            yield Arrival(path, bad_name(path))
        elif path.name.casefold() in bodies:
            yield from _in_folder(path, workspace, ())
        elif not path.name.startswith("_"):
            yield from dropped_folder(path)


def dropped_folder(folder: Path) -> Iterator[Arrival]:
    """A folder as a whole; nothing where no file lies in it."""
    inside = tuple(_files_below(folder, DEEPEST))
    if inside:
        yield Arrival(folder, inside=inside)


def _files_below(folder: Path, deeper: int) -> Iterator[Arrival]:
    """Every file in a folder and below; what is passed over in there is said, for it would stay behind alone."""
    for path in _entries(folder):
        if not isinstance(path, Path):
            yield path
        elif is_ours_to_ignore(path.name):
            if path.name[0] not in ".~" and path.suffix.casefold() in _HALF_MADE:
                yield Arrival(path, still_copying(path))
        elif not _is_folder(path):
            yield Arrival(path, bad_name(path))
        elif not deeper or path.name.startswith("_"):
            yield Arrival(path, _not_looked_into(path, too_deep=not deeper))
        else:
            yield from _files_below(path, deeper - 1)


def _entries(folder: Path) -> Iterator[Path | Arrival]:
    """What lies in a folder; or that it cannot be looked into."""
    try:
        yield from sorted(folder.iterdir())
    except OSError as error:
        name = printable(folder.name)
        yield Arrival(folder, Problem("no-access", verbatim(name), access_error(name, error).message))


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _not_looked_into(folder: Path, *, too_deep: bool) -> Problem:
    hint = msg("Please put its files higher up.") if too_deep else msg("Please give it another name.")
    message = (
        msg("This folder lies too deep in other folders; its files are not found there.")
        if too_deep
        else msg("Folders whose names begin with “_” are not looked into.")
    )
    return Problem("folder-not-read", verbatim(printable(folder.name)), message, hint, Severity.WARNING)


def bad_name(path: Path) -> Problem | None:
    """A name that leaves no room for the names we make of it, or that is not text."""
    where = verbatim(printable(path.name))
    try:
        length = len(path.name.encode())
    except UnicodeEncodeError:
        hint = msg("Please give the file a short name without special characters.")
        return Problem("name-unreadable", where, msg("The name of the file is damaged."), hint)
    if length > LONGEST_NAME:
        hint = msg("Please give the file a shorter name.")
        return Problem("name-too-long", where, msg("The name of the file is too long."), hint)
    return None


def settled(
    found: Iterable[Arrival], settle: float, clock: Callable[[], float], sleep: Callable[[float], None]
) -> list[Arrival]:
    """Every arrival, waiting where it is still open or still changing.

    A file is settled when size and time stood still for `settle` seconds; only young files are waited for, together.
    A folder's own time tells of a file that was put into it, though the file itself may be an old one.
    The clock is asked once and never waited for: it may be put right in this very moment, by hours or years.
    """
    listed = list(found)
    before = {one.path: _print(one.path) for arrival in listed for one in (arrival, *arrival.inside)}
    if settle > 0:
        youngest = max((mark.modified for mark in before.values() if mark), default=0.0)
        now = clock()
        left = min(youngest, now) + settle - now
        if left > 0:
            sleep(left)
    there = [arrival for arrival in listed if arrival.problem or before[arrival.path]]
    return [_judged_folder(one, before) if one.inside else _judged(one, before[one.path]) for one in there]


@dataclass(frozen=True)
class _Print:
    size: int
    modified: float
    regular: bool


def _print(path: Path) -> _Print | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return _Print(found.st_size, found.st_mtime, stat.S_ISREG(found.st_mode))


def _judged_folder(arrival: Arrival, before: Mapping[Path, _Print | None]) -> Arrival:
    """The folder with each of its files judged; one that came meanwhile is still on its way."""
    inside = [_judged(one, before[one.path]) for one in arrival.inside]
    known = {one.path for one in inside}
    late = (one.path for one in _files_below(arrival.path, DEEPEST) if one.path not in known)
    return replace(arrival, inside=(*inside, *(Arrival(path, still_copying(path)) for path in late)))


def _judged(arrival: Arrival, before: _Print | None) -> Arrival:
    path = arrival.path
    if arrival.problem:
        return arrival
    now = _print(path)
    if now is None or now != before:
        return Arrival(path, still_copying(path))
    if not now.regular:
        hint = msg("Please put the file itself here.")
        message = msg("This is a link or a device, not a file.")
        return Arrival(path, Problem("not-a-file", verbatim(printable(path.name)), message, hint, Severity.WARNING))
    if owner_file(path) is not None:
        return Arrival(path, _waiting(path, "still-open", msg("The file is still open in an office program.")))
    return Arrival(path)


def still_copying(path: Path) -> Problem:
    """Why a file that changes while it is looked at must wait."""
    return _waiting(path, "still-copying", msg("The file is still being written."))


def _waiting(path: Path, code: str, message: Message) -> Problem:
    hint = msg("Please save and close it; it is taken in the next pass.")
    return Problem(code, verbatim(printable(path.name)), message, hint, Severity.WARNING)


def owner_file(path: Path) -> Path | None:
    """The file by which Word, Excel or LibreOffice says that somebody has the document open.

    Word and Excel put `~$` before the name; Word drops its first two letters where the name is long.
    """
    names = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return next((owner for name in names if (owner := path.with_name(name)).exists()), None)
