"""The archive as the digest sees it: read once, in pieces, and of what changes since only the bodies concerned."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from pipeline.archive import Archive, Manifest, Unreadable
from pipeline.archive.manifest import NAME
from pipeline.errors import VanthuError
from pipeline.watch.digest.body import MOST_UNSIGNED, BodySide, body_side
from pipeline.watch.digest.contents import Due, Unsigned

Mark = tuple[str, date]
_Stamp = tuple[int, int]
_Stamps = dict[str, _Stamp]  # of a body's folders, by their paths from the outbox on


class ArchiveSide:
    """What is to be signed and what falls due, of every body.

    `seen` is the mark, serial and day, that everything was read at; None before that.
    """

    def __init__(self) -> None:
        self.seen: Mark | None = None
        self._under_way: tuple[Mark, dict[str, _Stamps]] | None = None
        self._stamps: dict[str, _Stamps] = {}
        self._bodies: dict[str, BodySide] = {}
        self._unreadable: dict[str, list[Unreadable]] = {}

    def look(
        self, archive: Archive, day: date, patience: float = 1.0, clock: Callable[[], float] = time.monotonic
    ) -> bool:
        """Bring it up to the archive, where its serial or the day is new; whether that is done. Raises `OSError`.

        After `patience` seconds the bodies left are read by the next look, one at least. A folder's stamp is taken
        before it is read: of a change under way, a later look reads it again.
        """
        mark, deadline = (archive.serial, day), clock() + patience
        if mark == self.seen:
            return True
        if self._under_way is None or self._under_way[0] != mark:
            self._under_way = mark, self._changed(_stamps(archive))
        left = self._under_way[1]
        while left:
            body = next(iter(left))
            self._read(archive, body, left[body])
            del left[body]
            if left and clock() >= deadline:
                return False
        self.seen, self._under_way = mark, None
        return True

    def _changed(self, there: dict[str, _Stamps]) -> dict[str, _Stamps]:
        """The bodies to be read; one that is gone is forgotten."""
        for body in self._stamps.keys() - there.keys():
            self._forget(body)
        return {
            body: stamps for body, stamps in there.items() if self._stamps.get(body) != stamps or self._unreadable[body]
        }

    def _read(self, archive: Archive, body: str, stamps: _Stamps) -> None:
        unreadable: list[Unreadable] = []
        folders = (archive.outbox / name for name in stamps)
        self._bodies[body] = body_side(body, _manifests(archive, folders, unreadable))
        self._stamps[body], self._unreadable[body] = stamps, unreadable

    def _forget(self, body: str) -> None:
        for known in (self._stamps, self._bodies, self._unreadable):
            known.pop(body, None)

    def folder(self, code: str) -> Path | None:
        """Where a meeting lies; None where no folder that can be read is of it."""
        found = (side.folders.get(code) for side in self._bodies.values())
        return next((folder for folder in found if folder is not None), None)

    def unsigned(self, presumed: date | None) -> tuple[tuple[Unsigned, ...], int]:
        """The newest documents to be signed, and how many there are; `presumed` as of `status_of`."""
        after = presumed or date.min
        newest = [one for side in self._bodies.values() for one in side.unsigned if one.day > after]
        total = sum(_how_many_after(side.unsigned_days, after) for side in self._bodies.values())
        newest.sort(key=lambda one: (one.day, one.symbol), reverse=True)
        return tuple(newest[:MOST_UNSIGNED]), total

    def due(self, today: date) -> tuple[Due, ...]:
        """Tasks, meetings and preparations that fall due, by their day."""
        found = [due for body, side in self._bodies.items() for due in side.due(body, today)]
        return tuple(sorted(found, key=lambda due: (due.day, due.body, due.what)))

    @property
    def unreadable(self) -> tuple[Path, ...]:
        """Folders whose manifests cannot be read: what they say is told nowhere."""
        return tuple(sorted(one.folder for listed in self._unreadable.values() for one in listed))


def _how_many_after(newest_first: tuple[date, ...], day: date) -> int:
    return bisect_left(newest_first, -day.toordinal(), key=lambda one: -one.toordinal())


def _manifests(
    archive: Archive, folders: Iterable[Path], unreadable: list[Unreadable]
) -> Iterator[tuple[Path, Manifest]]:
    for folder in folders:
        try:
            manifest = archive.read(folder)
        except VanthuError as error:
            unreadable.append(archive.unreadable(folder, error))
            continue
        if manifest is not None:
            yield folder, manifest


def _stamps(archive: Archive) -> dict[str, _Stamps]:
    """Every meeting folder by its body, with what tells whether its manifest was written since."""
    level = archive.pattern.level("body")
    found: dict[str, _Stamps] = {}
    for folder, stamp in _stamped(archive):
        path = folder.relative_to(archive.outbox)
        found.setdefault(path.parts[level], {})[path.as_posix()] = stamp
    return found


def _stamped(archive: Archive) -> Iterator[tuple[Path, _Stamp]]:
    for folder in archive.folders():
        try:
            found = (folder / NAME).stat()
        except FileNotFoundError:
            continue
        except OSError:  # a folder that cannot be looked into: reading it says why
            yield folder, (-1, -1)
        else:
            yield folder, (found.st_mtime_ns, found.st_size)
