"""A synthetic office whose forms are kept apart, to be dropped when it is watched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.process.synthetic import make_synthetic_office
from pipeline.workspace import Workspace

_HELD_A_YEAR = 28  # meetings a cell, at least


@dataclass(frozen=True)
class Ground:
    """An office with an empty inbox, and forms of meetings that were held, one a meeting, to be dropped into it."""

    workspace: Workspace
    forms: list[Path]

    def drop(self, form: Path) -> Path:
        """Move a form in, under the folder of its body; where it lies then."""
        target = self.workspace.inbox / form.parent.name / form.name
        return form.replace(target)


@contextmanager
def ground(forms: int, suffix: str, cells: int | None = None) -> Iterator[Ground]:
    """An office in a temporary folder (`TMPDIR` says where), with as many cells as so many forms need."""
    with TemporaryDirectory(prefix="vanthu-") as folder:
        workspace = Workspace.at(Path(folder) / "office")
        made = make_synthetic_office(workspace, cells or forms // _HELD_A_YEAR + 1, 2018, 1, suffix)
        held = [path for path in made if path.stem.endswith("-held")][:forms]
        assert len(held) >= forms, f"only {len(held)} forms"
        aside = Path(folder) / "aside"
        for path in made:
            (aside / path.parent.name).mkdir(parents=True, exist_ok=True)
            path.replace(aside / path.parent.name / path.name)
        yield Ground(workspace, [aside / path.parent.name / path.name for path in held])
