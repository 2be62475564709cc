"""Documents edited by hand in Word: recognised by their hash, never overwritten, and noted as the valid text."""

from __future__ import annotations

from pathlib import Path

from pipeline.archive.manifest import FILED, FiledDocument, HandEdit
from pipeline.office_files.packages import file_digest


def was_edited(folder: Path, document: FiledDocument) -> bool:
    """Whether what lies in the meeting's folder is not the document as it was made. Raises `OSError`."""
    return _found(folder, document) not in (None, document.sha256)


def as_found(folder: Path, document: FiledDocument, at: str) -> FiledDocument:
    """The document with its hand edit noted, where there is a new one: what stands there is then the valid text.

    Raises `OSError`.
    """
    digest = _found(folder, document)
    if digest is None or digest in (document.sha256, document.valid_sha256):
        return document
    return document.model_copy(update={"edited": HandEdit(sha256=digest, at=at)})


def _found(folder: Path, document: FiledDocument) -> str | None:
    """The hash of what lies there; None where nothing does, and for a document that is void."""
    path = folder / document.path
    return file_digest(path.read_bytes()) if document.status == FILED and path.is_file() else None
