"""The register of document numbers: one series per body, type and term, each number given once.

SQLite under the state folder; everything in it can be rebuilt from the manifests.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import access_error

_SCHEMA = """
create table if not exists numbers (
  body text not null, type text not null, term text not null, number integer not null,
  meeting text not null, kind text not null, day text not null,
  primary key (body, type, term, number),
  unique (meeting, kind)
) strict
"""


@dataclass(frozen=True)
class NumberWanted:
    """A document that needs a number; `stated` is the number the clerk took from the paper register."""

    body: str
    type: str
    term: str
    start: int
    meeting: str
    kind: str
    day: date
    stated: int | None = None


class NumberConflict(Exception):
    """A stated number that cannot be given: another meeting has it, or the document has another already."""

    def __init__(self, wanted: NumberWanted, meeting: str, number: int) -> None:
        super().__init__(f"{wanted.kind}: {number} of {meeting}")
        self.wanted, self.meeting, self.number = wanted, meeting, number


class Register:
    """Numbers given so far. Open for the time of one run; close it by leaving the `with` block of `open_register`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def reserve(self, wanted: Iterable[NumberWanted]) -> dict[str, int]:
        """A number for each document, by kind: all or none.

        A document that has a number keeps it. Raises `NumberConflict` for a stated number that cannot be given.
        """
        with self._transaction():
            return {one.kind: self._number(one) for one in wanted}

    def _number(self, wanted: NumberWanted) -> int:
        series = (wanted.body, wanted.type, wanted.term)
        mine = self._row(
            "select number, body, type, term from numbers where meeting = ? and kind = ?", wanted.meeting, wanted.kind
        )
        if mine and mine[1:] == series:
            if wanted.stated not in (None, mine[0]):
                raise NumberConflict(wanted, wanted.meeting, mine[0])
            number: int = mine[0]
        else:
            number = wanted.stated or self._next(wanted)
        holder = self._row(
            "select meeting from numbers where body = ? and type = ? and term = ? and number = ?", *series, number
        )
        if holder and holder[0] != wanted.meeting:
            raise NumberConflict(wanted, holder[0], number)
        self._forget(wanted.meeting, wanted.kind)
        self._put(wanted, number)
        return number

    def _put(self, wanted: NumberWanted, number: int) -> None:
        self._execute(
            "insert or replace into numbers (body, type, term, number, meeting, kind, day)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            *(wanted.body, wanted.type, wanted.term, number),
            *(wanted.meeting, wanted.kind, wanted.day.isoformat()),
        )

    def _forget(self, meeting: str, kind: str) -> None:
        self._execute("delete from numbers where meeting = ? and kind = ?", meeting, kind)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._connection:
            self._execute("begin immediate")
            yield

    def _next(self, wanted: NumberWanted) -> int:
        row = self._row(
            "select max(number) from numbers where body = ? and type = ? and term = ?",
            wanted.body,
            wanted.type,
            wanted.term,
        )
        return max(wanted.start, ((row and row[0]) or 0) + 1)

    def release(self, meeting: str, kinds: Iterable[str]) -> None:
        """Give back numbers of documents that were not made after all."""
        with self._transaction():
            for kind in kinds:
                self._forget(meeting, kind)

    def numbers_of(self, meeting: str) -> dict[str, int]:
        """The numbers a meeting's documents have, by kind."""
        rows = self._connection.execute("select kind, number from numbers where meeting = ?", (meeting,))
        return {str(kind): int(number) for kind, number in rows}

    def taken(self, body: str, type_: str, term: str) -> tuple[tuple[int, date], ...]:
        """Every number of a series with the date of its document, in their order."""
        rows = self._connection.execute(
            "select number, day from numbers where body = ? and type = ? and term = ? order by number",
            (body, type_, term),
        )
        return tuple((int(number), date.fromisoformat(day)) for number, day in rows)

    @property
    def is_empty(self) -> bool:
        return self._row("select 1 from numbers limit 1") is None

    def restore(self, filed: Iterable[tuple[NumberWanted, int]]) -> None:
        """Put back what the manifests say; used where the register file is new."""
        with self._transaction():
            for wanted, number in filed:
                self._put(wanted, number)

    def _row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._connection.execute(sql, values).fetchone()
        return found

    def _execute(self, sql: str, *values: object) -> None:
        self._connection.execute(sql, values)


@contextmanager
def open_register(state: Path) -> Iterator[Register]:
    """The register of a workspace, made where it is missing."""
    try:
        state.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(state / "register.sqlite3", isolation_level=None, timeout=30)
    except (OSError, sqlite3.Error) as error:
        raise access_error("register.sqlite3", error if isinstance(error, OSError) else OSError(str(error))) from error
    with closing(connection):
        connection.execute("pragma synchronous = full")
        connection.execute(_SCHEMA)
        yield Register(connection)
