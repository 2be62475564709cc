"""How meetings were scored, on the screen, as JSON, as a workbook, as a printed list."""

from __future__ import annotations

from collections.abc import Iterator

import click

from pipeline.cli.language import _
from pipeline.cli.main import Settings
from pipeline.cli.reports.asking import Asked, counted, end_of, report_options, tell
from pipeline.errors import ExitCode
from pipeline.index import Facts
from pipeline.reports.held import is_told
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.points import points_number
from pipeline.reports.scores import Given, MeetingScore, group_averages, scores_of, totals, trend
from pipeline.reports.scores.model import GIVERS
from pipeline.reports.scores.tables import TITLE, BodyScores, score_tables

_ENDINGS = (".xlsx", ".docx")
_GIVERS = tuple(giver.value for giver in GIVERS)


@click.command(help=_("How meetings were scored and graded, where points were lost, and what rules and record say."))
@report_options(*_ENDINGS)
@click.pass_obj
def scores(settings: Settings, asked: Asked) -> ExitCode:
    with counted(settings, asked, _ENDINGS) as (year, facts):
        found = _found(year, facts, asked.cell)
        tell(asked, year, TITLE, found, lambda one: _rows(asked.year, one), lambda bodies: score_tables(year, bodies))
        return end_of(facts)


def _found(year: OfficeYear, facts: Facts, cell: str | None) -> Iterator[BodyScores]:
    for body in year.bodies(cell):
        meetings = tuple(scores_of(year, body, facts.meetings(body.id)))
        if is_told(body, meetings):
            yield BodyScores(body.id, meetings)


def _rows(year: int, one: BodyScores) -> Iterator[dict[str, object]]:
    yield from (_meeting(meeting) for meeting in one.meetings)
    yield {
        "what": "year",
        "cell": one.body,
        "meetings": len(one.meetings),
        "scored": sum(meeting.is_scored for meeting in one.meetings),
        "average": _given(totals(one.meetings)),
        "groups": [
            {"name": group.name, "points": group.points, "meetings": group.meetings, "average": _given(group.given)}
            for group in group_averages(one.meetings)
        ],
        "trend": [{"month": str(point.month), "average": _given(point.given)} for point in trend(year, one.meetings)],
    }


def _meeting(meeting: MeetingScore) -> dict[str, object]:
    day = meeting.source.day
    return {
        "what": "meeting",
        "cell": meeting.body,
        "meeting": meeting.source.meeting,
        "kind": meeting.source.kind.value,
        "month": str(meeting.source.month),
        "date": day.isoformat() if day else None,
        "total": _given(meeting.total),
        "partial": [giver.value for giver in GIVERS if giver in meeting.partial],
        "groups": [
            {"name": group.name, "points": group.points, "given": _given(group.given)} for group in meeting.groups
        ],
        "grade": meeting.grade,
        "grade_by_rule": meeting.grade_by_rule,
        "grade_differs": meeting.grade_differs,
        "superior_grade": meeting.superior_grade,
        "superior_grade_by_rule": meeting.superior_grade_by_rule,
        "computed": [
            {
                "criterion": one.criterion,
                "part": one.part,
                "whole": one.whole,
                "points_by_rule": one.by_rule,
                "given": _given(one.given),
                "differs": one.differs,
            }
            for one in meeting.computed
        ],
        "records": list(meeting.records),
    }


def _given(given: Given) -> dict[str, object]:
    return {name: points_number(points) for name, points in zip(_GIVERS, given, strict=True)}
