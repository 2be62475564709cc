"""The register of outgoing documents (sổ đăng ký văn bản đi): a line for every number that was given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from pipeline.archive import (
    Archive,
    DocumentStatus,
    FiledDocument,
    Manifest,
    OutsidePaper,
    Unreadable,
    VoidedNumber,
    dispatches_of,
    issued_on,
    outside_papers,
    replaced_by,
    status_of,
)
from pipeline.meeting import DocumentKindName

# What the letters of a symbol stand for (36-HD/VPTW, appendix 1; sure: A): the book names the type, not our kinds.
_TYPES = {
    "BB": "Biên bản",
    "BC": "Báo cáo",
    "CTr": "Chương trình",
    "CV": "Công văn",
    "GM": "Giấy mời",
    "KH": "Kế hoạch",
    "KL": "Kết luận",
    "NQ": "Nghị quyết",
    "TB": "Thông báo",
}


@dataclass(frozen=True)
class RegisterLine:
    """One number of a series. `folder` is the meeting's and `path` the document in it; a void number has no document.

    A paper kept outside has neither kind nor document. `sent_to` are the places that follow-up forms name for it,
    `note` the reason why a number is void; `replaces` and `replaced_by` are symbols. `is_edited`: somebody edited the
    filed document by hand.
    """

    cell: str
    type: str
    term: str
    number: int
    symbol: str
    status: DocumentStatus
    day: date
    kind: DocumentKindName | None
    meeting: str
    signer: str
    folder: Path
    path: str | None
    sent_to: tuple[str, ...] = ()
    issued: date | None = None
    note: str = ""
    abstract: str = ""
    replaced_by: str = ""
    replaces: str = ""
    is_edited: bool = False

    @property
    def title(self) -> str:
        """Type and abstract as the book has them; the meeting where the archive does not know the abstract."""
        name = _TYPES.get(self.type) or (self.kind.label if self.kind else self.type)
        return f"{name} {self.abstract or self.meeting}"


def register_lines(
    archive: Archive,
    cell: str | None = None,
    year: int | None = None,
    term: str | None = None,
    presumed: date | None = None,
    unreadable: list[Unreadable] | None = None,
) -> tuple[RegisterLine, ...]:
    """Every number given, by cell, term, type and number; of one cell, one year of dates, one term where asked.

    `presumed` is the last day whose documents count as issued though nobody said so, `unreadable` as
    `Archive.manifests` has it. A document may be dated long after its meeting, as a letter of correction is, but no
    meeting is prepared more than a year ahead.
    """
    years = None if year is None else range(year + 2)
    meetings = archive.manifests(cell, years, unreadable)
    found = chain(
        (line for folder, manifest in meetings for line in _of_meeting(folder, manifest, presumed)),
        (outside_line(folder, paper) for folder, paper in outside_papers(archive.outbox, cell, unreadable)),
    )
    wanted = (line for line in found if line.day.year == (year or line.day.year) and line.term == (term or line.term))
    return tuple(sorted(wanted, key=lambda line: (line.cell, line.term, line.type, line.number)))


def _of_meeting(folder: Path, manifest: Manifest, presumed: date | None) -> Iterator[RegisterLine]:
    for document in manifest.documents:
        if document.number is not None:
            yield _of_document(folder, manifest, document, document.number, presumed)
    listed = {(document.type, document.term, document.number) for document in manifest.documents}
    for void in manifest.void_numbers:
        if (void.type, void.term, void.number) not in listed:  # stated of a document that is void already
            yield _of_void(folder, manifest, void)


def _of_document(
    folder: Path, manifest: Manifest, document: FiledDocument, number: int, presumed: date | None
) -> RegisterLine:
    successor = replaced_by(document, manifest)
    former = next((one for one in manifest.documents if one.path == document.replaces), None)
    return RegisterLine(
        cell=manifest.body,
        type=document.type,
        term=document.term or "",
        number=number,
        symbol=document.symbol or "",
        status=status_of(document, manifest, presumed),
        day=document.date,
        kind=document.kind,
        meeting=manifest.meeting,
        signer=document.signer,
        folder=folder,
        path=document.path,
        sent_to=tuple(dict.fromkeys(place for row in dispatches_of(document, manifest) for place in row.sent_to)),
        issued=issued_on(document, manifest),
        note=manifest.withdrawn.reason if manifest.withdrawn else "",
        abstract=document.abstract,
        replaced_by=(successor.symbol or "") if successor else "",
        replaces=(former.symbol or "") if former else "",
        is_edited=document.edited is not None,
    )


def _of_void(folder: Path, manifest: Manifest, void: VoidedNumber) -> RegisterLine:
    return RegisterLine(
        cell=manifest.body,
        type=void.type,
        term=void.term,
        number=void.number,
        symbol=f"{void.number:02}-{void.type}",
        status=DocumentStatus.VOID,
        day=void.date,
        kind=void.kind,
        meeting=manifest.meeting,
        signer="",
        folder=folder,
        path=None,
        note=void.reason,
    )


def outside_line(folder: Path, paper: OutsidePaper) -> RegisterLine:
    """The line of a number that is kept for a paper outside: what the paper is about, nobody here knows."""
    return RegisterLine(
        cell=paper.body,
        type=paper.type,
        term=paper.term,
        number=paper.number,
        symbol=paper.symbol,
        status=DocumentStatus.ISSUED if paper.void is None else DocumentStatus.VOID,
        day=paper.date,
        kind=None,
        meeting=paper.code,
        signer="",
        folder=folder,
        path=None,
        note=paper.void or paper.note,
        abstract="(lưu ngoài hệ thống)",
    )
