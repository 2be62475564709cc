"""Which forms a body needs next: of the meetings to come, of those held last, told from what is filed and the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.meeting import MeetingKind, Stage
from pipeline.organisation import BodyKind, BodyOnDay
from pipeline.outlook.filed import FiledMeeting
from pipeline.outlook.programmes import quarter_of, topics_due
from pipeline.vietnamese.dates import Month

_PLANS_KEPT = 3  # meetings planned and not held; whoever has more has forgotten to tell


@dataclass(frozen=True)
class FormWanted:
    """A form for one meeting at one stage. `filed` is what the archive has of that meeting."""

    kind: MeetingKind
    stage: Stage
    month: Month
    ordinal: int = 1
    filed: FiledMeeting | None = None

    @property
    def name(self) -> str:
        """The name of its file without an ending: `thuong-ky-2018-11-du-kien`."""
        again = f"-lan-{self.ordinal}" if self.ordinal > 1 else ""
        meeting = f"{self.kind.slug}-{self.month}{again}"
        if self.stage is Stage.FOLLOWED_UP:
            is_over = self.filed is None or self.filed.is_held
            return f"{'cap-nhat-sau-hop' if is_over else 'hoan-hop'}-{meeting}"
        return f"{meeting}-{'du-kien' if self.stage is Stage.PLANNED else 'da-hop'}"


def kinds_of(body: BodyOnDay, meetings: Sequence[FiledMeeting]) -> tuple[MeetingKind, ...]:
    """The kinds of meeting a body has: those usual for it, and whatever else it filed."""
    usual = {MeetingKind.REGULAR, MeetingKind.EXTRAORDINARY}
    if body.kind is BodyKind.CELL:
        usual |= {MeetingKind.THEMATIC} | ({MeetingKind.COMMITTEE} if body.has_committee else set())
    usual |= {meeting.kind for meeting in meetings}
    return tuple(kind for kind in MeetingKind if kind in usual)


def forms_wanted(kinds: Sequence[MeetingKind], meetings: Sequence[FiledMeeting], today: date) -> tuple[FormWanted, ...]:
    """The forms to have ready, kind by kind. `meetings` are all filed ones of the body, oldest first."""
    return tuple(wanted for kind in kinds for wanted in _of_kind(kind, meetings, Month.of(today)))


def next_ordinal(meetings: Sequence[FiledMeeting], kind: MeetingKind, month: Month) -> int:
    """The number of the next meeting of its kind in the month; a regular one is one a month."""
    if kind is MeetingKind.REGULAR:
        return 1
    return 1 + sum(meeting.kind is kind and meeting.month == month for meeting in meetings)


def plans_to_come(kind: MeetingKind, meetings: Sequence[FiledMeeting]) -> list[FiledMeeting]:
    """Meetings of a kind that are planned and not held, without those that a later one has passed by."""
    of_kind = [meeting for meeting in meetings if meeting.kind is kind]
    over = max((meeting.month for meeting in of_kind if not meeting.is_to_come), default=None)
    open_ones = [meeting for meeting in of_kind if meeting.is_to_come and (over is None or meeting.month >= over)]
    return open_ones[-_PLANS_KEPT:]


def last_held(kind: MeetingKind, meetings: Sequence[FiledMeeting]) -> FiledMeeting | None:
    """The meeting of a kind that was held last; None where none was."""
    return next((meeting for meeting in reversed(meetings) if meeting.kind is kind and meeting.is_held), None)


def _of_kind(kind: MeetingKind, meetings: Sequence[FiledMeeting], now: Month) -> Iterator[FormWanted]:
    coming, plans = _months_ahead(kind, meetings, now), plans_to_come(kind, meetings)
    for month in coming:
        yield FormWanted(kind, Stage.PLANNED, month, next_ordinal(meetings, kind, month))
    for plan in plans:
        yield FormWanted(kind, Stage.HELD, plan.month, plan.ordinal, plan)
    for month in coming:
        if not plans or plans[-1].month < month <= now:  # held without a plan, though an earlier one is still open
            yield FormWanted(kind, Stage.HELD, month, next_ordinal(meetings, kind, month))
    for meeting in (last_held(kind, meetings), *plans):
        if meeting is not None:
            yield FormWanted(kind, Stage.FOLLOWED_UP, meeting.month, meeting.ordinal, meeting)


def _months_ahead(kind: MeetingKind, meetings: Sequence[FiledMeeting], now: Month) -> list[Month]:
    """The periods that still have to be planned."""
    of_kind = [meeting for meeting in meetings if meeting.kind is kind]
    if kind is MeetingKind.REGULAR:
        following = max((meeting.month for meeting in of_kind), default=now.plus(-1)).plus(1)
        return [following, now] if following < now else [following]  # who files late, or left out a month
    if kind is MeetingKind.THEMATIC:
        return [_thematic_month(meetings, of_kind, now)]
    return [now]


def _thematic_month(meetings: Sequence[FiledMeeting], of_kind: Sequence[FiledMeeting], now: Month) -> Month:
    """In the first quarter that has no thematic meeting: the month its programme names, else the first one left."""
    had = {quarter_of(meeting.month) for meeting in of_kind if meeting.stage is not Stage.CANCELLED}
    quarter = quarter_of(now)
    while quarter in had:
        quarter = quarter.plus(3)
    named = [topic.month for topic in topics_due(meetings, quarter) if topic.month]
    return max(named[0] if named else quarter, quarter, now)
