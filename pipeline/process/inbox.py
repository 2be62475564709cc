"""One pass over the inbox: everything that has settled is decided on, in the order of its dates."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pipeline.errors import Busy, FormRefused, OtherArchive, Problem, Severity, VanthuError
from pipeline.messages import msg, verbatim
from pipeline.office_files.packages import file_digest
from pipeline.process.filing.run import file_form
from pipeline.process.intake.arrivals import Arrival, arrivals, settled, still_copying
from pipeline.process.intake.jobs import Job, sorted_out
from pipeline.process.intake.leaving import moved
from pipeline.process.intake.opening import form_bytes, limits_of
from pipeline.process.intake.prepare import Prepared, prepare_form
from pipeline.process.intake.returned import is_ours, note_path
from pipeline.process.intake.taking import read_beside
from pipeline.process.office import Office, failure
from pipeline.process.outcome import FormState, Outcome
from pipeline.process.roster.filing import with_roster_of_now
from pipeline.process.whole import writing
from pipeline.vietnamese.text import printable

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]

# Of the forms read and not yet filed, so many keep what was read of them; the others are read once more.
KEPT_IN_MEMORY = 500
KEPT_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True)
class _Ready:
    """A form to be decided on, with the job that it is of, where files were dropped with it."""

    path: Path
    order: tuple[date, int]
    modified: float
    prepared: Prepared | None
    job: Job | None


@dataclass
class _Queue:
    """The forms to be decided on. Memory has an end, so only the first keep what was read of them."""

    forms: list[_Ready] = field(default_factory=list)
    kept: int = 0
    kept_bytes: int = 0

    def add(self, path: Path, prepared: Prepared, job: Job | None) -> None:
        size = len(prepared.data) + len(prepared.clean)
        is_kept = self.kept < KEPT_IN_MEMORY and self.kept_bytes + size <= KEPT_BYTES
        if is_kept:
            self.kept, self.kept_bytes = self.kept + 1, self.kept_bytes + size
        self.forms.append(_Ready(path, prepared.order, _modified(path), prepared if is_kept else None, job))

    def in_order(self) -> list[_Ready]:
        return sorted(self.forms, key=lambda one: (one.order, one.modified, one.path.name))


def process_inbox(
    office: Office,
    named: Iterable[Path] = (),
    settle: float = 2.0,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
    progress: Progress = lambda _step, _done, _total: None,
) -> Iterator[Outcome]:
    """The outcome of every form, one by one as it is decided: by date, and of one date the one saved last comes last.

    Named files skip the settle time and may lie anywhere.

    `progress` hears of every step: "read" or "file", how many are done, of how many.
    """
    files = list(named)
    bodies = [body.id for body in office.organisation.bodies]
    there = [Arrival(path) for path in files] or settled(arrivals(office.workspace, bodies), settle, clock, sleep)
    found = [one for arrival in there for one in sorted_out(office, arrival)]
    queue = _Queue()
    for done, arrival in enumerate(found, 1):
        progress("read", done, len(found))
        outcome = _look_at(office, arrival, queue)
        if outcome is not None:
            yield outcome
    yield from _file_all(office, queue, progress)


def _file_all(office: Office, queue: _Queue, progress: Progress) -> Iterator[Outcome]:
    """The decisions, in order. After a change of the roster, the forms behind it are read anew, against the new one."""
    roster_changed = False
    in_order = queue.in_order()
    for done, one in enumerate(in_order, 1):
        progress("file", done, len(in_order))
        prepared = (None if roster_changed else one.prepared) or _prepare(office, one.path, one.job)
        if not isinstance(prepared, Prepared):
            if prepared is not None:
                yield prepared
            continue
        outcome = _decide(office, one.path, prepared, one.job)
        if outcome is None:
            continue
        yield outcome
        if outcome.changed_roster:
            try:
                office, roster_changed = with_roster_of_now(office), True
            except VanthuError as error:  # somebody broke the office's file meanwhile
                yield from (_failed(_name(office, left.path), error) for left in in_order[done:])
                return


def _look_at(office: Office, found: Arrival | Job, queue: _Queue) -> Outcome | None:
    """Read a form for its date and put it into the queue; or the outcome, where that is all there is to say."""
    job = found if isinstance(found, Job) else None
    path = found.form if isinstance(found, Job) else found.path
    if isinstance(found, Arrival) and found.problem:
        state = FormState.WAITING if found.problem.severity is Severity.WARNING else FormState.FAILED
        return Outcome(_name(office, path), state, problems=(found.problem,))
    prepared = _prepare(office, path, job)
    if isinstance(prepared, Prepared):
        queue.add(path, prepared, job)
        return None
    return prepared


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _name(office: Office, path: Path) -> str:
    return office.workspace.relative(path)


def _prepare(office: Office, path: Path, job: Job | None) -> Prepared | Outcome | None:
    """The form, read from one stable copy of its bytes; None for a returned form that nobody has touched since.

    One that lies with a job's files among what was dropped is said as long as it waits to be mended.
    """
    try:
        data = form_bytes(path, limits_of(office.organisation))
    except VanthuError as error:
        return _failed(_name(office, path), error)
    is_returned = path.parent == office.workspace.to_mend if job is None else is_ours(note_path(path))
    if is_returned and office.ledger.state(file_digest(data)) == FormState.RETURNED.value:
        return None if job is None else Outcome(_name(office, path), FormState.WAITING, problems=(_to_mend(path),))
    prepared = prepare_form(path.name, data, office.organisation, office.regulations)
    other = _other_body(office, (job.folder if job else path).parent.name, prepared)
    return replace(prepared, problems=(*prepared.problems, other)) if other else prepared


def _other_body(office: Office, folder: str, prepared: Prepared) -> Problem | None:
    """A warning where a form lies in the folder of one body and speaks of another."""
    if prepared.body is None or office.organisation.body(folder) is None or folder == prepared.body:
        return None
    return Problem(
        "other-body",
        prepared.places.of("body"),
        msg("The form lies in the folder of “{folder}”, but is of “{body}”.", folder=folder, body=prepared.body),
        msg("Please check the body."),
        Severity.WARNING,
    )


def _decide(office: Office, path: Path, prepared: Prepared, job: Job | None) -> Outcome | None:
    """File, return or put aside one form; a failure leaves it where it lies and never stops the others.

    None where another run took the form in the meantime. Raises `Busy` where another run holds the archive too long,
    `OtherArchive` where the archive is not there any more.
    """
    name = _name(office, path)
    try:
        with writing(office):
            changed = _changed_since(office, path, prepared)
            if changed is not None:
                return changed if changed.problems else None
            dropped = read_beside(job, office.organisation) if job and prepared.meeting else ()
            outcome = file_form(office, name, prepared, dropped)
            outcome = moved(office, path, prepared, outcome, job, dropped)
            office.ledger.note(prepared.sha256, path.name, outcome.state.value, outcome.meeting, office.timestamp)
            return outcome
    except (Busy, OtherArchive):
        raise
    except FormRefused as refused:  # the folder is not what it was when it had settled
        return Outcome(name, FormState.WAITING, problems=refused.problems)
    except VanthuError as error:
        return _failed(name, error)
    except OSError as error:
        return _failed(name, failure(office.workspace, error, printable(path.name)))
    except Exception:  # the last line of defence: the form stays, the others go on, the log has the details
        log.exception("internal error while filing %s", path.name)
        return Outcome(name, FormState.FAILED, problems=(_internal(path),))


def _changed_since(office: Office, path: Path, prepared: Prepared) -> Outcome | None:
    """A look under the lock: gone (taken by another run) or saved anew since it was read; None where it is the same."""
    if not path.exists() and not path.is_symlink():
        return Outcome(_name(office, path), FormState.WAITING)
    try:
        same = file_digest(form_bytes(path, limits_of(office.organisation))) == prepared.sha256
    except FormRefused:  # something else lies there by now
        same = False
    return None if same else Outcome(_name(office, path), FormState.WAITING, problems=(still_copying(path),))


def _to_mend(path: Path) -> Problem:
    return Problem(
        "still-to-mend",
        verbatim(printable(path.name)),
        msg("The form is still to be mended; what lies beside it waits with it."),
        msg("Please mend it where it lies, save and close it."),
        Severity.WARNING,
    )


def _failed(name: str, error: VanthuError) -> Outcome:
    problems = error.problems or (Problem(type(error).__name__, verbatim(name), error.message),)
    return Outcome(name, FormState.FAILED, problems=problems)


def _internal(path: Path) -> Problem:
    return Problem(
        "internal",
        verbatim(printable(path.name)),
        msg("Something unforeseen happened; the form stays where it is."),
        msg("Please report it with the log."),
    )
