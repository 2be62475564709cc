"""Which filed document each planned one is: the archive counts several of a kind in its own way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.archive import FiledDocument
from pipeline.documents import PlannedDocument, abstract_of
from pipeline.meeting import DocumentKindName
from pipeline.process.filing.frozen import replaced

Pair = tuple[FiledDocument, PlannedDocument]


def matched(planned: Iterable[PlannedDocument], filed: Sequence[FiledDocument]) -> list[Pair]:
    """The filed documents of one form with what they are made from, under the parts by which the archive knows them.

    Left out are filed ones that the form does not yield any more (issued and replaced since, edited by hand and then
    dropped from the form, or not chosen by the office now), and planned ones that were never filed.
    """
    groups: dict[DocumentKindName, list[PlannedDocument]] = defaultdict(list)
    for document in planned:
        groups[document.kind.name].append(document)
    pairs = [
        pair for kind, group in groups.items() for pair in _of_kind(group, [one for one in filed if one.kind is kind])
    ]
    return [
        (one, document if document.part == one.part else replace(document, part=one.part)) for one, document in pairs
    ]


def _of_kind(planned: list[PlannedDocument], filed: list[FiledDocument]) -> Iterator[Pair]:
    if len(planned) == 1 and planned[0].replaces is not None:
        old = replaced(planned[0], filed)
        yield from ((one, planned[0]) for one in filed if old is not None and one.replaces == old.path)
    elif len(planned) == len(filed) == 1:
        yield filed[0], planned[0]
    elif filed:
        yield from _told_apart(planned, filed)


def _told_apart(planned: list[PlannedDocument], filed: list[FiledDocument]) -> Iterator[Pair]:
    """By what they are about, as filing tells those that are issued from the others; else by their places."""
    about = {id(document): abstract_of(document.context(None)) for document in planned}
    rules: tuple[Callable[[PlannedDocument, FiledDocument], bool], ...] = (
        lambda document, one: one.abstract == about[id(document)] and one.part == document.part,
        lambda document, one: one.abstract == about[id(document)],
        lambda document, one: one.part == document.part,
    )
    open_, left = list(planned), list(filed)
    for is_same in rules:
        for document in list(open_):
            found = next((one for one in left if is_same(document, one)), None)
            if found is not None:
                yield found, document
                open_.remove(document)
                left.remove(found)
