"""Packages of which only a few members differ: the others are kept packed, and the file is put together from pieces.

A document made from a template shares styles, settings and fonts with all its like. These are deflated once; what is
new is deflated by ISA-L where it is installed (minutes: a fifth larger than by zlib, 17 times as fast), else by zlib.
`zipfile` cannot take bytes that are deflated already, so the three records of the format are written here.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from pipeline.office_files.packages import LEVEL, READABLE, UNIX, note, place_of

try:
    from isal import isal_zlib
except ImportError:  # no wheel for this system
    _HAS_ISAL = False
else:
    _HAS_ISAL = True

_ISAL_LEVEL = 2  # of 0 to 3; 3 takes five times as long and saves four percent
_RAW = -15  # bits of the window, without header and checksum of zlib's own
_DEFLATED = 8
_VERSION, _DATE = 20, (1 << 5) | 1  # of the format that is needed; the first of January 1980, midnight
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_IN_UTF8 = 0x800

COMPRESSOR = f"isal {_ISAL_LEVEL}" if _HAS_ISAL else f"zlib {LEVEL}"
"""What deflates new members: the same one gives the same bytes."""


def deflated(data: bytes) -> bytes:
    """The bytes deflated, as a member of a zip file holds them."""
    if not _HAS_ISAL:
        pen = zlib.compressobj(LEVEL, zlib.DEFLATED, _RAW)
        return pen.compress(data) + pen.flush()
    fast = isal_zlib.compressobj(_ISAL_LEVEL, isal_zlib.DEFLATED, _RAW)
    return bytes(fast.compress(data) + fast.flush())


@dataclass(frozen=True)
class Member:
    """A member as it lies in a file: the record in front of it with its packed bytes, and its entry without place."""

    name: bytes
    crc: int
    size: int
    packed: bytes

    @classmethod
    def of(cls, name: str, data: bytes) -> Member:
        """The member for these bytes, deflated."""
        return cls(name.encode(), zlib.crc32(data), len(data), deflated(data))

    @property
    def _flags(self) -> int:
        return 0 if self.name.isascii() else _IN_UTF8

    @cached_property
    def local(self) -> bytes:
        """What stands in the file: header, name and packed bytes."""
        sizes = (self.crc, len(self.packed), self.size, len(self.name), 0)
        return _LOCAL.pack(b"PK\3\4", _VERSION, self._flags, _DEFLATED, 0, _DATE, *sizes) + self.name + self.packed

    def entry(self, offset: int) -> bytes:
        """What the directory at the end says of it."""
        sizes = (self.crc, len(self.packed), self.size, len(self.name), 0, 0, 0, 0)
        head = (b"PK\1\2", UNIX << 8 | _VERSION, _VERSION, self._flags, _DEFLATED, 0, _DATE)
        return _CENTRAL.pack(*head, *sizes, READABLE, offset) + self.name


class ReadyPackage:
    """A package whose members are ready but for those named in `open_`, which are given each time and come last."""

    def __init__(self, members: Mapping[str, bytes], open_: tuple[str, ...]) -> None:
        ready = [Member.of(name, members[name]) for name in sorted(members, key=place_of) if name not in open_]
        self._open = sorted(open_, key=place_of)
        self._front = b"".join(member.local for member in ready)
        offsets = accumulate((len(member.local) for member in ready), initial=0)
        self._entries = b"".join(member.entry(offset) for member, offset in zip(ready, offsets, strict=False))
        self._count = len(members)
        self._digest, self._noted_last = self._begun(members, open_)

    def put_together(self, given: Mapping[str, bytes]) -> bytes:
        """The whole file with the members that were left open."""
        pieces, entries, offset = [self._front], [self._entries], len(self._front)
        for name in self._open:
            member = Member.of(name, given[name])
            pieces.append(member.local)
            entries.append(member.entry(offset))
            offset += len(member.local)
        directory = b"".join(entries)
        end = _END.pack(b"PK\5\6", 0, 0, self._count, self._count, len(directory), offset, 0)
        return b"".join((*pieces, directory, end))

    def content_digest(self, given: Mapping[str, bytes]) -> str:
        """What `packages.content_digest` says of the file, without unpacking it."""
        whole = self._digest.copy()
        for name, content in self._noted_last:
            note(whole.update, name, given[name] if content is None else content)
        return whole.hexdigest()

    @staticmethod
    def _begun(
        members: Mapping[str, bytes], open_: tuple[str, ...]
    ) -> tuple[hashlib._Hash, list[tuple[str, bytes | None]]]:
        """The digest up to the first open member, and the members from there on."""
        digest, names = hashlib.sha256(), sorted(members)
        first = next((number for number, name in enumerate(names) if name in open_), len(names))
        for name in names[:first]:
            note(digest.update, name, members[name])
        return digest, [(name, None if name in open_ else members[name]) for name in names[first:]]
