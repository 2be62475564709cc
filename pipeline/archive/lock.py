"""One writer at a time in one archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import Busy, access_error
from pipeline.messages import msg


@contextmanager
def locked(state: Path, timeout: float, name: str = "archive") -> Iterator[None]:
    """Hold the archive's lock, or another one of the state folder.

    Raises `Busy` where another run holds it longer than `timeout` seconds, `NoAccess`.
    """
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state / f"{name}.lock", timeout=timeout)
        lock.acquire()
    except Timeout as error:
        raise Busy(msg("Another run is writing to the archive. Please try again in a moment.")) from error
    except OSError as error:
        raise access_error(state.name, error) from error
    try:
        yield
    finally:
        lock.release()
