"""How often Python looks for objects that hold each other in circles.

Reading an archive makes many objects and hardly any circles; looking for them again and again, over all that an office
is, took a fifth of a report's time and a twentieth of a document's.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

RARELY = 50_000  # new objects from one look to the next


@contextmanager
def looked_for_rarely() -> Iterator[None]:
    """For the time of the block."""
    before = gc.get_threshold()
    gc.set_threshold(RARELY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
