"""What was read of forms, kept by their content: none is parsed twice, however often it is looked at and tried."""

from __future__ import annotations

import pickle  # only of what this process packed itself, and never on disk
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field

from pipeline.forms import ReadForm, cleared, read_form, typed_among_marks
from pipeline.office_files.packages import LIMITS, Limits, file_digest

KEPT_BYTES = 32 * 1024 * 1024  # some thousand forms; one takes about 7 KB
_FAST = 1


@dataclass(frozen=True)
class Reading:
    """A form as it was read. `clean` is the file without our marks, None where it had none; `typed` stood in them."""

    read: ReadForm
    clean: bytes | None = None
    typed: tuple[str, ...] = ()


@dataclass
class Readings:
    """Readings by name and hash, packed; where they grow too large, those that nobody asked for longest go."""

    _packed: OrderedDict[tuple[str, str], bytes] = field(default_factory=OrderedDict)
    _size: int = 0

    def of(self, name: str, data: bytes, limits: Limits = LIMITS) -> Reading:
        """The reading of a form, made where it is not known yet. What cannot be read is a problem in it."""
        key = name, file_digest(data)
        if key in self._packed:
            self._packed.move_to_end(key)
            known: Reading = pickle.loads(zlib.decompress(self._packed[key]))  # noqa: S301 (packed below)
            return known
        made = reading_of(name, data, limits)
        self._keep(key, zlib.compress(pickle.dumps(made, pickle.HIGHEST_PROTOCOL), _FAST))
        return made

    def forget(self, name: str, sha256: str) -> None:
        """Drop a reading that nobody will ask for again."""
        self._size -= len(self._packed.pop((name, sha256), b""))

    def _keep(self, key: tuple[str, str], packed: bytes) -> None:
        self._packed[key] = packed
        self._size += len(packed)
        while self._size > KEPT_BYTES:
            self._size -= len(self._packed.popitem(last=False)[1])


def reading_of(name: str, data: bytes, limits: Limits = LIMITS) -> Reading:
    """The form read to its end, without the marks of an earlier return."""
    clean = cleared(name, data, limits)
    read = read_form(name, clean, limits)
    if clean is data or any(problem.code == "secret-form" for problem in read.problems):
        return Reading(read)  # a secret one is not ours to look into or to write
    return Reading(read, clean, typed_among_marks(name, data, limits))
