"""Weaknesses, causes and remedies on the screen, as JSON, as a workbook, as a printed list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from pipeline.cli.language import _
from pipeline.cli.main import Settings
from pipeline.cli.reports.asking import Asked, counted, end_of, report_options, tell
from pipeline.errors import ExitCode
from pipeline.index import Facts
from pipeline.reports.held import is_told
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.weaknesses import Beside, BodyWeaknesses, Kind, MeetingPoints, Theme, weaknesses_of
from pipeline.reports.weaknesses.tables import TITLE, weakness_tables

_ENDINGS = (".xlsx", ".docx")


@click.command(help=_("Weaknesses, causes and remedies as recorded, body by body, and which came back in which month."))
@report_options(*_ENDINGS)
@click.pass_obj
def weaknesses(settings: Settings, asked: Asked) -> ExitCode:
    with counted(settings, asked, _ENDINGS) as (year, facts):
        found = _found(year, facts, asked.cell)
        tell(asked, year, TITLE, found, _rows, lambda bodies: weakness_tables(year, bodies))
        return end_of(facts)


def _found(year: OfficeYear, facts: Facts, cell: str | None) -> Iterator[BodyWeaknesses]:
    for body in year.bodies(cell):
        told = weaknesses_of(year, body.id, facts.meetings(body.id))
        if is_told(body, told.meetings):
            yield told


def _rows(one: BodyWeaknesses) -> Iterator[dict[str, object]]:
    yield from (_meeting(one.body, meeting) for meeting in one.meetings)
    yield from (_theme(one.body, theme) for theme in one.themes if theme.came_back)


def _meeting(body: str, meeting: MeetingPoints) -> dict[str, object]:
    return {
        "what": "meeting",
        "cell": body,
        "meeting": meeting.source.meeting,
        "month": str(meeting.source.month),
        "recorded": meeting.is_recorded,
        **{kind.value: list(meeting.points[kind]) for kind in Kind},
        "record": meeting.source.record,
    }


def _theme(body: str, theme: Theme) -> dict[str, object]:
    return {
        "what": "again",
        "cell": body,
        "kind": theme.kind.value,
        "text": theme.text,
        "months": [str(month) for month in theme.months],
        "told": [
            {"meeting": source.meeting, "month": str(source.month), "text": text, "record": source.record}
            for source, text in theme.told
        ],
        "causes": _beside(theme.causes),
        "remedies": _beside(theme.remedies),
    }


def _beside(found: Sequence[Beside]) -> list[dict[str, object]]:
    return [{"text": one.text, "months": one.months} for one in found]
