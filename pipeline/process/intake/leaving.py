"""Where a form lies once it is decided on, and what was dropped with it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pipeline.errors import NoAccess, Problem, Severity, VanthuError, access_error
from pipeline.messages import Message, msg, verbatim
from pipeline.process.intake.jobs import Job
from pipeline.process.intake.prepare import Prepared
from pipeline.process.intake.replaced import put_aside_the_returned
from pipeline.process.intake.returned import (
    Returned,
    copy_returned,
    keep_as_dropped,
    put_aside,
    return_form,
    take_filed,
)
from pipeline.process.intake.taking import Dropped, drop_folder, take_beside
from pipeline.process.office import Office
from pipeline.process.outcome import FormState, Outcome
from pipeline.vietnamese.text import printable

NOT_MOVED, NOT_RETURNED = "form-not-moved", "form-not-returned"
# What then lies elsewhere is without the marks, and what was typed among them.
_TAKING = (FormState.FILED, FormState.REVISED, FormState.RETURNED)


def moved(
    office: Office, path: Path, prepared: Prepared, outcome: Outcome, job: Job | None, dropped: Sequence[Dropped]
) -> Outcome:
    """The outcome with the place where the form lies now. A form that cannot be moved is filed all the same.

    Raises `NoAccess`, with all problems of the form, where one to be mended cannot be returned: it stays to be tried
    again.
    """
    try:
        moved_to = _move(office, path, prepared, outcome, job, dropped)
        left = drop_folder(job) if job and not path.exists() else None
        problems = (*outcome.problems, left) if left else outcome.problems
        return replace(outcome, moved_to=moved_to, problems=problems)
    except OSError as error:
        reason = access_error(printable(Path(error.filename or path).name), error).message
        if outcome.state is FormState.RETURNED:
            raise NoAccess(reason, (_not_returned(path, reason), *outcome.problems)) from error
        hint = msg("Please move the form out of the inbox by hand.")
        left = Problem(NOT_MOVED, verbatim(printable(path.name)), reason, hint, Severity.WARNING)
        return replace(outcome, problems=(*outcome.problems, left))


def _not_returned(path: Path, reason: Message) -> Problem:
    hint = msg("The form is to be mended, and is given back as soon as nothing stands in the way.")
    return Problem(NOT_RETURNED, verbatim(printable(path.name)), reason, hint)


def _move(
    office: Office, path: Path, prepared: Prepared, outcome: Outcome, job: Job | None, dropped: Sequence[Dropped]
) -> Path | None:
    """Where the form lies now. A named file outside the inbox is its owner's: it stays where it is."""
    workspace = office.workspace
    is_in_inbox = path.resolve().is_relative_to(workspace.inbox.resolve())
    if is_in_inbox and prepared.was_marked and outcome.state in _TAKING:
        keep_as_dropped(workspace, path.name, prepared.data)
    match outcome.state:
        case FormState.RETURNED if is_in_inbox:
            in_place = job is not None
            return _noted(office, path, return_form(workspace, path, prepared, outcome.problems, in_place=in_place))
        case FormState.RETURNED if all(problem.code != "secret-form" for problem in outcome.problems):
            return _noted(office, path, copy_returned(workspace, path, prepared, outcome.problems))
        case FormState.DUPLICATE | FormState.FILED | FormState.REVISED if is_in_inbox:
            if job and not take_beside(job, dropped):
                return None
            is_duplicate = outcome.state is FormState.DUPLICATE
            aside = put_aside(workspace, path, prepared.data) if is_duplicate else None
            if not is_duplicate:
                take_filed(path, prepared.sha256)
            put_aside_the_returned(office, path, prepared)
            return aside
        case _:
            return None


def _noted(office: Office, path: Path, returned: Returned) -> Path:
    """Remember the marked form, so that it is not read again before somebody mends it."""
    with suppress(VanthuError):  # it is then read, and returned as it is, once more
        office.ledger.note(returned.sha256, path.name, FormState.RETURNED.value, None, office.timestamp)
    return returned.path
