"""Whether the run that handed a folder out still holds the archive: what is published after its end is nobody's.

A worker asks before it writes anything down, and again when all of it is written down and nothing is in force yet. What
remains are the moments behind that: a coordinator killed just then leaves a worker that finishes the folders in its
hand without the lock. They are published through their journals as any other, so the next run finishes them; only a run
that takes the lock within these moments and writes to the same folders would meet it there. On another machine than the
coordinator's nobody can look for its process: there the lock in the archive itself tells whose it is, as long as it is
renewed.
"""

from __future__ import annotations

import multiprocessing

from pipeline.archive.holder import Holder, busy, read_holder
from pipeline.archive.shared_lock import NAME, is_shared
from pipeline.workspace import Workspace


def check_coordinator(workspace: Workspace, coordinator: Holder) -> None:
    """Raises `Busy` where the coordinator is gone, or no longer the one that holds an archive shared by machines."""
    parent = multiprocessing.parent_process()
    is_orphan = parent is not None and not parent.is_alive()
    if is_orphan or (coordinator.is_of_this_machine and coordinator.is_dead):
        raise busy(None)
    if is_shared(workspace.outbox, workspace.state_is_apart):
        holder = read_holder(workspace.outbox / NAME)
        if holder is None or _who(holder) != _who(coordinator):
            raise busy(holder)


def _who(holder: Holder) -> tuple[str, str, int, str]:
    return (holder.host, holder.machine, holder.pid, holder.started)
