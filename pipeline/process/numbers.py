"""Every number that the archive says is given, as the register holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.archive import (
    VOID,
    Archive,
    Manifest,
    OutsidePaper,
    Unreadable,
    outside_papers,
)
from pipeline.documents import document_key, void_key
from pipeline.register import NumberWanted

OUTSIDE = "outside"  # the key of a number that is kept for a paper outside; no meeting's


def all_numbers(
    archive: Archive, unreadable: list[Unreadable] | None = None, body: str | None = None
) -> Iterator[tuple[NumberWanted, int]]:
    """Every number that the tree says is given, or one body's; `unreadable` as `Archive.manifests` has it.

    Raises `ArchiveDamaged`.
    """
    yield from filed_numbers(archive.manifests(body, unreadable=unreadable))
    yield from outside_numbers(paper for _, paper in outside_papers(archive.outbox, body, unreadable))


def outside_numbers(papers: Iterable[OutsidePaper]) -> Iterator[tuple[NumberWanted, int]]:
    """The numbers that are kept for papers outside, void ones too, as the register holds them."""
    for paper in papers:
        key = OUTSIDE if paper.void is None else f"{VOID}-{OUTSIDE}"
        yield NumberWanted(paper.body, paper.type, paper.term, 1, paper.code, key, paper.date), paper.number


def filed_numbers(manifests: Iterable[tuple[Path, Manifest]]) -> Iterator[tuple[NumberWanted, int]]:
    """Every number that the manifests say is given, void ones too, as the register holds it."""
    for _, manifest in manifests:
        for document in manifest.documents:
            if document.number is None or document.term is None:
                continue
            key = document_key(document.kind, document.part, document.round)
            if document.status == VOID:  # a later document of the same kind has that key
                key = void_key(document.kind, document.number)
            wanted = NumberWanted(manifest.body, document.type, document.term, 1, manifest.meeting, key, document.date)
            yield wanted, document.number
        for void in manifest.void_numbers:
            key = void_key(void.kind, void.number)
            wanted = NumberWanted(manifest.body, void.type, void.term, 1, manifest.meeting, key, void.date)
            yield wanted, void.number
