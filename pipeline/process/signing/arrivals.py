"""Scans that lie in `_ban-ky/`: each is filed where its name says one document only; else a text beside it says why."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.archive import Unreadable, locked
from pipeline.errors import FormRefused, Problem, Severity, VanthuError, access_error
from pipeline.messages import msg, verbatim, vietnamese
from pipeline.office_files.packages import file_digest
from pipeline.process.intake.arrivals import Arrival, is_ours_to_ignore, settled
from pipeline.process.intake.opening import form_bytes, limits_of
from pipeline.process.intake.returned import SCAN_NOTE, is_ours, note_path, put_aside, take_filed, write_note
from pipeline.process.office import Office
from pipeline.process.outcome import FormState, Outcome
from pipeline.process.signing.contents import protected, scan_suffix
from pipeline.process.signing.filing import HOW_TO_NAME, file_scan, unmatched
from pipeline.process.signing.matching import Candidate, candidates, matches
from pipeline.vietnamese.text import printable

_LARGEST = 200 * 1024 * 1024  # bytes; a scan of hundreds of pages stays below
_MOST_NAMED = 20


def process_scans(
    office: Office,
    settle: float = 2.0,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Outcome]:
    """The outcome of every scan in `inbox/_ban-ky/` and `inbox/<body>/_ban-ky/`; the latter are of that body."""
    for folder, body in _folders(office):
        found = [Arrival(path, _folder_problem(path)) for path in _scans(folder)]
        if not found:
            continue
        unreadable: list[Unreadable] = []
        known = list(candidates(office.archive, body, unreadable))
        for arrival in settled(found, settle, clock, sleep):
            name = office.workspace.relative(arrival.path)
            if arrival.problem is not None:
                yield Outcome(name, FormState.WAITING, problems=(arrival.problem,))
            elif unreadable:  # it may be of a document that is not known now
                yield _not_filed(name, unreadable[0].error)
            else:
                yield _decide(office, arrival.path, name, known)


def _folders(office: Office) -> Iterator[tuple[Path, str | None]]:
    yield office.workspace.signed, None
    for body in office.organisation.bodies:
        yield office.workspace.inbox / body.id / office.workspace.signed.name, body.id


def _scans(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if not is_ours_to_ignore(path.name) and path.suffix != ".txt"]


def _folder_problem(path: Path) -> Problem | None:
    if path.is_symlink() or not path.is_dir():
        return None
    return Problem(
        "scan-folder",
        verbatim(printable(path.name)),
        msg("Folders in “_ban-ky” are not looked into."),
        msg("Please put the scans themselves directly into “_ban-ky”."),
        Severity.WARNING,
    )


def _decide(office: Office, path: Path, name: str, known: list[Candidate]) -> Outcome:
    try:
        data = _bytes(office, path)
        scan_suffix(path.name, data)
        unreadable = protected(path.name, data)
        if unreadable is not None:
            return _left(path, name, unreadable)
        found = matches(path.name, known)
        if len(found) != 1:
            return _left(path, name, _unclear(path, found))
        return _filed(office, path, data, found[0])
    except FormRefused as refused:
        return _left(path, name, refused.problems[0])
    except VanthuError as error:
        return _not_filed(name, error)
    except OSError as error:
        return _not_filed(name, access_error(printable(path.name), error))


def _not_filed(name: str, error: VanthuError) -> Outcome:
    return Outcome(name, FormState.FAILED, problems=(Problem("scan-not-filed", verbatim(name), error.message),))


def sign_with(office: Office, path: Path, candidate: Candidate) -> Outcome:
    """File a scan to the document that somebody named. One outside the inbox is its owner's and stays.

    Raises `NoAccess`, `Busy`.
    """
    try:
        data = _bytes(office, path)
        outcome = _filed(office, path, data, candidate)
        unreadable = protected(path.name, data)
        return replace(outcome, problems=(unreadable,)) if unreadable is not None else outcome
    except FormRefused as refused:
        return Outcome(office.workspace.relative(path), FormState.FAILED, problems=refused.problems)
    except OSError as error:
        raise access_error(printable(path.name), error) from error


def _bytes(office: Office, path: Path) -> bytes:
    return form_bytes(path, replace(limits_of(office.organisation), file=_LARGEST))


def _filed(office: Office, path: Path, data: bytes, candidate: Candidate) -> Outcome:
    with locked(office.workspace.state, office.lock_timeout):
        outcome = file_scan(office, office.workspace.relative(path), data, candidate)
        if not path.resolve().is_relative_to(office.workspace.inbox.resolve()):
            return outcome
        if outcome.state is FormState.DUPLICATE:
            return replace(outcome, moved_to=put_aside(office.workspace, path, data))
        take_filed(path, file_digest(data))
        return outcome


def _left(path: Path, name: str, problem: Problem) -> Outcome:
    """The scan stays where it is, and a text beside it says what to do; a text of somebody else's is left alone."""
    said = f"{vietnamese(problem.message)} {vietnamese(problem.hint)}".strip()
    note = note_path(path)
    if is_ours(note) or not os.path.lexists(note):
        write_note(note, f"{SCAN_NOTE}“{path.name}” chưa lưu được.\n\n{said}\n")
    return Outcome(name, FormState.WAITING, problems=(replace(problem, severity=Severity.WARNING),))


def _unclear(path: Path, found: list[Candidate]) -> Problem:
    if not found:
        return unmatched(path.name)
    named = "; ".join(one.name for one in found[:_MOST_NAMED]) + (" …" if len(found) > _MOST_NAMED else "")
    where = verbatim(printable(path.name))
    return Problem(
        "scan-ambiguous", where, msg("Several documents go by this name: {names}.", names=named), HOW_TO_NAME
    )
