"""Forms that were read and wait for their turn: filed by date, so that numbers follow dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.process.intake.arrivals import Arrival
from pipeline.process.intake.jobs import Job
from pipeline.process.intake.prepare import Prepared

# Of the forms read and not yet filed, so many stay unfolded; of the others the packed reading is kept.
KEPT_IN_MEMORY = 100
KEPT_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True)
class Found:
    """A form to be decided on, of an arrival; with the job that it is of, where files were dropped with it."""

    arrival: Arrival
    path: Path
    job: Job | None = None


@dataclass(frozen=True)
class Ready:
    """A form whose date is known."""

    found: Found
    order: tuple[date, int]
    modified: float
    prepared: Prepared | None


@dataclass
class Queue:
    """The forms to be decided on. Memory has an end, so only the first stay unfolded."""

    forms: list[Ready] = field(default_factory=list)
    kept: int = 0
    kept_bytes: int = 0

    def add(self, found: Found, prepared: Prepared) -> None:
        size = len(prepared.data) + len(prepared.clean)
        is_kept = self.kept < KEPT_IN_MEMORY and self.kept_bytes + size <= KEPT_BYTES
        if is_kept:
            self.kept, self.kept_bytes = self.kept + 1, self.kept_bytes + size
        self.forms.append(Ready(found, prepared.order, _modified(found.path), prepared if is_kept else None))

    def in_order(self) -> list[Ready]:
        """By date; of one date the one saved last comes last."""
        return sorted(self.forms, key=lambda one: (one.order, one.modified, one.found.path.name))


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
