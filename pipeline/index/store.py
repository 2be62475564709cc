"""The index on the disk: SQLite with two full-text tables, one that minds accents and one that does not.

Both hold only the index; the text itself stands once, beside them. Losing the file costs reading the archive again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from pipeline.index.entries import Entry
from pipeline.sqlite_errors import in_words
from pipeline.vietnamese.text import folded, strip_accents

NAME = "index.sqlite3"
_VERSION = 1  # of this layout; another one is thrown away and made again

_SCHEMA = """
create table facts (name text primary key, value text not null) strict;
create table folders (path text primary key, sha256 text not null) strict;
create table entries (
  id integer primary key, folder text not null, body text not null, meeting text not null, meeting_kind text not null,
  what text not null, symbol text not null, day text not null, path text not null, title text not null,
  text text not null
) strict;
create index entries_by_folder on entries (folder);
create virtual table exact using fts5 (text, content='', tokenize="unicode61 remove_diacritics 0");
create virtual table bare using fts5 (text, content='', tokenize="unicode61 remove_diacritics 0");
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
        """The folders that are in it, each with the hash of its manifest."""
        return {str(path): str(sha256) for path, sha256 in self.connection.execute("select path, sha256 from folders")}

    def put(self, folder: str, sha256: str, entries: Iterable[Entry]) -> None:
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
        self.connection.execute("insert into folders (path, sha256) values (?, ?)", (folder, sha256))

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

    @property
    def serial(self) -> str:
        """The mark of the last publication that is in it; empty for a new index."""
        row = self.connection.execute("select value from facts where name = 'serial'").fetchone()
        return str(row[0]) if row else ""

    def note_serial(self, serial: str) -> None:
        self.connection.execute("insert or replace into facts (name, value) values ('serial', ?)", (serial,))

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, values).fetchall()


_FORMS = {"exact": exact_form, "bare": bare_form}


def _searched(title: str, symbol: str, text: str) -> str:
    return "\n".join((title, symbol, text))


@contextmanager
def open_index(state: Path) -> Iterator[Index]:
    """The index of a workspace, made where it is missing. Raises `ArchiveDamaged`, `NoAccess`."""
    with in_words(NAME):
        state.mkdir(parents=True, exist_ok=True)
        path = state / NAME
        connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        try:
            version = connection.execute("pragma user_version").fetchone()[0]
            if version != _VERSION:
                connection.close()
                path.unlink()
                connection = sqlite3.connect(path, isolation_level=None, timeout=30)
                connection.executescript(f"begin; {_SCHEMA}; pragma user_version = {_VERSION}; commit;")
        except sqlite3.Error:
            connection.close()
            raise
    with closing(connection):
        yield Index(connection)
