"""What can be wrong with a workbook as a file, and what of it is not read, in words."""

from __future__ import annotations

from pipeline.errors import NOTHING, Problem, Severity
from pipeline.messages import Message, msg


def too_large(message: Message) -> Problem:
    return Problem("form-too-large", NOTHING, message, msg("Please check that it is the right file."))


def too_large_to_read() -> Problem:
    return too_large(msg("The file holds far more than a form does."))


def empty_file() -> Problem:
    return Problem("empty-file", NOTHING, msg("The file is empty."), msg("Please fill in the form again."))


def encrypted() -> Problem:
    return Problem(
        "encrypted",
        NOTHING,
        msg("The file is protected by a password."),
        msg("Please save it without a password to open it. Secret content does not belong in this form."),
    )


def not_a_workbook() -> Problem:
    return _other_file(msg("The file is not an Excel workbook, whatever its name says."))


def another_kind(suffix: str, kind: Message) -> Problem:
    """A file whose content is of a kind that cannot be read, whatever its name."""
    return _other_file(msg("The name says {suffix}, but the file is {kind}.", suffix=suffix, kind=kind))


def _other_file(message: Message) -> Problem:
    return Problem(
        "not-a-workbook",
        NOTHING,
        message,
        msg("Please fill in a form of this tool in Excel and save it as “Excel Workbook (.xlsx)”."),
    )


def damaged() -> Problem:
    return Problem(
        "not-a-workbook",
        NOTHING,
        msg("The file is not an Excel workbook, or it is damaged."),
        msg("Please open it in Excel, save it as “Excel Workbook (.xlsx)” and drop it again."),
    )


def unsafe_part() -> Problem:
    return Problem(
        "unsafe-file",
        NOTHING,
        msg("The file holds instructions that no Office program writes (a document type); it was not read."),
        msg("Please open it in Excel, save it as “Excel Workbook (.xlsx)” and drop it again."),
    )


def macros_not_run() -> Problem:
    return _notice(
        "macros-not-run",
        msg("The file holds macros; they were neither run nor read."),
        msg("Please check what a macro would have filled in; a form needs none and is best saved as .xlsx."),
    )


def embedded_not_read() -> Problem:
    return _notice(
        "embedded-not-read",
        msg("The file holds other files inside; they were not read."),
        msg("Please write what belongs to the record into the cells of the form."),
    )


def links_not_followed() -> Problem:
    return _notice(
        "links-not-followed",
        msg("The file takes values from other files; the links were not followed, the values last saved were read."),
        msg("Please check these values, or write them into the cells themselves."),
    )


def _notice(code: str, message: Message, hint: Message) -> Problem:
    return Problem(code, NOTHING, message, hint, Severity.WARNING)
