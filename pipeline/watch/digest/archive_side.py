"""The archive as the digest sees it: read once, and of what changes since only the bodies concerned."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pipeline.archive import Archive, Unreadable
from pipeline.archive.manifest import NAME
from pipeline.watch.digest.body import MOST_UNSIGNED, BodySide, body_side
from pipeline.watch.digest.contents import Due, Unsigned

_Stamp = tuple[int, int]


class ArchiveSide:
    """What is to be signed and what falls due, of every body."""

    def __init__(self) -> None:
        self.seen: tuple[str, date] | None = None  # the serial of the archive as it was read, and the day
        self._stamps: dict[str, dict[str, _Stamp]] = {}
        self._bodies: dict[str, BodySide] = {}
        self._unreadable: dict[str, list[Unreadable]] = {}

    def look(self, archive: Archive, day: date) -> None:
        """Bring it up to the archive, where its serial or the day is new. Raises `OSError`.

        A folder's stamp is taken before it is read: of a change under way, the next look reads it again.
        """
        mark = archive.serial, day
        if mark == self.seen:
            return
        there = _stamps(archive)
        for body in self._stamps.keys() | there.keys():
            if body not in there:
                self._forget(body)
            elif self._stamps.get(body) != there[body] or self._unreadable[body]:
                unreadable: list[Unreadable] = []
                self._bodies[body] = body_side(body, archive.manifests(body, unreadable=unreadable))
                self._stamps[body], self._unreadable[body] = there[body], unreadable
        self.seen = mark

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


def _stamps(archive: Archive) -> dict[str, dict[str, _Stamp]]:
    """Every meeting folder by its body, with what tells whether its manifest was written since."""
    level = archive.pattern.level("body")
    found: dict[str, dict[str, _Stamp]] = {}
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
