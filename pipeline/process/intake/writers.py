"""Programs that have a file open for writing: a copy that pauses stands as still as one that is done.

Linux tells it of the programs whose files this one may see. Windows refuses to read what is being written, which says
it too; elsewhere size, time and content have to do.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

_PROCESSES = Path("/proc")


def writers_of(files: Iterable[Path]) -> Mapping[Path, str]:
    """Of these files those that a program has open for writing, each with the program's name."""
    if sys.platform != "linux":
        return {}
    wanted = _without_links(files)
    found = {}
    for process in _others() if wanted else ():
        with suppress(OSError):  # gone meanwhile, or another user's
            for descriptor in (process / "fd").iterdir():
                path = wanted.get(os.readlink(descriptor))  # noqa: PTH115 (text is what it is looked up by)
                if path is not None and _is_writing(process, descriptor.name):
                    found[path] = _name(process)
    return found


def _without_links(files: Iterable[Path]) -> dict[str, Path]:
    """Each file by the path that the system knows it by; of every folder that is asked once."""
    folders: dict[Path, str] = {}
    wanted = {}
    for file in files:
        if file.parent not in folders:
            folders[file.parent] = os.path.realpath(file.parent)
        wanted[os.path.join(folders[file.parent], file.name)] = file  # noqa: PTH118
    return wanted


def _others() -> Iterator[Path]:
    with suppress(OSError):
        yield from (path for path in _PROCESSES.iterdir() if path.name.isdecimal() and int(path.name) != os.getpid())


def _is_writing(process: Path, descriptor: str) -> bool:
    """By the flags it was opened with, in octal: proc_pid_fdinfo(5)."""
    with suppress(OSError, ValueError, IndexError):
        flags = (process / "fdinfo" / descriptor).read_text("ascii").split("flags:")[1].split()[0]
        return bool(int(flags, 8) & (os.O_WRONLY | os.O_RDWR))
    return False


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text("utf-8", "replace").strip()
    except OSError:
        return ""
