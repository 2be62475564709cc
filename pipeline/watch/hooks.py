"""Commands of the administrator's that are told of each form that was filed or returned.

They are an addition: whatever becomes of a command, the form stays filed or returned, and nobody waits for it.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import queue
import shlex
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path, PurePosixPath

from pipeline.errors import UsageError, access_error
from pipeline.messages import Message, msg, verbatim
from pipeline.process import FormState
from pipeline.programs import OWN_GROUP, end_tree

WAITING_AT_MOST = 1000  # forms whose commands have not run yet

_LOG = logging.getLogger(__name__)
_WINDOWS = sys.platform == "win32"
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows shows one for each command otherwise
_GLANCE = 0.1  # seconds between two looks at whether to give up
_ENDING = 10.0  # seconds that giving up may take


class Hook(Enum):
    """The two occasions, called like the options of the command line."""

    FILED = "on-filed"
    RETURNED = "on-returned"


# What waits or failed is looked at again; with a duplicate nothing happened.
_OCCASIONS = {
    FormState.FILED.value: Hook.FILED,
    FormState.REVISED.value: Hook.FILED,
    FormState.SIGNED.value: Hook.FILED,
    FormState.RETURNED.value: Hook.RETURNED,
}


@dataclass(frozen=True)
class HookFailure:
    """A command that did not do its work. `form` is the name of the file alone, `at` has its time zone."""

    hook: Hook
    form: str
    reason: Message
    at: datetime

    @property
    def message(self) -> Message:
        """All of it in one sentence."""
        return msg(
            "The command --{hook} for “{form}” failed on {at:%d/%m/%Y %H:%M}: {reason}",
            hook=self.hook.value,
            form=self.form,
            at=self.at,
            reason=self.reason,
        )


@dataclass(frozen=True)
class _Job:
    hook: Hook
    form: str
    line: bytes
    variables: Mapping[str, str | bytes]


class Hooks:
    """The commands, run one after another by a thread of their own.

    Each gets the outcome as one line of JSON on its standard input, and `VANTHU_STATE`, `VANTHU_FORM` and
    `VANTHU_MEETING` beside `environment`. No shell reads it, and nothing that a form says becomes part of it.
    After `timeout` seconds it is ended. Raises `UsageError` where a command is empty or a quotation mark is not closed.
    """

    def __init__(
        self,
        on_filed: str | None = None,
        on_returned: str | None = None,
        timeout: float = 60.0,
        *,
        environment: Mapping[str, str] = os.environ,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        given = ((Hook.FILED, on_filed), (Hook.RETURNED, on_returned))
        self._commands = {hook: split_command(hook, text) for hook, text in given if text is not None}
        self._timeout = timeout
        self._environment = environment
        self._now = now
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._given_up = threading.Event()
        self._failed = threading.Lock()
        self._failures = 0
        self._last_failure: HookFailure | None = None
        self._worker = threading.Thread(target=self._work, name="hooks", daemon=True)
        if self._commands:
            self._worker.start()

    @property
    def failures(self) -> int:
        """How many commands did not do their work."""
        return self._failures

    @property
    def last_failure(self) -> HookFailure | None:
        """The latest of them."""
        return self._last_failure

    def tell(self, row: Mapping[str, object]) -> None:
        """Have the command for an outcome, given as `Outcome.to_json` gives it, run soon. Never waits, never raises."""
        hook = _OCCASIONS.get(str(row.get("state")))
        if hook is None or hook not in self._commands:
            return
        job = _job(hook, row)
        if self._closed:
            self._fail(job, msg("the watcher was stopped before"))
        elif self._jobs.qsize() >= WAITING_AT_MOST:
            self._fail(job, msg("{count} commands are waiting already", count=WAITING_AT_MOST))
        else:
            self._jobs.put(job)

    def close(self, patience: float) -> None:
        """Let what waits run for so many seconds; what is left then is ended, or not begun, and counts as failed."""
        if self._closed or not self._commands:
            return
        self._closed = True
        self._jobs.put(None)
        self._worker.join(patience)
        self._given_up.set()
        self._worker.join(_ENDING)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                reason = self._run(job)
            except Exception as error:  # the thread goes on, whatever a command is
                reason = verbatim(type(error).__name__)
            if reason is not None:
                self._fail(job, reason)

    def _run(self, job: _Job) -> Message | None:
        """Why the command did not do its work; None where it did."""
        if self._given_up.is_set():
            return msg("the watcher was stopped before")
        command = self._commands[job.hook]
        try:
            process = self._started(command, job)
        except OSError as error:
            return access_error(command[0], error).message
        try:
            return self._ended(process)
        finally:
            if process.poll() is None:
                end_tree(process)

    def _started(self, command: tuple[str, ...], job: _Job) -> subprocess.Popen[bytes]:
        program = located(command[0], self._environment)
        with tempfile.TemporaryFile() as line:  # unlike a pipe, it waits for no reader
            line.write(job.line)
            line.seek(0)
            return subprocess.Popen(  # noqa: S603 (the command is the administrator's, no word of it is a form's)
                [program, *command[1:]],
                stdin=line,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**self._environment, **job.variables},
                start_new_session=OWN_GROUP,
                creationflags=_NO_WINDOW,
            )

    def _ended(self, process: subprocess.Popen[bytes]) -> Message | None:
        deadline = time.monotonic() + self._timeout
        while time.monotonic() < deadline:
            if self._given_up.is_set():
                return msg("it was ended, for the watcher was stopped")
            with suppress(subprocess.TimeoutExpired):
                code = process.wait(_GLANCE)
                return msg("it ended with exit code {code}", code=code) if code else None
        return msg("it was ended, for it took longer than {seconds:g} seconds", seconds=self._timeout)

    def _fail(self, job: _Job, reason: Message) -> None:
        with self._failed:
            self._failures += 1
            self._last_failure = HookFailure(job.hook, job.form, reason, self._now().astimezone())
        _LOG.warning("the command --%s for %s was in vain: %s", job.hook.value, job.form, reason)


def _job(hook: Hook, row: Mapping[str, object]) -> _Job:
    form = str(row.get("form"))
    told = {"VANTHU_STATE": row.get("state"), "VANTHU_FORM": form, "VANTHU_MEETING": row.get("meeting")}
    line = json.dumps(dict(row), ensure_ascii=False, default=str) + "\n"
    variables = {name: _value(str(value or "")) for name, value in told.items()}
    return _Job(hook, PurePosixPath(form).name, line.encode("utf-8", "replace"), variables)


def _value(text: str) -> str | bytes:
    """In UTF-8 also where the system's locale knows no Vietnamese; Windows takes texts."""
    return text if _WINDOWS else text.encode("utf-8", "replace")


def split_command(hook: Hook, text: str, *, windows: bool = _WINDOWS) -> tuple[str, ...]:
    """Program and arguments as the text of an option names them; on Windows a backslash is a letter like others.

    Raises `UsageError`.
    """
    option = f"--{hook.value}"
    try:
        words = shlex.split(text, posix=not windows)
    except ValueError as error:
        raise UsageError(
            msg("{option}: please check the quotation marks in “{command}”.", option=option, command=text)
        ) from error
    if windows:
        words = [word[1:-1] if word[0] in "\"'" and word[-1] == word[0] else word for word in words]
    if not words or not words[0]:
        raise UsageError(msg("{option} names no command.", option=option))
    return tuple(words)


def located(program: str, environment: Mapping[str, str]) -> str:
    """Where a program lies that is given by its name alone: in a folder of PATH, never in the current folder.

    Windows, and a PATH with an empty entry, would look there too: where everybody may drop files. Raises `OSError`.
    """
    if Path(program).name != program:
        return program
    endings = environment.get("PATHEXT", "").split(";") if _WINDOWS and not Path(program).suffix else [""]
    for folder in map(Path, os.get_exec_path(environment)):
        for candidate in (folder / f"{program}{ending}" for ending in endings):
            if folder.is_absolute() and candidate.is_file() and os.access(candidate, os.X_OK):
                return str(candidate)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), program)
