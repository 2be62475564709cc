"""Failures of a small database in words: damaged, full, not to be reached."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import ArchiveDamaged, NoAccess, access_error
from pipeline.messages import msg, verbatim


@contextmanager
def in_words(name: str) -> Iterator[None]:
    """Turn what SQLite and the file system say into `ArchiveDamaged` or `NoAccess` about the file `name`."""
    try:
        yield
    except OSError as error:
        raise access_error(name, error) from error
    except sqlite3.OperationalError as error:
        full = "full" in str(error)
        reason = msg("the disk is full") if full else verbatim(str(error))
        raise NoAccess(msg("Cannot use “{name}”: {reason}.", name=name, reason=reason)) from error
    except sqlite3.DatabaseError as error:
        raise ArchiveDamaged(
            msg("“{name}” is damaged. Please remove this file; it is made again from the archive.", name=name)
        ) from error
