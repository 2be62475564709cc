"""The table of contents (mục lục văn bản) of what is handed on, by meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from pipeline.archive import FILED, DocumentStatus, FiledDocument, Manifest, status_of
from pipeline.office_files.word.tables import Column, list_document
from pipeline.organisation import Organisation
from pipeline.reports.heads import list_part, names_of

TITLE = "MỤC LỤC VĂN BẢN"
COLUMNS = (
    Column("STT", 6, is_centred=True),
    Column("Ngày, tháng, năm", 13, is_centred=True),
    Column("Số, ký hiệu", 14, is_centred=True),
    Column("Tên văn bản", 46),
    Column("Bản ký", 10, is_centred=True),
    Column("Ghi chú", 18),
)

Meeting = tuple[Path, Manifest]


def contents_document(
    meetings: Sequence[Meeting], organisation: Organisation, span: str, presumed: date | None = None
) -> bytes:
    """The table of contents as a .docx, each body from a new page on; `span` says of what time (“Năm 2018”).

    `presumed` is the last day whose documents count as issued though nobody said so.
    """
    parts = []
    for body, of_body in groupby(meetings, lambda one: one[1].body):
        listed = [(manifest, document) for _, manifest in of_body for document in papers(manifest)]
        rows = [_row(number, manifest, document, presumed) for number, (manifest, document) in enumerate(listed, 1)]
        if listed:
            names = names_of(organisation, body, max(document.date for _, document in listed))
            parts.append(list_part(names, TITLE, span, COLUMNS, rows))
    return list_document(TITLE, parts or [list_part((), TITLE, span, COLUMNS, ())])


def papers(manifest: Manifest) -> list[FiledDocument]:
    """The documents of a meeting that are handed on, in the order of their dates."""
    return sorted((one for one in manifest.documents if one.status == FILED), key=lambda one: one.date)


def _row(number: int, manifest: Manifest, document: FiledDocument, presumed: date | None) -> list[str]:
    return [
        str(number),
        f"{document.date:%d/%m/%Y}",
        document.symbol or "",
        document.title,
        "x" if document.scans else "",
        _note(document, manifest, presumed),
    ]


def _note(document: FiledDocument, manifest: Manifest, presumed: date | None) -> str:
    match status_of(document, manifest, presumed):
        case DocumentStatus.SUPERSEDED:
            return DocumentStatus.SUPERSEDED.label
        case DocumentStatus.FILED if document.number is not None:
            return "Chưa ban hành"
        case _:
            return ""
