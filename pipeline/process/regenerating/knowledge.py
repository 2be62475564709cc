"""What the archive knew of a meeting when one of its forms was filed: a letter goes on naming the papers it named.

The history says in which order forms were filed; what came after a form is not told in its documents.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.archive import FILED, FiledDocument, FiledForm, Manifest
from pipeline.documents import KINDS, FiledPaper, Known
from pipeline.meeting import DocumentKindName, Stage
from pipeline.process.filing.publication import ACTION_FILED, ACTION_REVISED

_ORDER = {kind.name: number for number, kind in enumerate(KINDS)}


def known_when_filed(manifest: Manifest, form: FiledForm) -> Known:
    """The meeting's papers as `known_of` had them when the form was filed, and the record as held as it is now."""
    moment = _filed_at(manifest, form.stage, form.round, form.version)
    documents = [one for one in manifest.documents if one.status == FILED]
    there = [one for one in documents if _was_there(manifest, one, moment)]
    gone = {one.replaces for one in there if one.replaces is not None}
    papers: dict[DocumentKindName, FiledPaper] = {}
    former: dict[DocumentKindName, FiledPaper] = {}
    for one in _as_listed(manifest, there, form):
        (former if one.path in gone else papers)[one.kind] = FiledPaper(one.kind, one.symbol, one.date)
    held = manifest.form(Stage.HELD)
    return Known(held.record if held else None, papers, former)


def _as_listed(manifest: Manifest, there: Sequence[FiledDocument], form: FiledForm) -> list[FiledDocument]:
    """As the manifest listed them then: what was filed first, each form's in the order of the table, its own last."""

    def place(one: FiledDocument) -> tuple[bool, int, int, int]:
        is_mine = (one.stage, one.round) == (form.stage, form.round)
        return is_mine, _filed_at(manifest, one.stage, one.round, 1), _ORDER[one.kind], one.part

    return sorted(there, key=place)


def _was_there(manifest: Manifest, document: FiledDocument, moment: int) -> bool:
    """One that was made again since had the same number then; one that replaces another was not there before."""
    version = 1 if document.replaces is None else document.version
    return _filed_at(manifest, document.stage, document.round, version) <= moment


def _filed_at(manifest: Manifest, stage: Stage, round_: int, version: int) -> int:
    """Which entry of the history tells of a form's filing in this version; the first one where none does.

    The history names no rounds: each begins with a version 1, in their order. Later versions of different rounds look
    alike; the last is taken.
    """
    entries = [
        number
        for number, entry in enumerate(manifest.history)
        if entry.action in (ACTION_FILED, ACTION_REVISED) and (entry.stage, entry.version) == (stage, version)
    ]
    if version == 1:
        return entries[round_] if round_ < len(entries) else 0
    return entries[-1] if entries else 0
