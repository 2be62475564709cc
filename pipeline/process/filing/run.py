"""One form, the whole way."""

from __future__ import annotations

from pipeline.archive import VOID, FiledDocument, Manifest, recover_folder
from pipeline.errors import ArchiveDamaged, Problem, Severity, VanthuError, has_errors
from pipeline.messages import Message, msg
from pipeline.process.filing.attachments import Attached, attached, opened, publish_attached
from pipeline.process.filing.documents import numbers_wanted, order_warnings, render_documents
from pipeline.process.filing.follow_up import overtaken_void_numbers
from pipeline.process.filing.place import Placed, place
from pipeline.process.filing.publication import publish
from pipeline.process.intake.arrivals import owner_file
from pipeline.process.intake.prepare import TYPED_AMONG_MARKS, Prepared
from pipeline.process.intake.taking import Dropped
from pipeline.process.office import Office, filed_numbers
from pipeline.process.outcome import AttachmentResult, DocumentResult, FormState, Outcome
from pipeline.process.roster.filing import file_roster_changes
from pipeline.records import Path
from pipeline.register import GivenNumber, NumberConflict


def file_form(office: Office, form: str, prepared: Prepared, dropped: Sequence[Dropped] = ()) -> Outcome:
    """File a prepared form and what was `dropped` with it: place it, number and fill its documents, publish the folder.

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
    beside = attached(placed, dropped)
    if open_now := opened(placed, beside):
        return Outcome(form, FormState.WAITING, placed.folder.code, (), open_now)
    if placed.is_duplicate and placed.folder.manifest and not _missing(placed, placed.folder.manifest):
        return _told_again(office, form, prepared, placed, placed.folder.manifest, beside)
    if open_now := _open_documents(placed):
        return Outcome(form, FormState.WAITING, placed.folder.code, (), open_now)
    if placed.folder.manifest is None and placed.folder.path.is_dir() and any(placed.folder.path.iterdir()):
        raise ArchiveDamaged(_foreign(office, placed))
    try:
        manifest, more = _render_and_publish(office, prepared, placed, beside)
    except NumberConflict as conflict:
        return Outcome(form, FormState.RETURNED, None, (), (*problems, _conflict(conflict, prepared)))
    state = FormState.FILED if manifest.history[-1].version == 1 else FormState.REVISED
    results, added = _results(office, placed, manifest), _added(office, placed, beside)
    return Outcome(form, state, placed.folder.code, results, (*problems, *more), attachments=added)


def _told_again(
    office: Office, form: str, prepared: Prepared, placed: Placed, manifest: Manifest, beside: Attached
) -> Outcome:
    """The outcome for a form that was filed before: only files beside it may be new."""
    overtaken = overtaken_void_numbers(placed.meeting, manifest, prepared.places)
    unread = tuple(problem for problem in prepared.problems if problem.code == TYPED_AMONG_MARKS)
    problems = (*unread, *overtaken)
    if not beside.added:
        results = _results(office, placed, manifest)
        return Outcome(form, FormState.DUPLICATE, placed.folder.code, results, problems)
    publish_attached(office, placed, manifest, beside)
    added = _added(office, placed, beside)
    return Outcome(form, FormState.REVISED, placed.folder.code, (), problems, attachments=added)


def _added(office: Office, placed: Placed, beside: Attached) -> tuple[AttachmentResult, ...]:
    return tuple(
        AttachmentResult(one.name, office.workspace.relative(placed.folder.path / one.path), one.sha256)
        for one in beside.added
    )


def _missing(placed: Placed, manifest: Manifest) -> list[str]:
    """Documents of the stage that somebody moved or deleted: dropping the form again makes them anew."""
    return [
        document.path for document in _current(placed, manifest) if not (placed.folder.path / document.path).exists()
    ]


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
    office: Office, prepared: Prepared, placed: Placed, beside: Attached
) -> tuple[Manifest, tuple[Problem, ...]]:
    """Numbers go back only while nothing stands on the disk; behind that they belong to the meeting, come what may.

    A form whose publication failed is filed with the same numbers when it is tried again.
    """
    before = office.register.numbers_of(placed.folder.code)
    numbers = office.register.reserve(numbers_wanted(placed, prepared))
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
