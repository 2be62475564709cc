"""Packages of which only a few members differ: the others are kept packed, and the file is put together from pieces.

A document made from a template shares styles, settings and fonts with all its like. These are deflated once; what is
new is deflated by ISA-L where it is installed (minutes: a fifth larger than by zlib, 17 times as fast), else by zlib.
`zipfile` cannot take bytes that are deflated already, so the three records of the format are written here.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping

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


class _Place:
    """A member's name, and the records that the format has for it: in front of the packed bytes and in the directory.

    No object is made for what is put in: a document has few new members, and there are thousands of documents.
    """

    def __init__(self, name: str) -> None:
        self.name, self._bytes = name, name.encode()
        self._flags = 0 if name.isascii() else _IN_UTF8

    def records(self, data: bytes, offset: int) -> tuple[bytes, bytes]:
        """The member as it stands in the file at `offset`, deflated, and what the directory says of it."""
        packed = deflated(data)
        sizes = (zlib.crc32(data), len(packed), len(data), len(self._bytes), 0)
        what = (_VERSION, self._flags, _DEFLATED, 0, _DATE, *sizes)
        entry = _CENTRAL.pack(b"PK\1\2", UNIX << 8 | _VERSION, *what, 0, 0, 0, READABLE, offset)
        return b"".join((_LOCAL.pack(b"PK\3\4", *what), self._bytes, packed)), entry + self._bytes


class ReadyPackage:
    """A package whose members are ready but for those named in `open_`, which are given each time and come last."""

    def __init__(self, members: Mapping[str, bytes], open_: tuple[str, ...]) -> None:
        ordered = sorted(members, key=place_of)
        self._open = [_Place(name) for name in ordered if name in open_]
        ready = [_Place(name) for name in ordered if name not in open_]
        self._front, self._entries = _joined(ready, members, 0)
        self._count = len(members)
        self._digest, self._noted_last = self._begun(members, open_)

    def put_together(self, given: Mapping[str, bytes]) -> bytes:
        """The whole file with the members that were left open."""
        new, entries = _joined(self._open, given, len(self._front))
        directory = self._entries + entries
        offset = len(self._front) + len(new)
        end = _END.pack(b"PK\5\6", 0, 0, self._count, self._count, len(directory), offset, 0)
        return b"".join((self._front, new, directory, end))

    def content_digest(self, given: Mapping[str, bytes]) -> str:
        """What `packages.content_digest` says of the file, without unpacking it."""
        whole = self._digest.copy()
        for name, kept in self._noted_last:
            note(whole.update, name, given[name])
            whole.update(kept)
        return whole.hexdigest()

    @staticmethod
    def _begun(members: Mapping[str, bytes], open_: tuple[str, ...]) -> tuple[hashlib._Hash, list[tuple[str, bytes]]]:
        """The digest up to the first open member, and the open ones with what is noted behind each up to the next."""
        digest, behind = hashlib.sha256(), dict[str, bytearray]()
        add: Callable[[bytes], object] = digest.update
        for name in sorted(members):
            if name in open_:
                behind[name] = bytearray()
                add = behind[name].extend
            else:
                note(add, name, members[name])
        return digest, [(name, bytes(kept)) for name, kept in behind.items()]


def _joined(places: Iterable[_Place], members: Mapping[str, bytes], offset: int) -> tuple[bytes, bytes]:
    """The members one after the other from `offset` on, and their entries of the directory."""
    pieces, entries = [], []
    for place in places:
        piece, entry = place.records(members[place.name], offset)
        pieces.append(piece)
        entries.append(entry)
        offset += len(piece)
    return b"".join(pieces), b"".join(entries)
