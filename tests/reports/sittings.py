"""Small hand-made years of one cell, for the reports that count what was said at its meetings."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.meeting import MeetingKind
from pipeline.organisation import Body, Organisation
from pipeline.organisation.members import Member
from pipeline.outlook.filed import FiledMeeting
from pipeline.regulations import Regulations, load_regulations
from pipeline.reports.office_year import OfficeYear
from tests.reports import made
from tests.reports.made import REGULAR

BODY = "binh-minh"


def cell(*members: Member, **more: Any) -> Body:
    return made.body(members=members, **more)


def office(year: int, today: date | None = None, *bodies: Body, rules: Regulations | None = None) -> OfficeYear:
    """The year of a report, told a month after its end unless another day is given."""
    day = today or date(year + 1, 1, 31)
    return OfficeYear(Organisation(bodies=bodies or (cell(),)), rules or load_regulations(), year, day)


def held(day: str, kind: MeetingKind = REGULAR, month: str = "", **record: Any) -> FiledMeeting:
    """A meeting held on the day, of the month of that day unless another is given."""
    return made.held(kind, day, month, **record)


def ordered(*meetings: FiledMeeting) -> list[FiledMeeting]:
    return sorted(meetings, key=lambda one: one.order)
