"""One writer at a time among runs with a state folder each, as machines have that reach one archive over a share.

A file made with O_EXCL names the holder. It is written anew every few seconds, so that its time, which the server
gives, says that the holder lives. A holder of this machine that is gone is overtaken at once; any other when its file
is old, by the server's clock. A holder that slept meanwhile finds out before it publishes (`check_still_held`).
"""

from __future__ import annotations

import errno
import logging
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import IO

from pipeline.archive.holder import Holder, Refusal, busy, read_holder
from pipeline.errors import access_error

log = logging.getLogger(__name__)

NAME = ".vanthu-lock.json"
_MARK, _GATE = ".vanthu-share", ".vanthu-lock.cua"
_RELEASED = b"released\n"  # where the file cannot be removed, because Windows keeps it for somebody who reads it
RENEWED_EVERY, DEAD_AFTER = 20.0, 180.0  # seconds
_PAUSE = 0.05  # as long as a run on this machine waits before it tries its own lock again: none is left behind
_AGE_EVERY = 40  # tries; to ask the server for its time costs a file
_WINDOWS = os.name == "nt"
# That nobody may write here. Windows says the same of a file that is just being removed.
_READ_ONLY = (errno.EROFS,) if _WINDOWS else (errno.EROFS, errno.EACCES, errno.EPERM)


@dataclass(frozen=True)
class _Seen:
    """A lock file at one moment; `data` is empty where it cannot be read, or its maker has not come further yet."""

    data: bytes
    modified: float


def is_shared(outbox: Path, state_is_apart: bool) -> bool:
    """Whether runs with other state folders share the archive: this one's is not beside it, or once one's was not.

    For the machine that lends a share, it is a local disk: the mark tells it.
    """
    try:
        return state_is_apart or (outbox / _MARK).exists()
    except OSError:
        return False  # nothing can be written there either


@contextmanager
def shared_locked(
    outbox: Path,
    timeout: float,
    name: str = NAME,
    refusal: Refusal = busy,
    *,
    is_archive: bool = True,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Hold the archive against the other machines. The caller holds the lock of this machine.

    Where it may only be read, there is nothing to hold. Of a folder that is no archive, `is_archive` says so: it is
    neither made nor marked. Raises `Busy` where another holds it longer than `timeout` seconds, `NoAccess`.
    """
    path, mine = outbox / name, Holder.me().to_bytes()
    is_held = True
    try:
        if is_archive:
            _make_and_mark(outbox)
        _acquire(path, mine, clock() + timeout, clock, sleep, refusal)
    except OSError as error:
        if error.errno not in _READ_ONLY:
            raise access_error(outbox.name, error) from error
        is_held = False
    if not is_held:
        yield
        return
    ended = Event()
    renewal = Thread(target=_renew, args=(path, mine, ended), daemon=True)
    renewal.start()
    try:
        yield
    finally:
        ended.set()
        renewal.join()
        with suppress(OSError):
            _release(path, mine)


def _make_and_mark(outbox: Path) -> None:
    outbox.mkdir(parents=True, exist_ok=True)
    if not (outbox / _MARK).exists():  # one that somebody else made is not ours to touch
        (outbox / _MARK).touch()


def check_still_held(outbox: Path) -> None:
    """Before something is published: a machine that slept for minutes may have been overtaken.

    Raises `Busy`; `OSError` where the archive may only be read.
    """
    holder = read_holder(outbox / NAME)
    if holder is None:
        with _probe(outbox):
            raise busy(holder)
    if not holder.is_this_process:
        raise busy(holder)


def _acquire(
    path: Path,
    mine: bytes,
    deadline: float,
    clock: Callable[[], float],
    sleep: Callable[[float], None],
    refusal: Refusal,
) -> None:
    for tried in count():
        if _made(path, mine):
            return
        seen = _look(path)
        if seen is None or _was_overtaken(path, seen, may_be_old=tried % _AGE_EVERY == 0):
            continue
        if clock() >= deadline:
            raise refusal(Holder.from_bytes(seen.data))
        sleep(_PAUSE)


def _made(path: Path, mine: bytes) -> bool:
    """Whether the file is ours now. One that says nothing because the disk is full is taken back."""
    try:
        with path.open("xb", buffering=0) as file:  # what waits in a buffer would be tried again by `close`, in vain
            try:
                file.write(mine)
                os.fsync(file.fileno())
            except OSError:
                file.close()
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        return False
    except PermissionError:
        if _WINDOWS and path.exists():  # a name that is just being removed
            return False
        raise
    return True


def _look(path: Path) -> _Seen | None:
    """The file as the server has it: opening asks anew, where a look at the name alone may be minutes old."""
    try:
        with path.open("rb") as file:
            return _Seen(file.read(), os.fstat(file.fileno()).st_mtime)
    except FileNotFoundError:
        return None
    except PermissionError:
        try:
            return _Seen(b"", path.stat().st_mtime)
        except FileNotFoundError:
            return None


def _was_overtaken(path: Path, seen: _Seen, *, may_be_old: bool) -> bool:
    """Remove a lock whose holder is gone; False where it is to be respected.

    One of this very process is of earlier: the share did not answer when it was to be removed.
    """
    holder = Holder.from_bytes(seen.data)
    if seen.data == _RELEASED or (holder and (holder.is_dead or holder.is_this_process)):
        return _removed(path, seen)
    if not may_be_old or _age(path) <= DEAD_AFTER:
        return False
    host, pid = (holder.host, holder.pid) if holder else ("?", 0)
    log.warning("the lock of process %s on %r was not renewed for minutes: it is taken over", pid, host)
    return _removed(path, seen)


def _age(path: Path) -> float:
    """Seconds since a file was written, by the server's clock: ours may be wrong. 0 for one that is gone."""
    seen = _look(path)
    if seen is None:
        return 0.0
    with _probe(path.parent) as probe:
        probe.write(b".")
        probe.flush()
        os.fsync(probe.fileno())
        return os.fstat(probe.fileno()).st_mtime - seen.modified


def _probe(outbox: Path) -> IO[bytes]:
    """A file that goes when it is closed. Raises `OSError` where none can be written."""
    return tempfile.NamedTemporaryFile(dir=outbox, prefix=".vanthu-gio-")


def _removed(path: Path, seen: _Seen) -> bool:
    """Remove the lock if it still is the one we saw. One run at a time does that: another may be as quick as we."""
    gate = path.with_name(_GATE)
    try:
        gate.touch(exist_ok=False)
    except FileExistsError:
        if _age(gate) > DEAD_AFTER:  # its maker was killed in that very moment
            gate.unlink(missing_ok=True)
        return False
    try:
        if _look(path) == seen:
            path.unlink(missing_ok=True)
    except PermissionError:
        if not _WINDOWS:  # there, somebody reads it just now
            raise
        return False
    finally:
        gate.unlink(missing_ok=True)
    return True


def _renew(path: Path, mine: bytes, ended: Event) -> None:
    while not ended.wait(RENEWED_EVERY):
        with suppress(OSError):  # the next time may be better
            renew(path, mine)


def renew(path: Path, mine: bytes) -> None:
    """Write the same again into the same file, so that the server gives it a new time; another's is left alone."""
    with path.open("r+b") as file:
        if file.read() == mine:
            file.seek(0)
            file.write(mine)
            file.flush()
            os.fsync(file.fileno())


def _release(path: Path, mine: bytes) -> None:
    """Remove the file while it is ours. Where it has to stay it says that it is free, and the next one removes it."""
    if path.read_bytes() != mine:
        return
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        with path.open("r+b") as file:
            file.write(_RELEASED)
            file.truncate()
