"""What every check is given, and the three kinds of finding it may return."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import Problem, Severity
from pipeline.meeting import Meeting, MeetingKind
from pipeline.messages import Message, msg
from pipeline.organisation import BodyKind, BodyOnDay, MemberOnDay
from pipeline.records import Path, Places, label_of
from pipeline.regulations import RuleSet

CONFIRM = msg("Please correct it; if this is what happened, mark “Xác nhận đúng thực tế”.")


@dataclass(frozen=True)
class Case:
    """A meeting, the body as it was on its day, the rules of that day, and where things stand in the form."""

    meeting: Meeting
    body: BodyOnDay
    rules: RuleSet
    places: Places
    unreadable: frozenset[str] = frozenset()

    @property
    def counts_committee(self) -> bool:
        """Whether the roll counts the members of the committee, not those of the cell."""
        return self.meeting.kind is MeetingKind.COMMITTEE or self.body.kind is BodyKind.PARTY_COMMITTEE

    @property
    def roster(self) -> tuple[MemberOnDay, ...]:
        """Whoever the roll counts."""
        return self.body.committee_members if self.counts_committee else self.body.members

    def error(self, code: str, path: Path, message: Message, hint: Message) -> Problem:
        return Problem(code, self.places.of(*path), message, hint)

    def missing(self, path: Path) -> Problem:
        label = label_of(Meeting, *path)
        return self.error("missing", path, msg("“{label}” is missing.", label=label), msg("Please fill it in."))

    def contradiction(self, code: str, path: Path, message: Message) -> Problem:
        return Problem(code, self.places.of(*path), message, CONFIRM, contradiction=True)

    def warning(self, code: str, path: Path, message: Message, hint: Message = msg("Please check.")) -> Problem:  # noqa: B008 (frozen)
        return Problem(code, self.places.of(*path), message, hint, Severity.WARNING)
