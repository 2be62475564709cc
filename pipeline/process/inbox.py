"""One pass over the inbox: everything that has settled is decided on, in the order of its dates."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import Problem, VanthuError, access_error
from pipeline.messages import msg, verbatim
from pipeline.office_files.packages import file_digest
from pipeline.process.arrivals import Arrival, arrivals, settled
from pipeline.process.office import Office
from pipeline.process.outcome import FormState, Outcome
from pipeline.process.prepare import Prepared, prepare_form
from pipeline.process.returned import copy_returned, put_aside, return_form, take_filed
from pipeline.process.run import file_form

log = logging.getLogger(__name__)

MAX_FORM_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class _Ready:
    path: Path
    prepared: Prepared


def process_inbox(
    office: Office,
    named: Iterable[Path] = (),
    settle: float = 2.0,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Outcome]:
    """The outcome of every form, one by one as it is decided. Named files skip the settle time and may lie anywhere."""
    files = list(named)
    found = [Arrival(path) for path in files] or settled(arrivals(office.workspace), settle, clock, sleep)
    ready: list[_Ready] = []
    for arrival in found:
        if arrival.waiting:
            yield Outcome(_name(office, arrival.path), FormState.WAITING, problems=(arrival.waiting,))
            continue
        prepared = _prepare(office, arrival.path)
        if isinstance(prepared, Outcome):
            yield prepared
        elif prepared is not None:
            ready.append(_Ready(arrival.path, prepared))
    for one in sorted(ready, key=lambda one: (one.prepared.first_day, one.path.name)):
        yield _decide(office, one)


def _name(office: Office, path: Path) -> str:
    return office.workspace.relative(path)


def _prepare(office: Office, path: Path) -> Prepared | Outcome | None:
    """The form, read from one stable copy of its bytes; None for a returned form that nobody has touched since."""
    try:
        if path.stat().st_size > MAX_FORM_BYTES:
            return _too_large(office, path)
        data = path.read_bytes()
    except OSError as error:
        return _failed(_name(office, path), access_error(path.name, error))
    is_returned = path.parent == office.workspace.to_mend
    if is_returned and office.ledger.state(file_digest(data)) == FormState.RETURNED.value:
        return None
    return prepare_form(path.name, data, office.organisation, office.regulations)


def _too_large(office: Office, path: Path) -> Outcome:
    """Left where it lies: it is not read, so it cannot be compared with what stands in `_can-sua/`."""
    limit = MAX_FORM_BYTES // 1024**2
    problem = Problem(
        "form-too-large",
        verbatim(path.name),
        msg("The file is larger than {limit} MB; no form is.", limit=limit),
        msg("Please take it out of the inbox."),
    )
    return Outcome(_name(office, path), FormState.FAILED, problems=(problem,))


def _decide(office: Office, one: _Ready) -> Outcome:
    """File, return or put aside one form; a failure leaves it where it lies and never stops the others."""
    name = _name(office, one.path)
    try:
        outcome = file_form(office, name, one.prepared)
        moved = _move(office, one, outcome)
        office.ledger.note(one.prepared.sha256, one.path.name, outcome.state.value, outcome.meeting, office.timestamp)
    except VanthuError as error:
        return _failed(name, error)
    except OSError as error:
        return _failed(name, access_error(one.path.name, error))
    except Exception:  # the last line of defence: the form stays, the others go on, the log has the details
        log.exception("internal error while filing %s", one.path.name)
        return Outcome(name, FormState.FAILED, problems=(_internal(one.path),))
    return replace(outcome, moved_to=moved)


def _move(office: Office, one: _Ready, outcome: Outcome) -> Path | None:
    """Where the form lies now. A named file outside the inbox is its owner's: it stays where it is."""
    workspace, data = office.workspace, one.prepared.data
    is_ours = one.path.absolute().is_relative_to(workspace.inbox)
    match outcome.state:
        case FormState.RETURNED if is_ours:
            return return_form(workspace, one.path, data, outcome.problems)
        case FormState.RETURNED if all(problem.code != "secret-form" for problem in outcome.problems):
            return copy_returned(workspace, one.path, data, outcome.problems)
        case FormState.DUPLICATE if is_ours:
            return put_aside(workspace, one.path, data)
        case FormState.FILED | FormState.REVISED if is_ours:
            take_filed(one.path, one.prepared.sha256)
            return None
        case _:
            return None


def _failed(name: str, error: VanthuError) -> Outcome:
    problems = error.problems or (Problem(type(error).__name__, verbatim(name), error.message),)
    return Outcome(name, FormState.FAILED, problems=problems)


def _internal(path: Path) -> Problem:
    return Problem(
        "internal",
        verbatim(path.name),
        msg("Something unforeseen happened; the form stays where it is."),
        msg("Please report it with the log."),
    )
