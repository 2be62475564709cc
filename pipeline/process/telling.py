"""What was decided, put down for the clerks' text of the day."""

from __future__ import annotations

from pathlib import Path

from pipeline.process.intake.beside import spoken
from pipeline.process.office import Office
from pipeline.process.outcome import Outcome


def tell_of(office: Office, path: Path, outcome: Outcome, sha256: str | None = None) -> None:
    """The decision with its warnings: whoever drops forms into a folder sees no other output. Raises `VanthuError`.

    With `sha256`, the content is known from then on.
    """
    office.ledger.tell(
        at=office.timestamp,
        name=path.name,
        state=outcome.state.value,
        meeting=outcome.meeting,
        said="\n".join(spoken(problem) for problem in outcome.problems),
        sha256=sha256,
    )
