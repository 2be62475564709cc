"""What is done between forms, in small pieces: the ready-made forms kept fresh, texts without a form taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from pipeline.process import Office, Outcome
from pipeline.process.ready.forms import refresh_forms
from pipeline.process.ready.left import forms_left
from pipeline.watch.telling import drop_orphans

_PIECE = 0.5  # seconds; a new form waits no longer for it
_AT_LEAST_EVERY = 600.0  # seconds, in case no event told of a form that was moved away


@dataclass
class Chores:
    """`touched` is set when somebody worked in `_bieu-mau/`; `left` are filled-in forms that lie there."""

    clock: Callable[[], float]
    touched: bool = False
    left: tuple[Outcome, ...] = ()
    _done_for: tuple[str, date] | None = None
    _done_at: float = field(default=float("-inf"))
    _swept: bool = False
    _filed: list[str] = field(default_factory=list)

    def filed(self, meeting: str | None) -> None:
        """The forms of its body come first."""
        if meeting:
            self._filed.append(meeting)

    def do(self, office: Office) -> bool:
        """One piece of what is to be done; whether there is more."""
        wanted = (office.archive.serial, office.now().date())
        is_due = self.touched or wanted != self._done_for or self.clock() > self._done_at + _AT_LEAST_EVERY
        if not is_due:
            return False
        if not self._swept:
            self._swept = True
            drop_orphans(office.workspace, [body.id for body in office.organisation.bodies])
        self.touched = False
        started = self.clock()
        refresh_forms(office, self._bodies(office), _PIECE)
        if self.clock() - started > _PIECE:
            self._done_for = None
            return True
        self.left = tuple(forms_left(office))
        self._done_for, self._done_at = wanted, self.clock()
        self._filed.clear()
        return False

    def _bodies(self, office: Office) -> list[str]:
        bodies = [body.id for body in office.organisation.bodies]
        return [body for body in bodies if any(meeting.startswith(f"{body}-") for meeting in self._filed)]
