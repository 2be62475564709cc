"""What nobody foresaw: the form stays, the others go on, and a mark that people can tell us stands in the log."""

from __future__ import annotations

import logging
import secrets
from pathlib import Path

from pipeline.errors import Problem
from pipeline.messages import msg, verbatim
from pipeline.process.office import Office
from pipeline.process.outcome import FormState, Outcome
from pipeline.vietnamese.text import printable

INTERNAL = "internal"

log = logging.getLogger(__name__)


def unforeseen(office: Office, path: Path, error: Exception) -> Outcome:
    """The outcome of a form or scan that made the program stumble; the log has the places in the code by its mark."""
    mark = secrets.token_hex(4)
    log.error("internal error %s with %s", mark, printable(path.name), exc_info=error)
    problem = Problem(
        INTERNAL,
        verbatim(printable(path.name)),
        msg("Something unforeseen happened; the form stays where it is."),
        msg("Please report it with the log; the mark of the error there is {mark}.", mark=mark),
    )
    return Outcome(office.workspace.relative(path), FormState.FAILED, problems=(problem,))
