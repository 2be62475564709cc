"""Numbers taken, documents filled, the folder published; and where a number cannot be given."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.archive import Manifest
from pipeline.errors import Problem, Severity, VanthuError
from pipeline.messages import msg
from pipeline.process.filing.attachments import Attached
from pipeline.process.filing.documents import order_warnings, render_documents
from pipeline.process.filing.place import Placed
from pipeline.process.filing.publication import publish
from pipeline.process.intake.prepare import Prepared
from pipeline.process.numbers import filed_numbers
from pipeline.process.office import Office
from pipeline.process.series import check_known
from pipeline.records import Path
from pipeline.register import GivenNumber, NumberConflict, NumberWanted


def numbered_and_published(
    office: Office, prepared: Prepared, placed: Placed, wanted: Sequence[NumberWanted], beside: Attached
) -> tuple[Manifest, tuple[Problem, ...]]:
    """Numbers go back only while nothing stands on the disk; behind that they belong to the meeting, come what may.

    A form whose publication failed is filed with the same numbers when it is tried again.
    """
    before = office.register.numbers_of(placed.folder.code)
    check_known(office, {one.body for one in wanted})
    skipped = _skipped(office, prepared, wanted)
    numbers = office.register.reserve(wanted)
    try:
        rendered = render_documents(office, placed, prepared.documents, numbers)
    except (VanthuError, OSError):
        office.register.release(office.register.numbers_of(placed.folder.code) - before)
        raise
    manifest, warnings = publish(office, prepared, placed, rendered, beside)
    office.register.release(_no_longer_void(placed.folder.manifest, manifest))
    office.register.restore(filed_numbers([(placed.folder.path, manifest)]))  # a document may have become void
    return manifest, (*warnings, *skipped, *order_warnings(office, prepared, rendered))


def _skipped(office: Office, prepared: Prepared, wanted: Sequence[NumberWanted]) -> tuple[Problem, ...]:
    """Where a stated number leaves out the ones before it: nothing would say what became of them."""
    return tuple(
        Problem(
            "numbers-skipped",
            prepared.places.of(*_number_path(one.kind, prepared)),
            msg(
                "The series of {type} has come to {last:02} only; {number:02} leaves out the numbers between.",
                type=one.type,
                last=following - 1,
                number=one.stated,
            ),
            msg("Please check; numbers that were given on paper or spoilt can be stated as void, with the reason."),
            Severity.WARNING,
        )
        for one in wanted
        if one.stated and not office.register.has(one) and one.stated > (following := office.register.next_number(one))
    )


def _no_longer_void(old: Manifest | None, new: Manifest) -> set[GivenNumber]:
    """Numbers that a corrected form does not call void any more."""
    kept = {(void.type, void.term, void.number) for void in new.void_numbers}
    kept |= {(document.type, document.term or "", document.number or 0) for document in new.documents}
    return {
        GivenNumber(new.body, void.type, void.term, void.number)
        for void in (old.void_numbers if old else ())
        if (void.type, void.term, void.number) not in kept
    }


def conflict_problem(conflict: NumberConflict, prepared: Prepared) -> Problem:
    """Why a number that the form states cannot be given, at its place in the form."""
    where = prepared.places.of(*_number_path(conflict.wanted.kind, prepared))
    if conflict.is_void:
        return Problem(
            "number-void",
            where,
            msg("Number {number:02} is recorded as void.", number=conflict.number),
            msg("Please check the paper register, or leave the number empty."),
        )
    if conflict.number != conflict.wanted.stated:
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
