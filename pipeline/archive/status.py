"""What has become of a document: filed and ready to sign, issued, replaced by another, or its number void."""

from __future__ import annotations

from datetime import date

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
    """What follow-up forms say of a document's way. A row without a number speaks of every document of its kind."""
    rows = (row for form in manifest.forms for row in form.record.follow_up.dispatches)
    return tuple(row for row in rows if row.kind is document.kind and row.number in (None, document.number))


def issued_on(document: FiledDocument, manifest: Manifest) -> date | None:
    """The day a follow-up form states that the document was issued on, of several the last; None where none does."""
    stated = [row.issued for row in dispatches_of(document, manifest) if row.issued]
    return stated[-1] if stated else None


def status_of(document: FiledDocument, manifest: Manifest) -> DocumentStatus:
    """The status of a document that the manifest lists."""
    if document.status == VOID:
        return DocumentStatus.VOID
    is_issued = bool(document.scans) or issued_on(document, manifest) is not None
    return DocumentStatus.ISSUED if is_issued else DocumentStatus.FILED
