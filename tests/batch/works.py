"""What is done with a folder in the tests of workers: the real thing, with a process that is killed over it."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from pipeline.archive import durable
from pipeline.process.regenerating import Regenerated, Task, regenerate_folders


@dataclass(frozen=True)
class Killed:
    """Regenerate, and be killed over one folder: the first time, or each time; `at` the manifest's swap, before all or
    behind all.

    The mark of a kill is left as a file: it outlives the process.
    """

    folder: str
    marks: Path
    at: str = "start"
    always: bool = False
    applies: bool = True

    def __call__(self, tasks: Sequence[Task]) -> list[Regenerated]:
        is_due = any(task.folder == self.folder and task.wanted.applies == self.applies for task in tasks)
        if not is_due or (any(self.marks.iterdir()) and not self.always):
            return regenerate_folders(tasks)
        (self.marks / str(os.getpid())).touch()
        if self.at == "start":
            _die()
        replace = durable.replace

        def replaced(source: str | Path, target: str | Path) -> None:
            is_mine = Path(target).as_posix().rpartition("/")[0].endswith(self.folder)
            if is_mine and (Path(target).name == "manifest.json" or self.at == "first file"):
                _die()
            replace(source, target)

        with mock.patch.object(durable, "replace", replaced):
            done = regenerate_folders(tasks)
        if self.at == "end":
            _die()
        return done


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
