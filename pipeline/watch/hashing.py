"""Files hashed bit by bit: a look at the inbox gets so far, the next one goes on from there."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.process.intake.settling import Print

_PIECE = 1024 * 1024  # bytes between two signs of life


@dataclass
class Budget:
    """What may be read: `bytes`, and `seconds` of reading. `alive` is called all the while, and may raise to end it."""

    bytes: int
    seconds: float
    alive: Callable[[], None]
    clock: Callable[[], float] = time.monotonic

    @property
    def is_spent(self) -> bool:
        return self.bytes <= 0 or self.seconds <= 0

    def spend(self, size: int, since: float) -> None:
        """So many bytes were read since then."""
        self.bytes -= size
        self.alive()
        self.seconds -= self.clock() - since


@dataclass
class Hashing:
    """The hashes of files that stay as their `prints` say; whoever asks has looked whether they do."""

    prints: Mapping[Path, Print | None]
    _done: dict[Path, str] = field(default_factory=dict)
    _offset: int = 0

    def __post_init__(self) -> None:
        self._sum = hashlib.sha256()

    def go_on(self, budget: Budget) -> dict[Path, str] | None:
        """The hash of each file, empty where it cannot be read; None where the budget is spent before the end."""
        for path, mark in self.prints.items():
            if path in self._done:
                continue
            if mark is not None and mark.is_regular:
                try:
                    if not self._is_read(path, budget):
                        return None
                    self._done[path] = self._sum.hexdigest()
                except OSError:
                    self._done[path] = ""
            else:
                self._done[path] = ""
            self._sum, self._offset = hashlib.sha256(), 0
        return self._done

    def _is_read(self, path: Path, budget: Budget) -> bool:
        """Read on; whether the end of the file was reached."""
        if budget.is_spent:
            return False
        with path.open("rb") as file:
            file.seek(self._offset)
            while not budget.is_spent:
                started = budget.clock()
                piece = file.read(min(_PIECE, budget.bytes))
                if not piece:
                    return True
                self._sum.update(piece)
                self._offset += len(piece)
                budget.spend(len(piece), started)
        return False
