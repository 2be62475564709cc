"""What wakes the loop."""

from __future__ import annotations

from queue import Empty, SimpleQueue


class Bell:
    """May be rung from other threads and from a signal's handler.

    A handler may come in the very moment in which the loop itself holds the lock of an `Event`, and would wait for ever
    for it; putting into a `SimpleQueue` is made for that.
    """

    def __init__(self) -> None:
        self._rings: SimpleQueue[None] = SimpleQueue()

    def ring(self) -> None:
        if self._rings.empty():  # a thousand events wake once
            self._rings.put(None)

    def hush(self) -> None:
        """Forget what rang until now."""
        while self.heard(0):
            pass

    def heard(self, seconds: float) -> bool:
        """Whether it rings within so many seconds."""
        try:
            self._rings.get(timeout=seconds)
        except Empty:
            return False
        return True
