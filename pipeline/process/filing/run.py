"""One form, the whole way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.archive import VOID, FiledDocument, FiledForm, HistoryEntry, Manifest, is_frozen, recover_folder
from pipeline.errors import ArchiveDamaged, Problem, Severity, VanthuError, has_errors
from pipeline.messages import Message, msg
from pipeline.process.filing.attachments import Attached, attached, opened, publish_attached, results_of
from pipeline.process.filing.documents import numbers_wanted, order_warnings, render_documents
from pipeline.process.filing.follow_up import overtaken_void_numbers
from pipeline.process.filing.frozen import to_make
from pipeline.process.filing.place import Placed, place
from pipeline.process.filing.publication import ACTION_FILED, ACTION_REVISED, publish
from pipeline.process.filing.replacing import check_replacing
from pipeline.process.filing.revision import issued_lost_warning
from pipeline.process.intake.arrivals import owner_file
from pipeline.process.intake.prepare import TYPED_AMONG_MARKS, Prepared
from pipeline.process.intake.taking import Dropped
from pipeline.process.numbers import filed_numbers
from pipeline.process.office import Office
from pipeline.process.outcome import DocumentResult, Earlier, FormState, Outcome
from pipeline.process.roster.filing import file_roster_changes
from pipeline.process.series import check_known, check_series
from pipeline.records import Path
from pipeline.register import GivenNumber, NumberConflict, NumberWanted


def file_form(office: Office, form: str, prepared: Prepared, dropped: Sequence[Dropped] = ()) -> Outcome:
    """File a prepared form and what was `dropped` with it: place it, fill its numbered documents, publish the folder.

    The caller holds the archive's lock. The form's own file is not touched here. Raises `NoAccess`, `BadTemplate`.
    """
    if prepared.changes is not None:
        return file_roster_changes(office, form, prepared.clean, prepared.changes, prepared.places, prepared.problems)
    if prepared.meeting is None:
        return Outcome(form, FormState.RETURNED, None, (), prepared.problems)
    placed = place(prepared.meeting, office.archive, prepared.places)
    if recover_folder(placed.folder.path):  # a change that failed half-way earlier in this run
        placed = place(prepared.meeting, office.archive, prepared.places)
    problems = (*prepared.problems, *placed.problems)
    if has_errors(placed.problems):
        return Outcome(form, FormState.RETURNED, None, (), problems)
    if not placed.is_duplicate:
        wrong = check_replacing(placed, prepared.documents, prepared.places, office.presumed)
        if has_errors(wrong):
            return Outcome(form, FormState.RETURNED, None, (), (*problems, *wrong))
    prepared = replace(prepared, documents=to_make(placed, prepared.documents, office.presumed))
    beside = attached(placed, dropped)
    if open_now := opened(placed, beside):
        return Outcome(form, FormState.WAITING, placed.folder.code, (), open_now)
    to_remake, lost = _missing(office, placed)
    if placed.is_duplicate and placed.folder.manifest and not to_remake:
        return _told_again(office, form, prepared, placed, placed.folder.manifest, beside, lost)
    if open_now := _open_documents(placed):
        return Outcome(form, FormState.WAITING, placed.folder.code, (), open_now)
    if placed.folder.manifest is None and placed.folder.path.is_dir() and any(placed.folder.path.iterdir()):
        raise ArchiveDamaged(_foreign(office, placed))
    wanted = numbers_wanted(placed, prepared)
    problems += check_series(office, wanted, prepared.documents, prepared.places, placed.meeting.confirmed)
    if has_errors(problems):
        return Outcome(form, FormState.RETURNED, None, (), problems)
    try:
        manifest, more = _render_and_publish(office, prepared, placed, wanted, beside)
    except NumberConflict as conflict:
        return Outcome(form, FormState.RETURNED, None, (), (*problems, _conflict(conflict, prepared)))
    state = FormState.FILED if manifest.history[-1].version == 1 else FormState.REVISED
    results, added = _results(office, placed, manifest), results_of(office, placed, beside)
    return Outcome(form, state, placed.folder.code, results, (*problems, *more), attachments=added)


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
        results, same = _results(office, placed, manifest), _earlier(office, placed, manifest)
        return Outcome(form, FormState.DUPLICATE, placed.folder.code, results, problems, earlier=same)
    publish_attached(office, placed, manifest, beside)
    added = results_of(office, placed, beside)
    return Outcome(form, FormState.REVISED, placed.folder.code, (), problems, attachments=added)


def _earlier(office: Office, placed: Placed, manifest: Manifest) -> Earlier | None:
    """The form of the same record, and when it was filed."""
    filed = manifest.form(placed.meeting.stage, placed.round)
    times = [entry.at for entry in manifest.history if filed and _is_filing_of(entry, filed)]
    return Earlier(office.workspace.relative(placed.folder.path / filed.path), times[-1]) if filed and times else None


def _is_filing_of(entry: HistoryEntry, form: FiledForm) -> bool:
    return entry.action in (ACTION_FILED, ACTION_REVISED) and (entry.stage, entry.version) == (form.stage, form.version)


def _missing(office: Office, placed: Placed) -> tuple[list[FiledDocument], list[Problem]]:
    """Documents of the stage that somebody moved or deleted: dropping the form again makes them anew.

    Not those that are issued: of them comes a warning.
    """
    manifest = placed.folder.manifest
    if manifest is None:
        return [], []
    gone = [one for one in _current(placed, manifest) if not (placed.folder.path / one.path).exists()]
    issued = [one for one in gone if is_frozen(one, manifest, office.presumed)]
    return [one for one in gone if one not in issued], [issued_lost_warning(one.path) for one in issued]


def _open_documents(placed: Placed) -> tuple[Problem, ...]:
    """Documents that a revision would replace while Word has them open: saved there, they would overwrite it."""
    if placed.folder.manifest is None:
        return ()
    paths = [placed.folder.path / document.path for document in _current(placed, placed.folder.manifest)]
    return tuple(
        Problem(
            "document-open",
            msg("document “{name}”", name=path.name),
            msg("The document is open in an office program."),
            msg("Please close it; the form is taken in the next pass."),
            Severity.WARNING,
        )
        for path in paths
        if owner_file(path)
    )


def _foreign(office: Office, placed: Placed) -> Message:
    return msg(
        "The folder “{name}” holds files that were not filed by this tool. Please move them elsewhere.",
        name=office.workspace.relative(placed.folder.path),
    )


def _render_and_publish(
    office: Office, prepared: Prepared, placed: Placed, wanted: Sequence[NumberWanted], beside: Attached
) -> tuple[Manifest, tuple[Problem, ...]]:
    """Numbers go back only while nothing stands on the disk; behind that they belong to the meeting, come what may.

    A form whose publication failed is filed with the same numbers when it is tried again.
    """
    before = office.register.numbers_of(placed.folder.code)
    check_known(office, {one.body for one in wanted})
    numbers = office.register.reserve(wanted)
    try:
        rendered = render_documents(office, placed, prepared.documents, numbers)
    except (VanthuError, OSError):
        office.register.release(office.register.numbers_of(placed.folder.code) - before)
        raise
    manifest, warnings = publish(office, prepared, placed, rendered, beside)
    office.register.release(_no_longer_void(placed.folder.manifest, manifest))
    office.register.restore(filed_numbers([(placed.folder.path, manifest)]))  # a document may have become void
    return manifest, (*warnings, *order_warnings(office, prepared, rendered))


def _no_longer_void(old: Manifest | None, new: Manifest) -> set[GivenNumber]:
    """Numbers that a corrected form does not call void any more."""
    kept = {(void.type, void.term, void.number) for void in new.void_numbers}
    kept |= {(document.type, document.term or "", document.number or 0) for document in new.documents}
    return {
        GivenNumber(new.body, void.type, void.term, void.number)
        for void in (old.void_numbers if old else ())
        if (void.type, void.term, void.number) not in kept
    }


def _current(placed: Placed, manifest: Manifest) -> list[FiledDocument]:
    """The documents of the form's stage that are there; void ones are not."""
    return [
        d for d in manifest.documents if (d.stage, d.round) == (placed.meeting.stage, placed.round) and d.status != VOID
    ]


def _results(office: Office, placed: Placed, manifest: Manifest) -> tuple[DocumentResult, ...]:
    return tuple(
        DocumentResult(
            kind=document.kind.value,
            number=document.symbol,
            path=office.workspace.relative(placed.folder.path / document.path),
            sha256=document.sha256,
            content_sha256=document.content_sha256,
        )
        for document in _current(placed, manifest)
    )


def _conflict(conflict: NumberConflict, prepared: Prepared) -> Problem:
    where = prepared.places.of(*_number_path(conflict.wanted.kind, prepared))
    if conflict.is_void:
        return Problem(
            "number-void",
            where,
            msg("Number {number:02} is recorded as void.", number=conflict.number),
            msg("Please check the paper register, or leave the number empty."),
        )
    if conflict.meeting == conflict.wanted.meeting:
        return Problem(
            "number-fixed",
            where,
            msg("This document has number {number:02} already.", number=conflict.number),
            msg("Please write that number, or leave it empty."),
        )
    return Problem(
        "number-taken",
        where,
        msg(
            "Number {number:02} was given to the meeting “{meeting}”.", number=conflict.number, meeting=conflict.meeting
        ),
        msg("Please check the paper register, or leave the number empty."),
    )


def _number_path(key: str, prepared: Prepared) -> Path:
    """Where the form states the number that the register knows by the key."""
    for void in prepared.void_numbers:
        if void.key == key:
            return "follow_up", "void_numbers", void.row, "number"
    stated = prepared.meeting.documents if prepared.meeting else ()
    row = next((n for n, details in enumerate(stated) if key.startswith(details.kind.value)), 0)
    return "documents", row, "number"
