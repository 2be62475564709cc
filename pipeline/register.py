"""The register of document numbers: one series per body, type and term, each number given once.

SQLite under the state folder; everything in it can be rebuilt from the manifests.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.databases import in_words, opened, transaction

NAME = "register.sqlite3"

_SCHEMA = """
create table if not exists numbers (
  body text not null, type text not null, term text not null, number integer not null,
  meeting text not null, kind text not null, day text not null,
  primary key (body, type, term, number),
  unique (meeting, kind, body, type, term)
) strict;
create table if not exists facts (name text primary key, value text not null) strict;
create table if not exists serials (serial text primary key) strict;
create table if not exists in_hand (
  body text not null, type text not null, term text not null, number integer not null,
  primary key (body, type, term, number)
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


@dataclass(frozen=True)
class GivenNumber:
    """A number of a series that is taken."""

    body: str
    type: str
    term: str
    number: int


_VOID = "void-"  # how the kind of a number begins that is kept from use


def is_void(kind: str) -> bool:
    """Whether what a number is known by says that no document bears it."""
    return kind.startswith(_VOID)


class NumberConflict(Exception):
    """A stated number that cannot be given: another document has it, this one has another already, or it is void."""

    def __init__(self, wanted: NumberWanted, meeting: str, number: int, is_void: bool = False) -> None:
        super().__init__(f"{wanted.kind}: {number} of {meeting}")
        self.wanted, self.meeting, self.number, self.is_void = wanted, meeting, number, is_void


class Register:
    """Numbers given so far. Open for the time of one run; close it by leaving the `with` block of `open_register`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def reserve(self, wanted: Iterable[NumberWanted]) -> dict[str, int]:
        """A number for each document, by kind: all or none.

        A document that has a number keeps it. Raises `NumberConflict` for a stated number that cannot be given.
        """
        with transaction(self._connection, NAME):
            return {one.kind: self._number(one) for one in wanted}

    def _number(self, wanted: NumberWanted) -> int:
        series = (wanted.body, wanted.type, wanted.term)
        mine = self._mine(wanted)
        if mine and wanted.stated not in (None, mine):
            raise NumberConflict(wanted, wanted.meeting, mine)
        number: int = mine or wanted.stated or self.next_number(wanted)
        holder = self._row(
            "select meeting, kind from numbers where body = ? and type = ? and term = ? and number = ?", *series, number
        )
        if holder and holder != (wanted.meeting, wanted.kind):
            raise NumberConflict(wanted, holder[0], number, holder[1].startswith(_VOID))
        if not holder:
            self._execute("insert or replace into in_hand values (?, ?, ?, ?)", *series, number)
        self._put(wanted, number)
        return number

    def _mine(self, wanted: NumberWanted) -> int | None:
        row = self._row(
            "select number from numbers where meeting = ? and kind = ? and body = ? and type = ? and term = ?",
            *(wanted.meeting, wanted.kind, wanted.body, wanted.type, wanted.term),
        )
        return None if row is None else int(row[0])

    def _put(self, wanted: NumberWanted, number: int) -> None:
        """Nothing is written where it stands there: a transaction without a change costs no wait for the disk."""
        values = (wanted.body, wanted.type, wanted.term, number, wanted.meeting, wanted.kind, wanted.day.isoformat())
        is_there = self._row(
            "select 1 from numbers where body = ? and type = ? and term = ? and number = ?"
            " and meeting = ? and kind = ? and day = ?",
            *values,
        )
        if not is_there:
            self._execute(
                "insert or replace into numbers (body, type, term, number, meeting, kind, day)"
                " values (?, ?, ?, ?, ?, ?, ?)",
                *values,
            )

    def next_number(self, wanted: NumberWanted) -> int:
        """The number that the series gives next; it is not taken by this."""
        row = self._row(
            "select max(number) from numbers where body = ? and type = ? and term = ?",
            wanted.body,
            wanted.type,
            wanted.term,
        )
        return max(wanted.start, ((row and row[0]) or 0) + 1)

    def numbers_of(self, meeting: str) -> frozenset[GivenNumber]:
        """Every number a meeting's documents have, or had before they moved to another term."""
        rows = self._connection.execute("select body, type, term, number from numbers where meeting = ?", (meeting,))
        return frozenset(GivenNumber(*row) for row in rows)

    def has(self, wanted: NumberWanted) -> bool:
        """Whether the document has a number of this series."""
        return self._mine(wanted) is not None

    def terms(self, body: str) -> frozenset[str]:
        """The terms in which a body has numbers."""
        return frozenset(row[0] for row in self._connection.execute("select term from numbers where body = ?", (body,)))

    def release(self, numbers: Iterable[GivenNumber]) -> None:
        """Give back numbers of documents that were not made after all."""
        with transaction(self._connection, NAME):
            for given in numbers:
                for table in ("numbers", "in_hand"):
                    self._execute(
                        f"delete from {table} where body = ? and type = ? and term = ? and number = ?",  # noqa: S608
                        *(given.body, given.type, given.term, given.number),
                    )

    @property
    def in_hand(self) -> frozenset[GivenNumber]:
        """Numbers that were reserved since a publication was done last: no paper in the archive need bear them."""
        with in_words(NAME):
            rows = self._connection.execute("select body, type, term, number from in_hand").fetchall()
        return frozenset(GivenNumber(*row) for row in rows)

    @property
    def serial(self) -> str:
        """The mark of the last publication this register saw; empty for a new one."""
        with in_words(NAME):
            row = self._row("select value from facts where name = 'serial'")
        return row[0] if row else ""

    def note_serial(self, serial: str) -> None:
        """Remember the mark of a publication. What was reserved for it stands in the archive now."""
        with transaction(self._connection, NAME):
            self._execute("delete from in_hand")
            self._execute("insert or replace into facts (name, value) values ('serial', ?)", serial)
            self._execute("insert or ignore into serials (serial) values (?)", serial)

    def has_passed(self, serial: str) -> bool:
        """Whether the mark is one that this register saw before its last: a tree that bears it is an older copy."""
        with in_words(NAME):
            seen = self._row("select 1 from serials where serial = ?", serial)
        return bool(serial) and seen is not None and serial != self.serial

    @property
    def unseen(self) -> dict[str, str]:
        """Bodies with a folder each whose manifest could not be read, so that numbers of theirs may be missing here."""
        with in_words(NAME):
            row = self._row("select value from facts where name = 'unseen'")
        return dict(json.loads(row[0])) if row else {}

    def note_unseen(self, folders: Mapping[str, str]) -> None:
        """Remember bodies whose numbers are not all known."""
        with transaction(self._connection, NAME):
            said = json.dumps(dict(folders))
            self._execute("insert or replace into facts (name, value) values ('unseen', ?)", said)

    def taken(self, body: str, type_: str, term: str) -> tuple[tuple[int, date], ...]:
        """Every number of a series that a document has, with its date, in their order; void numbers have no date."""
        rows = self._connection.execute(
            "select number, day from numbers where body = ? and type = ? and term = ? and kind not like 'void-%'"
            " order by number",
            (body, type_, term),
        )
        return tuple((int(number), date.fromisoformat(day)) for number, day in rows)

    def restore(self, filed: Iterable[tuple[NumberWanted, int]]) -> None:
        """Put in what the manifests say; used where the register is new or older than the archive."""
        with transaction(self._connection, NAME):
            for wanted, number in filed:
                self._put(wanted, number)

    def rebuild(self, filed: Iterable[tuple[NumberWanted, int]]) -> None:
        """Forget all, and put in what the manifests say."""
        with transaction(self._connection, NAME):
            self._execute("delete from numbers")
            for wanted, number in filed:
                self._put(wanted, number)

    def holders(self) -> dict[GivenNumber, tuple[str, str]]:
        """Who has each number: the meeting, and the key of the document in it."""
        with in_words(NAME):
            rows = self._connection.execute("select body, type, term, number, meeting, kind from numbers").fetchall()
        return {GivenNumber(*row[:4]): (row[4], row[5]) for row in rows}

    def _row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._connection.execute(sql, values).fetchone()
        return found

    def _execute(self, sql: str, *values: object) -> None:
        self._connection.execute(sql, values)


@contextmanager
def open_register(state: Path) -> Iterator[Register]:
    """The register of a workspace, made where it is missing. Raises `ArchiveDamaged`, `NoAccess`."""
    with opened(state, NAME, _SCHEMA) as connection:
        yield Register(connection)
