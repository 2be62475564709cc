"""A meeting that is put off is told on the form of what came after: it is a postponement like any other."""

from __future__ import annotations

from pipeline.meeting.choices import Stage
from pipeline.meeting.record import Meeting
from pipeline.records import Path, Places

_MOVED: dict[Path, Path] = {
    ("earlier_day",): ("day",),
    ("day",): ("follow_up", "postponed_to"),
    ("reason",): ("follow_up", "postponement_reason"),
}


def as_postponed(meeting: Meeting, places: Places) -> tuple[Meeting, Places]:
    """The record of the postponement that a follow-up states, and where its parts stand; any other record as it is.

    The day of the form is the one that was planned. The follow-up stays in the record: nothing of it is lost.
    """
    follow_up = meeting.follow_up
    if meeting.stage is not Stage.FOLLOWED_UP or not follow_up.postpones:
        return meeting, places
    reason = follow_up.postponement_reason or meeting.reason
    postponed = meeting.model_copy(update={"stage": Stage.POSTPONED, "reason": reason})
    if follow_up.postponed_to is None:
        return postponed, places
    moved = {new: places.known[old] for new, old in _MOVED.items() if old in places.known}
    return (
        postponed.model_copy(update={"day": follow_up.postponed_to, "earlier_day": meeting.day}),
        Places({**places.known, **moved}),
    )
