"""One look and what follows from it: what has settled is decided on, and every sighting learns what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import Problem, VanthuError
from pipeline.messages import verbatim
from pipeline.process import FormState, Office
from pipeline.process.deciding import Progress, decisions
from pipeline.process.intake.arrivals import Arrival, arrivals
from pipeline.process.intake.beside import drop_note
from pipeline.process.intake.leaving import NOT_MOVED
from pipeline.process.intake.prepare import Prepared
from pipeline.process.intake.reasons import NAME_TOO_LONG, NAME_UNREADABLE, STILL_COPYING, STILL_OPEN
from pipeline.process.outcome import Decision
from pipeline.process.signing.arrivals import LARGEST_SCAN, scan_arrivals, scan_decisions
from pipeline.process.signing.problems import MENDED_BY_FILING
from pipeline.process.unforeseen import INTERNAL
from pipeline.watch.options import WatchOptions
from pipeline.watch.ripening import NOT_YET, may_be_cut_short, not_yet
from pipeline.watch.sightings import AGAIN_AFTER, Sightings

_UNTIL_IT_CHANGES = (INTERNAL, NAME_TOO_LONG, NAME_UNREADABLE)
_IN_A_MOMENT = (STILL_COPYING, STILL_OPEN)
_REST_OF_TIME = 20.0  # scans that nothing answers to are held against the archive for a twentieth of the time at most

Handle = Callable[[Decision], None]


@dataclass
class Work:
    """The forms and scans of one inbox. `clock` tells time that has passed; `alive` is called while they are read."""

    options: WatchOptions
    clock: Callable[[], float]
    alive: Callable[[], None] = lambda: None
    forms: Sightings = field(init=False)
    scans: Sightings = field(init=False)
    _serial: str = ""
    _rest_until: float = 0.0

    def __post_init__(self) -> None:
        self.forms, self.scans = (Sightings(self.options.settle, alive=self.alive, clock=self.clock) for _ in range(2))
        self.scans.most_alone = LARGEST_SCAN

    def look(self, office: Office) -> tuple[list[Arrival], list[Arrival]]:
        """The forms and the scans that are ready. A text beside one that somebody took away goes too."""
        bodies = [body.id for body in office.organisation.bodies]
        self._hold_against_archive(office)
        limits = office.organisation.options.limits
        self.forms.most = limits.attachments_bytes
        self.forms.most_alone = limits.file_bytes
        forms, gone = self.forms.look(arrivals(office.workspace, bodies), self.clock())
        scans, gone_scans = self.scans.look(scan_arrivals(office), self.clock())
        for path in (*gone, *gone_scans):
            with suppress(OSError):
                drop_note(path)
        return forms, scans

    def _hold_against_archive(self, office: Office) -> None:
        """A scan that nothing answered to may be of what was filed since."""
        serial = office.archive.serial
        if serial != self._serial and self.clock() >= self._rest_until:
            self._serial = serial
            self.scans.reopen(MENDED_BY_FILING)

    def file_forms(self, office: Office, ready: list[Arrival], progress: Progress, handle: Handle) -> bool:
        """Decide on the forms; whether all went as it should. Raises what `decisions` raises, and from `progress`."""
        return self._decide(self.forms, ready, decisions(office, ready, progress, self._patience), handle)

    def file_scans(self, office: Office, ready: list[Arrival], handle: Handle) -> bool:
        """The same of the scans."""
        started = self.clock()
        went_well = self._decide(self.scans, ready, scan_decisions(office, ready), handle)
        self._rest_until = self.clock() + _REST_OF_TIME * (self.clock() - started)
        return went_well

    def _decide(self, sightings: Sightings, ready: Iterable[Arrival], made: Iterator[Decision], handle: Handle) -> bool:
        left = {arrival.path for arrival in ready}
        kept: set[Path] = set()
        not_moved: dict[Path, Problem] = {}
        went_well = True
        try:
            for decision in made:
                is_news = True
                for problem in decision.outcome.problems:
                    if problem.code == NOT_MOVED:
                        not_moved[decision.arrival] = problem
                if decision.outcome.state in (FormState.WAITING, FormState.FAILED):
                    kept.add(decision.arrival)
                    went_well = self._keep(sightings, decision) and went_well
                    is_news = sightings.is_news(decision.arrival, decision.path, decision.outcome.problems)
                if is_news:  # what stays as it is may be looked at every few seconds
                    handle(decision)
        except VanthuError as error:
            for path in left - kept:
                sightings.failed(path, self.clock(), _problem(path, error))
            raise
        for path in left - kept:
            sightings.decided(path, not_moved.get(path))
        return went_well

    def _keep(self, sightings: Sightings, decision: Decision) -> bool:
        """What stays: until it changes, for a moment, or to be tried again; False for what failed."""
        path, outcome = decision.arrival, decision.outcome
        problem = outcome.problems[0] if outcome.problems else None
        code = problem.code if problem else ""
        if code in _IN_A_MOMENT:
            sightings.look_again(path, self.clock() + max(self.options.settle, AGAIN_AFTER), problem)
        elif code == NOT_YET:
            sightings.look_again(path, self.clock() + self._patience_left(path), problem)
        elif outcome.state is FormState.FAILED and code not in _UNTIL_IT_CHANGES and not _is_refused_folder(decision):
            sightings.failed(path, self.clock(), problem)
            return False
        else:
            sightings.decided(path, problem)
        return True

    def _patience(self, arrival: Arrival, prepared: Prepared) -> Problem | None:
        left = self._patience_left(arrival.path)
        return not_yet(arrival.path, self.options.give_up) if left > 0 and may_be_cut_short(prepared) else None

    def _patience_left(self, path: Path) -> float:
        since = self.forms.standing_since(path)
        return 0.0 if since is None else max(0.0, since + self.options.give_up - self.clock())


def _is_refused_folder(decision: Decision) -> bool:
    """Of a folder the files in it decide; one that cannot be looked into may be opened again."""
    codes = {problem.code for problem in decision.outcome.problems}
    return decision.path.is_dir() and "no-access" not in codes


def _problem(path: Path, error: VanthuError) -> Problem:
    return Problem(type(error).__name__, verbatim(path.name), error.message)
