"""A synthetic office on the disk: its organisation.yaml and a year of forms."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import UsageError
from pipeline.forms import filled_form
from pipeline.messages import msg
from pipeline.process.offices import access_in, lay_out
from pipeline.synth import synthetic_office
from pipeline.workspace import Workspace


def make_synthetic_office(workspace: Workspace, cells: int, year: int, seed: int, suffix: str) -> list[Path]:
    """A synthetic office in an empty folder: its organisation.yaml, and the year's forms in `inbox/<cell>/`.

    Names and bytes depend on the arguments alone. Raises `UsageError` where an office lies there.
    """
    with access_in(workspace.root):
        there = workspace.organisation.exists()
    if there:
        raise UsageError(msg("There is an office in “{folder}” already; nothing was changed.", folder=workspace.root))
    office = synthetic_office(cells, year, seed)
    lay_out(workspace, office.organisation_yaml.encode())
    written = []
    with access_in(workspace.inbox):
        for number, meeting in enumerate(office.meetings, 1):
            folder = workspace.inbox / meeting.body
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{number:05}-{meeting.period.month}-{meeting.kind.slug}-{meeting.stage.value}.{suffix}"
            path.write_bytes(filled_form(f".{suffix}", meeting))
            written.append(path)
    return written
