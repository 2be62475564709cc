"""Forms that cannot be read yet, because a copy of them is still on its way though it stands still for a moment."""

from __future__ import annotations

from pathlib import Path, PurePath

from pipeline.errors import Problem, Severity, has_errors
from pipeline.messages import msg, verbatim
from pipeline.process.intake.prepare import Prepared
from pipeline.vietnamese.text import printable

NOT_YET = "not-readable-yet"

_CUT_SHORT = ("empty-file", "not-a-workbook", "not-a-document", "yaml-syntax")
_TEXTS = (".yaml", ".yml", ".json")


def may_be_cut_short(prepared: Prepared) -> bool:
    """Whether the rest of the file may still be to come: it is empty, no package, or a text that breaks off.

    A text that lost its end can be sound and only lack what came last: with a mistake and no last line end, it waits.
    """
    if any(problem.code in _CUT_SHORT for problem in prepared.problems):
        return True
    is_text = PurePath(prepared.name).suffix.casefold() in _TEXTS
    return is_text and has_errors(prepared.problems) and not prepared.data.rstrip(b" \t").endswith((b"\n", b"}"))


def not_yet(path: Path, give_up: float) -> Problem:
    """Why such a form waits; after `give_up` seconds it is returned as it is."""
    return Problem(
        NOT_YET,
        verbatim(printable(path.name)),
        msg("The file cannot be read yet; it may not be copied to its end."),
        msg("If it stays like this for {seconds:.0f} seconds, it is returned.", seconds=give_up),
        Severity.WARNING,
    )
