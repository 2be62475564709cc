"""The text of the day on the disk: written only where it says something new, and never over somebody's file."""

from __future__ import annotations

import errno
import os
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.archive import durable
from pipeline.archive.moving import free_name, is_plain_file
from pipeline.process.intake.beside import DAY_NOTE, write_note
from pipeline.workspace import Workspace

_OURS = f"{DAY_NOTE}“".encode("utf-8-sig")
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
        path = free_name(self._wanted, _is_ours)
        write_note(path, text)
        self._written = text, path, _stamp(path)
        self._drop_others(path)

    def _stands(self, text: str) -> bool:
        if self._written is None or self._written[0] != text:
            return False
        try:
            return _stamp(self._written[1]) == self._written[2]
        except OSError:
            return False

    def _drop_others(self, path: Path) -> None:
        """An earlier text of ours under another name, from when the name was taken."""
        for other in self._wanted.parent.glob(f"{self._wanted.stem} (*){self._wanted.suffix}"):
            if other != path and is_plain_file(other) and _is_ours(other.read_bytes()):
                durable.remove(other)


def _is_ours(data: bytes) -> bool:
    return data.startswith(_OURS)


def _stamp(path: Path) -> tuple[int, int]:
    found = os.lstat(path)
    return found.st_mtime_ns, found.st_size
