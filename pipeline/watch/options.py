"""What the watcher can be told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WatchOptions:
    """Times in seconds. `settle`: how long a file must stand still; `give_up`: how long one that cannot be read may
    still become whole; `rescan`: how often the inbox is looked through though nothing was heard. `poll`: trust no
    system's word of changes, but look every `poll_every`.
    """

    settle: float = 2.0
    give_up: float = 60.0
    rescan: float = 5.0
    poll: bool = False
    poll_every: float = 1.0
