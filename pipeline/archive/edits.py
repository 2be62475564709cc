"""Documents edited by hand in Word: recognised by their hash, never overwritten, and noted as the valid text."""

from __future__ import annotations

from pathlib import Path

from pipeline.archive.manifest import FILED, FiledDocument, HandEdit
from pipeline.office_files.packages import file_digest


def was_edited(folder: Path, document: FiledDocument) -> bool:
    """Whether what lies in the meeting's folder is not the document as it was made. Raises `OSError`."""
    path = folder / document.path
    return document.status == FILED and path.is_file() and file_digest(path.read_bytes()) != document.sha256


def as_found(folder: Path, document: FiledDocument, at: str) -> FiledDocument:
    """The document with its hand edit noted, where there is a new one: what stands there is then the valid text.

    Raises `OSError`.
    """
    if not was_edited(folder, document):
        return document
    digest = file_digest((folder / document.path).read_bytes())
    if digest == document.valid_sha256:
        return document
    return document.model_copy(update={"edited": HandEdit(sha256=digest, at=at)})
