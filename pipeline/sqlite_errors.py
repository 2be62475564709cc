"""Failures of a small database in words: damaged, full, not to be reached."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import ArchiveDamaged, Busy, NoAccess, access_error
from pipeline.messages import msg, verbatim


@contextmanager
def in_words(name: str) -> Iterator[None]:
    """Turn what SQLite and the file system say into `ArchiveDamaged`, `Busy` or `NoAccess` about the file `name`."""
    try:
        yield
    except OSError as error:
        raise access_error(name, error) from error
    except sqlite3.OperationalError as error:
        kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if kind == sqlite3.SQLITE_ERROR:  # tables that are not as they were made
            raise _damaged(name) from error
        if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Busy(msg("Another run is writing to the archive. Please try again in a moment.")) from error
        if kind in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            reason = msg("there is no permission")
        else:
            reason = msg("the disk is full") if "full" in str(error) else verbatim(str(error))
        raise NoAccess(msg("Cannot use “{name}”: {reason}.", name=name, reason=reason)) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(name) from error


def _damaged(name: str) -> ArchiveDamaged:
    return ArchiveDamaged(
        msg("“{name}” is damaged. Please remove this file; it is made again from the archive.", name=name)
    )
