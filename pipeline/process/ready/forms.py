"""Forms kept ready in `inbox/_bieu-mau/<body>/`: of the meetings to come, of what came after one, of the roster.

A pass that finds nothing changed looks into the folders and goes. Else each body tells by its key whether what its
forms are made from has changed: its filed meetings, its roster of the day, rules and program. Nobody's typing is
ever overwritten, and no failure here stops the filing of forms.
"""

from __future__ import annotations

import hashlib
import logging
import math
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from pipeline import __version__
from pipeline.archive import forms_locked
from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.errors import Busy, VanthuError
from pipeline.forms.content import Content
from pipeline.organisation import Body
from pipeline.outlook.filed import filed_meetings
from pipeline.outlook.known import BodyFile, content_of, roster_form
from pipeline.outlook.wanted import forms_wanted, kinds_of
from pipeline.process.office import Office
from pipeline.process.outcome import FormState, Outcome
from pipeline.process.ready.blank import ROSTER_NAME
from pipeline.process.ready.left import forms_left
from pipeline.process.ready.notes import Notes, drop_notes, last_pass, note_pass, noted_bodies, notes_home
from pipeline.process.ready.shelf import Shelf
from pipeline.process.roster.filing import with_roster_of_now
from pipeline.vietnamese.dates import Month

log = logging.getLogger(__name__)


Progress = Callable[[str, int, int], None]

_DONE = (FormState.FILED, FormState.REVISED)


def _quiet(_step: str, _done: int, _total: int) -> None:
    pass


def after_pass(
    office: Office, outcomes: Iterable[Outcome], patience: float = math.inf, progress: Progress = _quiet
) -> Iterator[Outcome]:
    """What belongs to the end of a pass with these outcomes: the forms made ready, those left there filled in told."""
    done = [outcome for outcome in outcomes if outcome.state in _DONE]
    codes = [outcome.meeting for outcome in done if outcome.meeting]
    bodies = [body.id for body in office.organisation.bodies if any(code.startswith(f"{body.id}-") for code in codes)]
    if any(outcome.changed_roster for outcome in done):
        try:
            office = with_roster_of_now(office)
        except VanthuError as error:
            log.warning("the forms in _bieu-mau could not be prepared: %s", error)
            return
    refresh_forms(office, bodies, patience, progress=progress)
    yield from forms_left(office)


def refresh_forms(
    office: Office,
    bodies: Iterable[str] | None = None,
    patience: float = math.inf,
    clock: Callable[[], float] = time.monotonic,
    progress: Progress = _quiet,
) -> tuple[Path, ...]:
    """Bring the ready forms of every body up to date; the paths of those written.

    `bodies` come first: those a pass has filed something of. After `patience` seconds the rest is left to the next
    pass. What cannot be done is logged and tried again. Where another run is at it, this one leaves it to that.

    `progress` hears of the step "ready": how many bodies were looked at, of how many.
    """
    try:
        with forms_locked(office.workspace):
            return _Pass(office, office.now().date(), notes_home(office.workspace)).run(
                list(bodies or ()), clock() + patience, clock, progress
            )
    except Busy:
        log.info("another run is preparing the forms")
    except (VanthuError, OSError) as error:
        log.warning("the forms in _bieu-mau could not be prepared: %s", error)
    return ()


@dataclass(frozen=True)
class _Pass:
    """One look at all bodies on a day."""

    office: Office
    today: date
    home: Path

    def run(
        self,
        first: list[str],
        deadline: float,
        clock: Callable[[], float],
        progress: Progress,
    ) -> tuple[Path, ...]:
        stamp = self._stamp()
        known = [body.id for body in self.office.organisation.bodies]
        bodies = list(dict.fromkeys([*(body for body in first if body in known), *known, *noted_bodies(self.home)]))
        is_same = last_pass(self.home) == stamp
        written: list[Path] = []
        failed: list[str] = []
        for done, body in enumerate(bodies, 1):
            if clock() > deadline:
                return tuple(written)
            try:
                new = self._refresh(body, is_same)
            except (VanthuError, OSError) as error:
                failed.append(f"{body}: {error}")
                continue
            except (LookupError, TypeError, ValueError) as error:  # an odd manifest; what it says is not for the log
                failed.append(f"{body}: {type(error).__name__}")
                continue
            written += new
            if new:
                progress("ready", done, len(bodies))
        if failed:
            log.warning("the forms of %d bodies could not be prepared; the first, %s", len(failed), failed[0])
        elif not is_same:
            note_pass(self.home, stamp)
        return tuple(written)

    def _refresh(self, body_id: str, is_same: bool) -> tuple[Path, ...]:
        shelf = Shelf(self.office.workspace, self.office.ledger, self.home, body_id)
        notes = shelf.notes()
        if is_same and notes.key and shelf.is_whole(notes):
            return ()
        body = self.office.organisation.body(body_id)
        if body is None or not body.holds_on(self.today):
            return self._take_away(shelf, notes)
        key = self._key(body)
        if notes.key == key and shelf.is_whole(notes):
            return ()
        return shelf.lay_out(key, self._wanted(body))

    def _take_away(self, shelf: Shelf, notes: Notes) -> tuple[Path, ...]:
        """The forms of a body that there is no more."""
        if notes.forms:
            shelf.lay_out("gone", {})
        if not shelf.notes().forms:
            drop_notes(self.home, shelf.body)
            if shelf.folder.is_dir() and not any(shelf.folder.iterdir()):
                shelf.folder.rmdir()
        return ()

    def _wanted(self, body: Body) -> dict[str, Content]:
        office = self.office
        meetings = filed_meetings(office.archive, body.id)
        file = BodyFile(office.organisation, office.regulations, body, meetings)
        wanted = forms_wanted(kinds_of(file.on(self.today), meetings), meetings, self.today)
        contents = {form.name: content_of(file, form, self.today) for form in wanted}
        contents[ROSTER_NAME] = roster_form(file, self.today)
        return {
            f"{name}.{kind.value}": content
            for name, content in contents.items()
            for kind in office.organisation.options.form_files
        }

    def _stamp(self) -> str:
        """What the forms of all bodies are made from, as far as it can be told at once."""
        return _digest(self.office.archive.serial, self.today, self._rules, self.office.organisation.model_dump_json())

    def _key(self, body: Body) -> str:
        """What the forms of one body are made from."""
        office = self.office
        there = BodyFile(office.organisation, office.regulations, body, ()).on(self.today)
        filed = [
            (str(folder), found.st_mtime_ns, found.st_size)
            for folder in office.archive.folders(body.id)
            if (found := _state(folder / MANIFEST))
        ]
        options = office.organisation.options.model_dump_json()
        month = Month.of(self.today)
        said = [there.superior, there.superior_committee, there.members, body.model_dump_json(), filed, options, month]
        return _digest(self._rules, *said)

    @cached_property
    def _rules(self) -> str:
        rules = self.office.workspace.regulations
        return _digest(__version__, rules.read_bytes() if rules.is_file() else b"")


def _state(file: Path) -> os.stat_result | None:
    """What tells whether a file has changed; None where there is none."""
    try:
        return file.stat()
    except FileNotFoundError:
        return None


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
