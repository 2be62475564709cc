"""How much of the last resolution each regular meeting reported done, beside the points that were given for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.meeting import MeetingKind
from pipeline.organisation import Body, BodyKind
from pipeline.outlook.filed import FiledMeeting
from pipeline.regulations import ScoreSheet
from pipeline.regulations.levels import points_for
from pipeline.reports.held import held_until
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.sheets import RESULTS, criterion_in, point_for, points_in, share_of, tasks_done
from pipeline.reports.tasks.model import Rate


def rates_of(year: OfficeYear, body: Body, meetings: Sequence[FiledMeeting]) -> Iterator[Rate]:
    """The regular meetings of the year that a cell held, in their order; a party committee is not scored."""
    if body.kind is not BodyKind.CELL:
        return
    for held in held_until(meetings, year.today):
        if held.meeting.kind is not MeetingKind.REGULAR or not year.in_year(held.meeting):
            continue
        done, reported = tasks_done(held.record)
        rows = held.record.get("score", ())
        day = held.source.day
        yield Rate(
            body=body.id,
            source=held.source,
            done=done,
            reported=reported,
            by_rule=_points(year.rules(day).score_sheet(held.meeting.kind), done, reported) if day else None,
            own=point_for(points_in(rows, "self"), RESULTS),
            cell=point_for(points_in(rows, "cell"), RESULTS),
        )


def _points(sheet: ScoreSheet, done: int, reported: int) -> int | None:
    share, criterion = share_of(done, reported), criterion_in(sheet, RESULTS)
    return None if share is None or criterion is None else points_for(criterion.levels, share)
