"""One folder against its manifest, file by file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pipeline.archive import FILED, FORMAT, FiledDocument, Manifest, OutsidePaper, RosterFiling, is_frozen
from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.archive.outside import NAME as OUTSIDE
from pipeline.archive.rosters import NAME as FILING
from pipeline.errors import NOTHING
from pipeline.messages import Message, msg
from pipeline.office_files.packages import file_digest
from pipeline.process.intake.ignored import is_to_ignore
from pipeline.process.roster.filing import BEFORE_NAME
from pipeline.verify.findings import Finding, FindingKind


def check_meeting_folder(
    folder: Path, manifest: Manifest, stored_format: int, presumed: date | None
) -> Iterator[Finding]:
    """Everything in a meeting's folder that is not as its manifest says; `stored_format` is what stands on the disk.

    `presumed` is the last day whose documents count as issued though nobody said so.
    """
    if stored_format < FORMAT:
        detail = msg("The manifest is of an earlier format ({format}).", format=stored_format)
        yield Finding(FindingKind.OLD_MANIFEST, folder / MANIFEST, detail)
    for form in manifest.forms:
        yield from _file(folder / form.path, form.sha256, msg("The filed form was changed after it was filed."))
    for document in manifest.documents:
        if document.status == FILED:
            detail = msg("The document was edited by hand after it was filed; it is kept as it is.")
            lost = _issued_lost(folder, document) if is_frozen(document, manifest, presumed) else _LOST
            yield from _file(folder / document.path, document.valid_sha256, detail, lost)
        for scan in document.scans:
            yield from _file(folder / scan.path, scan.sha256, msg("The signed scan was changed after it was filed."))
    for attachment in manifest.attachments:
        detail = msg("The attachment was changed after it was filed.")
        yield from _file(folder / attachment.path, attachment.sha256, detail)
    for kept in _history(manifest):
        yield from _file(folder / kept)
    yield from _foreign(folder, {MANIFEST, *_listed(manifest)})


def _issued_lost(folder: Path, document: FiledDocument) -> Message:
    """What is left of an issued document whose file is gone."""
    scan = next((scan.path for scan in document.scans if (folder / scan.path).is_file()), None)
    if scan is None:
        return msg("The issued document is lost, and no signed scan of it lies here.")
    return msg("The issued document is lost; its signed scan “{scan}” is here.", scan=scan)


def check_roster_folder(folder: Path, filing: RosterFiling) -> Iterator[Finding]:
    """The same for a folder with changes of the roster."""
    changed = msg("The filed form was changed after it was filed.")
    yield from _file(folder / filing.form, filing.form_sha256, changed)
    yield from _file(folder / BEFORE_NAME, filing.organisation_sha256_before, changed)
    yield from _foreign(folder, {FILING, filing.form, BEFORE_NAME})


def check_outside_folder(folder: Path, paper: OutsidePaper) -> Iterator[Finding]:
    """The same for a number kept for a paper outside: nothing of the paper lies here."""
    if folder.name != paper.folder:
        yield Finding(FindingKind.CHANGED, folder / OUTSIDE, msg("The record says another number than its folder."))
    yield from _foreign(folder, {OUTSIDE})


def _history(manifest: Manifest) -> list[str]:
    return [path for entry in manifest.history for path in entry.kept]


def _listed(manifest: Manifest) -> set[str]:
    documents = {document.path for document in manifest.documents}
    documents |= {attachment.path for attachment in manifest.attachments}
    copies = {str(Path(path).with_suffix(".pdf").as_posix()) for path in documents}  # `vanthu pdf` puts them beside
    scans = {scan.path for document in manifest.documents for scan in document.scans}
    return {form.path for form in manifest.forms} | documents | copies | scans | set(_history(manifest))


_LOST = msg("The file is no longer there.")


def _file(path: Path, sha256: str = "", changed: Message = NOTHING, lost: Message = _LOST) -> Iterator[Finding]:
    """A file against its hash; of one without, whether it is there."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        yield Finding(FindingKind.MISSING, path, lost)
    except OSError:
        yield Finding(FindingKind.UNREADABLE, path, msg("The file cannot be read."))
    else:
        if sha256 and file_digest(data) != sha256:
            yield Finding(FindingKind.CHANGED, path, changed)


def _foreign(folder: Path, listed: set[str]) -> Iterator[Finding]:
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            inside = path.relative_to(folder).as_posix()
            is_under_way = inside.startswith(".")  # of a change that is carried out or was interrupted
            if inside not in listed and not is_under_way and not is_to_ignore(path.name):
                yield Finding(FindingKind.FOREIGN, path, msg("This file was not filed by this tool."))
