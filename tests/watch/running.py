"""A watcher that runs beside the test, on real folders, with short times; and waiting for what it does, not for a while."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from pipeline.messages import Message
from pipeline.process import FormState
from pipeline.process.outcome import Decision
from pipeline.watch import Listeners, Watcher, WatchOptions
from pipeline.watch.hearing import Hearing
from pipeline.workspace import Workspace

SETTLE = 0.1  # seconds
PATIENCE = 20.0  # seconds that a slow machine gets; a watcher that works needs a fraction
# The loop looks by itself so seldom that what is seen in time was heard.
NATIVE = WatchOptions(settle=SETTLE, give_up=0.6, rescan=30.0)
POLL = WatchOptions(settle=SETTLE, give_up=0.6, rescan=30.0, poll=True, poll_every=0.05)
# One that hears nothing: the rescan finds all.
DEAF = WatchOptions(settle=SETTLE, give_up=0.6, rescan=0.1, poll=True, poll_every=3600.0)
MODES = {"native": NATIVE, "poll": POLL, "rescan": DEAF}


class Running:
    """What a running watcher has said so far."""

    def __init__(self, workspace: Workspace, options: WatchOptions, lock_timeout: float) -> None:
        self.decisions: list[Decision] = []
        self.troubles: list[Message | None] = []
        self.error: BaseException | None = None
        self.hearing: Hearing | None = None
        self._ready = Event()
        listeners = Listeners(decided=self.decisions.append, ready=self._is_ready, trouble=self.troubles.append)
        self.watcher = Watcher(workspace, datetime.now, lock_timeout, options=options, listeners=listeners)
        self._thread = Thread(target=self._run, daemon=True)

    def _is_ready(self, hearing: Hearing) -> None:
        self.hearing = hearing
        self._ready.set()

    def _run(self) -> None:
        try:
            self.watcher.run()
        except BaseException as error:
            self.error = error
        finally:
            self._ready.set()

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(PATIENCE)

    def stop(self) -> None:
        self.watcher.stop()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def nudge(self) -> None:
        """Have it look now, as it does every few seconds anyway: not everything is heard."""
        self.watcher._wake(self.watcher.workspace.inbox)

    def of(self, *states: FormState) -> list[Decision]:
        return [one for one in self.decisions if one.outcome.state in states]

    @property
    def filed(self) -> list[Decision]:
        return self.of(FormState.FILED, FormState.REVISED)

    def until(self, is_so: Callable[[], object], what: str = "") -> None:
        """Wait until it is so; a test that has to wait too long fails with all that was said."""
        wait_until(lambda: is_so() or self.error, lambda: f"{what} {self.troubles} {self.decisions}")
        if self.error is not None:
            raise self.error


@contextmanager
def running(workspace: Workspace, options: WatchOptions = NATIVE, *, lock_timeout: float = 5.0) -> Iterator[Running]:
    """A watcher at work; what ended it before its time is raised."""
    watcher = Running(workspace, options, lock_timeout)
    watcher.start()
    try:
        yield watcher
    finally:
        watcher.stop()
    if watcher.error is not None:
        raise watcher.error


def wait_until(is_so: Callable[[], object], otherwise: Callable[[], str] = lambda: "") -> None:
    """Look often, for as long as a slow machine may take."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, otherwise()
        time.sleep(0.01)


def drop(folder: Path, name: str, data: bytes) -> Path:
    """A form put there whole, as a move does."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".{name}.tmp"
    fresh.write_bytes(data)
    return fresh.replace(folder / name)
