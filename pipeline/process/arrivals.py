"""What lies in the inbox: forms ready to be read, and those that must wait."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import Problem, Severity
from pipeline.forms import FORM_SUFFIXES
from pipeline.messages import Message, msg, verbatim
from pipeline.workspace import Workspace

_IGNORED_NAMES = ("desktop.ini", "thumbs.db")
_TEMPORARY_ENDINGS = (".tmp", ".part", ".partial", ".crdownload", ".swp", "~")
_PAUSE = 0.1


@dataclass(frozen=True)
class Arrival:
    """A file in the inbox. `waiting` says why it is not read yet."""

    path: Path
    waiting: Problem | None = None


def is_ours_to_ignore(name: str) -> bool:
    """Hidden files, owner files of an open office program, half-made downloads: no forms."""
    lower = name.casefold()
    return name.startswith((".", "~$", "~")) or lower in _IGNORED_NAMES or lower.endswith(_TEMPORARY_ENDINGS)


def arrivals(workspace: Workspace) -> Iterator[Path]:
    """Every file that a person put into the inbox or a body's folder in it, and mended forms."""
    for folder in (workspace.inbox, *_subfolders(workspace.inbox)):
        for path in sorted(folder.iterdir()):
            if not path.is_dir() and not is_ours_to_ignore(path.name):
                yield path
    if workspace.to_mend.is_dir():
        for path in sorted(workspace.to_mend.iterdir()):
            if path.suffix.lower() in FORM_SUFFIXES and path.is_file() and not is_ours_to_ignore(path.name):
                yield path


def _subfolders(inbox: Path) -> list[Path]:
    return [
        path for path in sorted(inbox.iterdir()) if path.is_dir() and not path.is_symlink() and path.name[0] not in "._"
    ]


def settled(
    paths: Iterable[Path], settle: float, clock: Callable[[], float], sleep: Callable[[float], None]
) -> list[Arrival]:
    """Every path, waiting where it is still open or still changing.

    A file is settled when size and time stood still for `settle` seconds; only young files are waited for, together.
    """
    found = list(paths)
    before = {path: _print(path) for path in found}
    if settle > 0:
        youngest = max((mark.modified for mark in before.values() if mark), default=0.0)
        deadline = min(youngest, clock()) + settle
        while clock() < deadline:
            sleep(min(_PAUSE, max(deadline - clock(), 0.01)))
    return [_judged(path, before[path]) for path in found if path.exists() or path.is_symlink()]


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


def _judged(path: Path, before: _Print | None) -> Arrival:
    now = _print(path)
    if now is None or now != before:
        return Arrival(path, still_copying(path))
    if not now.regular:
        return Arrival(path, _waiting(path, "not-a-file", msg("This is a link or a device, not a file.")))
    owner = _owner_file(path)
    if owner is not None:
        return Arrival(path, _waiting(path, "still-open", msg("The form is still open in an office program.")))
    return Arrival(path)


def still_copying(path: Path) -> Problem:
    """Why a file that changes while it is looked at must wait."""
    return _waiting(path, "still-copying", msg("The file is still being written."))


def _waiting(path: Path, code: str, message: Message) -> Problem:
    hint = msg("Please save and close it; it is taken in the next pass.")
    return Problem(code, verbatim(path.name), message, hint, Severity.WARNING)


def _owner_file(path: Path) -> Path | None:
    """The file by which Word, Excel or LibreOffice says that somebody has the form open.

    Word and Excel put `~$` before the name; Word drops its first two letters where the name is long.
    """
    names = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return next((owner for name in names if (owner := path.with_name(name)).exists()), None)
