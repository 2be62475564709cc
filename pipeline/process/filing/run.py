"""One form, the whole way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.archive import Manifest, recover_folder
from pipeline.errors import Problem, has_errors
from pipeline.meeting import Meeting
from pipeline.process.filing.attachments import Attached, attached, opened, publish_attached, results_of
from pipeline.process.filing.documents import numbers_wanted
from pipeline.process.filing.follow_up import overtaken_void_numbers
from pipeline.process.filing.frozen import to_make
from pipeline.process.filing.numbering import conflict_problem, numbered_and_published
from pipeline.process.filing.place import Placed, place
from pipeline.process.filing.replacing import check_replacing
from pipeline.process.filing.standing import check_free, earlier, missing, open_documents, results
from pipeline.process.intake.prepare import TYPED_AMONG_MARKS, Prepared
from pipeline.process.intake.taking import Dropped
from pipeline.process.office import Office
from pipeline.process.outcome import FormState, Outcome
from pipeline.process.roster.filing import file_roster_changes
from pipeline.process.series import check_series
from pipeline.register import NumberConflict


def file_form(office: Office, form: str, prepared: Prepared, dropped: Sequence[Dropped] = ()) -> Outcome:
    """File a prepared form and what was `dropped` with it: place it, fill its numbered documents, publish the folder.

    The caller holds the archive's lock. The form's own file is not touched here. Raises `NoAccess`, `BadTemplate`.
    """
    if prepared.changes is not None:
        return file_roster_changes(office, form, prepared.clean, prepared.changes, prepared.places, prepared.problems)
    if prepared.meeting is None:
        return Outcome(form, FormState.RETURNED, None, (), prepared.problems)
    placed = _placed(office, prepared, prepared.meeting)
    problems = (*prepared.problems, *placed.problems)
    if has_errors(placed.problems):
        return Outcome(form, FormState.RETURNED, None, (), problems)
    prepared = replace(prepared, documents=to_make(placed, prepared.documents, office.presumed))
    beside = attached(placed, dropped)
    if open_now := opened(placed, beside):
        return Outcome(form, FormState.WAITING, placed.folder.code, (), open_now)
    to_remake, lost = missing(office, placed)
    if placed.is_duplicate and placed.folder.manifest and not to_remake:
        return _told_again(office, form, prepared, placed, placed.folder.manifest, beside, lost)
    if open_now := open_documents(placed):
        return Outcome(form, FormState.WAITING, placed.folder.code, (), open_now)
    check_free(office, placed)
    return _filed(office, form, prepared, placed, beside, problems)


def _placed(office: Office, prepared: Prepared, meeting: Meeting) -> Placed:
    """Where the form belongs, with what the archive says against it."""
    placed = place(meeting, office.archive, prepared.places)
    if recover_folder(placed.folder.path):  # a change that failed half-way earlier in this run
        placed = place(meeting, office.archive, prepared.places)
    if placed.is_duplicate:
        return placed
    wrong = check_replacing(placed, prepared.documents, prepared.places, office.presumed)
    return replace(placed, problems=(*placed.problems, *wrong))


def _filed(
    office: Office,
    form: str,
    prepared: Prepared,
    placed: Placed,
    beside: Attached,
    problems: tuple[Problem, ...],
) -> Outcome:
    wanted = numbers_wanted(placed, prepared)
    problems += check_series(office, wanted, prepared.documents, prepared.places, placed.meeting.confirmed)
    if has_errors(problems):
        return Outcome(form, FormState.RETURNED, None, (), problems)
    try:
        manifest, more = numbered_and_published(office, prepared, placed, wanted, beside)
    except NumberConflict as conflict:
        return Outcome(form, FormState.RETURNED, None, (), (*problems, conflict_problem(conflict, prepared)))
    state = FormState.FILED if manifest.history[-1].version == 1 else FormState.REVISED
    made, added = results(office, placed, manifest), results_of(office, placed, beside)
    return Outcome(form, state, placed.folder.code, made, (*problems, *more), attachments=added)


def _told_again(
    office: Office,
    form: str,
    prepared: Prepared,
    placed: Placed,
    manifest: Manifest,
    beside: Attached,
    lost: Sequence[Problem],
) -> Outcome:
    """The outcome for a form that was filed before: only files beside it may be new."""
    overtaken = overtaken_void_numbers(placed.meeting, manifest, prepared.places)
    unread = tuple(problem for problem in prepared.problems if problem.code == TYPED_AMONG_MARKS)
    problems = (*unread, *overtaken, *lost)
    if not beside.added:
        made, same = results(office, placed, manifest), earlier(office, placed, manifest)
        return Outcome(form, FormState.DUPLICATE, placed.folder.code, made, problems, earlier=same)
    publish_attached(office, placed, manifest, beside)
    added = results_of(office, placed, beside)
    return Outcome(form, FormState.REVISED, placed.folder.code, (), problems, attachments=added)
