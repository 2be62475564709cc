"""A disk that fails: every step that changes something on it is counted, and at one of them the fault happens.

A step is told before it is done. Of a write, half the bytes may reach the disk first.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any
from unittest import mock

from pipeline.archive import durable
from pipeline.databases import in_words
from pipeline.ledger import Ledger
from pipeline.register import Register

ERRORS = {"ENOSPC": errno.ENOSPC, "EACCES": errno.EACCES, "EIO": errno.EIO}


class Killed(BaseException):
    """The process dies here: nothing of ours runs behind it."""


@dataclass
class Disk:
    """Counts the steps, and at the step numbered `at` (from 0) does what `fault` says: `kill`, or an error's name.

    An error lasts for that one step; `lasting` makes it last from there on.
    """

    fault: str = ""
    at: int = -1
    lasting: bool = False
    steps: list[str] = field(default_factory=list)
    _counting: Lock = field(default_factory=Lock)  # files are written side by side

    def step(self, name: str, half: Callable[[], None] = lambda: None, *, is_database: bool = False) -> None:
        with self._counting:
            number = len(self.steps)
            self.steps.append(name)
        if number != self.at and not (self.lasting and number > self.at >= 0):
            return
        if self.fault == "kill":
            half()
            if hasattr(os, "fork"):
                os.kill(os.getpid(), signal.SIGKILL)
            raise Killed
        half()
        if is_database:
            with in_words("register.sqlite3"):
                raise sqlite3.OperationalError("database or disk is full")
        code = ERRORS[self.fault]
        raise OSError(code, os.strerror(code), name)


@contextmanager
def failing(disk: Disk) -> Iterator[Disk]:
    """Everything that writes goes through the failing disk."""
    write, replace, remove = durable.write_durably, durable.replace, durable.remove
    write_all = durable.write_all
    flush_folder, flush_tree = durable.flush_folder, durable.flush_tree
    rename, unlink, rmtree = Path.rename, Path.unlink, shutil.rmtree

    def written(path: Path, data: bytes) -> None:
        def half() -> None:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(data[: len(data) // 2])

        disk.step(f"write {path.name}", half)
        write(path, data)
        disk.step(f"written {path.name}")

    def written_all(files: Mapping[Path, bytes]) -> None:
        for path, data in files.items():
            disk.step(f"write {path.name}", lambda path=path, data=data: write_all({path: data[: len(data) // 2]}))  # type: ignore[misc]
            write_all({path: data})

    def replaced(source: str | Path, target: str | Path) -> None:
        disk.step(f"replace {Path(target).name}")
        replace(source, target)

    def told(name: str, function: Callable[..., Any], *, is_database: bool = False) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            disk.step(f"{name} {getattr(arguments[0], 'name', '')}".strip(), is_database=is_database)
            return function(*arguments, **named)

        return call

    with (
        mock.patch.object(durable, "write_durably", written),
        mock.patch.object(durable, "write_all", written_all),
        mock.patch.object(durable, "flush_file_system", told("flush disk", durable.flush_file_system)),
        mock.patch.object(durable, "replace", replaced),
        mock.patch.object(durable, "remove", told("remove", remove)),
        mock.patch.object(durable, "flush_folder", told("flush", flush_folder)),
        mock.patch.object(durable, "flush_tree", told("flush all of", flush_tree)),
        mock.patch.object(Path, "rename", told("rename", rename)),
        mock.patch.object(Path, "unlink", told("unlink", unlink)),
        mock.patch.object(shutil, "rmtree", told("remove all of", rmtree)),
        mock.patch.object(Register, "reserve", told("reserve numbers", Register.reserve, is_database=True)),
        mock.patch.object(Register, "release", told("release numbers", Register.release, is_database=True)),
        mock.patch.object(Register, "note_serial", told("note serial", Register.note_serial, is_database=True)),
        mock.patch.object(Ledger, "note", told("note decision", Ledger.note, is_database=True)),
    ):
        yield disk


def in_a_process_of_its_own(work: Callable[[], object]) -> None:
    """Do the work where it may be killed. Without processes to spare, as on Windows, `Killed` ends it instead."""
    if not hasattr(os, "fork"):
        with suppress(Killed):
            work()
        return
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, f"exit code {os.WEXITSTATUS(status)}"
