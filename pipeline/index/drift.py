"""Whether the index says what the archive says: looked at, never brought up, which a search does by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from pipeline.archive import Archive
from pipeline.archive.manifest import read_manifest
from pipeline.errors import VanthuError
from pipeline.index.entries import Entry, entries_of
from pipeline.index.refresh import Progress, refresh, states, tasks_in
from pipeline.index.store import NAME, Index, discard_index, index_as_it_is, open_index

Row = tuple[str, ...]


def drifted(state: Path, archive: Archive, timeout: float = 30.0) -> Iterator[Path]:
    """The folders of which the index tells otherwise than the archive though it takes them for unchanged.

    The index itself where it is damaged. Folders that changed since the last search are no drift: the next one reads
    them. Nothing is written. Raises `Busy`, `NoAccess`.
    """
    with index_as_it_is(state, timeout) as index:
        if index is None:
            return
        try:
            if index.rows("pragma quick_check") != [("ok",)]:
                yield state / NAME
                return
            yield from _other_folders(index, archive)
            yield from _other_tasks(index, archive)
        except sqlite3.DatabaseError:
            yield state / NAME


def _other_folders(index: Index, archive: Archive) -> Iterator[Path]:
    known = index.folders()
    for name, state in states(archive):
        if known.get(name) == state and _of_index(index, name) != _of_tree(archive, archive.outbox / name):
            yield archive.outbox / name


def _other_tasks(index: Index, archive: Archive) -> Iterator[Path]:
    """Tasks hang on all meetings of a body: looked at where none of them has changed since the last search."""
    there, level = dict(states(archive)), archive.pattern.level("body")
    bodies = {name.split("/")[level] for name in there}
    changed = {name.split("/")[level] for name in there if index.folders().get(name) != there[name]}
    for body in sorted(bodies - changed):
        under, tasks = tasks_in(archive, body)
        if _of_index(index, under) != sorted(map(_row, tasks)):
            yield archive.outbox / body


def _of_index(index: Index, folder: str) -> list[Row]:
    sql = "select body, meeting, meeting_kind, what, symbol, day, path, title, text from entries where folder = ?"
    return sorted(index.rows(sql, folder))


def _of_tree(archive: Archive, folder: Path) -> list[Row]:
    """What a search would read; nothing for a manifest that cannot be read, which verify tells of."""
    try:
        manifest = read_manifest(folder)
    except VanthuError:
        return []
    return sorted(map(_row, entries_of(archive.outbox, folder, manifest))) if manifest else []


def _row(one: Entry) -> Row:
    kind = one.meeting_kind.value
    return (one.body, one.meeting, kind, one.what, one.symbol, one.day.isoformat(), one.path, one.title, one.text)


def make_anew(
    state: Path, archive: Archive, timeout: float = 30.0, progress: Progress = lambda _done, _total: None
) -> None:
    """The index from the archive alone. Raises `Busy`, `NoAccess`."""
    discard_index(state, timeout)
    with open_index(state, timeout) as index:
        refresh(index, archive, progress)
