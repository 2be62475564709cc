"""Forms that were returned and wait for their clerk: in `_can-sua/`, and where they lie with the files of a job."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.forms import FORM_SUFFIXES
from pipeline.process.intake.arrivals import Arrival, arrivals
from pipeline.process.intake.beside import note_beside
from pipeline.process.intake.reasons import NOT_READ_HERE
from pipeline.watch.digest.contents import ToMend
from pipeline.workspace import Workspace

_PLACES = re.compile(r"” cần sửa (\d+) chỗ\.\r?\n")
_HEAD = 4096  # bytes; names have 255 at most


def to_mend(workspace: Workspace, bodies: Collection[str]) -> tuple[ToMend, ...]:
    """The returned forms and files that lie there now, by their paths."""
    returned = {form for arrival in arrivals(workspace, bodies) for form in _returned(workspace, arrival)}
    return tuple(ToMend(form, _places(form)) for form in sorted(returned.union(_no_forms(workspace))))


def _returned(workspace: Workspace, arrival: Arrival) -> Iterator[Path]:
    """Every form in `_can-sua/`; of a folder what has our text beside it."""
    if arrival.path.parent == workspace.to_mend and not arrival.inside and not _is_not_looked_at(arrival):
        yield arrival.path
    forms = (one.path for one in arrival.inside if one.path.suffix.lower() in FORM_SUFFIXES)
    yield from (form for form in forms if _places(form) is not None)


def _is_not_looked_at(arrival: Arrival) -> bool:
    return arrival.problem is not None and arrival.problem.code == NOT_READ_HERE


def _no_forms(workspace: Workspace) -> Iterator[Path]:
    """Files of other kinds that were returned: nobody takes them for forms there, but the clerk looks for them."""
    with suppress(OSError):
        others = [path for path in workspace.to_mend.iterdir() if path.suffix.lower() not in FORM_SUFFIXES]
        yield from (path for path in others if _places(path) is not None)


def _places(form: Path) -> int | None:
    """How many places are to be mended; None where no text of ours says it."""
    note = note_beside(form)
    if note is None:
        return None
    with suppress(OSError), note.open("rb") as file:
        said = _PLACES.search(file.read(_HEAD).decode("utf-8-sig", "replace"))
        return int(said[1]) if said else None
    return None
