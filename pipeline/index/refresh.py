"""The index brought up to the tree: only folders in which something changed are read again."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import Archive, Unreadable
from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.databases import in_words
from pipeline.errors import VanthuError
from pipeline.index.entries import Entry, entries_of, tasks_of
from pipeline.index.store import NAME, Index
from pipeline.outlook.filed import filed_meetings

_LOG = logging.getLogger(__name__)

Progress = Callable[[int, int], None]

_TASKS = "/#"  # what the open tasks of a body stand under, which no folder is called


@dataclass(frozen=True)
class Refreshed:
    """How many folders were read, and those that could not be: they are tried again the next time."""

    read: int
    unreadable: tuple[Unreadable, ...] = ()


def refresh(index: Index, archive: Archive, progress: Progress = lambda _done, _total: None) -> Refreshed:
    """Read what changed since the last time, a document edited by hand too. Raises `ArchiveDamaged`, `NoAccess`.

    A folder's state is taken before it is read: where a change is under way, the next refresh reads it again. The open
    tasks of a body are found anew with any change in it: another meeting may have reported them done.
    """
    there = dict(states(archive))
    with in_words(NAME):
        before = {name: state for name, state in index.folders().items() if not name.endswith(_TASKS)}
        changed = [name for name, state in there.items() if before.get(name) != state]
        gone = before.keys() - there.keys()
        if not changed and not gone:
            return Refreshed(0)
        index.connection.execute("begin immediate")
        for name in gone:
            index.drop(name)
        unreadable = []
        for done, name in enumerate(changed, 1):
            unreadable += _take(index, archive, name, there[name])
            progress(done, len(changed))
        level = archive.pattern.level("body")
        for body in {name.split("/")[level] for name in (*gone, *changed)}:
            under, tasks = tasks_in(archive, body)
            index.put(under, "", tasks)
        index.connection.execute("commit")
    return Refreshed(len(changed) - len(unreadable), tuple(unreadable))


def states(archive: Archive) -> Iterator[tuple[str, str]]:
    """Every meeting folder by its path from the outbox on, with what tells whether anything in it has changed."""
    for folder in archive.folders():
        state = _state(folder)
        if state is not None:
            yield folder.relative_to(archive.outbox).as_posix(), state


def _state(folder: Path) -> str | None:
    """Names, sizes and times of manifest and documents; None where there is no manifest. Nothing is opened."""
    seen = []
    for entry in _entries(folder):
        if entry.name == MANIFEST or entry.name.endswith(".docx"):
            try:
                found = entry.stat()
            except OSError:  # gone in this very moment
                continue
            seen.append((entry.name, found.st_size, found.st_mtime_ns))
    is_meeting = any(name == MANIFEST for name, _, _ in seen)
    return hashlib.sha256(repr(seen).encode("utf-8", "surrogateescape")).hexdigest() if is_meeting else None


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, by name; not what is hidden, or kept by Word for itself while a document is open."""
    try:
        with os.scandir(folder) as found:
            return sorted((one for one in found if not one.name.startswith((".", "~"))), key=lambda one: one.name)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        _LOG.warning("not searched, for it cannot be read: %s (%s)", folder.name, error.strerror)
        return []


def tasks_in(archive: Archive, body: str) -> tuple[str, list[Entry]]:
    """What the open tasks of a body stand under in the index, and the tasks.

    None where a manifest cannot be read, for it might say which of them are done.
    """
    under = f"{body}{_TASKS}"
    try:
        return under, list(tasks_of(archive.outbox, body, filed_meetings(archive, body)))
    except (VanthuError, OSError):
        return under, []


def _take(index: Index, archive: Archive, name: str, state: str) -> list[Unreadable]:
    """Read a folder into the index. Its manifest may be gone again by now; one that cannot be read comes back."""
    folder = archive.outbox / name
    try:
        manifest = archive.read(folder)
    except VanthuError as error:  # what can be read is found all the same
        index.drop(name)
        return [archive.unreadable(folder, error)]
    if manifest is None:
        index.drop(name)
    else:
        index.put(name, state, entries_of(archive.outbox, folder, manifest))
    return []
