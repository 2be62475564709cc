"""Deciding on what has settled: every form is filed, returned, put aside or left to wait, in the order of dates."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.errors import Busy, FormRefused, OtherArchive, Problem, Severity, VanthuError
from pipeline.messages import msg, verbatim
from pipeline.office_files.packages import file_digest
from pipeline.process.filing.run import file_form
from pipeline.process.intake.arrivals import Arrival
from pipeline.process.intake.beside import note_beside
from pipeline.process.intake.jobs import sorted_out
from pipeline.process.intake.leaving import moved
from pipeline.process.intake.opening import form_bytes, limits_of
from pipeline.process.intake.prepare import Prepared, prepare_form
from pipeline.process.intake.reasons import still_copying
from pipeline.process.intake.taking import read_beside
from pipeline.process.office import Office, failure
from pipeline.process.outcome import Decision, FormState, Outcome
from pipeline.process.queue import Found, Queue
from pipeline.process.roster.filing import with_roster_of_now
from pipeline.process.telling import told
from pipeline.process.unforeseen import unforeseen
from pipeline.process.whole import writing
from pipeline.vietnamese.text import printable

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
Patience = Callable[[Arrival, Prepared], Problem | None]

STILL_TO_MEND = "still-to-mend"


def quiet(_step: str, _done: int, _total: int) -> None:
    """Hears of every step and says nothing."""


def at_once(_arrival: Arrival, _prepared: Prepared) -> Problem | None:
    """No form is given time to become whole."""
    return None


def decisions(
    office: Office, arrivals: Iterable[Arrival], progress: Progress = quiet, patience: Patience = at_once
) -> Iterator[Decision]:
    """The decision on every form that arrived, one by one as it is made. Nothing is said of what needs none.

    `progress` hears of every step: "read" or "file", how many are done, of how many. `patience` says why a form that
    was just read is looked at again later. Whoever stops listening stops the work behind the form in hand.

    Raises `Busy` where another run holds the archive too long, `OtherArchive` where it is not there any more.
    """
    found: list[Found | Decision] = [one for arrival in arrivals for one in _found_in(office, arrival)]
    queue = Queue()
    for done, one in enumerate(found, 1):
        progress("read", done, len(found))
        if isinstance(one, Decision):
            yield one
        elif outcome := _look_at(office, one, queue, patience):
            yield _decision(one, outcome)
    yield from _file_all(office, queue, progress)


def _found_in(office: Office, arrival: Arrival) -> Iterator[Found | Decision]:
    """The forms of an arrival; or at once what there is to say where it is none."""
    try:
        for one in sorted_out(office, arrival):
            if isinstance(one, Arrival):
                yield _said_of(office, arrival, one) if one.problem else Found(arrival, one.path)
            else:
                yield Found(arrival, one.form, one)
    except Exception as error:  # see `_decide`
        yield Decision(arrival.path, arrival.path, unforeseen(office, arrival.path, error))


def _said_of(office: Office, arrival: Arrival, one: Arrival) -> Decision:
    assert one.problem is not None  # noqa: S101 (asked before)
    state = FormState.WAITING if one.problem.severity is Severity.WARNING else FormState.FAILED
    return Decision(arrival.path, one.path, Outcome(_name(office, one.path), state, problems=(one.problem,)))


def _decision(one: Found, outcome: Outcome) -> Decision:
    return Decision(one.arrival.path, one.path, outcome)


def _file_all(office: Office, queue: Queue, progress: Progress) -> Iterator[Decision]:
    """The decisions, in order. After a change of the roster, the forms behind it are held against the new one."""
    roster_changed = False
    in_order = queue.in_order()
    for done, one in enumerate(in_order, 1):
        progress("file", done, len(in_order))
        prepared = (None if roster_changed else one.prepared) or _prepare(office, one.found)
        outcome = _decide(office, one.found, prepared) if isinstance(prepared, Prepared) else prepared
        if outcome is None:
            continue
        yield _decision(one.found, outcome)
        if outcome.changed_roster:
            try:
                office, roster_changed = with_roster_of_now(office), True
            except VanthuError as error:  # somebody broke the office's file meanwhile
                for left in in_order[done:]:
                    yield _decision(left.found, _failed(_name(office, left.found.path), error))
                return


def _look_at(office: Office, found: Found, queue: Queue, patience: Patience) -> Outcome | None:
    """Read a form for its date and put it into the queue; or the outcome, where that is all there is to say."""
    prepared = _prepare(office, found)
    if not isinstance(prepared, Prepared):
        return prepared
    not_yet = patience(found.arrival, prepared)
    if not_yet is not None:
        return Outcome(_name(office, found.path), FormState.WAITING, problems=(not_yet,))
    queue.add(found, prepared)
    return None


def _name(office: Office, path: Path) -> str:
    return office.workspace.relative(path)


def _prepare(office: Office, found: Found) -> Prepared | Outcome | None:
    """The form, read from one stable copy of its bytes; None for a returned form that nobody has touched since.

    One that lies with a job's files among what was dropped is said as long as it waits to be mended.
    """
    path, job = found.path, found.job
    try:
        data = form_bytes(path, limits_of(office.organisation))
        is_returned = path.parent == office.workspace.to_mend if job is None else note_beside(path) is not None
        if is_returned and _is_as_returned(office, data):
            return None if job is None else Outcome(_name(office, path), FormState.WAITING, problems=(_to_mend(path),))
        prepared = prepare_form(path.name, data, office.organisation, office.regulations, office.readings)
    except VanthuError as error:
        return _failed(_name(office, path), error)
    except Exception as error:  # see `_decide`
        return unforeseen(office, path, error)
    other = _other_body(office, (job.folder if job else path).parent.name, prepared)
    return replace(prepared, problems=(*prepared.problems, other)) if other else prepared


def _is_as_returned(office: Office, data: bytes) -> bool:
    """Whether these bytes are known as returned; where the ledger cannot say, they are read and returned once more."""
    try:
        return office.ledger.state(file_digest(data)) == FormState.RETURNED.value
    except VanthuError as error:
        log.warning("nobody knows what was returned: %s", type(error).__name__)
        return False


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


def _decide(office: Office, found: Found, prepared: Prepared) -> Outcome | None:
    """File, return or put aside one form; a failure leaves it where it lies and never stops the others.

    None where another run took the form in the meantime. Raises `Busy`, `OtherArchive`.
    """
    path = found.path
    name = _name(office, path)
    try:
        with writing(office):
            changed = _changed_since(office, path, prepared)
            if changed is not None:
                return changed if changed.problems else None
            dropped = read_beside(found.job, office.organisation) if found.job and prepared.meeting else ()
            outcome = file_form(office, name, prepared, dropped)
            outcome = moved(office, path, prepared, outcome, found.job, dropped)
            office.readings.forget(path.name, prepared.sha256)
            return told(office, path, outcome, prepared.sha256)
    except (Busy, OtherArchive):
        raise
    except FormRefused as refused:  # the folder is not what it was when it had settled
        return Outcome(name, FormState.WAITING, problems=refused.problems)
    except VanthuError as error:
        return _failed(name, error)
    except OSError as error:
        return _failed(name, failure(office.workspace, error, printable(path.name)))
    except Exception as error:  # the last line of defence: the form stays, the others go on, the log has the details
        return unforeseen(office, path, error)


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
        STILL_TO_MEND,
        verbatim(printable(path.name)),
        msg("The form is still to be mended; what lies beside it waits with it."),
        msg("Please mend it where it lies, save and close it."),
        Severity.WARNING,
    )


def _failed(name: str, error: VanthuError) -> Outcome:
    problems = error.problems or (Problem(type(error).__name__, verbatim(name), error.message),)
    return Outcome(name, FormState.FAILED, problems=problems)
