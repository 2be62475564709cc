"""The coordinator: every folder is planned without a lock, then those with work are done in slices under it.

Between two slices the lock is free for as long as a run that waits for it takes to look again: `watch`, `sign` and
`process` get their turn. What they file meanwhile is read anew, because each folder reads its manifest itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.archive import Archive
from pipeline.archive.holder import Holder
from pipeline.batch.run import Work, Workers
from pipeline.meeting import MeetingKind
from pipeline.process.office import Office, announced
from pipeline.process.regenerating import Regenerated, Task, Wanted, regenerate_folders
from pipeline.process.whole import writing
from pipeline.workspace import Workspace

LONGEST = 2.5  # seconds that a slice may take
_AIM = 2.0  # that it is to take: folders are not alike
_FIRST = 8  # folders for each worker in the first slice: on a slow share they take less than a lock is waited for
PAUSE = 0.06  # seconds: a little more than a waiting run sleeps before it tries the lock again


def folders_of(archive: Archive, year: int, body: str | None, kind: MeetingKind | None) -> list[str]:
    """The folders of a year in the order of their paths, from the outbox on. Raises `OSError`."""
    found = []
    for folder in archive.folders(body, range(year, year + 1)):
        path = folder.relative_to(archive.outbox)
        said = archive.pattern.meeting(path.parts)
        if kind is None or said is None or said[2] is kind:  # one of another name says it in its manifest
            found.append(path.as_posix())
    return found


def planned(
    workspace: Workspace, workers: Workers, folders: Sequence[str], wanted: Wanted, work: Work = regenerate_folders
) -> Iterator[Regenerated]:
    """What is to be done with each folder; nothing is written and nobody kept waiting.

    Not `wanted.foresees`: whether a document can still be made under its number shows when it is made.
    """
    only_told = replace(wanted, applies=False)
    return workers.run(work, [Task(workspace, folder, only_told) for folder in folders])


def applied(
    office: Office,
    workers: Workers,
    plan: Iterable[Regenerated],
    wanted: Wanted,
    work: Work = regenerate_folders,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Regenerated]:
    """Do what the plan says; what became of each folder, as it is done. Raises `Busy`, `NoAccess`, `ArchiveDamaged`."""
    before = {one.folder: one for one in plan}
    wanted = replace(wanted, applies=True, coordinator=Holder.me())
    left = [Task(office.workspace, folder, wanted) for folder in before]
    size = _FIRST * workers.count
    while left:
        now, left = left[:size], left[size:]
        with writing(office):
            since = clock()
            with announced(office):
                done = list(workers.run(work, now))
            took = clock() - since
        yield from (_as_done(before.pop(one.folder), one) for one in done)
        size = next_size(size, took, workers.count)
        if left:
            sleep(PAUSE)


def _as_done(plan: Regenerated, done: Regenerated) -> Regenerated:
    """Of a folder whose worker died when it was done, the plan tells what it did, `done` what it could not."""
    if not done.was_done or done.has_work or not plan.has_work:
        return done
    failed = {row.document: row for row in done.rows if row.failure is not None}
    return replace(plan, rows=tuple(failed.get(row.document, row) for row in plan.rows))


def next_size(size: int, took: float, count: int) -> int:
    """How many folders fit into a slice, by the last one; it grows to the double at most."""
    fits = int(size * _AIM / took) if took > 0 else 2 * size
    return max(count, min(fits, 2 * size))
