"""Questions to the index: words and phrases, with or without accents, within a time, a kind, a body."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipeline.databases import in_words
from pipeline.index.entries import TASK
from pipeline.index.store import NAME, Index, bare_form, exact_form

_SHOWN = ", ".join(f"entries.{name}" for name in ("path", "meeting", "what", "symbol", "day", "title", "text"))
_AROUND = 60  # letters shown on each side of what was found


@dataclass(frozen=True)
class Query:
    """What is looked for: every one of `phrases`, each word by word in its order. The rest narrows it down.

    A phrase typed with accents is found with just these; one without, with any. `what` is a kind of document, `record`
    or `task`.
    """

    phrases: tuple[str, ...] = ()
    body: str | None = None
    meeting_kind: str | None = None
    what: str | None = None
    number: str | None = None
    first: date | None = None
    last: date | None = None
    open_tasks: bool = False


@dataclass(frozen=True)
class Found:
    """One entry, and the place in its text. `path` is from the outbox on."""

    path: str
    meeting: str
    what: str
    symbol: str
    day: date
    title: str
    place: str


def find(index: Index, query: Query, limit: int = 50) -> tuple[Found, ...]:
    """The entries that answer the query, the best first, and of equals the newest; at most `limit`."""
    conditions, values = _narrowed(query)
    exact = [phrase for phrase in query.phrases if _has_accents(phrase)]
    bare = [phrase for phrase in query.phrases if not _has_accents(phrase)]
    order = "entries.day desc, entries.id"
    source = "entries"
    if bare:
        source = "bare join entries on entries.id = bare.rowid"
        conditions.append("bare match ?")
        values.append(_match(bare, bare_form))
        order = f"bare.rank, {order}"
    if exact:
        if bare:
            conditions.append("entries.id in (select rowid from exact where exact match ?)")
        else:
            source = "exact join entries on entries.id = exact.rowid"
            conditions.append("exact match ?")
            order = f"exact.rank, {order}"
        values.append(_match(exact, exact_form))
    where = f" where {' and '.join(conditions)}" if conditions else ""
    sql = f"select {_SHOWN} from {source}{where} order by {order} limit ?"  # noqa: S608 (values are bound)
    with in_words(NAME):
        rows = index.rows(sql, *values, limit)
    return tuple(
        Found(path, meeting, what, symbol, date.fromisoformat(day), title, _place(text, query.phrases))
        for path, meeting, what, symbol, day, title, text in rows
    )


def _narrowed(query: Query) -> tuple[list[str], list[object]]:
    wanted: list[tuple[str, object]] = [
        ("entries.body = ?", query.body),
        ("entries.meeting_kind = ?", query.meeting_kind),
        ("entries.what = ?", TASK if query.open_tasks else query.what),
        ("entries.day >= ?", query.first.isoformat() if query.first else None),
        ("entries.day <= ?", query.last.isoformat() if query.last else None),
        ("entries.symbol like ? escape '!'", _symbols(query.number) if query.number else None),
    ]
    conditions = [sql for sql, value in wanted if value is not None]
    values = [value for _, value in wanted if value is not None]
    return conditions, values


def _symbols(number: str) -> str:
    """What symbols a number may begin, as SQL's `like` asks for it: `5` → `05-%`, `5-nq` → `05-nq%`."""
    first, dash, rest = number.strip().partition("-")
    counted = f"{int(first):02}" if first.isascii() and first.isdecimal() else first
    plain = re.sub(r"([%_!])", r"!\1", f"{counted}-{rest}")
    return f"{plain}%" if counted and (rest or not dash) else plain


def _match(phrases: list[str], form: Callable[[str], str]) -> str:
    """The phrases as FTS5 asks for them: each quoted, so that no sign in it is an operator."""
    shaped = (form(phrase) for phrase in phrases)
    return " and ".join('"' + phrase.replace('"', '""') + '"' for phrase in shaped)


def _has_accents(phrase: str) -> bool:
    return exact_form(phrase) != bare_form(phrase)


def _place(text: str, phrases: tuple[str, ...]) -> str:
    """The part of the text around what was found first; its beginning where it is found in the title only."""
    for line in text.split("\n"):
        for phrase in phrases:
            form = exact_form if _has_accents(phrase) else bare_form
            found = re.search(rf"(?<!\w){re.escape(form(phrase))}(?!\w)", form(line))
            if found:
                return _cut(line, found.start(), len(phrase))
    return _cut(text.replace("\n", " "), 0, 0)


def _cut(line: str, at: int, length: int) -> str:
    start, end = max(at - _AROUND, 0), min(at + length + _AROUND, len(line))
    return ("…" if start else "") + " ".join(line[start:end].split()) + ("…" if end < len(line) else "")
