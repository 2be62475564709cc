"""The text of the day on the disk: written only where it says something new, and never over somebody's file."""

from __future__ import annotations

import errno
import os
from datetime import datetime, timedelta
from itertools import chain, count
from pathlib import Path

from pipeline.archive import durable
from pipeline.process.intake.beside import is_of_the_day, write_text
from pipeline.workspace import Workspace

_PAUSE = timedelta(minutes=1)  # before it is tried again: a program that holds the file makes every try a long one


class DigestFile:
    """The file of a workspace. Where a file of its name is somebody's, ours takes the next numbered name.

    So the clerks still have their text; theirs is told of as any file in the inbox that is no form.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._wanted = workspace.digest
        self._written: tuple[str, Path, tuple[int, int]] | None = None
        self._failed: tuple[datetime, OSError] | None = None

    def put(self, text: str, now: datetime) -> None:
        """Have the text stand there. Raises `OSError`, for a minute the same without trying again."""
        if self._failed is not None and abs(now - self._failed[0]) < _PAUSE:
            raise self._failed[1]
        if self._stands(text):
            return
        try:
            self._put(text)
        except OSError as error:
            self._failed = now, error
            raise
        self._failed = None

    def _put(self, text: str) -> None:
        if not self._wanted.parent.is_dir():  # a share that is gone: no folder is made in its place
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self._wanted.parent))
        path = self._free()
        write_text(path, text)
        self._written = text, path, _stamp(path)
        self._drop_others(path)

    def _stands(self, text: str) -> bool:
        if self._written is None or self._written[0] != text:
            return False
        try:
            return _stamp(self._written[1]) == self._written[2]
        except OSError:
            return False

    def _free(self) -> Path:
        """The first of our names where nothing lies, or a text of ours."""
        stem, suffix = self._wanted.stem, self._wanted.suffix
        others = (self._wanted.with_name(f"{stem} ({number}){suffix}") for number in count(2))
        return next(path for path in chain((self._wanted,), others) if not os.path.lexists(path) or is_of_the_day(path))

    def _drop_others(self, path: Path) -> None:
        """An earlier text of ours under another name, from when the name was taken."""
        for other in self._wanted.parent.glob(f"{self._wanted.stem} (*){self._wanted.suffix}"):
            if other != path and is_of_the_day(other):
                durable.remove(other)


def _stamp(path: Path) -> tuple[int, int]:
    found = os.lstat(path)
    return found.st_mtime_ns, found.st_size
