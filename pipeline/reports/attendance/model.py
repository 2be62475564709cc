"""What is told of the attendance of a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import add

from pipeline.meeting import MeetingKind
from pipeline.organisation import Office
from pipeline.reports.roll_call import Doubt, Mark, RollCall
from pipeline.vietnamese.dates import Month

RUN = 3  # so many meetings missed running are shown (some score sheets give a point where nobody did)


@dataclass(frozen=True)
class Tally:
    """How often it stood how. `late` and `early` are among `present`."""

    present: int = 0
    excused: int = 0
    unexcused: int = 0
    exempt: int = 0
    temporary_away: int = 0
    suspended: int = 0
    unclear: int = 0
    late: int = 0
    early: int = 0

    @staticmethod
    def of(marks: Sequence[Mark], late: int = 0, early: int = 0) -> Tally:
        present = marks.count(Mark.PRESENT)
        if present == len(marks):
            return Tally(present, late=late, early=early)
        return Tally(
            present=present,
            excused=marks.count(Mark.EXCUSED),
            unexcused=marks.count(Mark.UNEXCUSED),
            exempt=marks.count(Mark.EXEMPT),
            temporary_away=marks.count(Mark.AWAY),
            suspended=marks.count(Mark.SUSPENDED),
            unclear=marks.count(Mark.UNCLEAR),
            late=late,
            early=early,
        )

    @property
    def expected(self) -> int:
        """Who is exempt counts where they came; whoever is away, suspended or unclear does not."""
        return self.present + self.excused + self.unexcused

    @property
    def not_expected(self) -> int:
        """Away for a time, or suspended."""
        return self.temporary_away + self.suspended

    def __add__(self, other: Tally) -> Tally:
        return Tally(*map(add, vars(self).values(), vars(other).values()))


@dataclass(frozen=True)
class Stated:
    """What the figures of rolls say, summed: those present, of all; of so many meetings that state both."""

    meetings: int = 0
    present: int = 0
    total: int = 0

    def __add__(self, other: Stated) -> Stated:
        return Stated(self.meetings + other.meetings, self.present + other.present, self.total + other.total)


@dataclass(frozen=True)
class SeenMeeting:
    """One meeting that was held; a `tally` of nothing where it counts for nobody."""

    body: str
    kind: MeetingKind
    meeting: str
    period: Month
    day: date
    is_counted: bool
    tally: Tally
    visitors: int
    stated: Stated
    record: str


@dataclass(frozen=True)
class BodyRates:
    """The meetings of one kind that a body held; `counted` are those whose roll says something."""

    body: str
    kind: MeetingKind
    meetings: int
    counted: int
    tally: Tally
    stated: Stated
    records: tuple[str, ...]


@dataclass(frozen=True)
class MemberCount:
    """A member at meetings of one kind; with an `office`, only at those on whose days they held it.

    `changes` tell what they became in the year and when, in Vietnamese. `run` is the longest row of regular meetings
    missed that reaches into the year, `unexcused_run` the longest without reason. Who is not `is_listed` is a visitor.
    """

    body: str
    name: str
    kind: MeetingKind
    tally: Tally
    office: Office | None = None
    changes: str = ""
    run: int = 0
    unexcused_run: int = 0
    is_listed: bool = True


@dataclass(frozen=True)
class Missed:
    """A regular meeting that a member missed."""

    period: Month
    day: date
    mark: Mark
    record: str
    is_of_year: bool


@dataclass(frozen=True)
class Run:
    """Regular meetings that a member missed one after the other, some of them in the year.

    `unclear` are the periods of meetings between them of which it is not known whether the member was there.
    """

    body: str
    name: str
    missed: tuple[Missed, ...]
    unclear: tuple[Month, ...] = ()

    @property
    def length(self) -> int:
        return len(self.missed)

    @property
    def unexcused(self) -> int:
        """The longest row without reason within it that reaches into the year."""
        longest, row = 0, list[Missed]()
        for one in self.missed:
            row = [*row, one] if one.mark is Mark.UNEXCUSED else []
            if any(missed.is_of_year for missed in row):
                longest = max(longest, len(row))
        return longest


@dataclass(frozen=True)
class Unmatched:
    """Something in a form that is not counted as it stands there, or differs from what is counted."""

    body: str
    kind: MeetingKind
    meeting: str
    period: Month
    day: date
    doubt: Doubt
    record: str

    @staticmethod
    def of(body: str, call: RollCall, doubt: Doubt) -> Unmatched:
        return Unmatched(body, call.kind, call.meeting.code, call.meeting.month, call.day, doubt, call.path)


@dataclass(frozen=True)
class Attendance:
    """One body in one year. `members` stand each kind under the other; `officers` likewise, by office."""

    body: str
    rates: tuple[BodyRates, ...] = ()
    members: tuple[MemberCount, ...] = ()
    officers: tuple[MemberCount, ...] = ()
    runs: tuple[Run, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    meetings: tuple[SeenMeeting, ...] = ()
