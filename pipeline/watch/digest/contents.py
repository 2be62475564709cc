"""What the text of the day tells, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.archive import FiledDocument
from pipeline.ledger import Told


@dataclass(frozen=True)
class Paper:
    """A document of the archive with its folder; `scans` are the signed scans that were filed with it on the day."""

    folder: Path
    document: FiledDocument
    scans: tuple[Path, ...] = ()


@dataclass(frozen=True)
class FiledToday:
    """What was filed of one meeting on the day: the decisions, and the documents that came of them.

    `heading` says which meeting; it is empty where the folder cannot be read. `attached` is what was called so when it
    was dropped with one of these forms; `only_attached` are the forms that were filed before and brought nothing else.
    """

    code: str
    heading: str
    told: tuple[Told, ...]
    papers: tuple[Paper, ...] = ()
    attached: tuple[str, ...] = ()
    only_attached: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ToMend:
    """A returned form, and how many places of it are to be mended; None where its text says nothing of it."""

    path: Path
    places: int | None


@dataclass(frozen=True)
class Due:
    """Something that has its day: `what` in words, of which body."""

    day: date
    body: str
    what: str


@dataclass(frozen=True)
class Unsigned:
    """A document that waits to be signed; `path` is whole."""

    day: date
    symbol: str
    title: str
    path: Path


@dataclass(frozen=True)
class Contents:
    """Everything of one day; `filed_more` and `unsigned_total` count what is not named.

    `unread` are folders that say nothing now; `archive_seen`: whether the archive could be looked at, and
    `archive_read`, whether all of it was read already.
    """

    day: date
    filed: tuple[FiledToday, ...] = ()
    filed_more: int = 0
    again: tuple[Told, ...] = ()
    to_mend: tuple[ToMend, ...] = ()
    waiting: tuple[tuple[str, str], ...] = ()
    unsigned: tuple[Unsigned, ...] = ()
    unsigned_total: int = 0
    due: tuple[Due, ...] = ()
    unread: tuple[Path, ...] = ()
    archive_seen: bool = True
    archive_read: bool = True
    several_bodies: bool = False
