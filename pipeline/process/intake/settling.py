"""Whether what lies in the inbox has come to rest: nobody writes to it, nobody has it open."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.process.intake.arrivals import Arrival, dropped_folder
from pipeline.process.intake.owners import owner_file
from pipeline.process.intake.reasons import not_a_file, still_copying, still_open
from pipeline.process.intake.writers import writers_of

Prints = Mapping[Path, "Print | None"]
Writers = Mapping[Path, str]


def settled(
    found: Iterable[Arrival], settle: float, clock: Callable[[], float], sleep: Callable[[float], None]
) -> list[Arrival]:
    """Every arrival, waiting where it is still open or still changing.

    A file is settled when size and time stood still for `settle` seconds; only young files are waited for, together.
    A folder's own time tells of a file that was put into it, though the file itself may be an old one.
    The clock is asked once and never waited for: it may be put right in this very moment, by hours or years.
    """
    listed = list(found)
    before = {one.path: print_of(one.path) for arrival in listed for one in (arrival, *arrival.inside)}
    if settle > 0:
        youngest = max((mark.modified / 1e9 for mark in before.values() if mark), default=0.0)
        now = clock()
        left = min(youngest, now) + settle - now
        if left > 0:
            sleep(left)
    there = [arrival for arrival in listed if arrival.problem or before[arrival.path]]
    writers = writers_of(before)
    return [judged(one, before, writers) for one in there]


@dataclass(frozen=True)
class Print:
    """What tells at a glance whether a file has changed: size in bytes, time in nanoseconds, and which file it is."""

    size: int
    modified: int
    inode: int
    is_regular: bool


def print_of(path: Path) -> Print | None:
    """None where nothing lies there."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return Print(found.st_size, found.st_mtime_ns, found.st_ino, stat.S_ISREG(found.st_mode))


def prints_of(arrival: Arrival) -> dict[Path, Print | None]:
    """Of a file its own, of a folder those of all files in it."""
    return {one.path: print_of(one.path) for one in arrival.inside or (arrival,)}


def judged(arrival: Arrival, before: Prints, writers: Writers) -> Arrival:
    """The arrival with what keeps it from being read, now that it has had its time; of a folder each file's own."""
    if not arrival.inside:
        return _judged(arrival, before[arrival.path], writers)
    inside = [_judged(one, before[one.path], writers) for one in arrival.inside]
    known = {one.path for one in inside}
    now = (one.path for again in dropped_folder(arrival.path) for one in again.inside)
    late = (Arrival(path, still_copying(path)) for path in now if path not in known)
    return replace(arrival, inside=(*inside, *late))


def _judged(arrival: Arrival, before: Print | None, writers: Writers) -> Arrival:
    path = arrival.path
    if arrival.problem:
        return arrival
    now = print_of(path)
    if now is None or now != before:
        return Arrival(path, still_copying(path))
    if not now.is_regular:
        return Arrival(path, not_a_file(path))
    if path in writers:
        return Arrival(path, still_copying(path, writers[path]))
    owner = owner_file(path)
    return Arrival(path, still_open(path, owner) if owner else None)
