"""Texts of ours beside forms and scans, and in folders: how they are known again, written and taken away."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pipeline.archive import durable
from pipeline.errors import Problem
from pipeline.messages import verbatim, vietnamese

# How the texts begin that we put beside forms and scans, and into folders; and the one of the day, in the inbox.
FORM_NOTE, SCAN_NOTE, FOLDER_NOTE = "Biểu mẫu ", "Bản ký ", "Thư mục "
DAY_NOTE = "Tin trong ngày "
_OUR_BEGINNINGS = tuple(f"{kind}“".encode("utf-8-sig") for kind in (FORM_NOTE, SCAN_NOTE, FOLDER_NOTE))
_DAYS_BEGINNING = f"{DAY_NOTE}“".encode("utf-8-sig")
_LONGEST_BEGINNING = max(map(len, (*_OUR_BEGINNINGS, _DAYS_BEGINNING)))


def spoken(problem: Problem) -> str:
    """A problem as a clerk reads it, in one line: where, what, and what to do. The name of a file stays as it is."""
    where = vietnamese(problem.where)
    start = where[:1] if problem.where == verbatim(where) else where[:1].upper()
    place = f"{start}{where[1:]}: " if where else ""
    return f"{place}{vietnamese(problem.message)} {vietnamese(problem.hint)}".rstrip()


def in_a_line(problem: Problem) -> str:
    """The same without the place, where that is the file itself."""
    return f"{vietnamese(problem.message)} {vietnamese(problem.hint)}".strip()


def state_text(kind: str, name: str, problems: Iterable[Problem], state: str = "chưa lưu được") -> str:
    """What a text beside a file says: which file (`kind` is one of the beginnings), what its state is, and why."""
    return "\n".join([f"{kind}“{name}” {state}.", "", *map(in_a_line, problems), ""])


def note_path(form: Path) -> Path:
    """The text beside a form or scan."""
    return form.with_name(form.name + ".txt")


def is_ours(note: Path) -> bool:
    """Whether a text beside a form or scan begins as those do that we write."""
    return _begins(note, _OUR_BEGINNINGS)


def is_of_the_day(text: Path) -> bool:
    """Whether a file begins as the text of the day does: it lies beside nothing, and is no form."""
    return _begins(text, (_DAYS_BEGINNING,))


def _begins(text: Path, beginnings: tuple[bytes, ...]) -> bool:
    try:
        if text.is_symlink() or not text.is_file():
            return False
        with text.open("rb") as file:
            return file.read(_LONGEST_BEGINNING).startswith(beginnings)
    except OSError:
        return False


def write_note(path: Path, text: str) -> None:
    """The text beside a form or scan, written where it says something new."""
    data = text.replace("\n", "\r\n").encode("utf-8-sig")  # what Notepad of any age shows well
    if not path.is_file() or path.read_bytes() != data:
        durable.put_whole(path, data)


def put_note(note: Path, text: str) -> None:
    """The same, but a text of somebody else's is left alone. Where nothing can be written, the outcome says it."""
    with suppress(OSError):
        if is_ours(note) or not os.path.lexists(note):
            write_note(note, text)


def drop_note(form: Path) -> None:
    """The text beside a form has served: it goes, where it is ours."""
    note = note_path(form)
    if is_ours(note):
        durable.remove(note)
