"""The index on the disk: SQLite with two full-text tables, one that minds accents and one that does not.

Both hold only the index; the text itself stands once, beside them. Losing the file costs reading the archive again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from pipeline.archive import locked
from pipeline.databases import in_words
from pipeline.index.entries import Entry
from pipeline.vietnamese.text import folded, strip_accents

NAME = "index.sqlite3"
_VERSION = 2  # of this layout; another one is thrown away and made again

_SCHEMA = """
create table folders (path text primary key, state text not null) strict;
create table entries (
  id integer primary key, folder text not null, body text not null, meeting text not null, meeting_kind text not null,
  what text not null, symbol text not null, day text not null, path text not null, title text not null,
  text text not null
) strict;
create index entries_by_folder on entries (folder);
create virtual table exact using fts5 (text, content='', tokenize="unicode61 remove_diacritics 0");
create virtual table bare using fts5 (text, content='', tokenize="unicode61 remove_diacritics 0");
"""


# Came later, and needs nothing else to be made anew.
_FACTS = """
create table if not exists facts (
  folder text primary key, body text not null, meeting text not null, state text not null, data text not null
) strict;
create index if not exists facts_by_body on facts (body);
"""


def exact_form(text: str) -> str:
    """The text as it is looked for with accents: case and the placing of tones do not count."""
    return "\n".join(folded(line) for line in text.split("\n"))


def bare_form(text: str) -> str:
    """The text as it is looked for without accents; `đ` is a `d` too."""
    return strip_accents(exact_form(text))


class Index:
    """The entries by folder. Open for the time of one search; close it by leaving the `with` block of `open_index`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def folders(self) -> dict[str, str]:
        """The folders that are in it, each with the state it was read in."""
        return {str(path): str(state) for path, state in self.connection.execute("select path, state from folders")}

    def put(self, folder: str, state: str, entries: Iterable[Entry]) -> None:
        """A folder's entries, instead of those it had."""
        self.drop(folder)
        for one in entries:
            cursor = self.connection.execute(
                "insert into entries (folder, body, meeting, meeting_kind, what, symbol, day, path, title, text)"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(folder, one.body, one.meeting, one.meeting_kind.value, one.what, one.symbol),
                    *(one.day.isoformat(), one.path, one.title, one.text),
                ),
            )
            for table, form in _FORMS.items():
                self.connection.execute(
                    f"insert into {table} (rowid, text) values (?, ?)",  # noqa: S608 (a name of ours)
                    (cursor.lastrowid, form(_searched(one.title, one.symbol, one.text))),
                )
        self.connection.execute("insert into folders (path, state) values (?, ?)", (folder, state))

    def drop(self, folder: str) -> None:
        """Take a folder out."""
        rows = self.connection.execute("select id, title, symbol, text from entries where folder = ?", (folder,))
        for number, *texts in rows.fetchall():
            for table, form in _FORMS.items():
                self.connection.execute(
                    f"insert into {table} ({table}, rowid, text) values ('delete', ?, ?)",  # noqa: S608
                    (number, form(_searched(*texts))),
                )
        self.connection.execute("delete from entries where folder = ?", (folder,))
        self.connection.execute("delete from folders where path = ?", (folder,))

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, values).fetchall()


_FORMS = {"exact": exact_form, "bare": bare_form}


def _searched(title: str, symbol: str, text: str) -> str:
    return "\n".join((title, symbol, text))


@contextmanager
def open_index(state: Path, timeout: float = 30.0) -> Iterator[Index]:
    """The index of a workspace, made where it is missing, damaged or of another version.

    One run at a time has it: making it anew means removing a file, which must be open nowhere. Raises `ArchiveDamaged`
    where damage shows only later, `Busy` behind `timeout` seconds, `NoAccess`.
    """
    with locked(state, timeout, "index"):
        with in_words(NAME):
            connection = _connected(state / NAME) or _made(state / NAME)
        with closing(connection):
            with in_words(NAME):
                connection.executescript(_FACTS)
            yield Index(connection)


@contextmanager
def index_as_it_is(state: Path, timeout: float = 30.0) -> Iterator[Index | None]:
    """The index to look at; None where there is none that can be used. Nothing is made. Raises `Busy`, `NoAccess`."""
    with locked(state, timeout, "index"):
        with in_words(NAME):
            connection = _connected(state / NAME)
        try:
            yield Index(connection) if connection else None
        finally:
            if connection:
                connection.close()


def discard_index(state: Path, timeout: float = 30.0) -> None:
    """Remove the index; the next `open_index` makes it anew. Raises `Busy`, `NoAccess`."""
    with locked(state, timeout, "index"), in_words(NAME):
        _remove(state / NAME)


def _connected(path: Path) -> sqlite3.Connection | None:
    """The index that is there; None where there is none that can be used."""
    if not path.exists():
        return None
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    try:
        if connection.execute("pragma user_version").fetchone()[0] == _VERSION:
            return connection
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError:
        pass
    connection.close()
    return None


def _made(path: Path) -> sqlite3.Connection:
    """A new index, empty, instead of what is there."""
    _remove(path)
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    try:
        connection.executescript(f"begin; {_SCHEMA}; pragma user_version = {_VERSION}; commit;")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _remove(path: Path) -> None:
    """The index first: a journal without it is nothing, but without its journal it may be half changed."""
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
