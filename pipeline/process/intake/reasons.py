"""Why a file of the inbox has to wait, whatever stands in it."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import Problem, Severity
from pipeline.messages import Message, msg, verbatim
from pipeline.process.intake.owners import owner_name
from pipeline.vietnamese.text import printable

LONGEST_NAME = 200  # bytes; the systems allow 255, and we add to it
NAME_TOO_LONG, NAME_UNREADABLE = "name-too-long", "name-unreadable"
NOT_READ_HERE = "not-read-here"
STILL_COPYING, STILL_OPEN = "still-copying", "still-open"

_CLOSE_IT = msg("Please save and close it; it is taken in the next pass.")


def still_copying(path: Path, program: str = "") -> Problem:
    """Why a file that changes while it is looked at must wait, or that a program has open for writing."""
    message = msg("The file is still being written.")
    if program:
        message = msg("The file is still being written, by the program “{name}”.", name=printable(program))
    return _waiting(path, STILL_COPYING, message, _CLOSE_IT)


def still_open(path: Path, owner: Path) -> Problem:
    """Why a file that somebody has open must wait: who, where the program says it; and what to do if nobody has."""
    name = owner_name(owner)
    message = (
        msg("The file is still open in an office program, by {name}.", name=name)
        if name
        else msg("The file is still open in an office program.")
    )
    hint = msg(
        "Please save and close it. If nobody has it open any more, remove the file “{owner}” beside it.",
        owner=printable(owner.name),
    )
    return _waiting(path, STILL_OPEN, message, hint)


def not_a_file(path: Path) -> Problem:
    """A link, a pipe or a device: nobody knows what would be read."""
    message = msg("This is a link or a device, not a file.")
    return _waiting(path, "not-a-file", message, msg("Please put the file itself here."))


def not_read_here(path: Path) -> Problem:
    """Why something in `_can-sua/` stays there: only forms are mended there."""
    message = msg("Only forms to mend are looked at here.")
    return _waiting(path, NOT_READ_HERE, message, msg("Please move it into the folder “inbox” itself, or elsewhere."))


def bad_name(path: Path) -> Problem | None:
    """A name that leaves no room for the names we make of it, or that is not text."""
    where = verbatim(printable(path.name))
    try:
        length = len(path.name.encode())
    except UnicodeEncodeError:
        hint = msg("Please give the file a short name without special characters.")
        return Problem(NAME_UNREADABLE, where, msg("The name of the file is damaged."), hint)
    if length > LONGEST_NAME:
        hint = msg("Please give the file a shorter name.")
        return Problem(NAME_TOO_LONG, where, msg("The name of the file is too long."), hint)
    return None


def _waiting(path: Path, code: str, message: Message, hint: Message) -> Problem:
    return Problem(code, verbatim(printable(path.name)), message, hint, Severity.WARNING)
