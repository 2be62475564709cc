"""The office that the watcher works in: opened once, and again where its rules changed or something failed."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

from pipeline.errors import VanthuError
from pipeline.process import Office, open_office
from pipeline.process.intake.readings import Readings
from pipeline.process.office import Clock
from pipeline.process.whole import check_there
from pipeline.workspace import Workspace

Stamp = tuple[tuple[int, int] | None, ...]


class Session:
    """An office kept open. What a killed run left behind is finished or undone whenever it is opened.

    What was read of the forms outlives an opening: one that cannot be filed for hours is not parsed at every try.
    """

    def __init__(self, workspace: Workspace, now: Clock, lock_timeout: float) -> None:
        self._workspace, self._now, self._lock_timeout = workspace, now, lock_timeout
        self._open = ExitStack()
        self._office: Office | None = None
        self._stamp: Stamp = ()
        self._readings = Readings()

    def office(self) -> Office:
        """The office with its rules as they stand now. Raises `VanthuError` where it cannot be opened.

        An archive that is away is missed at once: another folder would be made in its place.
        """
        check_there(self._workspace.outbox)
        stamp = self._stamp_now()
        if self._office is None or stamp != self._stamp:
            self.close()
            if stamp != self._stamp:
                self._stamp, self._readings = stamp, Readings()  # the rules say how large a form may be
            opened = open_office(self._workspace, self._now, self._lock_timeout, makes_folders=False)
            office = self._open.enter_context(opened)
            self._office = replace(office, readings=self._readings)
        return self._office

    @property
    def current(self) -> Office | None:
        """The office as it is open just now."""
        return self._office

    def close(self) -> None:
        """Let go of register and ledger: after a failure, or while their folder is away."""
        self._office = None
        with suppress(VanthuError, OSError):
            self._open.close()

    def _stamp_now(self) -> Stamp:
        return tuple(_looks(path) for path in (self._workspace.organisation, self._workspace.regulations))


def _looks(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
