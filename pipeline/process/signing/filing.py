"""A signed scan filed beside its document: from then on the document is issued and nothing rewrites it."""

from __future__ import annotations

import os
from itertools import chain, count
from pathlib import Path, PurePath

from pipeline.archive import FILED, Change, FiledDocument, FiledScan, HistoryEntry, Manifest, as_found, publish_change
from pipeline.archive.manifest import read_manifest
from pipeline.errors import FormRefused
from pipeline.office_files.packages import file_digest
from pipeline.process.office import Office, announced
from pipeline.process.outcome import Earlier, FormState, Outcome, document_result
from pipeline.process.signing.contents import scan_suffix
from pipeline.process.signing.matching import Candidate
from pipeline.process.signing.problems import unmatched, void


def file_scan(office: Office, name: str, data: bytes, candidate: Candidate) -> Outcome:
    """Put the scan into the meeting's folder and note it in the manifest. The caller holds the archive's lock.

    The very same scan again is a duplicate. Raises `FormRefused` for what is no scan or of no document, `OSError`.
    """
    suffix = scan_suffix(name, data)
    manifest = read_manifest(candidate.folder) or candidate.manifest
    document = next((one for one in manifest.documents if one.path == candidate.document.path), None)
    if document is None:
        raise FormRefused(unmatched(name))  # corrected or withdrawn since it was looked for
    if document.status != FILED:
        raise FormRefused(void(name, candidate))
    digest = file_digest(data)
    result = document_result(office.workspace, candidate.folder, document)
    if same := next((scan for scan in document.scans if scan.sha256 == digest), None):
        earlier = Earlier(office.workspace.relative(candidate.folder / same.path), same.at)
        return Outcome(name, FormState.DUPLICATE, manifest.meeting, (result,), earlier=earlier)
    scan = FiledScan(path=_free(candidate.folder, document.path, suffix), sha256=digest, at=office.timestamp)
    # What was printed for signing is what lies there, also where somebody edited it by hand before.
    printed = document if document.scans else as_found(candidate.folder, document, office.timestamp)
    signed = printed.model_copy(update={"scans": (*document.scans, scan)})
    version = last_version(manifest, document)
    entry = HistoryEntry(at=office.timestamp, action="signed", stage=document.stage, version=version, kept=())
    after = manifest.model_copy(
        update={
            "documents": tuple(signed if one is document else one for one in manifest.documents),
            "history": (*manifest.history, entry),
        }
    )
    with announced(office):
        publish_change(candidate.folder, Change({scan.path: data}, (), after.to_bytes()))
    return Outcome(name, FormState.SIGNED, manifest.meeting, (result,))


def last_version(manifest: Manifest, document: FiledDocument) -> int:
    """The version of the form that the document's stage has come to."""
    return max(form.version for form in manifest.forms if form.stage is document.stage)


def _free(folder: Path, document: str, suffix: str) -> str:
    """`05-NQ-nghi-quyet-ban-ky.pdf`, and where something lies there already, `…-ban-ky-2.pdf`."""
    again = chain([""], (f"-{number}" for number in count(2)))
    names = (f"{PurePath(document).stem}-ban-ky{one}{suffix}" for one in again)
    return next(name for name in names if not os.path.lexists(folder / name))
