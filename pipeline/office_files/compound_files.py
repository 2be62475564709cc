"""Old Office files from the outside: the streams of an OLE compound file, each read once and whole ([MS-CFB]).

Every chain is as long as the file has sectors at most, so one that bites its own tail ends as damage.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_END = 0xFFFFFFFE
_LAST = 0xFFFFFFFA  # greater numbers are no sectors
_NO_ENTRY = 0xFFFFFFFF
_ENTRY = 128
_HEADER = 512
_IN_HEADER = 109  # sectors of the allocation table that the header names
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_MAX_ENTRIES = 20_000


class CompoundFileDamaged(ValueError):
    """It does not hold together."""


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    before: int
    after: int
    child: int
    first: int
    size: int


class CompoundFile:
    """The streams of an old Office file by their path. Raises `CompoundFileDamaged` where it is none."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER:
            raise CompoundFileDamaged("cut off")
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise CompoundFileDamaged("sector size")
        self._sector = 1 << shift
        self._mini_sector = 1 << mini_shift
        self._sectors = -(-(len(data) - self._sector) // self._sector)
        directory, self._cutoff, mini_table = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
        self._table = self._allocation_table()
        self._entries = _entries(self._stream_of(directory))
        self._mini_table = _numbers(self._stream_of(mini_table))
        self._mini_stream = self._stream_of(self._entries[0].first) if self._entries else b""
        self._paths = _paths(self._entries)

    @property
    def names(self) -> tuple[str, ...]:
        """The paths of all streams and storages, parts joined by `/`."""
        return tuple(self._paths)

    def stream(self, name: str) -> bytes | None:
        """The content of a stream; None where there is none of this name."""
        entry = self._paths.get(name)
        if entry is None or entry.kind != _STREAM:
            return None
        if entry.size >= self._cutoff:
            content = self._stream_of(entry.first)
        else:
            content = _joined(self._mini_stream, 0, self._mini_sector, self._mini_table, entry.first)
        return content[: entry.size]

    def _allocation_table(self) -> Sequence[int]:
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        further = struct.unpack_from("<I", self._data, 68)[0]
        for _ in range(self._sectors):
            if further >= _LAST or len(sectors) > self._sectors + _IN_HEADER:
                break
            *more, further = _numbers(self._content(further))
            sectors += more
        used = [sector for sector in sectors if sector < _LAST]
        if len(used) > self._sectors:
            raise CompoundFileDamaged("table of sectors")
        return _numbers(b"".join(map(self._content, used)))

    def _content(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        content = self._data[start : start + self._sector]
        if not content:
            raise CompoundFileDamaged("a sector that is not there")
        return content.ljust(self._sector, b"\0")

    def _stream_of(self, first: int) -> bytes:
        return _joined(self._data, self._sector, self._sector, self._table, first)


def _joined(data: bytes, base: int, size: int, table: Sequence[int], first: int) -> bytes:
    """The sectors of a chain one behind the other."""
    pieces: list[bytes] = []
    most = len(data) // size + 1
    sector = first
    while sector < _LAST:
        if sector >= len(table) or len(pieces) >= most:
            raise CompoundFileDamaged("a chain without end")
        pieces.append(data[base + sector * size : base + (sector + 1) * size])
        sector = table[sector]
    return b"".join(pieces)


def _numbers(content: bytes) -> array[int]:
    found = array("I")
    found.frombytes(content[: len(content) // 4 * 4])
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _entries(directory: bytes) -> list[_Entry]:
    if len(directory) // _ENTRY > _MAX_ENTRIES:
        raise CompoundFileDamaged("too many entries")
    return [_entry(directory[at : at + _ENTRY]) for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]


def _entry(raw: bytes) -> _Entry:
    length = min(struct.unpack_from("<H", raw, 64)[0], 64)
    name = raw[: max(length - 2, 0)].decode("utf-16-le", errors="replace")
    before, after, child = struct.unpack_from("<III", raw, 68)
    first, size = struct.unpack_from("<II", raw, 116)
    return _Entry(name, raw[66], before, after, child, first, size)


def _paths(entries: Sequence[_Entry]) -> Mapping[str, _Entry]:
    """Every entry by its path. The names of a storage form a tree; each entry is visited once."""
    found: dict[str, _Entry] = {}
    seen: set[int] = set()
    waiting = [(entries[0].child, "")] if entries and entries[0].kind == _ROOT else []
    while waiting:
        number, folder = waiting.pop()
        if number >= len(entries) or number in seen:
            continue
        seen.add(number)
        entry = entries[number]
        found[folder + entry.name] = entry
        waiting += [(entry.before, folder), (entry.after, folder)]
        if entry.kind == _STORAGE:
            waiting.append((entry.child, f"{folder}{entry.name}/"))
    return found
