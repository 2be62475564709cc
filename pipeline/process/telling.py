"""What was decided, put down for the clerks' text of the day."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from pipeline.errors import Problem, Severity, VanthuError
from pipeline.messages import verbatim
from pipeline.process.intake.beside import spoken
from pipeline.process.office import Office
from pipeline.process.outcome import Outcome
from pipeline.vietnamese.text import printable

log = logging.getLogger(__name__)


def told(office: Office, path: Path, outcome: Outcome, sha256: str | None = None) -> Outcome:
    """The decision, told with its warnings: whoever drops forms into a folder sees no other output.

    With `sha256`, the content is known from then on. What is done stays done where that cannot be put down: the outcome
    says so.
    """
    try:
        office.ledger.tell(
            at=office.timestamp,
            name=path.name,
            state=outcome.state.value,
            meeting=outcome.meeting,
            said="\n".join(spoken(problem) for problem in outcome.problems),
            sha256=sha256,
        )
    except VanthuError as error:
        log.warning("not put down what became of %s: %s", printable(path.name), type(error).__name__)
        untold = Problem("not-noted", verbatim(printable(path.name)), error.message, severity=Severity.WARNING)
        return replace(outcome, problems=(*outcome.problems, untold))
    return outcome
