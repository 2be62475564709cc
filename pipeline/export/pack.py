"""Packing: a zip that is there whole or not at all."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.archive import Archive, Unreadable, durable
from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.errors import ArchiveDamaged, UsageError
from pipeline.export.contents import Meeting, contents_document, papers
from pipeline.export.copies import Copies, Named
from pipeline.messages import Message, msg
from pipeline.office_files.packages import add_member, file_digest
from pipeline.organisation import Organisation
from pipeline.reports import RegisterLine, register_document, register_lines, register_workbook

CONTENTS, REGISTER = "00-muc-luc.docx", "00-so-dang-ky-van-ban-di"


@dataclass(frozen=True)
class Exported:
    """What is in the file.

    `unreadable` are folders of other years of which the register might tell too: a letter of correction comes late.
    """

    meetings: int
    documents: int
    scans: int
    unreadable: tuple[Unreadable, ...] = ()


def export(
    archive: Archive,
    organisation: Organisation,
    target: Path,
    cell: str | None = None,
    year: int | None = None,
    presumed: date | None = None,
    copies: Copies | None = None,
) -> Exported:
    """Write contents, register, and of each meeting its signed scans, documents, attachments and manifest into a zip.

    The caller holds the archive's lock. Same archive, same bytes. `copies` go with the documents they were made of.

    Files of forms stay behind: they are the office's own. Raises `UsageError` where nothing is to be handed on,
    `ArchiveDamaged` where a file is missing, a scan changed or a manifest cannot be read, `CopyFailed` where a document
    changed since it was copied, `OSError`. A document edited by hand goes as it is.
    """
    meetings = _meetings(archive, cell, year)
    unreadable: list[Unreadable] = []
    lines = register_lines(archive, cell, year, presumed=presumed, unreadable=unreadable)
    for one in unreadable:
        if year in (None, one.year):
            raise one.error
    fresh = target.with_name(f".{target.name}.moi")
    durable.remove(fresh)
    try:
        with zipfile.ZipFile(fresh, "x") as packed:
            for name, data in _members(archive, organisation, meetings, lines, year, presumed, copies or Copies()):
                add_member(packed, name, data)
        durable.flush_file(fresh)
        durable.replace(fresh, target)
        durable.flush_folder(target.parent)
    finally:
        durable.remove(fresh)
    listed = [document for _, manifest in meetings for document in papers(manifest)]
    return Exported(len(meetings), len(listed), sum(len(document.scans) for document in listed), tuple(unreadable))


def documents(archive: Archive, cell: str | None = None, year: int | None = None) -> Iterator[Named]:
    """The documents that `export` packs. Raises `UsageError` where there is no such meeting, `ArchiveDamaged`."""
    for folder, manifest in _meetings(archive, cell, year):
        for document in papers(manifest):
            yield document.path, _whole(folder / document.path, None)


def _meetings(archive: Archive, cell: str | None, year: int | None) -> list[Meeting]:
    meetings = [
        (folder, manifest)
        for folder, manifest in archive.manifests(cell, None if year is None else range(year, year + 1))
        if manifest.withdrawn is None
    ]
    if not meetings:
        raise UsageError(msg("The archive holds no such meeting."))
    return meetings


def _members(
    archive: Archive,
    organisation: Organisation,
    meetings: list[Meeting],
    lines: tuple[RegisterLine, ...],
    year: int | None,
    presumed: date | None,
    copies: Copies,
) -> Iterator[Named]:
    span = "" if year is None else f"Năm {year}"
    yield CONTENTS, contents_document(meetings, organisation, span, presumed)
    yield f"{REGISTER}.docx", register_document(lines, organisation, span)
    yield f"{REGISTER}.xlsx", register_workbook(lines, organisation)
    for folder, manifest in meetings:
        inside = folder.relative_to(archive.outbox).as_posix()
        scans = [scan for document in papers(manifest) for scan in document.scans]
        for scan in scans:
            yield f"{inside}/{scan.path}", _whole(folder / scan.path, scan.sha256)
        for document in papers(manifest):
            whole = (f"{inside}/{document.path}", _whole(folder / document.path, None))
            yield from (whole, *copies.of(whole))
        for attachment in manifest.attachments:
            yield f"{inside}/{attachment.path}", _whole(folder / attachment.path, attachment.sha256)
        yield f"{inside}/{MANIFEST}", (folder / MANIFEST).read_bytes()


def _whole(path: Path, sha256: str | None) -> bytes:
    """A file as its manifest says it is; a hand-edited document is the valid text, so only its being there counts."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ArchiveDamaged(_broken(path)) from error
    if sha256 is not None and file_digest(data) != sha256:
        raise ArchiveDamaged(_broken(path))
    return data


def _broken(path: Path) -> Message:
    where = "/".join(path.parts[-4:])
    return msg("“{name}” is missing or was changed. Please run “vanthu verify” first; nothing was written.", name=where)
