"""The small databases of the state folder: opened alike, their failures in words: damaged, full, not to be reached."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from pipeline.errors import ArchiveDamaged, Busy, NoAccess, access_error
from pipeline.messages import msg, verbatim
from pipeline.mounts import mount_of

_WAIT = 30.0  # seconds for another run
_NO_ROOM = (sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP)  # for what a write-ahead log needs beside it


@contextmanager
def opened(state: Path, name: str, schema: str) -> Iterator[sqlite3.Connection]:
    """A database of the state folder, made where it is missing; every statement is a transaction of its own.

    On a local disk SQLite keeps a write-ahead log: no decision waits for the disk. Killed, nothing is lost; with the
    power, what came last may be, which both the archive and a second look make good. A share cannot have such a log.
    Raises `ArchiveDamaged`, `NoAccess`, `Busy`.
    """
    path = state / name
    with in_words(name):
        state.mkdir(parents=True, exist_ok=True)
        _drop_log_of_another(path)
        connection = sqlite3.connect(path, isolation_level=None, timeout=_WAIT)
        try:
            with suppress(sqlite3.OperationalError):  # where it may only be read, or another run has it open otherwise
                connection.execute(f"pragma journal_mode = {'delete' if mount_of(state).is_network else 'wal'}")
            is_logged = connection.execute("pragma journal_mode").fetchone()[0] == "wal"
            connection.execute(f"pragma synchronous = {'normal' if is_logged else 'full'}")
            connection.executescript(schema)
        except sqlite3.Error:
            connection.close()
            raise
    with closing(connection):
        yield connection


@contextmanager
def transaction(connection: sqlite3.Connection, name: str) -> Iterator[None]:
    """All of it or nothing; another run's is waited for. Raises as `in_words` does."""
    with in_words(name), connection:
        connection.execute("begin immediate")
        yield


def _drop_log_of_another(path: Path) -> None:
    """Where somebody removed the database to have it made again, a log that a killed run left is not of the new one."""
    if not path.exists():
        for ending in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


@contextmanager
def in_words(name: str) -> Iterator[None]:
    """Turn what SQLite and the file system say into `ArchiveDamaged`, `Busy` or `NoAccess` about the file `name`."""
    try:
        yield
    except OSError as error:
        raise access_error(name, error) from error
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", 0)
        kind = code & 0xFF
        if kind == sqlite3.SQLITE_ERROR:  # tables that are not as they were made
            raise _damaged(name) from error
        if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Busy(msg("Another run is writing to the archive. Please try again in a moment.")) from error
        if kind in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            reason = msg("there is no permission")
        else:
            is_full = kind == sqlite3.SQLITE_FULL or code in _NO_ROOM
            reason = msg("the disk is full") if is_full else verbatim(str(error))
        raise NoAccess(msg("Cannot use “{name}”: {reason}.", name=name, reason=reason)) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(name) from error


def _damaged(name: str) -> ArchiveDamaged:
    return ArchiveDamaged(
        msg("“{name}” is damaged. Please remove this file; it is made again from the archive.", name=name)
    )
