"""Where a command may write what somebody asks for: never over the archive, the inbox or what is there already."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.messages import msg
from pipeline.workspace import Workspace


def check_target(output: Path, workspace: Workspace, suffixes: tuple[str, ...], force: bool) -> None:
    """Raises `UsageError` for a place where the file may not stand, and for one that is taken."""
    if output.suffix.casefold() not in suffixes:
        raise UsageError(msg("Please give a file name that ends in {endings}.", endings=", ".join(suffixes)))
    check_place(output, workspace.outbox, workspace.inbox, workspace.state, workspace.templates)
    if os.path.lexists(output) and not force:
        raise UsageError(msg("“{file}” is there already; to replace it, add --force.", file=output))


def check_place(output: Path, *ours: Path) -> None:
    """Raises `UsageError` for a place in one of our own folders."""
    whole = output.resolve()
    if any(whole.is_relative_to(folder.resolve()) for folder in ours):
        raise UsageError(msg("“{file}” lies in a folder of the tool itself; please choose another.", file=output))
