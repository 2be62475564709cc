"""The tasks of the resolutions on the screen, as JSON, as a workbook, as a printed list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from pipeline.cli.language import _
from pipeline.cli.main import Settings
from pipeline.cli.reports.asking import Asked, counted, end_of, report_options, tell
from pipeline.errors import ExitCode
from pipeline.index import Facts
from pipeline.reports.held import is_told
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.points import points_number
from pipeline.reports.tasks import Rate, TaskOfYear, rates_of, tasks_of
from pipeline.reports.tasks.tables import TITLE, BodyTasks, task_tables

_ENDINGS = (".xlsx", ".docx")


@click.command(help=_("Every task of the resolutions: who, until when, what was reported of it, what is overdue."))
@report_options(*_ENDINGS)
@click.pass_obj
def tasks(settings: Settings, asked: Asked) -> ExitCode:
    with counted(settings, asked, _ENDINGS) as (year, facts):
        found = _found(year, facts, asked.cell)
        tell(asked, year, TITLE, found, _rows, lambda bodies: task_tables(year, bodies))
        return end_of(facts)


def _found(year: OfficeYear, facts: Facts, cell: str | None) -> Iterator[BodyTasks]:
    for body in year.bodies(cell):
        meetings = facts.meetings(body.id)
        listed = tasks_of(year, body.id, meetings)
        rates = tuple(rates_of(year, body, meetings))
        if is_told(body, (*listed, *rates)):
            yield BodyTasks(body.id, listed, rates)


def _rows(one: BodyTasks) -> Iterator[dict[str, object]]:
    yield from (_task(task) for task in one.tasks)
    yield from (_rate(rate) for rate in one.rates)


def _task(task: TaskOfYear) -> dict[str, object]:
    return {
        "what": "task",
        "cell": task.body,
        "task": task.task,
        "target": task.target,
        "owner": task.owner,
        "deadline": _day(task.deadline),
        "earlier_deadlines": [day.isoformat() for day in task.deadlines[:-1]],
        "state": task.state.value,
        "result": task.result,
        "mark": task.mark.value if task.mark else None,
        "set_at": [{"meeting": source.meeting, "record": source.record} for source in task.set_at],
        "reported_at": [
            {"meeting": report.source.meeting, "record": report.source.record, "state": report.state.value}
            for report in task.reports
        ],
    }


def _rate(rate: Rate) -> dict[str, object]:
    return {
        "what": "rate",
        "cell": rate.body,
        "month": str(rate.source.month),
        "meeting": rate.source.meeting,
        "date": _day(rate.source.day),
        "done": rate.done,
        "reported": rate.reported,
        "points_by_rule": rate.by_rule,
        "points_self": points_number(rate.own),
        "points_cell": points_number(rate.cell),
        "differs": rate.differs,
        "record": rate.source.record,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
