"""The shared texts of an old workbook, walked before the reading library unfolds them ([MS-XLS] 2.4.265, 2.5.293).

The library takes the sizes that stand there on trust: one that leads backwards lets it read the same text for ever.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from pipeline.errors import FormRefused
from pipeline.office_files.packages import Limits
from pipeline.office_files.workbook_problems import damaged, too_large_to_read

_WIDE, _HAS_GUIDE, _HAS_RUNS = 0x01, 0x04, 0x08
_RUN = 4  # bytes
_MOST_RUNS = 500_000


def check_texts(chunks: Sequence[memoryview], limits: Limits) -> None:
    """Walk the record of the texts and those that continue it. Raises `FormRefused`, or `LookupError` and
    `struct.error` where they are damaged.
    """
    count = struct.unpack_from("<I", chunks[0], 4)[0]
    if count > limits.cells:
        raise FormRefused(too_large_to_read())
    walk = _Walk(chunks)
    for _ in range(count):
        walk.pass_text()
    if walk.runs > _MOST_RUNS:
        raise FormRefused(too_large_to_read())


class _Walk:
    def __init__(self, chunks: Sequence[memoryview]) -> None:
        self.runs = 0
        self._chunks = chunks
        self._number = 0
        self._at = 8

    def pass_text(self) -> None:
        letters, flags = struct.unpack_from("<HB", self._chunk, self._at)
        self._at += 3
        runs = guide = 0
        if flags & _HAS_RUNS:
            runs = struct.unpack_from("<H", self._chunk, self._at)[0]
            self._at += 2
        if flags & _HAS_GUIDE:
            guide = struct.unpack_from("<i", self._chunk, self._at)[0]
            self._at += 4
        if guide < 0:
            raise FormRefused(damaged())
        self._pass_letters(letters, flags)
        self.runs += runs
        self._pass_bytes(runs * _RUN)
        self._at += guide
        if self._at >= len(self._chunk) and self._number + 1 < len(self._chunks):
            self._at -= len(self._chunk)
            self._number += 1

    def _pass_letters(self, letters: int, flags: int) -> None:
        """Letters may go on in the next chunk, which says anew how wide they are."""
        while True:
            width = 2 if flags & _WIDE else 1
            here = min((len(self._chunk) - self._at) // width, letters)
            self._at += here * width
            letters -= here
            if not letters:
                return
            self._number += 1
            flags = self._chunk[0]
            self._at = 1

    def _pass_bytes(self, count: int) -> None:
        while count:
            if self._at == len(self._chunk):
                self._number += 1
                self._at = 0
            here = min(len(self._chunk) - self._at, count)
            if here <= 0:
                raise FormRefused(damaged())
            self._at += here
            count -= here

    @property
    def _chunk(self) -> memoryview:
        return self._chunks[self._number]
