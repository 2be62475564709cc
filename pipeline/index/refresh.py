"""The index brought up to the tree: only folders whose manifest changed are read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.archive import Archive
from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.archive.manifest import parsed
from pipeline.errors import ArchiveDamaged
from pipeline.index.entries import Entry, entries_of, tasks_of
from pipeline.index.store import NAME, Index
from pipeline.office_files.packages import file_digest
from pipeline.outlook.filed import filed_meetings
from pipeline.sqlite_errors import in_words

Progress = Callable[[int, int], None]

_TASKS = "/#"  # what the open tasks of a body stand under, which no folder is called


def refresh(index: Index, archive: Archive, progress: Progress = lambda _done, _total: None) -> int:
    """Read what changed since the last time; how many folders that were. Nothing where the tree's mark is the same.

    The open tasks of a body are found anew with any change in it: another meeting may have reported them done.
    """
    serial = archive.serial
    if serial and index.serial == serial:
        return 0
    before = {name: digest for name, digest in index.folders().items() if not name.endswith(_TASKS)}
    manifests = sorted(archive.outbox.glob(f"*/*/[!.]*/{MANIFEST}"))
    there = {path.parent: file_digest(path.read_bytes()) for path in manifests}
    names = {folder: folder.relative_to(archive.outbox).as_posix() for folder in there}
    changed = [folder for folder, digest in there.items() if before.get(names[folder]) != digest]
    gone = before.keys() - {*names.values()}
    bodies = {name.split("/")[0] for name in (*gone, *(names[folder] for folder in changed))}
    with in_words(NAME):
        index.connection.execute("begin immediate")
        for name in gone:
            index.drop(name)
        for done, folder in enumerate(changed, 1):
            _take(index, archive.outbox, folder, names[folder], there[folder])
            progress(done, len(changed))
        for body in bodies:
            index.put(f"{body}{_TASKS}", serial, _tasks(archive.outbox, body))
        index.note_serial(serial)
        index.connection.execute("commit")
    return len(changed)


def _tasks(outbox: Path, body: str) -> list[Entry]:
    """The open tasks; none where a manifest cannot be read, for it might say which of them are done."""
    try:
        return list(tasks_of(outbox, body, filed_meetings(outbox, body)))
    except ArchiveDamaged:
        return []


def _take(index: Index, outbox: Path, folder: Path, name: str, digest: str) -> None:
    try:
        manifest = parsed((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):  # `verify` says so; what can be read is found all the same
        index.drop(name)
        return
    index.put(name, digest, entries_of(outbox, folder, manifest))
