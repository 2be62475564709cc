"""Where the state folder of a workspace lies, when nobody says it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pipeline.mounts import Mount, mount_of, resolved
from pipeline.register import NAME as REGISTER
from pipeline.vietnamese.text import slug
from pipeline.workspace import Workspace

_LONGEST = 40  # letters of a folder's name that come from the workspace's


def workspace_at(
    root: Path,
    state: Path | None = None,
    environment: Mapping[str, str] = os.environ,
    mounts: Iterable[Mount] | None = None,
) -> Workspace:
    """The workspace in a folder; where that lies on a share, its state on this computer.

    A register that lies on the share already is used on: elsewhere it would be a second one. `mounts` are those of the
    system where none are given.
    """
    is_root_shared = mount_of(root, mounts).is_network
    if state is None and is_root_shared and not (root / ".vanthu" / REGISTER).exists():
        state = local_data(environment) / "vanthu" / _name_for(root)
    workspace = Workspace.at(root, state)
    return replace(workspace, on_share=is_root_shared or mount_of(workspace.outbox, mounts).is_network)


def state_on_share(workspace: Workspace, mounts: Iterable[Mount] | None = None) -> bool:
    """Whether register and locks lie where they are not safe."""
    return mount_of(workspace.state, mounts).is_network


def local_data(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The folder for a person's data that stays on this computer, as each system has it."""
    home = Path.home()
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    given = Path(environment.get("XDG_DATA_HOME") or "")
    return given if given.is_absolute() else home / ".local" / "share"  # as the XDG specification has it


def _name_for(root: Path) -> str:
    """The same for the same folder, readable, and different for folders of one name."""
    whole = resolved(root)
    mark = sha256(os.path.normcase(whole).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return f"{slug(whole.name)[:_LONGEST].strip('-') or 'vanthu'}-{mark}"
