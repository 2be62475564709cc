"""One writer at a time in one archive."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.archive.holder import Holder, Refusal, busy, read_holder, watched
from pipeline.archive.shared_lock import NAME, is_shared, shared_locked
from pipeline.errors import access_error
from pipeline.workspace import Workspace

_WATCHER = ".vanthu-watch.json"


@contextmanager
def archive_locked(workspace: Workspace, timeout: float) -> Iterator[None]:
    """Hold the archive: among the runs with this state folder, and where there may be others also among those.

    Raises `Busy` where another run holds it longer than `timeout` seconds, `NoAccess`.
    """
    with _everywhere_locked(workspace, timeout, "archive", NAME):
        yield


@contextmanager
def forms_locked(workspace: Workspace) -> Iterator[None]:
    """Be the only one who lays out forms in `_bieu-mau`, in the same way; nobody waits for that. Raises as above."""
    with _everywhere_locked(workspace, 0, "forms", ".vanthu-forms-lock.json"):
        yield


@contextmanager
def watcher_locked(workspace: Workspace) -> Iterator[None]:
    """Be the only watcher with this state folder; nobody waits for that. Raises `Busy`, `NoAccess`."""
    with locked(workspace.state, 0, "watch", watched):
        yield


@contextmanager
def inbox_held(inbox: Path) -> Iterator[None]:
    """Be the only watcher of an inbox, whatever state folder others have and on whatever machine. Raises the same."""
    with shared_locked(inbox, 0, _WATCHER, watched, is_archive=False):
        yield


def inbox_still_held(inbox: Path) -> bool:
    """Whether this process is still the one that `inbox_held` names there: somebody may have removed the file.

    A machine that slept for minutes may have been overtaken.
    """
    holder = read_holder(inbox / _WATCHER)
    return holder is not None and holder.is_this_process


@contextmanager
def _everywhere_locked(workspace: Workspace, timeout: float, name: str, shared_name: str) -> Iterator[None]:
    deadline = time.monotonic() + timeout
    with ExitStack() as held:
        held.enter_context(locked(workspace.state, timeout, name))
        if is_shared(workspace.outbox, workspace.state_is_apart):
            held.enter_context(shared_locked(workspace.outbox, deadline - time.monotonic(), shared_name))
        yield


@contextmanager
def locked(state: Path, timeout: float, name: str, refusal: Refusal = busy) -> Iterator[None]:
    """Hold a lock of the state folder, among the runs of this machine. Who writes to the archive, `archive_locked`.

    Raises `Busy` as `refusal` words it, with the holder where it is known, `NoAccess`.
    """
    said = state / f"{name}.lock.json"
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state / f"{name}.lock", timeout=timeout)
        lock.acquire()
    except Timeout as error:
        raise refusal(read_holder(said)) from error
    except OSError as error:
        raise access_error(state.name, error) from error
    try:
        with suppress(OSError):  # it only names us to those who wait
            said.write_bytes(Holder.me().to_bytes())
        yield
    finally:
        with suppress(OSError):  # left behind, it names a process that is gone, or is written anew by the next
            said.unlink(missing_ok=True)
        lock.release()
