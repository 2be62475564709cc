"""One form, the whole way."""

from __future__ import annotations

from pipeline.archive import Manifest
from pipeline.errors import Problem, VanthuError, has_errors
from pipeline.messages import msg
from pipeline.process.filing import numbers_wanted, order_warnings, publish, render_documents
from pipeline.process.office import Office
from pipeline.process.outcome import DocumentResult, FormState, Outcome
from pipeline.process.place import Placed, place
from pipeline.process.prepare import Prepared
from pipeline.register import NumberConflict


def file_form(office: Office, form: str, prepared: Prepared) -> Outcome:
    """File a prepared form: place it, number and fill its documents, publish the folder.

    The caller holds the archive's lock. The form's own file is not touched here. Raises `NoAccess`, `BadTemplate`;
    numbers taken then go back.
    """
    if prepared.meeting is None:
        return Outcome(form, FormState.RETURNED, None, (), prepared.problems)
    placed = place(prepared.meeting, office.archive, prepared.places)
    problems = (*prepared.problems, *placed.problems)
    if has_errors(placed.problems):
        return Outcome(form, FormState.RETURNED, None, (), problems)
    if placed.is_duplicate and placed.folder.manifest:
        return Outcome(form, FormState.DUPLICATE, placed.folder.code, _results(office, placed, placed.folder.manifest))
    try:
        manifest, more = _render_and_publish(office, prepared, placed)
    except NumberConflict as conflict:
        return Outcome(form, FormState.RETURNED, None, (), (*problems, _conflict(conflict, prepared)))
    state = FormState.FILED if manifest.history[-1].version == 1 else FormState.REVISED
    return Outcome(form, state, placed.folder.code, _results(office, placed, manifest), (*problems, *more))


def _render_and_publish(office: Office, prepared: Prepared, placed: Placed) -> tuple[Manifest, tuple[Problem, ...]]:
    before = office.register.numbers_of(placed.folder.code)
    numbers = office.register.reserve(numbers_wanted(placed, prepared.documents))
    try:
        rendered = render_documents(office, prepared.documents, numbers)
        manifest, warnings = publish(office, prepared, placed, rendered)
    except (VanthuError, OSError):
        office.register.release(placed.folder.code, [kind for kind in numbers if kind not in before])
        raise
    return manifest, (*warnings, *order_warnings(office, prepared, rendered))


def _results(office: Office, placed: Placed, manifest: Manifest) -> tuple[DocumentResult, ...]:
    return tuple(
        DocumentResult(
            kind=document.kind.value,
            number=document.symbol,
            path=office.workspace.relative(placed.folder.path / document.path),
            sha256=document.sha256,
            content_sha256=document.content_sha256,
        )
        for document in manifest.documents
        if document.stage is placed.meeting.stage
    )


def _conflict(conflict: NumberConflict, prepared: Prepared) -> Problem:
    row = next(
        (n for n, details in enumerate(prepared.meeting.documents) if details.kind.value == conflict.wanted.kind), 0
    ) if prepared.meeting else 0  # fmt: skip
    where = prepared.places.of("documents", row, "number")
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
