"""What is told of the opinions given in a year. Presenting an item of the agenda is told apart: it is no opinion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.meeting import MeetingKind
from pipeline.reports.attendance.model import Unmatched
from pipeline.vietnamese.dates import Month


@dataclass(frozen=True)
class MeetingSpeaking:
    """One meeting that was held. `spoke` of the members `present` gave `opinions`; nothing where not `is_counted`.

    `others` are opinions of guests and of members from elsewhere, who are not of the roster; `presented` are the items
    of the agenda that members present put forward.
    """

    body: str
    kind: MeetingKind
    meeting: str
    period: Month
    day: date
    is_counted: bool
    present: int
    spoke: int
    opinions: int
    others: int
    presented: int
    record: str


@dataclass(frozen=True)
class SpeakingRate:
    """The meetings of a body, of one kind; all the cell's own together where `kind` is None, its committee apart."""

    body: str
    kind: MeetingKind | None
    meetings: int
    counted: int
    present: int
    spoke: int
    opinions: int
    records: tuple[str, ...]


@dataclass(frozen=True)
class MemberSpeaking:
    """A member over the year, at the meetings of the cell or, where `is_committee`, of its committee.

    `attended` so many meetings, `spoke` in so many of these, gave so many `opinions`, `presented` so many items.
    """

    body: str
    name: str
    is_committee: bool
    attended: int
    spoke: int
    opinions: int
    presented: int

    @property
    def is_silent(self) -> bool:
        """Whether they were there and never gave an opinion."""
        return self.attended > 0 and not self.opinions


@dataclass(frozen=True)
class Speaking:
    """One body in one year."""

    body: str
    rates: tuple[SpeakingRate, ...] = ()
    meetings: tuple[MeetingSpeaking, ...] = ()
    members: tuple[MemberSpeaking, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
