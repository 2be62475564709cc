"""What became of every form content seen: the one state that cannot be rebuilt, and whose loss costs a second look.

Beside it stands what was decided in the last month, in its order: what the clerks' text of the day tells.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pipeline.databases import in_words, opened, transaction
from pipeline.vietnamese.text import printable

NAME = "ledger.sqlite3"
DAYS_TOLD = 31  # how long a decision is told of

_SCHEMA = """
create table if not exists forms (
  sha256 text primary key, name text not null, state text not null, meeting text, at text not null
) strict
"""
# Made by the first decision that is told: a ledger that may only be read need not have it.
_TOLD_SCHEMA = (
    """
create table if not exists told (
  id integer primary key autoincrement, at text not null, name text not null, state text not null, meeting text,
  said text not null
) strict
""",
    "create index if not exists told_at on told (at)",
)


@dataclass(frozen=True)
class Told:
    """One decision: when (ISO 8601, local time with its zone), on which form or scan, and what was said of it."""

    at: str
    name: str
    state: str
    meeting: str | None
    said: str


class Ledger:
    """Form contents by hash, and the last decision on each."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def note(self, sha256: str, name: str, state: str, meeting: str | None, at: str) -> None:
        """Remember the decision on a content."""
        with transaction(self._connection, NAME):
            self._note(sha256, name, state, meeting, at)

    def _note(self, sha256: str, name: str, state: str, meeting: str | None, at: str) -> None:
        self._connection.execute(
            "insert or replace into forms (sha256, name, state, meeting, at) values (?, ?, ?, ?, ?)",
            (sha256, printable(name), state, meeting, at),
        )

    def state(self, sha256: str) -> str | None:
        """The last decision on a content; None where it was never seen."""
        with in_words(NAME):
            row = self._connection.execute("select state from forms where sha256 = ?", (sha256,)).fetchone()
        return str(row[0]) if row else None

    def tell(
        self, *, at: str, name: str, state: str, meeting: str | None, said: str = "", sha256: str | None = None
    ) -> None:
        """Add a decision to those of its day; `said` are its warnings, a line each. Of a month ago nothing is kept.

        `at` is local time with its zone, as `Office.timestamp` has it. With `sha256` it is noted of that content too:
        the disk is waited for once.
        """
        oldest = date.fromisoformat(at[:10]) - timedelta(days=DAYS_TOLD)
        shown = "\n".join(map(printable, said.splitlines()))
        with transaction(self._connection, NAME):
            for statement in _TOLD_SCHEMA:
                self._connection.execute(statement)
            self._connection.execute("delete from told where at < ?", (oldest.isoformat(),))
            self._connection.execute(
                "insert into told (at, name, state, meeting, said) values (?, ?, ?, ?, ?)",
                (at, printable(name), state, meeting, shown),
            )
            if sha256 is not None:
                self._note(sha256, name, state, meeting, at)

    def told_on(self, day: date) -> tuple[Told, ...]:
        """The decisions of a day, in the order they were made."""
        with in_words(NAME):
            if not self._has_told():
                return ()
            rows = self._connection.execute(
                "select at, name, state, meeting, said from told where at >= ? and at < ? order by id",
                (day.isoformat(), (day + timedelta(days=1)).isoformat()),
            )
            return tuple(Told(*row) for row in rows)

    @property
    def last_told(self) -> int:
        """A number that grows with every decision told; 0 before the first."""
        with in_words(NAME):
            if not self._has_told():
                return 0
            return int(self._connection.execute("select coalesce(max(id), 0) from told").fetchone()[0])

    def _has_told(self) -> bool:
        sql = "select 1 from sqlite_master where type = 'table' and name = 'told'"
        return self._connection.execute(sql).fetchone() is not None


@contextmanager
def open_ledger(state: Path) -> Iterator[Ledger]:
    """The ledger of a workspace, made where it is missing. Raises `ArchiveDamaged`, `NoAccess`."""
    with opened(state, NAME, _SCHEMA) as connection:
        yield Ledger(connection)
