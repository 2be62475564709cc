"""Whether a document may take the place of the one that its form names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.archive import FILED, FiledDocument, Manifest, is_frozen, replaced_by
from pipeline.documents import KINDS, PlannedDocument
from pipeline.errors import Problem
from pipeline.meeting import DocumentDetails
from pipeline.messages import Message, msg
from pipeline.process.filing.place import Placed
from pipeline.records import Path, Places

_KINDS = {kind.name: kind for kind in KINDS}


def check_replacing(
    placed: Placed, planned: Iterable[PlannedDocument], places: Places, presumed: date | None
) -> tuple[Problem, ...]:
    """Everything that is wrong with the numbers which the form says its documents replace."""
    made = {document.kind.name: document for document in planned}
    manifest = placed.folder.manifest
    problems: list[Problem] = []
    for row, details in enumerate(placed.meeting.documents):
        if details.replaces is not None:
            path: Path = ("documents", row)
            problems += _one(details, made.get(details.kind), manifest, presumed, path, places)
    return tuple(problems)


def _one(
    details: DocumentDetails,
    planned: PlannedDocument | None,
    manifest: Manifest | None,
    presumed: date | None,
    path: Path,
    places: Places,
) -> Iterator[Problem]:
    where = places.of(*path, "replaces")
    if planned is None or not _KINDS[details.kind].is_replaceable or planned.replaces is None:
        yield _not_that_way(details, where)
        return
    filed = [one for one in manifest.documents if one.kind is details.kind] if manifest else []
    old = next((one for one in reversed(filed) if one.number == details.replaces and one.status == FILED), None)
    if old is None or manifest is None:
        yield Problem(
            "replaces-unknown",
            where,
            msg(
                "This meeting has no “{kind}” of number {number:02} in force.",
                kind=details.kind.label,
                number=details.replaces,
            ),
            msg("Please check the number in the register."),
        )
    elif not is_frozen(old, manifest, presumed):
        yield Problem(
            "replaces-not-issued",
            where,
            msg("The document “{name}” is not issued yet.", name=old.symbol),
            msg("Please leave “Thay thế số” empty: it is then made anew under its own number."),
        )
    elif (successor := replaced_by(old, manifest)) and _is_another(details, successor, manifest, presumed):
        yield Problem(
            "replaces-replaced",
            where,
            msg("The document “{name}” is replaced by “{other}” already.", name=old.symbol, other=successor.symbol),
            msg("Please write the number of the document that is in force."),
        )
    elif details.day is None or details.day < old.date:
        yield _own_day(old, places.of(*path, "day"))


def _is_another(details: DocumentDetails, successor: FiledDocument, manifest: Manifest, presumed: date | None) -> bool:
    """Whether the row means another document than the one that took the old one's place: that is issued, and stays."""
    is_issued = is_frozen(successor, manifest, presumed)
    return is_issued and (details.day != successor.date or replaced_by(successor, manifest) is not None)


def _not_that_way(details: DocumentDetails, where: Message) -> Problem:
    return Problem(
        "replaces-kind",
        where,
        msg("“{kind}” is not replaced by another document.", kind=details.kind.label),
        msg("Please correct it by supplementary minutes or a letter of correction, on the form “Cập nhật sau họp”."),
    )


def _own_day(old: FiledDocument, where: Message) -> Problem:
    return Problem(
        "replaces-day",
        where,
        msg(
            "A document that replaces “{name}” needs a date of its own, {day:%d/%m/%Y} at the earliest.",
            name=old.symbol,
            day=old.date,
        ),
        msg("Please fill in “Ngày văn bản” of the new document."),
    )
