"""What stands in a book, and in which order: a line for every number given, and for each paper without one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.archive import FILED, FiledDocument, Manifest, OutsidePaper, VoidedNumber, replaced_by
from pipeline.meeting import DocumentKindName
from pipeline.records import Choice

_K = DocumentKindName
_VOID = "Hủy số"


class BookKind(Choice):
    """The books that an office binds of a year; conclusions count among resolutions."""

    MINUTES = "minutes", "Sổ biên bản"
    RESOLUTIONS = "resolutions", "Sổ nghị quyết"

    @property
    def types(self) -> tuple[str, ...]:
        """The letters of the numbers that stand in it, in their order."""
        return ("BB",) if self is BookKind.MINUTES else ("NQ", "KL")

    @property
    def documents(self) -> tuple[DocumentKindName, ...]:
        """The kinds of documents that are bound; supplements come behind their minutes."""
        if self is BookKind.MINUTES:
            return (_K.MINUTES,)
        return (_K.RESOLUTION, _K.CONCLUSION, _K.ADMISSION_RESOLUTION, _K.FULL_MEMBERSHIP_RESOLUTION)


@dataclass(frozen=True)
class Entry:
    """One line of the contents. `file` is the document, None for a number without one in the archive.

    `number` is None for a paper without one, `term` empty; `behind` are papers that stand behind it.
    """

    type: str
    term: str
    number: int | None
    symbol: str
    day: date
    abstract: str
    note: str = ""
    file: Path | None = None
    behind: tuple[Entry, ...] = ()


def entries_of(
    kind: BookKind, year: int, meetings: Iterable[tuple[Path, Manifest]], outside: Iterable[OutsidePaper] = ()
) -> tuple[Entry, ...]:
    """The lines of a body's book, in the order of their types, terms and numbers.

    Of the year are the papers dated in it, as in the register. Those without a number stand before the next later one.
    """
    found = [entry for folder, manifest in meetings for entry in _of_meeting(kind, folder, manifest)]
    found += [_of_outside(paper) for paper in outside if paper.type in kind.types]
    return tuple(_ordered(kind, [entry for entry in found if entry.day.year == year]))


def _ordered(kind: BookKind, entries: Sequence[Entry]) -> Iterator[Entry]:
    for type_ in kind.types:
        mine = [entry for entry in entries if entry.type == type_]
        numbered = [(entry.term, entry.number, entry) for entry in mine if entry.number is not None]
        waiting = sorted((entry for entry in mine if entry.number is None), key=lambda entry: entry.day)
        for _term, _number, entry in sorted(numbered, key=lambda one: (one[0], one[1], one[2].day)):
            while waiting and waiting[0].day < entry.day:
                yield waiting.pop(0)
            yield entry
        yield from waiting


def _of_meeting(kind: BookKind, folder: Path, manifest: Manifest) -> Iterator[Entry]:
    for document in manifest.documents:
        if document.kind in kind.documents and (document.number is not None or document.status == FILED):
            yield _of_document(folder, manifest, document)
    listed = {(document.type, document.term, document.number) for document in manifest.documents}
    for void in manifest.void_numbers:
        if void.type in kind.types and (void.type, void.term, void.number) not in listed:
            yield _of_void(void)


def _of_document(folder: Path, manifest: Manifest, document: FiledDocument) -> Entry:
    is_filed = document.status == FILED
    return Entry(
        document.type,
        document.term or "",
        document.number,
        document.symbol or "",
        document.date,
        _abstract(document),
        _standing(manifest, document) if is_filed else _void(manifest.withdrawn.reason if manifest.withdrawn else ""),
        folder / document.path if is_filed else None,
        tuple(_supplements(folder, manifest, document)) if document.kind is _K.MINUTES and is_filed else (),
    )


def _abstract(document: FiledDocument) -> str:
    """Type and abstract; an official form of admission is a resolution like others."""
    return f"Nghị quyết {document.abstract}" if document.type == "NQ" else document.title


def _supplements(folder: Path, manifest: Manifest, minutes: FiledDocument) -> Iterator[Entry]:
    found = (one for one in manifest.documents if one.kind is _K.SUPPLEMENT and one.status == FILED)
    for one in sorted(found, key=lambda one: (one.date, one.round)):
        note = f"Bổ sung biên bản số {minutes.symbol}" if minutes.symbol else "Bổ sung biên bản trên"
        yield Entry(minutes.type, minutes.term or "", None, "", one.date, one.title, note, folder / one.path)


def _standing(manifest: Manifest, document: FiledDocument) -> str:
    """What another document does to this one, or this one to another."""
    after = replaced_by(document, manifest)
    before = next((one for one in manifest.documents if one.path == document.replaces), None)
    said = [f"Đã được thay thế bằng số {after.symbol}"] if after else []
    said += [f"Thay thế số {before.symbol}"] if before else []
    return ". ".join(said)


def _void(reason: str) -> str:
    return f"{_VOID}. {reason}".strip() if reason else _VOID


def _of_void(void: VoidedNumber) -> Entry:
    symbol = f"{void.number:02}-{void.type}"
    return Entry(void.type, void.term, void.number, symbol, void.date, "", _void(void.reason))


def _of_outside(paper: OutsidePaper) -> Entry:
    """A number kept for a paper outside: what it is about, nobody here knows."""
    note = "Lưu ngoài hệ thống" if paper.void is None else _void(paper.void)
    return Entry(paper.type, paper.term, paper.number, paper.symbol, paper.date, "", note)
