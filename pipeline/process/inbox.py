"""One pass over the inbox: everything that has settled is decided on, in the order of its dates."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipeline.process.deciding import Progress, decisions, quiet
from pipeline.process.intake.arrivals import Arrival, arrivals
from pipeline.process.intake.settling import settled
from pipeline.process.office import Office
from pipeline.process.outcome import Outcome


def process_inbox(
    office: Office,
    named: Iterable[Path] = (),
    settle: float = 2.0,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
    progress: Progress = quiet,
) -> Iterator[Outcome]:
    """The outcome of every form, one by one as it is decided: by date, and of one date the one saved last comes last.

    Named files skip the settle time and may lie anywhere. `progress` as of `decisions`; raises as that does.
    """
    bodies = [body.id for body in office.organisation.bodies]
    there = [Arrival(path) for path in named] or settled(arrivals(office.workspace, bodies), settle, clock, sleep)
    for decision in decisions(office, there, progress):
        yield decision.outcome
