"""New documents in the places of the earlier ones, which go into the folder's history; the manifest last."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from pipeline import __version__
from pipeline.archive import FORMAT, Change, HistoryEntry, Manifest
from pipeline.archive.manifest import paths_of
from pipeline.office_files.packages import file_digest
from pipeline.process.regenerating.planning import Folder
from pipeline.process.regenerating.remaking import Made

ACTION_REGENERATED = "regenerated"


def change_of(folder: Folder, made: Sequence[Made]) -> Change:
    """The documents and the manifest. A document that says the same stays as it lies, only its entry is new."""
    shelf = _free_shelf(folder.path)
    put: dict[str, bytes] = {}
    kept: dict[str, str] = {}
    removed: list[str] = []
    for one in made:
        before, lies = one.due.filed, one.due.found.data is not None
        if not one.is_written:
            continue
        put[one.filed.path] = one.data
        if lies:
            kept[f"{shelf}/{before.path}"] = before.path
        if lies and one.filed.path != before.path:
            removed.append(before.path)
    if folder.stored.format != FORMAT or folder.read.changed:  # records that nothing else keeps
        put[manifest_kept := f"lich-su/manifest-{file_digest(folder.stored.data)[:8]}.json"] = folder.stored.data
        after = _manifest(folder, made, (*kept, manifest_kept))
    else:
        after = _manifest(folder, made, tuple(kept))
    known = frozenset(paths_of(folder.before))
    found = {one.due.filed.path: one.due.found.sha256 for one in made}
    return Change(put, tuple(removed), after.to_bytes(), known, kept, found)


def _manifest(folder: Folder, made: Sequence[Made], kept: tuple[str, ...]) -> Manifest:
    new = {one.due.filed.path: one.filed for one in made}
    documents = [new.get(one.path, one) for one in folder.manifest.documents]
    renamed = {path: one.path for path, one in new.items()}
    entry = HistoryEntry(
        at=folder.wanted.at,
        action=ACTION_REGENERATED,
        stage=folder.manifest.stage,
        version=max(form.version for form in folder.manifest.forms),
        kept=kept,
    )
    return folder.manifest.model_copy(
        update={
            "format": FORMAT,
            "tool": f"vanthu {__version__}",
            "documents": tuple(
                one if one.replaces not in renamed else one.model_copy(update={"replaces": renamed[one.replaces]})
                for one in documents
            ),
            "history": (*folder.manifest.history, entry),
        }
    )


def _free_shelf(folder: Path) -> str:
    """`lich-su/lap-lai-1`, or the next: filing counts its own shelves by the versions of forms."""
    shelves = os.path.join(folder, "lich-su", "lap-lai-")  # noqa: PTH118 (a path of each number would take long to make)
    return next(f"lich-su/lap-lai-{n}" for n in count(1) if not os.path.lexists(f"{shelves}{n}"))
