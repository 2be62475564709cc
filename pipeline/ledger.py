"""What became of every form content seen: the one state that cannot be rebuilt, and whose loss costs a second look."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pipeline.sqlite_errors import in_words
from pipeline.vietnamese.text import printable

NAME = "ledger.sqlite3"

_SCHEMA = """
create table if not exists forms (
  sha256 text primary key, name text not null, state text not null, meeting text, at text not null
) strict
"""


class Ledger:
    """Form contents by hash, and the last decision on each."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def note(self, sha256: str, name: str, state: str, meeting: str | None, at: str) -> None:
        """Remember the decision on a content."""
        with in_words(NAME), self._connection:
            self._connection.execute(
                "insert or replace into forms (sha256, name, state, meeting, at) values (?, ?, ?, ?, ?)",
                (sha256, printable(name), state, meeting, at),
            )

    def state(self, sha256: str) -> str | None:
        """The last decision on a content; None where it was never seen."""
        row = self._connection.execute("select state from forms where sha256 = ?", (sha256,)).fetchone()
        return str(row[0]) if row else None


@contextmanager
def open_ledger(state: Path) -> Iterator[Ledger]:
    """The ledger of a workspace, made where it is missing. Raises `ArchiveDamaged`, `NoAccess`."""
    with in_words(NAME):
        state.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(state / NAME, timeout=30)
        try:
            connection.execute(_SCHEMA)
        except sqlite3.Error:
            connection.close()
            raise
    with closing(connection):
        yield Ledger(connection)
