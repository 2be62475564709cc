"""Whether the inbox is there, and still the one that is listened to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from pipeline.messages import Message, msg
from pipeline.mounts import Mount, mount_of


class Presence(Enum):
    """SAME: nothing to do. NEW: it is there, but another folder than before, to be listened to anew. AWAY."""

    SAME = "same"
    NEW = "new"
    AWAY = "away"


@dataclass
class Root:
    """A folder that may vanish and come back, as a share does, or be renamed."""

    folder: Path
    _known: tuple[int, int] | None = None
    _mount: Mount | None = None
    _is_away: bool = False

    def look(self) -> Presence:
        """What has become of the folder since the look before. The first look finds a new one."""
        now = _identity(self.folder)
        if now is None or (now != self._known and self._lost_its_mount()):
            self._is_away = True
            return Presence.AWAY
        if now == self._known and not self._is_away:
            return Presence.SAME
        self._known, self._mount, self._is_away = now, mount_of(self.folder), False
        return Presence.NEW

    def reason(self) -> Message:
        """Why nothing can be done while it is away."""
        if _identity(self.folder) is None:
            return msg("The folder “{name}” is not there.", name=self.folder.name)
        return msg(
            "The disk or share of the folder “{name}” is not connected. "
            "If the folder lies elsewhere from now on, start the watcher again.",
            name=self.folder.name,
        )

    def _lost_its_mount(self) -> bool:
        """Whether what lies there now is only the empty place where the disk or share was before."""
        if self._mount is None:
            return False
        now = mount_of(self.folder)
        return now.point != self._mount.point and self._mount.point.is_relative_to(now.point)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
        os.scandir(folder).close()  # a share may still tell of a folder that it does not open any more
    except OSError:
        return None
    return found.st_dev, found.st_ino
