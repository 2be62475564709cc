"""A year packed for an inspector, folder by folder in the order in which one asks: the contents page stands first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from pipeline.archive import Archive, Unreadable
from pipeline.export.contents import Meeting, papers
from pipeline.export.copies import Named
from pipeline.export.inspection_contents import ListedPaper, Part, inspection_contents
from pipeline.export.inspection_tables import TABLES, Inspected, PackTable
from pipeline.export.pack import Exported, meetings_of, register_of
from pipeline.export.zipped import whole, write_zip
from pipeline.meeting import DocumentKindName
from pipeline.reports import register_document, register_workbook
from pipeline.reports.tables import as_workbook

CONTENTS = "00-muc-luc.docx"
_REGISTER = "01-so-dang-ky/so-dang-ky-van-ban-di"
_K = DocumentKindName


@dataclass(frozen=True)
class _Folder:
    """Which documents go into a folder of the pack."""

    name: str
    title: str
    kinds: frozenset[DocumentKindName]


_FOLDERS = (
    _Folder(
        "02-bien-ban-nghi-quyet",
        "Biên bản, nghị quyết, kết luận; bản ký xếp trước",
        frozenset({_K.MINUTES, _K.SUPPLEMENT, _K.RESOLUTION, _K.CONCLUSION, _K.CORRECTION})
        | {_K.ADMISSION_RESOLUTION, _K.FULL_MEMBERSHIP_RESOLUTION},
    ),
    _Folder(
        "03-kiem-tra-giam-sat",
        "Chương trình kiểm tra, giám sát; biên bản giám sát",
        frozenset({_K.INSPECTION_PROGRAMME, _K.SUPERVISION_RECORD}),
    ),
)


def export_for_inspection(archive: Archive, asked: Inspected, target: Path, presumed: date | None = None) -> Exported:
    """Write the pack of one year as a zip: contents, register, documents with their scans first, tables.

    The caller holds the archive's lock, and the facts are up to the tree. Same archive on the same day, same bytes.
    `presumed` as in the register. Raises `UsageError` where the year has no meeting, `ArchiveDamaged` where a file is
    missing, a scan changed or a manifest cannot be read, `OSError`; nothing is written then.
    """
    meetings = meetings_of(archive, asked.cell, asked.year.year)
    for one in asked.facts.unreadable:
        if one.year == asked.year.year:
            raise one.error
    unreadable: list[Unreadable] = []
    lines = register_of(archive, asked.cell, asked.year.year, presumed, unreadable)
    organisation, span = asked.year.organisation, f"Năm {asked.year.year}"
    register = [
        (f"{_REGISTER}.xlsx", register_workbook(lines, organisation)),
        (f"{_REGISTER}.docx", register_document(lines, organisation, span)),
    ]
    parts = [Part("Sổ đăng ký văn bản đi", _REGISTER, len(lines), "số văn bản")]
    listed = [_listed(folder, archive, meetings) for folder in _FOLDERS]
    parts += [
        Part(folder.title, f"{folder.name}/", len(found), "văn bản")
        for folder, found in zip(_FOLDERS, listed, strict=True)
    ]
    tables = [_table(table, asked) for table in TABLES]
    parts += [part for part, _ in tables]
    given = [one for found in listed for one in found]
    first = (CONTENTS, inspection_contents(asked, parts, given))
    files = chain.from_iterable(_files(found) for found in listed)
    write_zip(target, chain([first, *register], files, (member for _, member in tables)))
    return Exported(len(meetings), len(given), sum(len(one.document.scans) for one in given), tuple(unreadable))


def _listed(folder: _Folder, archive: Archive, meetings: Sequence[Meeting]) -> list[ListedPaper]:
    """Body by body as its documents followed each other; those of one meeting and day stay together."""
    found = [
        ListedPaper(manifest.body, document, path, f"{folder.name}/{path.relative_to(archive.outbox).as_posix()}")
        for path, manifest in meetings
        for document in papers(manifest)
        if document.kind in folder.kinds
    ]
    return sorted(found, key=lambda one: (one.body, one.document.date, one.inside))


def _files(papers_: Sequence[ListedPaper]) -> Iterator[Named]:
    """Of each meeting the signed scans first, then the documents."""
    for place in dict.fromkeys(one.inside for one in papers_):
        here = [one for one in papers_ if one.inside == place]
        for one in here:
            for scan in one.document.scans:
                yield f"{place}/{scan.path}", whole(one.folder / scan.path, scan.sha256)
        for one in here:
            yield f"{place}/{one.document.path}", whole(one.folder / one.document.path, None)


def _table(table: PackTable, asked: Inspected) -> tuple[Part, Named]:
    made = table.make(asked)
    counted = sum(len(one.rows) for one in made if one.name == table.counted)
    name = f"{table.folder}/{table.name}.xlsx"
    return Part(table.title, name, counted, table.unit), (name, as_workbook(table.title, made))
