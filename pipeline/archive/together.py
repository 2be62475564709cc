"""Changes of many folders, waited for together: the disk is asked to keep all of them at once, not each file of each.

Every change is published as `publish_change` publishes one: written down in whole before it begins, the manifest last.
The steps are done for all folders in turn, and behind each step everything is made durable by one call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from pipeline.archive import durable
from pipeline.archive.changing import Change, close, enter, give_up, move_into_place, write_down
from pipeline.archive.publish import publish_change, recover_folder
from pipeline.errors import VanthuError
from pipeline.mounts import mount_of

Failures = dict[Path, OSError | VanthuError]


def publish_together(outbox: Path, changes: Mapping[Path, Change], check_ours: Callable[[], None]) -> Failures:
    """Publish the changes of folders below `outbox`; what kept which folder from it.

    A folder that fails keeps no other from its change; its own is undone, or finished by the next run. `check_ours`
    raises a `VanthuError` where the archive is not ours any more: it is asked at the last moment before changes are in
    force, and whoever has the archive then undoes what was written down. Raises that, and `OSError` where the disk
    itself fails: what has begun is then finished by the next run as well.
    """
    failed: Failures = {}
    if not durable.flushes_file_systems() or not _is_one_disk(outbox, changes):
        for folder, change in changes.items():
            check_ours()
            _tried(publish_change, folder, failed, change)
        return failed

    def written(folder: Path) -> None:
        recover_folder(folder)
        write_down(folder, changes[folder], durable.write_all)

    left = list(changes)
    try:
        left = _for_all(written, left, failed)
        durable.flush_file_system(outbox)
    except OSError:
        for folder in left:
            give_up(folder)
        raise
    check_ours()
    for step in (enter, move_into_place, close):
        left = _for_all(step, left, failed)
        if step is not close:  # a journal that comes back is of a change that is done
            durable.flush_file_system(outbox)
    return failed


def _is_one_disk(outbox: Path, folders: Iterable[Path]) -> bool:
    """Whether one call reaches all folders: a share's server promises less for it than for a file, and what is mounted
    within the outbox is a disk of its own.
    """
    try:
        disk = outbox.stat().st_dev
        return not mount_of(outbox).is_network and all(folder.stat().st_dev == disk for folder in folders)
    except OSError:
        return False  # each folder says for itself what is wrong


def _for_all(step: Callable[[Path], object], folders: list[Path], failed: Failures) -> list[Path]:
    """Do the step in each folder; those where it went well."""
    return [folder for folder in folders if _tried(step, folder, failed)]


def _tried(step: Callable[..., object], folder: Path, failed: Failures, *arguments: object) -> bool:
    try:
        step(folder, *arguments)
    except (OSError, VanthuError) as error:
        failed[folder] = error
        return False
    return True
