"""What is issued stays as it was signed: a corrected form makes only what stands beside it, or takes its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from pipeline.archive import FILED, FiledDocument, Manifest, is_frozen
from pipeline.documents import PlannedDocument, abstract_of
from pipeline.meeting import DocumentKindName
from pipeline.process.filing.place import Placed

_OfKind = Sequence[FiledDocument]


def to_make(placed: Placed, planned: Iterable[PlannedDocument], presumed: date | None) -> tuple[PlannedDocument, ...]:
    """The documents that are still to be made, each with the part by which the archive tells it from its like.

    Left out are those whose paper is issued; one that replaces an issued document gets a part of its own, and so a
    number of its own.
    """
    if placed.folder.manifest is None:
        return tuple(planned)
    groups: dict[DocumentKindName, list[PlannedDocument]] = defaultdict(list)
    for document in planned:
        groups[document.kind.name].append(document)
    filed = _filed(placed, placed.folder.manifest)
    made = {
        kind: list(_of_kind(group, [one for one in filed if one.kind is kind], placed.folder.manifest, presumed))
        for kind, group in groups.items()
    }
    return tuple(document for group in made.values() for document in group)


def _filed(placed: Placed, manifest: Manifest) -> list[FiledDocument]:
    mine = (placed.meeting.stage, placed.round)
    return [one for one in manifest.documents if (one.stage, one.round) == mine and one.status == FILED]


def _of_kind(
    planned: list[PlannedDocument], filed: _OfKind, manifest: Manifest, presumed: date | None
) -> Iterator[PlannedDocument]:
    frozen = [one for one in filed if is_frozen(one, manifest, presumed)]
    if not frozen:
        yield from planned
    elif len(planned) == 1 and planned[0].replaces is not None:
        yield from _replacing(planned[0], filed, frozen)
    elif len(planned) > 1 or any(one.part and one.replaces is None for one in frozen):
        yield from _beside(planned, frozen)


def replaced(planned: PlannedDocument, filed: Iterable[FiledDocument]) -> FiledDocument | None:
    """The document of the number that this one replaces, of several the last; None where there is none."""
    return next(
        (
            one
            for one in reversed(list(filed))
            if planned.replaces is not None and (one.kind, one.number) == (planned.kind.name, planned.replaces)
        ),
        None,
    )


def _replacing(planned: PlannedDocument, filed: _OfKind, frozen: _OfKind) -> Iterator[PlannedDocument]:
    """Under the part it has been filed by already, or the next; not at all where it is issued itself."""
    old = replaced(planned, frozen)
    if old is None:
        return  # what is wrong with the number was said
    before = next((one for one in filed if one.replaces == old.path), None)
    if before is None:
        yield replace(planned, part=max(one.part for one in filed) + 1)
    elif before not in frozen:
        yield replace(planned, part=before.part)


def _beside(planned: list[PlannedDocument], frozen: _OfKind) -> Iterator[PlannedDocument]:
    """Of several of a kind, those that are not issued: what they are about tells them apart, not their order."""
    taken = {one.part for one in frozen}
    free = (part for part in count() if part not in taken)
    for document in planned:
        about = abstract_of(document.context(None))
        if not any(one.abstract == about if one.abstract else one.part == document.part for one in frozen):
            yield replace(document, part=next(free))
