"""A watcher killed again and again while forms arrive, and what must be so when all is over."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread

from pipeline.archive import Archive
from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.office_files.packages import file_digest
from pipeline.process.intake.arrivals import is_note
from pipeline.workspace import Workspace
from tests.faults.offices import given_numbers
from tests.watch.ground import Ground
from tests.watch.processes import WatcherProcess, watcher_process

OPTIONS = ("--settle", "0.2", "--rescan", "1")
_AT_ONCE = 3  # forms that lie in the inbox when the next one comes, so that they arrive while others are filed
_PATIENCE = 120.0  # seconds without a form filed


def _has_published(workspace: Workspace, _watcher: WatcherProcess, count: int) -> bool:
    """A folder has just become visible; its form still lies in the inbox, the register does not know the end of it."""
    return filed(workspace) >= count


def _has_said(workspace: Workspace, watcher: WatcherProcess, count: int) -> bool:
    """A form is done with, and the next one in hand."""
    return filed(workspace) >= count and watcher.filed > 0


def _is_staging(workspace: Workspace, _watcher: WatcherProcess, count: int) -> bool:
    """A folder is half made, its numbers taken. Where that is never seen, a few forms later."""
    done = filed(workspace)
    return done >= count and (done >= count + _AT_ONCE or any(workspace.outbox.glob("*/*/.dang-lap-*")))


MOMENTS: Sequence[Callable[[Workspace, WatcherProcess, int], bool]] = (_has_published, _has_said, _is_staging)


def killed_and_started_again(office: Ground) -> list[int]:
    """Drop the forms while a watcher runs, which is killed in every quarter of them; how many were filed each time.

    The last watcher runs until the inbox is empty, and is asked to stop.
    """
    workspace, forms = office.workspace, office.forms
    killed_at = []
    with _arriving(office) as all_dropped:
        for quarter, is_moment in enumerate(MOMENTS, 1):
            count = len(forms) * quarter // (len(MOMENTS) + 1)
            watcher = WatcherProcess(workspace, *OPTIONS)
            try:
                _until(partial(is_moment, workspace, watcher, count), workspace, watcher)
            finally:
                watcher.kill()
            killed_at.append(filed(workspace))
        with watcher_process(workspace, *OPTIONS) as watcher:
            _until(lambda: all_dropped.is_set() and not _left(workspace), workspace, watcher)
    return killed_at


def check_all_filed_once(workspace: Workspace, contents: Sequence[bytes]) -> None:
    """Every form stands in one folder of the archive, in its first version; numbers run from 1; nothing is left over."""
    numbers = defaultdict(list)
    for given in given_numbers(workspace):  # looks the archive over
        numbers[given.body, given.type, given.term].append(given.number)
    for series, given_in_it in numbers.items():
        assert sorted(given_in_it) == list(range(1, len(given_in_it) + 1)), series
    forms = [form for _, manifest in Archive(workspace.outbox).manifests() for form in manifest.forms]
    assert {form.version for form in forms} == {1}
    assert Counter(form.sha256 for form in forms) == Counter(map(file_digest, contents))
    assert _left(workspace) == []
    # One that was killed between filing a form and taking it away meets it again: it was filed before.
    aside = [path.read_bytes() for path in workspace.duplicates.rglob("*") if path.is_file() and not is_note(path)]
    assert set(aside) <= set(contents)


def filed(workspace: Workspace) -> int:
    """How many meetings a reader of the archive sees."""
    return sum(1 for _ in workspace.outbox.glob(f"*/*/[!.]*/{MANIFEST}"))


@contextmanager
def _arriving(office: Ground) -> Iterator[Event]:
    """Forms moved in beside the caller's work, a few at a time; the event says that all were."""
    all_dropped, stop = Event(), Event()

    def drop() -> None:
        for number, form in enumerate(office.forms):
            while number - filed(office.workspace) >= _AT_ONCE and not stop.is_set():
                time.sleep(0.005)
            if stop.is_set():
                return
            office.drop(form)
        all_dropped.set()

    thread = Thread(target=drop, daemon=True)
    thread.start()
    try:
        yield all_dropped
    finally:
        stop.set()
        thread.join(_PATIENCE)


def _until(is_so: Callable[[], object], workspace: Workspace, watcher: WatcherProcess) -> None:
    """Wait, without a pause: the moments are short. Fails where nothing is filed for long."""
    seen, since = -1, time.monotonic()
    while not is_so():
        if (now := filed(workspace)) != seen:
            seen, since = now, time.monotonic()
        assert time.monotonic() - since < _PATIENCE, (_left(workspace), watcher.said, watcher.rows)
        time.sleep(0.001)


def _left(workspace: Workspace) -> list[str]:
    """What lies in the inbox, where clerks drop and mend, besides our own texts."""
    places = [path for path in workspace.inbox.rglob("*") if path.is_file() and not is_note(path)]
    ours = (workspace.blank_forms, workspace.duplicates, workspace.signed)
    found = [path for path in places if not any(path.is_relative_to(folder) for folder in ours)]
    return [path.name for path in found if not path.name.startswith(".vanthu-")]
