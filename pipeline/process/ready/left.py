"""Forms that somebody filled in and left in `_bieu-mau/`, where nothing is read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import Problem, Severity
from pipeline.forms import FORM_SUFFIXES
from pipeline.messages import msg, verbatim
from pipeline.office_files.packages import file_digest, is_untouched
from pipeline.process.intake.ignored import is_to_ignore
from pipeline.process.office import Office
from pipeline.process.outcome import FormState, Outcome
from pipeline.process.ready.notes import FormNote, notes_home, read_notes
from pipeline.process.ready.shelf import file_bytes, is_in_archive
from pipeline.vietnamese.text import printable


def forms_left(office: Office) -> Iterator[Outcome]:
    """An outcome for every form in `_bieu-mau/` that somebody has filled in and not yet moved into the inbox."""
    top, home = office.workspace.blank_forms, notes_home(office.workspace)
    for folder in (top, *(Path(entry.path) for entry in _entries(top) if entry.is_dir(follow_symlinks=False))):
        notes = read_notes(home, folder.name).forms if folder != top else {}
        known = {digest for note in notes.values() for digest in note.sha256}
        for entry in _entries(folder):
            if _is_form(entry) and _is_changed(office, entry, notes.get(entry.name), known):
                path = Path(entry.path)
                yield Outcome(office.workspace.relative(path), FormState.WAITING, problems=(_left(path),))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder; a folder that cannot be looked into has said so when its forms were prepared."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return []


def _is_form(entry: os.DirEntry[str]) -> bool:
    is_form = Path(entry.name).suffix.casefold() in FORM_SUFFIXES and not is_to_ignore(entry.name)
    return is_form and entry.is_file(follow_symlinks=False)


def _is_changed(office: Office, entry: os.DirEntry[str], note: FormNote | None, known: set[str]) -> bool:
    """Whether somebody typed into the form, as far as can be told; where the notes were lost, the form tells itself."""
    if note is not None and note.stands(entry.stat(follow_symlinks=False)):
        return False
    data = file_bytes(Path(entry.path))
    if data is None:
        return True
    digest = file_digest(data)
    if digest in known or is_in_archive(office.ledger, digest):
        return False
    return (note is not None and bool(note.sha256)) or not is_untouched(data)


def _left(path: Path) -> Problem:
    return Problem(
        "form-left",
        verbatim(printable(path.name)),
        msg("A filled-in form still lies in “_bieu-mau”; it is not read there."),
        msg("Please move it into the folder “inbox” once it is complete."),
        Severity.WARNING,
    )
