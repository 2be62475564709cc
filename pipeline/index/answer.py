"""A question from beginning to end: the index brought up to the tree, and asked."""

from __future__ import annotations

from pathlib import Path

from pipeline.archive import Archive, Unreadable
from pipeline.errors import ArchiveDamaged
from pipeline.index.refresh import Progress, refresh
from pipeline.index.search import Found, Query, find
from pipeline.index.store import discard_index, open_index

Answer = tuple[tuple[Found, ...], tuple[Unreadable, ...]]


def answer(
    state: Path,
    archive: Archive,
    query: Query,
    limit: int = 50,
    timeout: float = 30.0,
    progress: Progress = lambda _done, _total: None,
) -> Answer:
    """What is found, and the folders that could not be read. An index that turns out to be damaged is made anew.

    Raises `Busy` where another run has the index longer than `timeout` seconds, `NoAccess`.
    """
    try:
        return _answer(state, archive, query, limit, timeout, progress)
    except ArchiveDamaged:
        discard_index(state, timeout)
        return _answer(state, archive, query, limit, timeout, progress)


def _answer(state: Path, archive: Archive, query: Query, limit: int, timeout: float, progress: Progress) -> Answer:
    with open_index(state, timeout) as index:
        refreshed = refresh(index, archive, progress)
        return find(index, query, limit), refreshed.unreadable
