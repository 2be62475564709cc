"""An office opened for work: its rules, its register, its archive."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from pipeline.archive import (
    Archive,
    Unreadable,
    presumed_until,
)
from pipeline.archive.shared_lock import check_still_held, is_shared
from pipeline.errors import NoAccess, access_error
from pipeline.ledger import Ledger
from pipeline.organisation import Organisation
from pipeline.process.fingerprint import fingerprint_of
from pipeline.process.intake.readings import Readings
from pipeline.register import Register
from pipeline.regulations import Regulations
from pipeline.workspace import Workspace

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Office:
    """Everything a run works with. `now` is asked only for the history's times.

    `troubled` are folders found at the start that cannot be read or made whole: their meetings rest, the others go on.
    `readings` are of the forms in hand, so that one that has to wait is not parsed again.
    """

    workspace: Workspace
    organisation: Organisation
    regulations: Regulations
    archive: Archive
    register: Register
    ledger: Ledger
    now: Clock
    lock_timeout: float
    troubled: tuple[Unreadable, ...] = ()
    readings: Readings = field(default_factory=Readings)

    @property
    def presumed(self) -> date | None:
        """The last day whose documents count as issued though nobody said so, where the office wants that."""
        return presumed_until(self.organisation.options.issued_after_days, self.now().date())

    @cached_property
    def rules_sha256(self) -> str:
        """The fingerprint of the rules and of the organisation as this office was opened with."""
        return fingerprint_of(self.organisation, self.regulations)

    @property
    def timestamp(self) -> str:
        return self.now().astimezone().isoformat(timespec="seconds")


def failure(workspace: Workspace, error: OSError, otherwise: str) -> NoAccess:
    """What the system says, in words, of the file or folder that it names; `otherwise` of what was being done."""
    path = error.filename2 or error.filename
    return access_error(workspace.relative(Path(path)) if isinstance(path, str) else otherwise, error)


@contextmanager
def announced(office: Office) -> Iterator[None]:
    """A mark in the tree before a publication, and another behind it, repeated in the register.

    Where tree and register differ, a publication was cut short or one side is older: the numbers are then read from the
    tree. The second is for readers who came in between. Each names the mark before, by which the tree is known again.

    The caller holds the archive; raises `Busy` where it no longer does, because this machine slept and another went on
    meanwhile; `OSError`.
    """
    if is_shared(office.workspace.outbox, office.workspace.state_is_apart):
        check_still_held(office.workspace.outbox)
    before = office.register.serial
    office.archive.note_serial(uuid.uuid4().hex, before)
    yield
    serial = uuid.uuid4().hex
    office.archive.note_serial(serial, before)
    office.register.note_serial(serial)
