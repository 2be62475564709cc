"""What reports count of every meeting: its manifest without running text and hashes, kept in the index.

A manifest is read again only where its file has changed. What is kept of it reads as `FiledMeeting` reads a manifest,
only shorter: of an opinion who spoke, of a document what it is and whether it is signed.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.archive import Archive, Unreadable
from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.databases import in_words
from pipeline.errors import ArchiveDamaged, OtherArchive, VanthuError, access_error
from pipeline.index.slim import slimmed
from pipeline.index.store import NAME, Index
from pipeline.meeting import DocumentKindName
from pipeline.messages import msg
from pipeline.outlook.filed import FiledMeeting, meeting_of, month_of
from pipeline.vietnamese.dates import Month

_LOG = logging.getLogger(__name__)

_VERSION = "3"  # of what is kept; part of every state, so that another is read anew
_GONE = "gone"  # instead of a state
_PAPERS = {kind.value: kind for kind in DocumentKindName}


@dataclass(frozen=True)
class VoidNumber:
    """A number that no document of a meeting carries: its form gave it up, or the meeting was withdrawn."""

    kind: DocumentKindName
    month: Month
    day: date


@dataclass(frozen=True)
class Facts:
    """The meetings of an archive as reports count them. `unreadable` are folders of which nothing can be told."""

    index: Index
    archive: Archive
    unreadable: tuple[Unreadable, ...] = ()

    def bodies(self) -> tuple[str, ...]:
        """Every body that has filed a meeting, in the order of their ids."""
        with in_words(NAME):
            rows = self.index.rows("select distinct body from facts where state != ? order by body", _GONE)
        return tuple(str(body) for (body,) in rows)

    def meetings(self, body: str) -> tuple[FiledMeeting, ...]:
        """Every meeting of a body, oldest first, without withdrawn ones; folders are from the outbox on."""
        with in_words(NAME):
            rows = self.index.rows("select folder, data from facts where body = ? and state != ?", body, _GONE)
        found = (meeting_of(Path(folder), json.loads(data)) for folder, data in rows)
        return tuple(sorted((one for one in found if not one.is_withdrawn), key=lambda meeting: meeting.order))

    def void_numbers(self, body: str) -> tuple[VoidNumber, ...]:
        """The numbers of a body that its meetings' documents do not carry, also those of withdrawn meetings."""
        with in_words(NAME):
            with_any = "select data from facts where body = ? and state != ? and instr(data, ?) > 0"
            rows = self.index.rows(with_any, body, _GONE, '"void":[')
        told = [json.loads(data) for (data,) in rows]
        return tuple(
            VoidNumber(_PAPERS[row["kind"]], month_of(one), date.fromisoformat(row["date"]))
            for one in told
            for row in one["void"]
        )


def refreshed_facts(
    index: Index, archive: Archive, body: str | None = None, numbered: Collection[tuple[str, str]] = ()
) -> Facts:
    """The facts brought up to the tree, of one body or all. Raises `ArchiveDamaged`, `NoAccess`.

    `numbered` are meetings that must be there, by body and code: one that is not is told among the `unreadable`.

    `OtherArchive` where the outbox that there was is gone, an empty folder or none in its place: a share that
    is away must not read as a year in which nobody met.

    A manifest's state is taken before it is read: where a change is under way, the next time reads it again.
    """
    unreadable: list[Unreadable] = []
    with in_words(NAME):
        rows = index.rows("select folder, state from facts where ? in (body, '')", body or "")
        before = {str(folder): str(state) for folder, state in rows}
        known = len(before)
        index.connection.execute("begin immediate")
        try:
            for name, state in _states(archive, body):
                if before.pop(name, None) != state:
                    unreadable += _take(index, archive, name, state)
            if known and len(before) == known and not archive.serial:
                raise OtherArchive(
                    msg("“outbox” is empty, though meetings were filed there. Is the right folder there?")
                )
            unreadable += [archive.unreadable(archive.outbox / name, _lost(name)) for name in _not_there(index, before)]
        except BaseException:
            index.connection.execute("rollback")
            raise
        index.connection.execute("commit")
        unreadable += _lacking(index, archive, numbered, unreadable)
    return Facts(index, archive, tuple(unreadable))


def _not_there(index: Index, folders: Iterable[str]) -> Iterator[str]:
    """Folders that were there and are not: nobody but a hand takes one away. They stay known until they are back.

    One that lies elsewhere now, with the same meeting in it, is forgotten.
    """
    for folder in folders:
        ((body, meeting),) = index.rows("select body, meeting from facts where folder = ?", folder)
        elsewhere = "select 1 from facts where body = ? and meeting = ? and folder != ? and state != ? limit 1"
        if index.rows(elsewhere, body, meeting, folder, _GONE):
            index.connection.execute("delete from facts where folder = ?", (folder,))
        else:
            index.connection.execute("update facts set state = ? where folder = ?", (_GONE, folder))
            yield folder


def _lacking(
    index: Index, archive: Archive, numbered: Collection[tuple[str, str]], unreadable: Sequence[Unreadable]
) -> list[Unreadable]:
    """Meetings that must be there and are not. Where a folder cannot be read, its body's may be the one."""
    known = set(index.rows("select body, meeting from facts where state != ?", _GONE))
    told, unsure = {one.code for one in unreadable}, {one.body for one in unreadable if not one.code}
    return [
        Unreadable(archive.outbox / body, _lost(meeting), body, _year_of(body, meeting), meeting)
        for body, meeting in sorted(set(numbered) - known)
        if meeting not in told and body not in unsure
    ]


def _year_of(body: str, meeting: str) -> int | None:
    year = meeting.removeprefix(f"{body}-")[:4]
    return int(year) if year.isdecimal() else None


def _lost(name: str) -> VanthuError:
    return ArchiveDamaged(
        msg(
            "“{name}” was filed and its folder is gone: what it told is lacking here. Please put it back; if it is "
            "lost for good, see “vanthu reindex”.",
            name=name,
        )
    )


def _states(archive: Archive, body: str | None) -> Iterator[tuple[str, str]]:
    """Every folder that has a manifest, from the outbox on, with what tells whether that has changed."""
    outbox = str(archive.outbox)
    try:
        for name in archive.names(body):
            try:
                found = os.stat(f"{outbox}/{name}/{MANIFEST}")  # noqa: PTH116 (making a Path takes longer than asking)
            except (FileNotFoundError, NotADirectoryError):
                continue
            yield name, f"{_VERSION} {found.st_size} {found.st_mtime_ns} {found.st_ino}"
    except OSError as error:
        raise access_error(archive.outbox.name, error) from error


def _take(index: Index, archive: Archive, name: str, state: str) -> list[Unreadable]:
    """Read a manifest into the index; one that cannot be read comes back, and is tried again the next time."""
    folder = archive.outbox / name
    try:
        raw = slimmed(json.loads((folder / MANIFEST).read_bytes()))
        _check_days(meeting_of(folder, raw))
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        _LOG.info("not counted, for it cannot be read: %s", name)  # who asked is told in their own language
        index.connection.execute("delete from facts where folder = ?", (name,))
        return [archive.unreadable(folder, _unreadable(folder, error))]
    index.connection.execute(
        "insert or replace into facts (folder, body, meeting, state, data) values (?, ?, ?, ?, ?)",
        (name, raw["body"], raw["meeting"], state, json.dumps(raw, ensure_ascii=False, separators=(",", ":"))),
    )
    return []


def _check_days(meeting: FiledMeeting) -> None:
    """Raises `ValueError`, `TypeError` for a day that is none: of an office's report it would leave nothing."""
    rows = [row for form in meeting.forms for row in (form["record"], *form["record"].get("new_tasks", ()))]
    for told in (*rows, *meeting.documents):
        for name in ("date", "deadline"):
            if told.get(name):
                date.fromisoformat(told[name])


def _unreadable(folder: Path, error: Exception) -> VanthuError:
    if isinstance(error, OSError):
        return access_error(folder.name, error)
    return ArchiveDamaged(msg("The manifest of “{name}” cannot be read.", name="/".join(folder.parts[-3:])))
