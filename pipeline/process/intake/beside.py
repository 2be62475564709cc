"""Texts of ours beside forms and scans, and in folders: how they are known again, written and taken away."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from pipeline.archive import durable
from pipeline.archive.moving import free_name
from pipeline.errors import Problem
from pipeline.messages import verbatim, vietnamese
from pipeline.vietnamese.text import printable

# How the texts begin that we put beside forms and scans, and into folders; and the one of the day, in the inbox.
FORM_NOTE, SCAN_NOTE, FOLDER_NOTE = "Biểu mẫu ", "Bản ký ", "Thư mục "
DAY_NOTE = "Tin trong ngày "
FOLDER_NOTE_NAME = "ly-do-chua-luu.txt"
_DAYS_BEGINNING = f"{DAY_NOTE}“".encode("utf-8-sig")
# The last line of a text of ours, with a sum over what stands before: one that somebody wrote into is theirs.
_LAST = "(Tệp do chương trình tự ghi và tự xóa, mã {mark:08x}.)\r\n"
_LARGEST = 1024 * 1024  # bytes; no text of ours is larger


def spoken(problem: Problem) -> str:
    """A problem as a clerk reads it, in one line: where, what, and what to do. The name of a file stays as it is."""
    where = vietnamese(problem.where)
    start = where[:1] if _is_of_the_file(problem) else where[:1].upper()
    place = f"{start}{where[1:]}: " if where else ""
    return f"{place}{vietnamese(problem.message)} {vietnamese(problem.hint)}".rstrip()


def in_a_line(problem: Problem) -> str:
    """The same without the place, where that is the file itself."""
    return f"{vietnamese(problem.message)} {vietnamese(problem.hint)}".strip()


def state_text(kind: str, name: str, problems: Iterable[Problem], state: str = "chưa lưu được") -> str:
    """What a text beside a file says: which file (`kind` is one of the beginnings), what its state is, and why."""
    said = [in_a_line(problem) if _is_of_the_file(problem) else spoken(problem) for problem in problems]
    return "\n".join([f"{kind}“{printable(name)}” {state}.", "", *said, ""])


def _is_of_the_file(problem: Problem) -> bool:
    """Whether its place is the file itself, called by its name; places in a form are said in words."""
    return problem.where == verbatim(vietnamese(problem.where))


def note_path(form: Path) -> Path:
    """Where the text beside a form or scan lies, unless somebody's file has that name."""
    return form.with_name(form.name + ".txt")


def note_beside(form: Path) -> Path | None:
    """The text of ours that lies beside a form or scan; None where there is none."""
    return next(_ours_from(note_path(form)), None)


def is_ours(note: Path) -> bool:
    """Whether a text is one of ours, as we wrote it."""
    try:
        if note.is_symlink() or not note.is_file() or note.stat().st_size > _LARGEST:
            return False
        return _is_marked(note.read_bytes())
    except OSError:
        return False


def is_of_the_day(text: Path) -> bool:
    """Whether a file begins as the text of the day does: it lies beside nothing, and is no form."""
    try:
        if text.is_symlink() or not text.is_file():
            return False
        with text.open("rb") as file:
            return file.read(len(_DAYS_BEGINNING)) == _DAYS_BEGINNING
    except OSError:
        return False


def write_text(path: Path, text: str) -> None:
    """A text for clerks, written where it says something new: as Notepad of any age shows it well."""
    _write(path, _encoded(text))


def put_note(note: Path, text: str) -> None:
    """A text of ours beside a form or in a folder. Where a file of somebody's has its name, it takes the next free one.

    Raises `OSError`.
    """
    data = _encoded(text)
    _write(free_name(note, _is_marked), data + _LAST.format(mark=zlib.crc32(data)).encode())


def try_note(note: Path, text: str) -> None:
    """The same; where nothing can be written, the outcome and the text of the day say it all the same."""
    with suppress(OSError):
        put_note(note, text)


def drop_note(form: Path) -> None:
    """The text beside a form or scan has served: it goes, where it is ours."""
    drop_text(note_path(form))


def drop_text(note: Path) -> None:
    """The same of any text of ours, also where it had to take another name."""
    with suppress(OSError):
        for ours in list(_ours_from(note)):
            durable.remove(ours)


def _ours_from(note: Path) -> Iterator[Path]:
    """The text, or the numbered one that it is called where somebody's file has the name."""
    for number in count(1):
        candidate = note if number == 1 else note.with_name(f"{note.stem} ({number}){note.suffix}")
        if is_ours(candidate):
            yield candidate
        elif not os.path.lexists(candidate):
            return


def _encoded(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("utf-8-sig", "replace")


def _write(path: Path, data: bytes) -> None:
    if not path.is_file() or path.read_bytes() != data:
        durable.put_whole(path, data, makes_folder=False)


def _is_marked(data: bytes) -> bool:
    length = len(_LAST.format(mark=0).encode())
    return data[-length:] == _LAST.format(mark=zlib.crc32(data[:-length])).encode()
