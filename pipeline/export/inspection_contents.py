"""The page that a pack for an inspector opens with: its folders, and every document in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import FiledDocument
from pipeline.export.inspection_tables import Inspected
from pipeline.reports.tables import Column, ReportTable, Value, as_document
from pipeline.vietnamese.dates import figure

TITLE = "Mục lục hồ sơ kiểm tra"
_PARTS = (
    Column("STT", 6, is_centred=True),
    Column("Nội dung", 46),
    Column("Thư mục, tệp", 36),
    Column("Số lượng", 12, is_centred=True),
)
_PAPERS = (
    Column("STT", 6, is_centred=True),
    Column("Chi bộ", 18),
    Column("Ngày, tháng, năm", 11, is_centred=True),
    Column("Số, ký hiệu", 12, is_centred=True),
    Column("Tên văn bản", 34),
    Column("Bản ký", 8, is_centred=True),
    Column("Thư mục", 26),
)


@dataclass(frozen=True)
class Part:
    """One part of the pack: what it is, where, and how many it has of what `unit` says."""

    title: str
    place: str
    count: int
    unit: str


@dataclass(frozen=True)
class ListedPaper:
    """A document that is handed on: of which body, from which folder, into which place of the pack."""

    body: str
    document: FiledDocument
    folder: Path
    inside: str


def inspection_contents(asked: Inspected, parts: Sequence[Part], papers: Sequence[ListedPaper]) -> bytes:
    """The contents as a .docx, under the name of the body that is inspected, or of the office."""
    year, span, body = asked.year, f"Năm {asked.year.year}", asked.cell or ""
    listed: list[list[Value]] = [
        [number, one.title, one.place, f"{figure(one.count)} {one.unit}"] for number, one in enumerate(parts, 1)
    ]
    named: list[list[Value]] = [
        [
            number,
            year.name_of(one.body),
            one.document.date,
            one.document.symbol or "",
            one.document.title,
            "x" if one.document.scans else "",
            one.inside,
        ]
        for number, one in enumerate(papers, 1)
    ]
    tables = [
        ReportTable("Mục lục", TITLE, span, _PARTS, listed, body),
        ReportTable("Văn bản", "Các văn bản trong hồ sơ", span, _PAPERS, named, body),
    ]
    return as_document(TITLE.upper(), tables, year.organisation, year.day)
