"""What has become of a document: filed and ready to sign, issued, replaced by another, or its number void."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.archive.manifest import VOID, FiledDocument, Manifest
from pipeline.meeting import Dispatch
from pipeline.records import Choice


class DocumentStatus(Choice):
    """In the order of a document's life. A draft has no number and is no paper of the archive yet."""

    DRAFT = "draft", "Dự thảo"
    FILED = "filed", "Chờ ký, ban hành"
    ISSUED = "issued", "Đã ban hành"
    SUPERSEDED = "superseded", "Đã được thay thế"
    VOID = "void", "Hủy số"


def dispatches_of(document: FiledDocument, manifest: Manifest) -> tuple[Dispatch, ...]:
    """What follow-up forms say of a document's way.

    A row without a number speaks of every document of its kind, but not of one that came to replace the one meant.
    """
    rows = (row for form in manifest.forms for row in form.record.follow_up.dispatches)
    return tuple(
        row
        for row in rows
        if row.kind is document.kind
        and (row.number == document.number or (row.number is None and _may_be_of(row, document)))
    )


def _may_be_of(row: Dispatch, document: FiledDocument) -> bool:
    day = row.issued or row.sent
    return document.replaces is None or day is None or day >= document.date


def issued_on(document: FiledDocument, manifest: Manifest) -> date | None:
    """The day a follow-up form states that the document was issued on, of several the last; None where none does."""
    stated = [row.issued for row in dispatches_of(document, manifest) if row.issued]
    return stated[-1] if stated else None


def presumed_until(days: int | None, today: date) -> date | None:
    """The last day whose documents count as issued because so many days have passed; None where that is not done."""
    return None if days is None else today - timedelta(days=days)


def status_of(document: FiledDocument, manifest: Manifest, presumed: date | None = None) -> DocumentStatus:
    """The status of a document that the manifest lists.

    `presumed`: documents dated on this day or before count as issued though nobody said so (an option of the office).
    """
    if document.status == VOID:
        return DocumentStatus.VOID
    successor = replaced_by(document, manifest)
    if successor is not None and _is_issued(successor, manifest, presumed):
        return DocumentStatus.SUPERSEDED
    return DocumentStatus.ISSUED if _is_issued(document, manifest, presumed) else DocumentStatus.FILED


def replaced_by(document: FiledDocument, manifest: Manifest) -> FiledDocument | None:
    """The document that takes the place of this one, signed or not yet; None where none does."""
    return next((one for one in manifest.documents if one.replaces == document.path and one.status != VOID), None)


def is_frozen(document: FiledDocument, manifest: Manifest, presumed: date | None = None) -> bool:
    """Whether nothing may rewrite the document any more: it is issued, or was and is replaced."""
    return status_of(document, manifest, presumed) in (DocumentStatus.ISSUED, DocumentStatus.SUPERSEDED)


def _is_issued(document: FiledDocument, manifest: Manifest, presumed: date | None) -> bool:
    if document.scans or issued_on(document, manifest) is not None:
        return True
    return presumed is not None and document.number is not None and document.date <= presumed
