"""What lies in the inbox: forms ready to be read, and those that must wait."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import Problem, Severity, access_error
from pipeline.forms import FORM_SUFFIXES
from pipeline.messages import Message, msg, verbatim
from pipeline.vietnamese.text import printable
from pipeline.workspace import Workspace

_IGNORED_NAMES = ("desktop.ini", "thumbs.db")
_TEMPORARY_ENDINGS = (".tmp", ".part", ".partial", ".crdownload", ".swp", "~")
DEEPEST = 4  # folders in folders of the inbox
LONGEST_NAME = 200  # bytes; the systems allow 255, and we add to it


@dataclass(frozen=True)
class Arrival:
    """A file in the inbox. `problem` says why it is not read: a warning where it only has to wait."""

    path: Path
    problem: Problem | None = None


def is_ours_to_ignore(name: str) -> bool:
    """Hidden files, owner files of an open office program, half-made downloads: no forms."""
    lower = name.casefold()
    return name.startswith((".", "~$", "~")) or lower in _IGNORED_NAMES or lower.endswith(_TEMPORARY_ENDINGS)


def arrivals(workspace: Workspace) -> Iterator[Arrival]:
    """Every file that a person put into the inbox or a folder in it, and the mended forms of `_can-sua/`.

    A folder that cannot be looked into is said, and keeps nobody from the others.
    """
    yield from _in_folder(workspace.inbox, workspace, DEEPEST)
    yield from arrivals_to_mend(workspace)


def arrivals_to_mend(workspace: Workspace) -> Iterator[Arrival]:
    """The forms in `_can-sua/`, mended or not; the texts beside them are none."""
    if not workspace.to_mend.is_dir():
        return
    for arrival in _in_folder(workspace.to_mend, workspace, 0):
        if arrival.path.suffix.lower() in FORM_SUFFIXES:
            yield arrival


def _in_folder(folder: Path, workspace: Workspace, deeper: int) -> Iterator[Arrival]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        name = workspace.relative(folder)
        yield Arrival(folder, Problem("no-access", verbatim(name), access_error(name, error).message))
        return
    for path in entries:
        if is_ours_to_ignore(path.name):
            continue
        if path.is_symlink() or not path.is_dir():
            yield Arrival(path, _bad_name(path))
        elif deeper and not path.name.startswith("_"):
            yield from _in_folder(path, workspace, deeper - 1)


def _bad_name(path: Path) -> Problem | None:
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
    The clock is asked once and never waited for: it may be put right in this very moment, by hours or years.
    """
    listed = list(found)
    before = {arrival.path: _print(arrival.path) for arrival in listed}
    if settle > 0:
        youngest = max((mark.modified for mark in before.values() if mark), default=0.0)
        now = clock()
        left = min(youngest, now) + settle - now
        if left > 0:
            sleep(left)
    return [_judged(arrival, before[arrival.path]) for arrival in listed if arrival.problem or before[arrival.path]]


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
        return Arrival(path, _waiting(path, "still-open", msg("The form is still open in an office program.")))
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
