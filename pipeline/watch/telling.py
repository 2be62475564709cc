"""Texts beside the forms that stay: why each waits or was not filed, and what to do. They go when they have served."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pipeline.errors import Problem
from pipeline.messages import Message, vietnamese
from pipeline.process import FormState, Office
from pipeline.process.intake.arrivals import is_note
from pipeline.process.intake.beside import (
    FOLDER_NOTE,
    FOLDER_NOTE_NAME,
    FORM_NOTE,
    SCAN_NOTE,
    drop_note,
    drop_text,
    note_path,
    state_text,
    try_note,
)
from pipeline.process.intake.ignored import is_to_ignore
from pipeline.process.intake.leaving import NOT_MOVED
from pipeline.process.intake.reasons import STILL_COPYING, STILL_OPEN
from pipeline.process.office import Clock
from pipeline.process.outcome import Decision
from pipeline.vietnamese.text import printable
from pipeline.watch.digest import Digest
from pipeline.watch.sightings import Sighting
from pipeline.workspace import SCANS, Workspace

_BREATH, _REST = 0.5, 9.0  # seconds, and times as long as it took, that the text of the day is left alone
_ON_THE_WAY = (STILL_OPEN, STILL_COPYING)
_TOLD_AFTER = 5.0  # seconds; few copies take longer
_WAITS = "đang chờ"
PAUSED = "_tam-dung.txt"
_GOES_ON = (
    "Biểu mẫu vẫn nằm nguyên tại chỗ, hết nguyên nhân là được xử lý, không cần thả lại. "
    "Nếu kéo dài, xin báo người quản trị."
)
_TOLD_OTHERWISE = ("still-to-mend", "form-left")  # the text that came with the mistakes lies there


@dataclass
class Telling:
    """What clerks are told: beside each form that stays, and in the text of the day, which may be late for a moment."""

    workspace: Workspace
    now: Clock
    clock: Callable[[], float]
    is_late: bool = False
    _copied: dict[Path, tuple[float, Problem | None]] = field(default_factory=dict)
    returned: int = 0
    _digest: Digest | None = None
    _rest_until: float = 0.0

    def beside(self, decision: Decision) -> None:
        """What was decided, beside the form: in the inbox where it stays there, in `_trung-lap` where it went there."""
        _tell(self.workspace, decision)

    def waiting(self, waiting: Iterable[tuple[Path, Sighting]]) -> None:
        """Beside each file that is long being copied, that it is."""
        now = self.clock()
        there: dict[Path, tuple[float, Problem | None]] = {}
        for path, seen in waiting:
            if seen.problem is None or seen.problem.code != STILL_COPYING:
                continue
            since, told = self._copied.get(path, (now, None))
            if now - since >= _TOLD_AFTER and told != seen.problem:
                tell_why(path, (seen.problem,))
                told = seen.problem
            there[path] = since, told
        self._copied = there

    def trouble(self, reason: Message | None) -> None:
        """A text in the inbox as long as nothing can be filed, so that nobody waits in vain; None where all is well."""
        note = self.workspace.inbox / PAUSED
        with suppress(OSError):
            if reason is None:
                drop_text(note)
            else:
                said = f"{FOLDER_NOTE}“inbox” tạm thời chưa được xử lý.\n\n{vietnamese(reason)}\n\n{_GOES_ON}\n"
                try_note(note, said)

    def day(self, office: Office, waiting: Callable[[], list[tuple[str, str]]]) -> None:
        """Have the text of the day say what is so; not so often that nothing else is done."""
        started = self.clock()
        self.is_late = started < self._rest_until
        if self.is_late:
            return
        self._digest = self._digest or Digest(office)
        self._digest.refresh(office, waiting(), self.now())
        self.returned = self._digest.returned
        self._rest_until = self.clock() + max(_BREATH, _REST * (self.clock() - started))


def _tell(workspace: Workspace, decision: Decision) -> None:
    """Scans and dropped folders have texts of their own, a returned form its list of mistakes.

    What cannot be written is said by `status` and the day's text all the same.
    """
    outcome = decision.outcome
    with suppress(OSError):
        if outcome.state in (FormState.WAITING, FormState.FAILED):
            if _takes_a_text(workspace, decision):
                is_failed = outcome.state is FormState.FAILED
                tell_why(decision.path, outcome.problems, "chưa lưu được" if is_failed else _WAITS)
        elif outcome.moved_to != decision.path and not os.path.lexists(decision.path):
            drop_note(decision.path)
        elif left := [problem for problem in outcome.problems if problem.code == NOT_MOVED]:
            tell_why(decision.path, left, "đã được lưu")
        if outcome.state is FormState.DUPLICATE and outcome.moved_to and outcome.earlier:
            at = datetime.fromisoformat(outcome.earlier.at)
            said = f"đã được lưu lúc {at:%H:%M ngày %d/%m/%Y} tại {outcome.earlier.path}; lần này không có gì thay đổi."
            try_note(note_path(outcome.moved_to), f"{FORM_NOTE}“{printable(decision.path.name)}” {said}\n")


def tell_why(form: Path, problems: Iterable[Problem], state: str = _WAITS) -> None:
    """Why a form stays in the inbox, beside it; of a folder, in it."""
    said = [problem for problem in problems if problem.code not in _TOLD_OTHERWISE]
    if not said:
        return
    is_folder = form.is_dir()
    what = FOLDER_NOTE if is_folder else SCAN_NOTE if form.parent.name == SCANS else FORM_NOTE
    try_note(form / FOLDER_NOTE_NAME if is_folder else note_path(form), state_text(what, form.name, said, state))


def drop_orphans(workspace: Workspace, bodies: Iterable[str]) -> None:
    """Take away our texts in the inbox whose forms somebody has taken out, as after a restart."""
    for folder in (workspace.inbox, *(workspace.inbox / body for body in bodies)):
        with suppress(OSError):
            for note in [path for path in folder.iterdir() if is_note(path) and not is_to_ignore(path.name)]:
                form = note.with_suffix("")
                if not os.path.lexists(form):
                    drop_note(form)


def _takes_a_text(workspace: Workspace, decision: Decision) -> bool:
    """Not beside what lies outside the inbox; scans that only wait and most folders were told of when it was found."""
    path, outcome = decision.path, decision.outcome
    if not path.is_relative_to(workspace.inbox):
        return False
    if path.is_dir():
        return any(problem.code in _ON_THE_WAY for problem in outcome.problems)
    return path.is_file() and (path.parent.name != SCANS or outcome.state is FormState.FAILED)
