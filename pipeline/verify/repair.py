"""What can be put right without losing anything: everything else is only said."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import (
    FILED,
    Archive,
    Change,
    FiledDocument,
    Manifest,
    as_found,
    durable,
    is_frozen,
    publish_change,
    recover,
)
from pipeline.archive.manifest import read_manifest
from pipeline.documents import plan_documents
from pipeline.errors import VanthuError, access_error
from pipeline.index import discard_index
from pipeline.messages import Message, msg
from pipeline.office_files.packages import content_digest, file_digest
from pipeline.process.filing.documents import known_of
from pipeline.process.filing.template import template_of
from pipeline.process.office import Office, announced
from pipeline.process.whole import writing
from pipeline.records import Places
from pipeline.templates.render import render
from pipeline.verify.check import Report
from pipeline.verify.findings import Finding, FindingKind
from pipeline.verify.numbers import readable_numbers


@dataclass(frozen=True)
class Repaired:
    """What became of one finding. `is_done`: the archive is as its manifest says again."""

    finding: Finding
    is_done: bool
    what: Message


def repair(office: Office, report: Report) -> Iterator[Repaired]:
    """Put right what can be: interrupted changes, old manifests, lost documents, the register. Raises `Busy`."""
    with writing(office):
        if any(finding.kind is FindingKind.LEFTOVER for finding in report.findings):
            recover(office.archive)
        for finding in report.findings:
            try:
                yield _one(office, finding)
            except VanthuError as error:  # another finding of the same folder may stand in the way
                yield _left(finding, error.message)
            except OSError as error:
                yield _left(finding, access_error(finding.path.name, error).message)
        if any(finding.kind is FindingKind.INDEX for finding in report.findings):
            discard_index(office.workspace.state, office.lock_timeout)
        if any(finding.kind is FindingKind.REGISTER for finding in report.findings):
            now = list(office.archive.manifests(unreadable=[]))  # others may have gone on since the report
            office.register.restore(readable_numbers(office.workspace.outbox, now))


def _one(office: Office, finding: Finding) -> Repaired:
    match finding.kind:
        case FindingKind.LEFTOVER if not finding.path.exists():
            return Repaired(finding, True, msg("Finished or undone."))
        case FindingKind.REGISTER if finding.is_only_registered:
            return _left(finding, msg("The number stays taken. Please restore the meeting's folder from a backup."))
        case FindingKind.REGISTER:
            return Repaired(finding, True, msg("The register was brought up to the archive."))
        case FindingKind.INDEX:
            return Repaired(finding, True, msg("The index is made anew by the next search."))
        case FindingKind.MISPLACED:
            return _put_back(office, finding)
        case FindingKind.OLD_MANIFEST:
            return _rewritten(office, finding)
        case FindingKind.MISSING:
            return _restored(office, finding)
        case FindingKind.CHANGED:
            return _noted(office, finding)
        case FindingKind.FOREIGN:
            return _left(finding, msg("Nothing was changed. Please move it elsewhere if it does not belong here."))
        case FindingKind.GAP:
            return _left(finding, msg("Please state them as void on the form “Cập nhật sau họp”, with the reason."))
        case _:
            return _left(finding, msg("Nothing was changed. Please restore it from a backup."))


def _left(finding: Finding, what: Message) -> Repaired:
    return Repaired(finding, False, what)


def _put_back(office: Office, finding: Finding) -> Repaired:
    """A folder that somebody moved, in its own place again where nothing lies there."""
    manifest = read_manifest(finding.path)
    if manifest is None:
        return _left(finding, msg("The file is no longer there."))
    place = office.archive.place_of(manifest)
    if os.path.lexists(place):
        return _left(finding, msg("Nothing was changed: something lies in its place. Please compare the two folders."))
    durable.make_folder(place.parent)
    with announced(office):
        finding.path.rename(place)
        durable.flush_folder(place.parent)
        durable.flush_folder(finding.path.parent)
    return Repaired(finding, True, msg("Moved back to its place."))


def _noted(office: Office, finding: Finding) -> Repaired:
    """A hand edit noted as the valid text. What is issued was signed as it was made, and forms are not edited."""
    found = _of_document(office.archive, finding.path)
    if found is None or is_frozen(found[2], found[1], office.presumed):
        return _left(finding, msg("Kept as it is. If the edit was not meant, please restore it from a backup."))
    folder, manifest, document = found
    _put(office, folder, manifest, document, as_found(folder, document, office.timestamp), {})
    return Repaired(finding, True, msg("The edited text is now noted as the valid one; it differs from the record."))


def _put(
    office: Office,
    folder: Path,
    manifest: Manifest,
    old: FiledDocument,
    new: FiledDocument,
    files: Mapping[str, bytes],
) -> None:
    documents = tuple(new if one == old else one for one in manifest.documents)
    after = manifest.model_copy(update={"documents": documents})
    with announced(office):
        publish_change(folder, Change(files, (), after.to_bytes()))


def _rewritten(office: Office, finding: Finding) -> Repaired:
    """The manifest in the current format; the earlier one is kept beside the earlier documents."""
    folder = finding.path.parent
    manifest = read_manifest(folder)
    if manifest is None:
        return _left(finding, msg("The file is no longer there."))
    before = finding.path.read_bytes()
    kept = f"lich-su/manifest-{file_digest(before)[:8]}.json"
    history = (
        *manifest.history[:-1],
        manifest.history[-1].model_copy(update={"kept": (*manifest.history[-1].kept, kept)}),
    )
    after = manifest.model_copy(update={"history": history})
    with announced(office):
        publish_change(folder, Change({kept: before}, (), after.to_bytes()))
    return Repaired(finding, True, msg("Written in the current format; the earlier one is kept in “lich-su”."))


def _restored(office: Office, finding: Finding) -> Repaired:
    """A lost document made again from the record; only where it comes out as it was."""
    found = _of_document(office.archive, finding.path)
    if found is None:
        return _left(finding, msg("It cannot be made again. Please restore it from a backup."))
    folder, manifest, document = found
    try:
        data = _made_again(office, manifest, document)
    except VanthuError:
        data = None
    if data is None:
        return _left(
            finding,
            msg("It would not come out as it was: template, roster or rules have changed. Please use a backup."),
        )
    # packed by another compressor, it is the same document in other bytes
    again = document.model_copy(update={"sha256": file_digest(data), "edited": None})
    _put(office, folder, manifest, document, again, {document.path: data})
    return Repaired(finding, True, msg("Made again from the record, as it was."))


def _of_document(archive: Archive, path: Path) -> tuple[Path, Manifest, FiledDocument] | None:
    """The folder, manifest and entry of a document by its path."""
    for folder in path.parents:
        if folder == archive.outbox:
            return None
        manifest = read_manifest(folder)
        if manifest is not None:
            inside = path.relative_to(folder).as_posix()
            entries: Sequence[FiledDocument] = [one for one in manifest.documents if one.status == FILED]
            document = next((one for one in entries if one.path == inside), None)
            return None if document is None else (folder, manifest, document)
    return None


def _made_again(office: Office, manifest: Manifest, document: FiledDocument) -> bytes | None:
    form = manifest.form(document.stage, document.round)
    if form is None:
        return None
    planned = plan_documents(form.record, office.organisation, office.regulations, Places()).documents
    known = known_of(manifest, (), {})
    for plan in planned:  # the archive counts several of a kind in its own way
        if plan.kind.name is document.kind:
            data = render(template_of(office.workspace, plan), plan.context(document.number, known=known), day=plan.day)
            if content_digest(data) == document.content_sha256:
                return data
    return None
