"""The loop: look at what lies there, file what has settled, show that it lives, wait to be woken or for a while.

No form ends it, no failure and no folder that is away: each waits with its reason and is tried again.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.archive import inbox_held, inbox_still_held, watcher_locked
from pipeline.errors import BadConfiguration, NoAccess, VanthuError
from pipeline.messages import Message, msg, translator, vietnamese
from pipeline.process import FormState, Office
from pipeline.process.deciding import STILL_TO_MEND
from pipeline.process.intake.beside import in_a_line
from pipeline.process.office import Clock
from pipeline.process.outcome import Decision
from pipeline.vietnamese.text import printable
from pipeline.watch.bell import Bell
from pipeline.watch.chores import Chores
from pipeline.watch.hearing import Hearing
from pipeline.watch.hooks import Hooks
from pipeline.watch.options import WatchOptions
from pipeline.watch.pulse import Hooked, in_both
from pipeline.watch.reporter import Reporter
from pipeline.watch.root import Presence, Root
from pipeline.watch.service import Service
from pipeline.watch.session import Session
from pipeline.watch.sightings import Sightings
from pipeline.watch.start import tangled
from pipeline.watch.telling import Telling
from pipeline.watch.work import Work
from pipeline.workspace import Workspace

log = logging.getLogger(__name__)

# Seconds between being woken and looking, because one save is several events: as long as a look takes, within these.
_BREATH, _LONGEST_BREATH = 0.01, 0.05
_SHORTEST, _LATE = 0.02, 0.5
_LAST_COMMANDS = 10.0  # seconds that commands of the office get to end
_FIRST_TROUBLE, _LONGEST_TROUBLE = 1.0, 30.0  # seconds until the next try where nothing can be filed at all
_FILED = (FormState.FILED, FormState.REVISED)


class _Stopped(Exception):
    """Whoever asked the watcher to stop gets it between two forms."""


@dataclass
class Listeners:
    """Who hears of what: every decision as it is made; that the watcher is ready; what stands in its way."""

    decided: Callable[[Decision], None] = lambda _decision: None
    ready: Callable[[Hearing], None] = lambda _hearing: None
    trouble: Callable[[Message | None], None] = lambda _message: None


@dataclass
class Watcher:
    """A watcher of one workspace, made ready by `check_start` before. It holds its locks while it runs."""

    workspace: Workspace
    now: Clock
    lock_timeout: float = 30.0
    options: WatchOptions = field(default_factory=WatchOptions)
    listeners: Listeners = field(default_factory=Listeners)
    hooks: Hooks = field(default_factory=Hooks)
    service: Service = field(default_factory=Service)
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self._is_stopped, self._bell = False, Bell()
        self._root = Root(self.workspace.inbox)
        self._hearing = Hearing(self.workspace, self._wake, self.options)
        self._session = Session(self.workspace, self.now, self.lock_timeout)
        self._work = Work(self.options, self.clock, self._alive)
        self._chores = Chores(self.clock)
        self._telling = Telling(self.workspace, self.now, self.clock)
        self.reporter = Reporter(self.workspace, self.options.rescan, self.now, self.clock, self._hooked)
        self._held = ExitStack()
        self._troubles = 0

    def stop(self) -> None:
        """End between two forms. May be called from a signal's handler and from other threads."""
        self._is_stopped = True
        self._bell.ring()

    def run(self) -> None:
        """Watch until `stop` is called. Raises `Busy` where the inbox has another watcher, `NoAccess`."""
        with watcher_locked(self.workspace):
            try:
                self._root.look()
                self._arrive()
                self._telling.trouble(None)  # what a killed watcher left
                self.listeners.ready(self._hearing)
                self.service.ready()
                while not self._is_stopped:
                    started = self.clock()
                    pause = self._turn()
                    took = self.clock() - started
                    self.service.alive()
                    if self._bell.heard(max(min(pause, self.service.interval or pause), _SHORTEST)):
                        time.sleep(min(max(_BREATH, took), _LONGEST_BREATH))
                    self._bell.hush()  # before it is asked whether to stop: that rings too
            finally:
                self.service.stopping()
                self._hearing.disarm()
                self._session.close()
                self._held.close()
                self.hooks.close(_LAST_COMMANDS)
                self.reporter.beat(self._kinds, stopped=True)

    def _turn(self) -> float:
        """One look and what follows from it; seconds until the next one, where nothing wakes us."""
        if not self._is_there():
            return min(_FIRST_TROUBLE, self.options.rescan)
        try:
            return self._look(self._session.office())
        except _Stopped:
            return 0.0
        except VanthuError as error:
            return self._rest(error.message)
        except Exception as error:  # a mistake of ours: whatever waits goes on waiting, and the log has the places
            mark = secrets.token_hex(4)
            log.error("internal error %s in the watcher", mark, exc_info=error)
            return self._rest(
                msg("Something unforeseen happened; the mark of the error in the log is {mark}.", mark=mark)
            )

    def _is_there(self) -> bool:
        """Whether the inbox can be looked through. Raises `Busy` where another watcher took it while it was away."""
        presence = self._root.look()
        if presence is Presence.AWAY:
            self._session.close()
            self._hearing.disarm()
            self.reporter.working = None
            self._say(self._root.reason(), is_there=False)
            return False
        if presence is Presence.NEW or not self._hearing.is_alive or not inbox_still_held(self.workspace.inbox):
            try:
                self._arrive()
            except (BadConfiguration, NoAccess) as error:  # another folder lies there, or none any more
                self._hearing.disarm()
                self._say(error.message, is_there=False)
                return False
        return True

    def _arrive(self) -> None:
        """Take the inbox as it lies there now, for this watcher alone, and listen to it.

        Raises `BadConfiguration` where by now it lies in the archive or the other way round, `Busy`, `NoAccess`.
        """
        for problem in tangled(self.workspace):
            raise BadConfiguration(problem.message)
        self._held.close()
        self._held.enter_context(inbox_held(self.workspace.inbox))
        self._hearing.arm()
        self.reporter.folders = self._hearing.folders

    def _look(self, office: Office) -> float:
        forms, scans = self._work.look(office)
        self.reporter.scanned()
        went_well = self._work.file_forms(office, forms, self._at_work, self._heed) if forms else True
        went_well = (self._work.file_scans(office, scans, self._heed) if scans else True) and went_well
        self.reporter.working = None
        is_more = self._chores.do(office)
        self._telling.waiting(one for kind in self._kinds for one in kind.waiting())
        self._telling.day(office, self._waiting)
        self.reporter.returned = self._telling.returned
        self._say(None)
        if not went_well:
            self._session.close()  # what stood in the way is looked at anew, and what was cut short is finished
        return 0.0 if is_more or forms or scans else self._pause()

    def _at_work(self, step: str, done: int, total: int) -> None:
        self.reporter.working = {"step": step, "done": done, "total": total}
        self._alive()

    def _alive(self) -> None:
        """Show that we live, in the midst of what may take long; whoever asked us to stop gets it here."""
        if self._is_stopped:
            raise _Stopped
        self.service.alive()
        self.reporter.alive(self._kinds)

    def _heed(self, decision: Decision) -> None:
        """What follows from a decision at once."""
        self._telling.beside(decision)
        self.hooks.tell(decision.outcome.to_json(translator("vi")))
        if decision.outcome.state in _FILED:
            self.reporter.filed += 1
            self._chores.filed(decision.outcome.meeting)
        with suppress(OSError):  # whoever listened at the other end of a pipe is gone
            self.listeners.decided(decision)
        if self._session.current:
            self._telling.day(self._session.current, self._waiting)
        if self._is_stopped:
            raise _Stopped
        self.service.alive()

    def _pause(self) -> float:
        due = [at - self.clock() for kind in self._kinds if (at := kind.next_at()) is not None]
        return min([self.options.rescan, *due, *([_LATE] if self._telling.is_late else [])])

    def _rest(self, reason: Message) -> float:
        """Nothing can be filed: say why, let go of what may be broken, and try again, the later the longer it lasts."""
        self._session.close()
        self.reporter.working = None
        self._troubles += 1
        self._say(reason)
        return float(min(_FIRST_TROUBLE * 2 ** min(self._troubles - 1, 10), _LONGEST_TROUBLE))

    def _say(self, trouble: Message | None, *, is_there: bool = True) -> None:
        """Put the beat down with what stands in the way; what is new of it is told at once.

        Where the inbox is not there, nothing is written to it: what lies there may be the empty place of a share.
        """
        if trouble is None:
            self._troubles = 0
        if trouble != self.reporter.trouble:
            if is_there:
                self._telling.trouble(trouble)
            self.service.status(vietnamese(trouble) if trouble else "")
            with suppress(OSError):
                self.listeners.trouble(trouble)
        self.reporter.trouble = trouble
        self.reporter.beat(self._kinds)

    def _waiting(self) -> list[tuple[str, str]]:
        """Where what waits lies and why, for the clerks; what is to be mended is told of elsewhere."""
        name = self.workspace.relative
        seen = [(name(path), one.problem) for kind in self._kinds for path, one in kind.waiting() if one.problem]
        left = [(outcome.form, problem) for outcome in self._chores.left for problem in outcome.problems]
        told = [one for one in (*seen, *left) if one[1].code != STILL_TO_MEND]
        return [(printable(where), in_a_line(problem)) for where, problem in told]

    def _hooked(self) -> Hooked:
        last = self.hooks.last_failure
        return Hooked(self.hooks.failures, in_both(last.message) if last else None)

    @property
    def _kinds(self) -> tuple[Sightings, ...]:
        return self._work.forms, self._work.scans

    def _wake(self, path: Path) -> None:
        """Something happened at a path; our own small files are no news."""
        if path.name.startswith(".vanthu"):
            return
        self.reporter.heard()
        if path.is_relative_to(self.workspace.blank_forms):
            self._chores.touched = True
        self._bell.ring()
