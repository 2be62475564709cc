"""The opinions of a year on the screen, as JSON, as a workbook, as a printed list."""

from __future__ import annotations

from collections.abc import Iterator

import click

from pipeline.cli.language import _
from pipeline.cli.main import Settings
from pipeline.cli.reports.asking import Asked, counted, end_of, in_room, report_options, tell
from pipeline.cli.reports.attendance import unmatched_json
from pipeline.errors import ExitCode
from pipeline.reports.speaking import MeetingSpeaking, MemberSpeaking, Speaking, SpeakingRate, speaking_of
from pipeline.reports.speaking.tables import DETAILS, TITLE, speaking_tables

_ENDINGS = (".xlsx", ".docx")
_Row = dict[str, object]


@click.command(help=_("How many of those present gave an opinion at the meetings of the year, and who never did."))
@report_options(*_ENDINGS)
@click.pass_obj
def speaking(settings: Settings, asked: Asked) -> ExitCode:
    with counted(settings, asked, _ENDINGS) as (year, facts):
        found = speaking_of(year, facts.meetings, asked.cell)
        tell(asked, year, TITLE, found, _rows, lambda held: in_room(asked, speaking_tables(year, held), DETAILS))
        return end_of(facts)


def _rows(one: Speaking) -> Iterator[_Row]:
    yield from map(_rate, one.rates)
    yield from map(_meeting, one.meetings)
    yield from map(_member, one.members)
    yield from map(unmatched_json, one.unmatched)


def _rate(row: SpeakingRate) -> _Row:
    return {
        "what": "body",
        "cell": row.body,
        "kind": row.kind.value if row.kind else None,
        "meetings": row.meetings,
        "counted": row.counted,
        "present": row.present,
        "spoke": row.spoke,
        "opinions": row.opinions,
        "records": list(row.records),
    }


def _meeting(row: MeetingSpeaking) -> _Row:
    return {
        "what": "meeting",
        "cell": row.body,
        "meeting": row.meeting,
        "kind": row.kind.value,
        "period": str(row.period),
        "date": row.day.isoformat(),
        "counted": row.is_counted,
        "present": row.present,
        "spoke": row.spoke,
        "opinions": row.opinions,
        "others": row.others,
        "presented": row.presented,
        "record": row.record,
    }


def _member(row: MemberSpeaking) -> _Row:
    return {
        "what": "member",
        "cell": row.body,
        "name": row.name,
        "committee": row.is_committee,
        "attended": row.attended,
        "spoke": row.spoke,
        "opinions": row.opinions,
        "presented": row.presented,
        "silent": row.is_silent,
    }
