"""A scan filed at the wrong document, taken back into the folder's history; the document then waits for its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.archive import Archive, Change, DocumentStatus, HistoryEntry, Unreadable, publish_change, status_of
from pipeline.archive.moving import free_name
from pipeline.errors import Problem, Severity, UsageError, access_error
from pipeline.messages import msg, verbatim
from pipeline.process.office import Office, announced
from pipeline.process.outcome import FormState, Outcome, document_result
from pipeline.process.signing.filing import last_version
from pipeline.process.signing.matching import Candidate
from pipeline.process.whole import writing
from pipeline.vietnamese.text import printable

_SHELF = "lich-su/ban-ky"


def take_back(office: Office, path: Path, reason: str) -> Outcome:
    """Take the filed scan at this path from its document; the file goes to the history, with the reason.

    A document that no other scan and no stated date makes issued is then ready to be signed again; where one does, a
    warning says so. Raises `UsageError` where no such scan is filed, `ArchiveDamaged` where its
    manifest cannot be read, `NoAccess`, `Busy`.
    """
    with writing(office):
        found = _holder(office, path)
        try:
            after = _taken_back(office, found, path, reason)
        except OSError as error:
            raise access_error(printable(path.name), error) from error
    return Outcome(
        office.workspace.relative(path),
        FormState.TAKEN_BACK,
        after.manifest.meeting,
        (document_result(office.workspace, after.folder, after.document),),
        _still_issued(after),
    )


def _holder(office: Office, path: Path) -> Candidate:
    """The document that the scan is filed at."""
    unreadable: list[Unreadable] = []
    for one in _signed(office.archive, unreadable):
        if path in [one.folder / scan.path for scan in one.document.scans]:
            return one
        if path == one.folder / one.document.path:
            scans = ", ".join(office.workspace.relative(one.folder / scan.path) for scan in one.document.scans)
            raise UsageError(msg("This is the document itself. Its signed scans: {scans}.", scans=scans))
    for left in unreadable:
        if path.is_relative_to(left.folder):
            raise left.error
    raise UsageError(msg("No signed scan is filed at “{path}”.", path=printable(office.workspace.relative(path))))


def _signed(archive: Archive, unreadable: list[Unreadable]) -> Iterator[Candidate]:
    for folder, manifest in archive.manifests(unreadable=unreadable):
        yield from (Candidate(folder, manifest, one) for one in manifest.documents if one.scans)


def _taken_back(office: Office, found: Candidate, path: Path, reason: str) -> Candidate:
    folder, manifest, document = found.folder, found.manifest, found.document
    taken = path.relative_to(folder).as_posix()
    shelf = free_name(folder / _SHELF / path.name).relative_to(folder).as_posix()
    kept = {shelf: path.read_bytes()} if path.is_file() else {}
    rest = tuple(scan for scan in document.scans if scan.path != taken)
    unsigned = document.model_copy(update={"scans": rest})
    entry = HistoryEntry(
        at=office.timestamp,
        action="scan-taken-back",
        stage=document.stage,
        version=last_version(manifest, document),
        kept=tuple(kept),
        reason=reason,
    )
    after = manifest.model_copy(
        update={
            "documents": tuple(unsigned if one is document else one for one in manifest.documents),
            "history": (*manifest.history, entry),
        }
    )
    with announced(office):
        publish_change(folder, Change(kept, (taken,), after.to_bytes()))
    return Candidate(folder, after, unsigned)


def _still_issued(after: Candidate) -> tuple[Problem, ...]:
    if status_of(after.document, after.manifest) is not DocumentStatus.ISSUED:
        return ()
    why = msg("The document stays issued: a date of issue is recorded for it.")
    if after.document.scans:
        why = msg("The document stays issued: another signed scan of it is filed.")
    return (Problem("still-issued", verbatim(after.name), why, severity=Severity.WARNING),)
