"""Why a scan is not filed, in words for the clerk who dropped it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import Problem, Severity
from pipeline.messages import Message, msg, verbatim
from pipeline.process.office import Office
from pipeline.process.signing.matching import Candidate
from pipeline.vietnamese.text import printable

HOW_TO_NAME = msg("Please name the file after the document: 05-NQ.pdf, or as the document's own file is called.")
_MOST_NAMED = 20
# What may be otherwise once something more is filed; all else stays as it is until the scan itself changes.
MENDED_BY_FILING = ("scan-unmatched", "scan-ambiguous", "scan-of-void", "scan-filed-elsewhere")


def unmatched(name: str) -> Problem:
    """That no document is known by this name."""
    return _warning("scan-unmatched", name, msg("No filed document goes by this name."), HOW_TO_NAME)


def ambiguous(name: str, found: Sequence[Candidate]) -> Problem:
    """That several documents may be meant, with their meetings."""
    names = "; ".join(one.name for one in found[:_MOST_NAMED]) + (" …" if len(found) > _MOST_NAMED else "")
    message = msg("Several documents go by this name: {names}.", names=names)
    return _warning("scan-ambiguous", name, message, HOW_TO_NAME)


def void(name: str, found: Candidate) -> Problem:
    """That the number in the name is void."""
    return _warning(
        "scan-of-void",
        name,
        msg("The number of this document is void: {name}; no signed scan is filed for it.", name=found.name),
        msg("If another document is meant, please name the file after that one."),
    )


def filed_elsewhere(name: str, office: Office, found: Sequence[Candidate]) -> Problem:
    """That this very scan is filed at other documents already."""
    names = "; ".join(f"{one.name}, {office.workspace.relative(one.path)}" for one in found)
    return _warning(
        "scan-filed-elsewhere",
        name,
        msg("This very scan is filed already, at another document: {names}.", names=names),
        msg("If it holds this document too, file it with: vanthu sign FILE --document PATH; else please take it out."),
    )


def folder_among_scans(path: Path) -> Problem:
    """That a folder is not looked into."""
    return _warning(
        "scan-folder",
        path.name,
        msg("Folders in “_ban-ky” are not looked into."),
        msg("Please put the scans themselves directly into “_ban-ky”."),
    )


def _warning(code: str, name: str, message: Message, hint: Message) -> Problem:
    return Problem(code, verbatim(printable(name)), message, hint, Severity.WARNING)
