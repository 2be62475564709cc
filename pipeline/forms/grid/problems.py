"""What can be wrong with the structure of a filled workbook, in words."""

from __future__ import annotations

from pipeline.errors import NOTHING, Problem, Severity
from pipeline.messages import Message, msg
from pipeline.office_files.workbooks import Unreadable

MAX_QUOTED = 80  # characters of what was typed
PLANNED_FORM_HELD = "planned-form-held"


def not_our_form() -> Problem:
    return Problem(
        "not-our-form",
        Message(""),
        msg("The workbook is not a form of this tool: none of its headings and labels was found."),
        msg("Please take a blank form and copy the entries into it."),
    )


def missing_sheet(title: str) -> Problem:
    return Problem(
        "missing-sheet",
        msg("sheet “{sheet}”", sheet=title),
        msg("The sheet “{title}” is missing.", title=title),
        msg("Please take a blank form for a meeting of this stage and copy the entries into it."),
    )


def planned_form_held(where: Message, command: str) -> Problem:
    return Problem(
        PLANNED_FORM_HELD,
        where,
        msg("This is not the form of a held meeting: it has no sheets for the roll and the opinions."),
        msg("Please take the form of a held meeting ({command}) and copy the entries into it.", command=command),
    )


def missing_heading(where: Message, message: Message) -> Problem:
    return _damage("missing-heading", where, message)


def missing_header(where: Message, title: str) -> Problem:
    return _damage("missing-header", where, msg("The table “{title}” has no header row.", title=title))


def missing_column(where: Message, label: str) -> Problem:
    return _damage("missing-column", where, msg("The column “{label}” is missing.", label=label))


def _damage(code: str, where: Message, message: Message) -> Problem:
    return Problem(code, where, message, msg("Please put it back as it was, or copy the entries into a blank form."))


def unreadable(where: Message, value: Unreadable, label: str) -> Problem:
    if value.is_formula:
        return Problem(
            "formula-without-value",
            where,
            msg("“{label}” holds a formula that has not been calculated.", label=label),
            msg("Please write the value itself, or open and save the file in Excel."),
        )
    return Problem(
        "cell-error",
        where,
        msg("“{label}” shows the error {error}.", label=label, error=value.shown[:MAX_QUOTED]),
        msg("Please write the value itself."),
    )


def converted(where: Message, before: str, after: str) -> Problem:
    return _warning(
        "old-encoding",
        where,
        msg(
            "The text was typed in an old encoding (TCVN3 or VNI): “{before}” was read as “{after}”.",
            before=_quoted(before),
            after=_quoted(after),
        ),
        msg("Please check that it reads as meant."),
    )


def example_row_used(where: Message) -> Problem:
    return _warning(
        "example-row-used",
        where,
        msg("This row was printed as an example; it has been changed, so it was read as an entry."),
        msg("Please check that nothing of the example is left in it."),
    )


def unread_sheet(where: Message) -> Problem:
    return _warning(
        "unread-sheet",
        where,
        msg("This sheet is not part of the form; it was not read."),
        msg("Please copy what belongs to the record into the sheets of the form."),
    )


def unread_text(where: Message, text: str) -> Problem:
    return _warning(
        "unread-text",
        where,
        msg("“{text}” stands outside the places of the form; it was not taken.", text=_quoted(text)),
        msg("Please move it to the place it belongs to, or delete it."),
    )


def _quoted(text: str) -> str:
    return " ".join(text[:MAX_QUOTED].split()) + ("…" if len(text) > MAX_QUOTED else "")


def more_unread_texts(count: int) -> Problem:
    return _warning(
        "unread-text",
        NOTHING,
        msg("{count} more texts stand outside the places of the form; they were not taken.", count=count),
        msg("Please move them to the places they belong to, or delete them."),
    )


def _warning(code: str, where: Message, message: Message, hint: Message) -> Problem:
    return Problem(code, where, message, hint, Severity.WARNING)
