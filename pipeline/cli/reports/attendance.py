"""The attendance of a year on the screen, as JSON, as a workbook, as a printed list."""

from __future__ import annotations

from collections.abc import Iterator

import click

from pipeline.cli.language import _
from pipeline.cli.main import Settings
from pipeline.cli.reports.asking import Asked, counted, end_of, in_room, report_options, tell
from pipeline.errors import ExitCode
from pipeline.reports.attendance import (
    RUN,
    Attendance,
    BodyRates,
    MemberCount,
    Run,
    SeenMeeting,
    Tally,
    Unmatched,
    attendance_of,
)
from pipeline.reports.attendance.model import Stated
from pipeline.reports.attendance.tables import DETAILS, TITLE, attendance_tables

_ENDINGS = (".xlsx", ".docx")
_Row = dict[str, object]


@click.command(help=_("Who attended the meetings of the year, who was absent, and what does not match the roster."))
@report_options(*_ENDINGS)
@click.pass_obj
def attendance(settings: Settings, asked: Asked) -> ExitCode:
    with counted(settings, asked, _ENDINGS) as (year, facts):
        found = attendance_of(year, facts.meetings, asked.cell)
        tell(asked, year, TITLE, found, _rows, lambda held: in_room(asked, attendance_tables(year, held), DETAILS))
        return end_of(facts)


def _rows(one: Attendance) -> Iterator[_Row]:
    yield from map(_rates, one.rates)
    yield from (_member("member", row) | {"listed": row.is_listed} for row in one.members)
    yield from (_member("officer", row) | {"office": row.office and row.office.value} for row in one.officers)
    yield from map(_run, one.runs)
    yield from map(unmatched_json, one.unmatched)
    yield from map(_meeting, one.meetings)


def _tally(tally: Tally) -> dict[str, int]:
    return {"expected": tally.expected, **vars(tally)}


def _stated(stated: Stated) -> dict[str, int] | None:
    if not stated.meetings:
        return None
    return {"meetings": stated.meetings, "present": stated.present, "total": stated.total}


def _rates(row: BodyRates) -> _Row:
    return {
        "what": "body",
        "cell": row.body,
        "kind": row.kind.value,
        "meetings": row.meetings,
        "counted": row.counted,
        **_tally(row.tally),
        "stated": _stated(row.stated),
        "records": list(row.records),
    }


def _member(what: str, row: MemberCount) -> _Row:
    told: _Row = {"what": what, "cell": row.body, "name": row.name, "kind": row.kind.value, **_tally(row.tally)}
    if what == "member":
        told |= {"run": row.run, "unexcused_run": row.unexcused_run}
    return told | {"changes": row.changes}


def _run(run: Run) -> _Row:
    return {
        "what": "run",
        "cell": run.body,
        "name": run.name,
        "length": run.length,
        "unexcused": run.unexcused,
        "flagged": run.length >= RUN,
        "periods": [str(one.period) for one in run.missed],
        "unclear": [str(month) for month in run.unclear],
        "records": [one.record for one in run.missed],
    }


def unmatched_json(row: Unmatched) -> _Row:
    """What is not counted as it stands in a form, as both reports on attendance tell it."""
    return {
        "what": "unmatched",
        "cell": row.body,
        "meeting": row.meeting,
        "kind": row.kind.value,
        "period": str(row.period),
        "date": row.day.isoformat(),
        "trouble": row.doubt.trouble.value,
        "where": row.doubt.where,
        "said": row.doubt.said,
        "known": row.doubt.known,
        "record": row.record,
    }


def _meeting(row: SeenMeeting) -> _Row:
    return {
        "what": "meeting",
        "cell": row.body,
        "meeting": row.meeting,
        "kind": row.kind.value,
        "period": str(row.period),
        "date": row.day.isoformat(),
        "counted": row.is_counted,
        **_tally(row.tally),
        "visitors": row.visitors,
        "stated": _stated(row.stated),
        "record": row.record,
    }
