"""What lies in the inbox: forms ready to be read, and those that must wait."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import Problem, Severity, access_error
from pipeline.forms import FORM_SUFFIXES
from pipeline.messages import msg, verbatim
from pipeline.process.intake.beside import is_of_the_day, is_ours, note_beside
from pipeline.process.intake.ignored import is_half_made, is_to_ignore
from pipeline.process.intake.reasons import bad_name, not_a_file, not_read_here, still_copying
from pipeline.vietnamese.text import printable
from pipeline.workspace import Workspace

DEEPEST = 4  # folders in folders of the inbox


@dataclass(frozen=True)
class Arrival:
    """A file in the inbox, or a folder that somebody put there, with all files in it: these are looked at together.

    `problem` says why it is not read: a warning where it only has to wait.
    """

    path: Path
    problem: Problem | None = None
    inside: tuple[Arrival, ...] = ()


def arrivals(workspace: Workspace, bodies: Collection[str] = ()) -> Iterator[Arrival]:
    """What a person put into the inbox or the folder of a body in it, and the mended forms of `_can-sua/`.

    A folder that cannot be looked into is said, and keeps nobody from the others.
    """
    yield from _in_folder(workspace.inbox, workspace, bodies)
    yield from arrivals_to_mend(workspace)


def arrivals_to_mend(workspace: Workspace) -> Iterator[Arrival]:
    """The forms in `_can-sua/`, mended or not; the texts beside them are none."""
    if workspace.to_mend.is_symlink():
        yield Arrival(workspace.to_mend, not_a_file(workspace.to_mend))
        return
    if not workspace.to_mend.is_dir():
        return
    for path in _entries(workspace.to_mend):
        if not isinstance(path, Path):
            yield path
        elif is_to_ignore(path.name) or is_note(path):
            continue
        elif path.suffix.lower() in FORM_SUFFIXES and not _is_folder(path):
            yield Arrival(path, bad_name(path))
        elif not note_beside(path):  # one that was returned and is no form has our text beside it
            yield Arrival(path, not_read_here(path))


def _in_folder(folder: Path, workspace: Workspace, bodies: Collection[str]) -> Iterator[Arrival]:
    """The files of a folder, and each folder in it as a whole; those of bodies are only shelves."""
    for path in _entries(folder):
        if not isinstance(path, Path):
            yield path
        elif is_to_ignore(path.name) or is_note(path):
            continue
        elif not _is_folder(path):
            yield Arrival(path, bad_name(path))
        elif path.name.casefold() in bodies:
            yield from _in_folder(path, workspace, ())
        elif not path.name.startswith("_"):
            yield from dropped_folder(path)


def dropped_folder(folder: Path) -> Iterator[Arrival]:
    """A folder as a whole; nothing where no file lies in it."""
    inside = tuple(_files_below(folder, DEEPEST))
    if inside:
        yield Arrival(folder, inside=inside)


def _files_below(folder: Path, deeper: int) -> Iterator[Arrival]:
    """Every file in a folder and below; what is passed over in there is said, for it would stay behind alone."""
    for path in _entries(folder):
        if not isinstance(path, Path):
            yield path
        elif is_to_ignore(path.name):
            if is_half_made(path.name):
                yield Arrival(path, still_copying(path))
        elif is_note(path):
            continue
        elif not _is_folder(path):
            yield Arrival(path, bad_name(path))
        elif not deeper or path.name.startswith("_"):
            yield Arrival(path, _not_looked_into(path, too_deep=not deeper))
        else:
            yield from _files_below(path, deeper - 1)


def _entries(folder: Path) -> Iterator[Path | Arrival]:
    """What lies in a folder; or that it cannot be looked into."""
    try:
        yield from sorted(folder.iterdir())
    except OSError as error:
        name = printable(folder.name)
        yield Arrival(folder, Problem("no-access", verbatim(name), access_error(name, error).message))


def is_note(path: Path) -> bool:
    """Whether a file is a text of ours: of the day, or one that says something of what lies beside it."""
    return path.suffix == ".txt" and (is_ours(path) or is_of_the_day(path))


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _not_looked_into(folder: Path, *, too_deep: bool) -> Problem:
    hint = msg("Please put its files higher up.") if too_deep else msg("Please give it another name.")
    message = (
        msg("This folder lies too deep in other folders; its files are not found there.")
        if too_deep
        else msg("Folders whose names begin with “_” are not looked into.")
    )
    return Problem("folder-not-read", verbatim(printable(folder.name)), message, hint, Severity.WARNING)
