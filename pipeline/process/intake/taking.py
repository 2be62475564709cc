"""A job's files read for filing, and taken out of the inbox once the archive holds them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.archive import durable
from pipeline.archive.moving import take
from pipeline.errors import FormRefused, Problem, Severity
from pipeline.messages import msg, verbatim
from pipeline.office_files.packages import file_digest
from pipeline.organisation import Organisation
from pipeline.process.intake.beside import FOLDER_NOTE, FOLDER_NOTE_NAME, drop_text, state_text, try_note
from pipeline.process.intake.ignored import REMADE
from pipeline.process.intake.jobs import Job, left_in
from pipeline.process.intake.opening import form_bytes, limits_of
from pipeline.process.intake.owners import owner_file
from pipeline.process.intake.reasons import still_copying
from pipeline.vietnamese.text import printable

_MOST_NAMED = 10


@dataclass(frozen=True)
class Dropped:
    """A file as it was dropped; `name` is its way from the dropped folder, for people to know it by."""

    name: str
    data: bytes
    sha256: str


def read_beside(job: Job, organisation: Organisation) -> tuple[Dropped, ...]:
    """The files of a job, each as it stands now.

    Raises `FormRefused` with what is to be waited for where the folder is not what it was when it had settled, and
    `NoAccess`.
    """
    names = job.names()
    for path in set(left_in(job)) ^ set(names):
        raise FormRefused(still_copying(path))
    largest = organisation.options.limits.attachment_bytes
    limits = replace(limits_of(organisation), file=largest)
    return tuple(_dropped(path, name, form_bytes(path, limits)) for path, name in names.items())


def _dropped(path: Path, name: str, data: bytes) -> Dropped:
    if owner_file(path) or path.stat().st_size != len(data):
        raise FormRefused(still_copying(path))
    return Dropped(name, data, file_digest(data))


def take_beside(job: Job, dropped: Sequence[Dropped]) -> bool:
    """Take away the files whose bytes the archive holds. False where something is left: the form then stays with it.

    The form goes last: killed before that, the next pass finds it with the rest, and goes on.
    """
    digests = {one.name: one.sha256 for one in dropped}
    for path, name in job.names().items():
        if name in digests and path.exists():
            take(path, digests[name])
    return not left_in(job)


def drop_folder(job: Job) -> Problem | None:
    """Remove the job's folder, now that nothing of anybody's lies in it; where something does, it stays, and is said.

    What is left are hidden files and those of programs, which were not looked at.
    """
    drop_text(job.folder / FOLDER_NOTE_NAME)
    with suppress(OSError):
        for folder in sorted(_folders(job.folder), key=lambda one: len(one.parts), reverse=True):
            durable.sweep(folder)
            if all(_is_of_the_system(path) for path in folder.iterdir()):
                for path in folder.iterdir():
                    durable.remove(path)
                folder.rmdir()
    left = [path for folder in _folders(job.folder) for path in _files(folder) if not _is_of_the_system(path)]
    if not left:
        return None
    named = ", ".join(printable(path.relative_to(job.folder).as_posix()) for path in sorted(left)[:_MOST_NAMED])
    problem = Problem(
        "left-behind",
        verbatim(printable(job.folder.name)),
        msg("Hidden and temporary files are not kept; these are left in the folder: {names}.", names=named),
        msg("Please give those that belong to the meeting another name and drop the folder again with the form."),
        Severity.WARNING,
    )
    try_note(job.folder / FOLDER_NOTE_NAME, state_text(FOLDER_NOTE, job.folder.name, (problem,), "đã được lưu"))
    return problem


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if not path.is_dir() or path.is_symlink()]
    except OSError:
        return []


def _folders(folder: Path) -> list[Path]:
    return [folder, *(path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink())]


def _is_of_the_system(path: Path) -> bool:
    """Nobody's file: Macs put `._name` beside each on a share."""
    name = path.name.casefold()
    return path.is_file() and (name in REMADE or name.startswith("._"))
