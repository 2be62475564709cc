"""Packing a year, or a body's archive: contents and register, then meeting by meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.archive import Archive, Unreadable
from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.errors import UsageError
from pipeline.export.contents import Meeting, contents_document, papers
from pipeline.export.copies import Copies, Named
from pipeline.export.zipped import whole, write_zip
from pipeline.messages import msg
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
    meetings = meetings_of(archive, cell, year)
    unreadable: list[Unreadable] = []
    lines = register_of(archive, cell, year, presumed, unreadable)
    write_zip(target, _members(archive, organisation, meetings, lines, year, presumed, copies or Copies()))
    listed = [document for _, manifest in meetings for document in papers(manifest)]
    return Exported(len(meetings), len(listed), sum(len(document.scans) for document in listed), tuple(unreadable))


def documents(archive: Archive, cell: str | None = None, year: int | None = None) -> Iterator[Named]:
    """The documents that `export` packs. Raises `UsageError` where there is no such meeting, `ArchiveDamaged`."""
    for folder, manifest in meetings_of(archive, cell, year):
        for document in papers(manifest):
            yield document.path, whole(folder / document.path, None)


def register_of(
    archive: Archive, cell: str | None, year: int | None, presumed: date | None, unreadable: list[Unreadable]
) -> tuple[RegisterLine, ...]:
    """The lines of the register; `unreadable` gets folders of other years. Raises what makes one of this year so."""
    lines = register_lines(archive, cell, year, presumed=presumed, unreadable=unreadable)
    for one in unreadable:
        if year in (None, one.year):
            raise one.error
    return lines


def meetings_of(archive: Archive, cell: str | None, year: int | None) -> list[Meeting]:
    """The meetings that are handed on, body by body. Raises `UsageError` where there are none, `ArchiveDamaged`."""
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
            yield f"{inside}/{scan.path}", whole(folder / scan.path, scan.sha256)
        for document in papers(manifest):
            named = (f"{inside}/{document.path}", whole(folder / document.path, None))
            yield from (named, *copies.of(named))
        for attachment in manifest.attachments:
            yield f"{inside}/{attachment.path}", whole(folder / attachment.path, attachment.sha256)
        yield f"{inside}/{MANIFEST}", (folder / MANIFEST).read_bytes()
