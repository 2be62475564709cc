"""What can be wrong with a Word document as a file, and what of it is not read, in words."""

from __future__ import annotations

from pipeline.errors import NOTHING, Problem, Severity
from pipeline.messages import Message, msg

_FILL_IN = msg("Please fill in a form of this tool in Word and save it as “Word Document (.docx)”.")
_SAVE_AGAIN = msg("Please open it in Word, save it as “Word Document (.docx)” and drop it again.")


def other_kind(kind: Message) -> Problem:
    """A file whose name says Word and whose content is of another known kind."""
    return _refusal("not-a-document", msg("The name says Word, but the file is {kind}.", kind=kind), _FILL_IN)


def not_a_document() -> Problem:
    return _refusal("not-a-document", msg("The file is not a Word document, whatever its name says."), _FILL_IN)


def old_document() -> Problem:
    return _refusal("old-document", msg("The file is of the old Word kind (.doc)."), _SAVE_AGAIN)


def damaged() -> Problem:
    return _refusal("not-a-document", msg("The file is not a Word document, or it is damaged."), _SAVE_AGAIN)


def unsafe_part() -> Problem:
    return _refusal(
        "unsafe-file",
        msg("The file holds instructions that no Office program writes (a document type); it was not read."),
        _SAVE_AGAIN,
    )


def macros_not_run() -> Problem:
    return _notice(
        "macros-not-run",
        msg("The file holds macros; they were neither run nor read."),
        msg("Please check what a macro would have filled in; a form needs none and is best saved as .docx."),
    )


def embedded_not_read() -> Problem:
    return _notice(
        "embedded-not-read",
        msg("The file holds other files inside; they were not read."),
        msg("Please write what belongs to the record into the tables of the form."),
    )


def links_not_followed() -> Problem:
    return _notice(
        "links-not-followed",
        msg("The file takes content from other files; the links were not followed."),
        msg("Please write what belongs to the record into the tables of the form."),
    )


def _refusal(code: str, message: Message, hint: Message) -> Problem:
    return Problem(code, NOTHING, message, hint)


def _notice(code: str, message: Message, hint: Message) -> Problem:
    return Problem(code, NOTHING, message, hint, Severity.WARNING)
