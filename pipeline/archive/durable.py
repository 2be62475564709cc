"""Bytes that are on the disk when we say so, and replacing that waits for whoever looks into the file just now."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import stat
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

OF_A_KILLED_RUN = ".vanthu-*.moi"  # what `put_whole` may leave
_AT_ONCE = 8  # files that are flushed together
_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.8)
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # Windows would translate line ends
_WINDOWS = os.name == "nt"  # where a file that is held or read-only can neither be replaced nor removed


def write_durably(path: Path, data: bytes) -> None:
    """A new file in a folder that is there, flushed to the disk; the folder's own entry is flushed by `flush_folder`.

    Raises `OSError`, which names the file; nothing is left of it then.
    """
    with named(path):
        file = path.open("xb")
        try:
            with file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                remove(path)
            raise


def write_all_durably(files: Mapping[Path, bytes]) -> None:
    """Several new files, each as `write_durably` does it, waited for together: a disk takes little longer than for one.

    Their folders are made. Raises the first `OSError`, when none is being written any more.
    """
    for folder in {path.parent for path in files}:
        folder.mkdir(parents=True, exist_ok=True)
    written = [_writers().submit(write_durably, path, data) for path, data in files.items()]
    wait(written)
    for one in written:
        one.result()


@lru_cache(maxsize=1)
def _writers() -> ThreadPoolExecutor:
    """Kept for the next files: to begin and end the threads took longer than all that they wait for."""
    return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="writing")


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_writers.cache_clear)  # a fork has none of the threads


def write_all(files: Mapping[Path, bytes]) -> None:
    """Several new files in folders that are there, not flushed: `flush_file_system` does that for all.

    Raises `OSError`.
    """
    for path, data in files.items():
        try:
            _write_new(path, data)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(path)) from error


def _write_new(path: Path, data: bytes) -> None:
    """As `open("xb")` and `write` do it, without what these ask of a file first: half the calls, for small files."""
    descriptor = os.open(path, _NEW_FILE, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


def flushes_file_systems() -> bool:
    """Whether the system can do what `flush_file_system` asks of it."""
    return _sync_of_file_system is not None


def flush_file_system(folder: Path) -> None:
    """Make everything durable that was written on the file system of a folder.

    For many small files one such call takes as long as a few flushes of single ones. Linux alone says when it is done.
    Raises `OSError`, also where the system cannot do that: `flushes_file_systems` tells beforehand.
    """
    if _sync_of_file_system is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(folder))
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if _sync_of_file_system(descriptor):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)


def _found_sync() -> Callable[[int], int] | None:
    """`syncfs` of the system's library, which Python does not hand through."""
    if sys.platform != "linux":
        return None
    try:
        return ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError):
        return None


_sync_of_file_system = _found_sync()


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Failures inside name the path in whole, where the system names only a part of it or, in writing, none."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def make_folder(folder: Path) -> None:
    """The folder and all above it, each a durable name in the one above."""
    missing = [folder, *folder.parents]
    missing = missing[: next((place for place, one in enumerate(missing) if one.is_dir()), 0)]
    folder.mkdir(parents=True, exist_ok=True)
    for made in reversed(missing):
        flush_folder(made.parent)


def make_below(top: Path, folder: Path) -> None:
    """The folder and those between it and `top`, each a durable name in the one above. `top` itself is not made.

    So nothing is put in the place of a folder that was renamed or lies on a share that is away: `FileNotFoundError`.
    """
    for missing in reversed([folder, *folder.parents][: len(folder.relative_to(top).parts)]):
        try:
            missing.mkdir()
        except FileExistsError:
            if not missing.is_dir():
                raise
        else:
            flush_folder(missing.parent)


def put_whole(target: Path, data: bytes, *, makes_folder: bool = True) -> None:
    """The file, new or replaced: at no moment half written, and the earlier one stays where it cannot be done.

    When this returns, it is on the disk under its name. Who may read and write a file that is replaced stays as it was.
    """
    # Short, whatever the target is called, and the same next time: what a killed run left is then replaced.
    fresh = target.with_name(f".vanthu-{zlib.crc32(os.fsencode(target.name)):08x}.moi")
    if makes_folder:
        target.parent.mkdir(parents=True, exist_ok=True)
    remove(fresh)
    try:
        write_durably(fresh, data)
        with suppress(OSError):  # a new file has none to keep; some shares know of no such rights
            shutil.copymode(target, fresh)
        replace(fresh, target)
        flush_folder(target.parent)
    finally:
        remove(fresh)


def sweep(folder: Path) -> None:
    """Remove what a killed `put_whole` left in a folder; whoever calls is the only one to write there."""
    for fresh in folder.glob(OF_A_KILLED_RUN):
        remove(fresh)


def flush_file(path: Path) -> None:
    """Make the content of a file durable that somebody else has written."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows has no such call and needs none."""
    if _WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_tree(folder: Path) -> None:
    """Make the names in a folder and all below it durable, the deepest first."""
    for path in sorted(folder.rglob("*"), key=lambda path: len(path.parts), reverse=True):
        if path.is_dir():
            flush_folder(path)
    flush_folder(folder)


def replace(source: str | Path, target: str | Path) -> None:
    """`os.replace`, tried again for a moment where Windows says that a scanner or Word still holds the target."""
    for pause in _PATIENCE:
        try:
            os.replace(source, target)  # noqa: PTH105 (of many names, paths take longer to make than files to move)
        except PermissionError:
            if not _WINDOWS:
                raise
            _allow_writing(Path(target))
            time.sleep(pause)
        else:
            return
    os.replace(source, target)  # noqa: PTH105


def remove(path: Path) -> None:
    """Remove a file, also one that Windows keeps because it is marked read-only. One that is gone is no error."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        if not _WINDOWS:
            raise
        _allow_writing(path)
        path.unlink(missing_ok=True)


def _allow_writing(path: Path) -> None:
    with suppress(OSError):
        path.chmod(path.stat().st_mode | stat.S_IWRITE)
