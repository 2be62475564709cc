"""What the watcher knows of itself, gathered for its beat: what it is at, what waits and why, where it is blind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from pipeline import __version__
from pipeline.archive.holder import Holder
from pipeline.messages import Message
from pipeline.watch.hearing import Heard
from pipeline.watch.pulse import MOST_NAMED, Hooked, Listening, Pulse, Waiting, in_both, write_pulse
from pipeline.watch.sightings import Sighting, Sightings
from pipeline.workspace import Workspace

_AT_MOST_EVERY = 1.0  # seconds between beats while forms are filed


@dataclass
class Reporter:
    """Writes the beats. `now` is the time of day, `clock` the time that has passed."""

    workspace: Workspace
    period: float
    now: Callable[[], datetime]
    clock: Callable[[], float]
    hooked: Callable[[], Hooked] = lambda: Hooked(0, None)
    folders: tuple[Heard, ...] = ()
    scan: str | None = None
    event: str | None = None
    working: dict[str, object] | None = None
    returned: int = 0
    filed: int = 0
    trouble: Message | None = None
    _me: Holder = field(default_factory=Holder.me)
    _beat_at: float = float("-inf")

    def heard(self) -> None:
        self.event = self._time()

    def scanned(self) -> None:
        self.scan = self._time()

    def alive(self, kinds: Iterable[Sightings]) -> None:
        """In the midst of work; now and then that is told."""
        if self.clock() - self._beat_at >= _AT_MOST_EVERY:
            self.beat(kinds)

    def beat(self, kinds: Iterable[Sightings], *, stopped: bool = False) -> None:
        """One beat, with what waits just now."""
        self._beat_at = self.clock()
        waiting = [one for sightings in kinds for one in sightings.waiting()]
        told = [(path, seen) for path, seen in waiting if seen.problem]
        pulse = Pulse(
            holder=self._me,
            version=__version__,
            beat=self._time(),
            period=self.period,
            folders=tuple(self._listening(one) for one in self.folders),
            scan=self.scan,
            event=self.event,
            working=self.working,
            queue=sum(1 for _, seen in waiting if not seen.is_decided),
            waiting=tuple(self._waiting(path, seen) for path, seen in told[:MOST_NAMED]),
            returned=self.returned,
            filed=self.filed,
            free={folder.name: free_space(folder) for folder in folders_needing_space(self.workspace)},
            trouble=in_both(self.trouble) if self.trouble else None,
            hooks=self.hooked(),
            stopped=self._time() if stopped else None,
        )
        write_pulse(self.workspace.state, pulse)

    def _listening(self, heard: Heard) -> Listening:
        return Listening(self.workspace.relative(heard.folder), heard.mode, heard.kind)

    def _waiting(self, path: Path, seen: Sighting) -> Waiting:
        assert seen.problem is not None  # noqa: S101 (asked before)
        since = self.now().astimezone() - timedelta(seconds=max(0.0, self.clock() - seen.since))
        reason = in_both(seen.problem.message)
        return Waiting(self.workspace.relative(path), since.isoformat(timespec="seconds"), reason)

    def _time(self) -> str:
        return self.now().astimezone().isoformat(timespec="seconds")


def folders_needing_space(workspace: Workspace) -> tuple[Path, ...]:
    return workspace.inbox, workspace.outbox, workspace.state


def free_space(folder: Path) -> int | None:
    """Bytes that may still be written to the disk of a folder; None where nobody can say."""
    try:
        return shutil.disk_usage(os.fspath(folder)).free
    except OSError:
        return None
