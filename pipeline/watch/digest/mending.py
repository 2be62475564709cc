"""Forms that were returned and wait for their clerk: in `_can-sua/`, and where they lie with the files of a job."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.forms import FORM_SUFFIXES
from pipeline.process.intake.arrivals import Arrival, arrivals
from pipeline.process.intake.beside import note_beside
from pipeline.watch.digest.contents import ToMend
from pipeline.workspace import Workspace

_PLACES = re.compile(r"” cần sửa (\d+) chỗ\.\r?\n")
_HEAD = 4096  # bytes; names have 255 at most


class Mending:
    """Knows the texts beside returned forms that it has read: one that did not change is not read again."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._texts: dict[Path, tuple[tuple[int, int], int | None]] = {}

    def look(self, bodies: Collection[str]) -> tuple[ToMend, ...]:
        """The returned forms that lie there now, by their paths."""
        returned = {form for arrival in arrivals(self._workspace, bodies) for form in self._returned(arrival)}
        forms = sorted(returned.union(self._no_forms()))
        found = tuple(ToMend(form, self._places(form)) for form in forms)
        there = {note for form in forms if (note := note_beside(form))}
        self._texts = {note: known for note, known in self._texts.items() if note in there}
        return found

    def _returned(self, arrival: Arrival) -> Iterator[Path]:
        """Everything in `_can-sua/`, where only forms are looked at; of a folder what has our text beside it."""
        if arrival.path.parent == self._workspace.to_mend and not arrival.inside:
            yield arrival.path
        forms = (one.path for one in arrival.inside if one.path.suffix.lower() in FORM_SUFFIXES)
        yield from (form for form in forms if self._places(form) is not None)

    def _no_forms(self) -> Iterator[Path]:
        """Files of other kinds that were returned: nobody takes them for forms there, but the clerk looks for them."""
        with suppress(OSError):
            others = [path for path in self._workspace.to_mend.iterdir() if path.suffix.lower() not in FORM_SUFFIXES]
            yield from (path for path in others if self._places(path) is not None)

    def _places(self, form: Path) -> int | None:
        """How many places are to be mended; None where no text of ours says it."""
        note = note_beside(form)
        if note is None:
            return None
        try:
            found = os.lstat(note)
            stamp = found.st_mtime_ns, found.st_size
            known = self._texts.get(note)
            if known is None or known[0] != stamp:
                known = self._texts[note] = stamp, _said(note)
        except OSError:
            return None
        return known[1]


def _said(note: Path) -> int | None:
    with note.open("rb") as file:
        said = _PLACES.search(file.read(_HEAD).decode("utf-8-sig", "replace"))
    return int(said[1]) if said else None
