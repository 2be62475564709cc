"""Hearing of changes: the systems' own events on local disks, a poll where those never arrive. It only wakes the loop.

An event is a hint to look and may be missing: the loop looks anyway every few seconds. That we hear at all is proved by
the watcher's own lock in the inbox, which is written anew every few seconds: where nothing is heard of it, we poll.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserverVFS

from pipeline.archive.shared_lock import RENEWED_EVERY
from pipeline.mounts import Mount, mount_of
from pipeline.watch.options import WatchOptions
from pipeline.workspace import Workspace

log = logging.getLogger(__name__)

NATIVE, POLL = "native", "poll"
_DEAF_AFTER = 3.5 * RENEWED_EVERY  # seconds
_PATIENCE = 2.0  # seconds for an observer to end; one that hangs on a dead share is left behind
# Not of opening and reading: those are our own.
_WAKING: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    FileClosedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]


@dataclass(frozen=True)
class Heard:
    """How one folder is listened to: `mode` is `NATIVE` or `POLL`, `kind` the kind of disk as the system calls it."""

    folder: Path
    mode: str
    kind: str


class Hearing:
    """Observers over the inbox, armed and armed again."""

    def __init__(
        self,
        workspace: Workspace,
        wake: Callable[[Path], None],
        options: WatchOptions,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._workspace, self._wake, self._options, self._clock = workspace, wake, options, clock
        self._handler = _Waking(self._hear)
        self._heard_at = clock()
        self._is_deaf = False
        self._observers: list[BaseObserver] = []
        self.folders: tuple[Heard, ...] = ()

    def arm(self) -> None:
        """Listen to the inbox as it lies there now. What cannot be listened to is looked through all the same."""
        self.disarm()
        self._heard_at = self._clock()
        heard = []
        for folder, mount in self._roots():
            wanted = POLL if self._options.poll or self._is_deaf or mount.is_network else NATIVE
            heard.append(Heard(folder, self._listen(folder, wanted), mount.kind))
        self.folders = tuple(heard)

    def disarm(self) -> None:
        """Stop listening; what does not stop in time is left to end by itself."""
        for observer in self._observers:
            with suppress(OSError, RuntimeError):
                observer.stop()
                observer.join(_PATIENCE)
        self._observers.clear()

    @property
    def is_alive(self) -> bool:
        """Whether every observer still runs, each of its threads included: a poll dies where its share blinks.

        One that runs and is not told of our own writing is deaf; the next one will poll.
        """
        lives = [one.is_alive() and all(emitter.is_alive() for emitter in one.emitters) for one in self._observers]
        if not lives or not all(lives):
            return False
        is_native = any(heard.mode == NATIVE for heard in self.folders)
        if is_native and self._clock() > self._heard_at + _DEAF_AFTER:
            log.warning("nothing is heard of changes any more: the inbox is polled from now on")
            self._is_deaf = True
            return False
        return True

    def _hear(self, path: Path) -> None:
        self._heard_at = self._clock()
        self._wake(path)

    def _roots(self) -> Iterator[tuple[Path, Mount]]:
        """The inbox, and the folders right in it that lie on a disk of their own."""
        inbox = self._workspace.inbox
        mount = mount_of(inbox)
        yield inbox, mount
        with suppress(OSError):
            for folder in sorted(path for path in inbox.iterdir() if path.is_dir() and path.is_mount()):
                yield folder, mount_of(folder)

    def _listen(self, folder: Path, mode: str) -> str:
        """The mode in force: a system that gives no more events, as where too many folders are watched, is polled."""
        try:
            self._start(Observer() if mode == NATIVE else self._polling(), folder)
        except (OSError, RuntimeError) as error:
            if mode == POLL:
                log.warning("%s cannot be polled: %s", folder.name, _reason(error))
                return POLL
            log.warning("the system gives no events of %s: %s", folder.name, _reason(error))
            return self._listen(folder, POLL)
        return mode

    def _start(self, observer: BaseObserver, folder: Path) -> None:
        observer.schedule(self._handler, str(folder), recursive=True, event_filter=_WAKING)
        observer.daemon = True
        observer.start()
        self._observers.append(observer)

    def _polling(self) -> BaseObserver:
        return PollingObserverVFS(stat=os.lstat, listdir=self._listed, polling_interval=self._options.poll_every)

    def _listed(self, path: str | None) -> Iterator[os.DirEntry[str]]:
        """What a poll looks at: not the many forms of ours, which nobody reads there."""
        ours = {str(self._workspace.blank_forms), str(self._workspace.duplicates)}
        with os.scandir(path or ".") as found:
            yield from [entry for entry in found if entry.path not in ours]


class _Waking(FileSystemEventHandler):
    """Passes on that something happened, and where."""

    def __init__(self, wake: Callable[[Path], None]) -> None:
        self._wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._wake(Path(os.fsdecode(event.dest_path or event.src_path)))


def _reason(error: Exception) -> str:
    return os.strerror(error.errno) if isinstance(error, OSError) and error.errno else type(error).__name__
