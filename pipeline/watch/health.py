"""Whether the watcher lives and sees, judged from outside: by its last beat, its process, the folders and the disks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from pipeline.messages import msg
from pipeline.watch.pulse import Pulse, Said, in_both, read_pulse
from pipeline.watch.reporter import folders_needing_space, free_space
from pipeline.workspace import Workspace

LEAST_FREE = 50 * 1024 * 1024  # bytes; below that forms fail soon
_SLACK = timedelta(seconds=15)  # a busy machine, a slow disk
_PERIODS = 3  # missed looks
_FAR_AWAY = timedelta(minutes=3)  # after which a watcher of another machine counts as gone


class Life(Enum):
    """RUNNING and seeing; RUNNING but BLIND; not running (STOPPED), if ever."""

    RUNNING = "running"
    BLIND = "blind"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Health:
    """What there is to say of a watcher. `reasons` why it is blind; `pulse` is its last beat, if there was one."""

    life: Life
    reasons: tuple[Said, ...]
    pulse: Pulse | None
    free: dict[str, int | None]


def health(workspace: Workspace, now: datetime) -> Health:
    """The state of the workspace's watcher at `now` (with its zone)."""
    pulse = read_pulse(workspace.state)
    free = {folder.name: free_space(folder) for folder in folders_needing_space(workspace)}
    if pulse is None or pulse.stopped or pulse.holder.is_dead or _is_gone(pulse, now):
        return Health(Life.STOPPED, (), pulse, free)
    said = (*_blind_by_its_word(pulse, now), *_blind_by_the_folders(workspace, free))
    reasons = tuple(reason for place, reason in enumerate(said) if reason not in said[:place])
    return Health(Life.BLIND if reasons else Life.RUNNING, reasons, pulse, free)


def _is_gone(pulse: Pulse, now: datetime) -> bool:
    """Of another machine's process only its silence tells."""
    return not pulse.holder.is_of_this_machine and now - datetime.fromisoformat(pulse.beat) > _FAR_AWAY


def _blind_by_its_word(pulse: Pulse, now: datetime) -> tuple[Said, ...]:
    patience = _SLACK + _PERIODS * timedelta(seconds=pulse.period)
    beat = datetime.fromisoformat(pulse.beat)
    scan = datetime.fromisoformat(pulse.scan) if pulse.scan else None
    reasons: list[Said] = []
    if abs(now - beat) > patience:  # also of one that is to come: the clock was put back, and nothing came since
        reasons.append(in_both(msg("It gave no sign of life since {at:%H:%M:%S %d/%m/%Y}.", at=beat.astimezone())))
    elif pulse.trouble:
        reasons.append(pulse.trouble)
    elif not pulse.working and (scan is None or now - scan > patience):
        reasons.append(in_both(msg("It has not looked through the inbox in time.")))
    return tuple(reasons)


def _blind_by_the_folders(workspace: Workspace, free: dict[str, int | None]) -> tuple[Said, ...]:
    reasons: list[Said] = []
    for folder in folders_needing_space(workspace):
        left = free[folder.name]
        if left is None or not folder.is_dir():
            reasons.append(in_both(msg("The folder “{name}” is not there.", name=folder.name)))
        elif left < LEAST_FREE:
            megabytes = left // 1024 // 1024
            said = msg("The disk of “{name}” is nearly full: {left} MB left.", name=folder.name, left=megabytes)
            reasons.append(in_both(said))
    return tuple(reasons)
