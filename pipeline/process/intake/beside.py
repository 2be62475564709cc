"""Texts of ours beside forms and scans, and in folders: how they are known again, written and taken away."""

from __future__ import annotations

from pathlib import Path

from pipeline.archive import durable
from pipeline.errors import Problem
from pipeline.messages import vietnamese

# How the texts begin that we put beside forms and scans, into folders, and into the inbox for the day.
FORM_NOTE, SCAN_NOTE, FOLDER_NOTE, DAY_NOTE = "Biểu mẫu ", "Bản ký ", "Thư mục ", "Tin trong ngày "
_OUR_BEGINNINGS = tuple(f"{kind}“".encode("utf-8-sig") for kind in (FORM_NOTE, SCAN_NOTE, FOLDER_NOTE, DAY_NOTE))
_LONGEST_BEGINNING = max(map(len, _OUR_BEGINNINGS))


def spoken(problem: Problem) -> str:
    """A problem as a clerk reads it, in one line: where, what, and what to do."""
    where = vietnamese(problem.where)
    place = f"{where[:1].upper()}{where[1:]}: " if where else ""
    return f"{place}{vietnamese(problem.message)} {vietnamese(problem.hint)}".rstrip()


def note_path(form: Path) -> Path:
    """The text beside a form or scan."""
    return form.with_name(form.name + ".txt")


def is_ours(note: Path) -> bool:
    """Whether a text beside a form or scan begins as those do that we write."""
    try:
        if note.is_symlink() or not note.is_file():
            return False
        with note.open("rb") as file:
            return file.read(_LONGEST_BEGINNING).startswith(_OUR_BEGINNINGS)
    except OSError:
        return False


def write_note(path: Path, text: str) -> None:
    """The text beside a form or scan, written where it says something new."""
    data = text.replace("\n", "\r\n").encode("utf-8-sig")  # what Notepad of any age shows well
    if not path.is_file() or path.read_bytes() != data:
        durable.put_whole(path, data)


def drop_note(form: Path) -> None:
    """The text beside a form has served: it goes, where it is ours."""
    note = note_path(form)
    if is_ours(note):
        durable.remove(note)
