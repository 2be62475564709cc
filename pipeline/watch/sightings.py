"""What the watcher has seen of each file: since when it stands still, whether it was decided on, when to look again.

Files are told apart by size, time and inode, and a second time by their content: only one that is the same after the
settle time as before is ready. Nothing here outlives the watcher, and nothing has to: what became of a content stands
in the ledger, and a form that was filed is gone from the inbox.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import Problem
from pipeline.process.intake.arrivals import Arrival
from pipeline.process.intake.reasons import STILL_COPYING, STILL_OPEN, still_copying
from pipeline.process.intake.settling import Print, Writers, judged, prints_of
from pipeline.process.intake.writers import writers_of
from pipeline.watch.hashing import Budget, Hashing

AGAIN_AFTER = 0.2  # seconds at least until something that waits for a moment is looked at again
_BUDGET, _TIME = 256 * 1024 * 1024, 2.0  # bytes and seconds of hashing in one look
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0  # seconds between tries of what failed


@dataclass
class Sighting:
    """One arrival as it looked `since` then; `is_same`: its content too, after the settle time.

    `problem` says why it is still there, `again_at` when to look again; `hashing` is what earlier looks
    have begun.
    """

    prints: Mapping[Path, Print | None]
    since: float
    digests: Mapping[Path, str] | None = None
    hashing: Hashing | None = None
    problem: Problem | None = None
    is_same: bool = False
    is_decided: bool = False
    again_at: float = 0.0
    tries: int = 0
    told: dict[Path, tuple[Problem, ...]] = field(default_factory=dict)


@dataclass
class Sightings:
    """The arrivals of one kind, by path. `now` and `clock` are of the time that has passed, which nobody puts right.

    What is larger than `most` bytes, all files of a dropped folder together, is not hashed, nor a file alone larger
    than `most_alone`: no form is. One look hashes no more than a budget, what is small before what is large; the rest
    is for the next look, so that nothing waits for long. `alive` is called all the while; it may raise.
    """

    settle: float
    most: int = 1 << 30
    most_alone: int = 1 << 30
    alive: Callable[[], None] = lambda: None
    clock: Callable[[], float] = time.monotonic
    _writers: Writers | None = None
    _seen: dict[Path, Sighting] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._budget = self._for_a_look()

    def _for_a_look(self) -> Budget:
        return Budget(_BUDGET, _TIME, self.alive, self.clock)

    def look(self, arrivals: Iterable[Arrival], now: float) -> tuple[list[Arrival], list[Path]]:
        """What is ready to be decided on; and what is gone since the look before."""
        listed = {arrival.path: arrival for arrival in arrivals}
        gone = [path for path in self._seen if path not in listed]
        for path in gone:
            del self._seen[path]
        self._writers, self._budget = None, self._for_a_look()
        prints = {path: prints_of(arrival) for path, arrival in listed.items()}
        in_turn = sorted(listed.values(), key=lambda arrival: _size(prints[arrival.path]))
        return [ready for one in in_turn if (ready := self._ready(one, prints[one.path], now))], gone

    def _ready(self, arrival: Arrival, prints: Mapping[Path, Print | None], now: float) -> Arrival | None:
        before = self._seen.get(arrival.path)
        if before is None or before.prints != prints:
            problem = still_copying(arrival.path) if before else None
            seen = self._seen[arrival.path] = Sighting(prints, now, problem=problem)
        else:
            seen = before
        # One that has changed is hashed once it stands still for a look: a large copy is not read over and over.
        if seen.digests is None and (before is None or before is seen):
            seen.digests = self._digests(seen)
        if seen.is_decided or now < max(seen.since + self.settle, seen.again_at) or seen.digests is None:
            return None
        return self._judged(arrival, seen, now)

    def _judged(self, arrival: Arrival, seen: Sighting, now: float) -> Arrival | None:
        again = seen.digests if seen.is_same else self._digests(seen)
        if again is None:
            return None
        if again != seen.digests:
            seen.since, seen.digests, seen.problem = now, None, still_copying(arrival.path)
            return None
        seen.is_same = True
        if self._writers is None:  # asked once a look, and only where something is ready but for that
            self._writers = writers_of(path for one in self._seen.values() if not one.is_decided for path in one.prints)
        found = judged(arrival, seen.prints, self._writers)
        if found.problem and found.problem.code in (STILL_COPYING, STILL_OPEN):
            is_new = found.problem.code == STILL_OPEN and found.problem != seen.problem
            seen.problem, seen.again_at = found.problem, now + max(self.settle, AGAIN_AFTER)
            return found if is_new else None  # who has it open is told, once; a copy is soon whole
        return found

    def _digests(self, seen: Sighting) -> dict[Path, str] | None:
        """The hash of each file; empty where it cannot be read or is too large, which whoever decides will say.

        None where enough was hashed in this look.
        """
        if _size(seen.prints) > (self.most if len(seen.prints) > 1 else self.most_alone):
            return dict.fromkeys(seen.prints, "")
        seen.hashing = seen.hashing or Hashing(seen.prints)
        digests = seen.hashing.go_on(self._budget)
        if digests is not None:
            seen.hashing = None
        return digests

    def is_news(self, arrival: Path, path: Path, problems: tuple[Problem, ...]) -> bool:
        """Whether it was not told yet of a file of an arrival that it stays for these reasons."""
        seen = self._seen.get(arrival)
        if seen is None or seen.told.get(path) == problems:
            return seen is None
        seen.told[path] = problems
        return True

    def decided(self, path: Path, problem: Problem | None = None) -> None:
        """Nothing is to be done with it until it changes."""
        if seen := self._seen.get(path):
            seen.is_decided, seen.problem = True, problem

    def look_again(self, path: Path, at: float, problem: Problem | None) -> None:
        """It waits for a moment, as it is."""
        if seen := self._seen.get(path):
            seen.again_at, seen.problem = at, problem

    def failed(self, path: Path, now: float, problem: Problem | None) -> None:
        """It is tried again, the later the oftener it has failed."""
        if seen := self._seen.get(path):
            seen.again_at = now + min(_FIRST_PAUSE * 2**seen.tries, _LONGEST_PAUSE)
            seen.tries, seen.problem = min(seen.tries + 1, 10), problem

    def standing_since(self, path: Path) -> float | None:
        """Since when a file looks as it does; None where it was never seen."""
        seen = self._seen.get(path)
        return seen.since if seen else None

    def reopen(self, which: Collection[str]) -> None:
        """Decide anew on what waits for one of these reasons, by the codes of their problems: it may be gone."""
        for seen in self._seen.values():
            if seen.problem and seen.problem.code in which:
                seen.is_decided, seen.again_at = False, 0.0

    def waiting(self) -> Iterator[tuple[Path, Sighting]]:
        """What is still to be decided on, or waits with a problem."""
        yield from ((path, seen) for path, seen in self._seen.items() if seen.problem or not seen.is_decided)

    def next_at(self) -> float | None:
        """When the next one is due, where nothing else happens; None where there is nothing to wait for."""
        due = [max(seen.since + self.settle, seen.again_at) for seen in self._seen.values() if not seen.is_decided]
        return min(due, default=None)


def _size(prints: Mapping[Path, Print | None]) -> int:
    return sum(mark.size for mark in prints.values() if mark)
