"""The year of one cell: which meetings fall on which days, each month's tasks carried into the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from pipeline.meeting import DocumentKindName, Guest, Meeting
from pipeline.organisation import Office, Organisation, body_on_day
from pipeline.synth.cells import Cell
from pipeline.synth.occasions import extraordinary_meeting, thematic_meeting
from pipeline.synth.pen import Pen
from pipeline.synth.phrases import Common
from pipeline.synth.regular import Carried, committee_meeting, new_tasks, regular_meeting
from pipeline.synth.sitting import Sitting, gather
from pipeline.vietnamese.dates import Month

_HOLIDAYS = {(1, 1), (4, 30), (5, 1), (9, 2)}
_COMMITTEE, _REGULAR, _EXTRAORDINARY, _THEMATIC = range(4)
_WORKING_DAYS = ((0, 1), (2, 5), (7, 10), (13, 17))  # first and last place among the working days of the month
_MINUTES = ((60, 110), (100, 165), (45, 90), (120, 170))  # a regular meeting lasts 90 at least (42-HD)


def year_of_cell(cell: Cell, organisation: Organisation, year: int, pen: Pen) -> tuple[Meeting, ...]:
    """Every meeting of the cell in the year, in the order their first documents are dated."""
    return tuple(sorted(_Year(cell, organisation, year, pen).meetings(), key=_dated))


def _dated(meeting: Meeting) -> date:
    plan = meeting.details(DocumentKindName.THEMATIC_PLAN)
    return (plan.day if plan else meeting.day) or date.min


class _Year:
    def __init__(self, cell: Cell, organisation: Organisation, year: int, pen: Pen) -> None:
        self.cell, self.organisation, self.year, self.pen = cell, organisation, year, pen
        self.rng: Random = pen.rng
        self.common: Common = pen.common

    def meetings(self) -> Iterator[Meeting]:
        thematic_months = {quarter * 3 + self.rng.randint(1, 3) for quarter in range(4)}
        carried = self._december()
        for number in range(1, 13):
            month = Month(self.year, number)
            pen = self.pen.in_period(month)
            days = [self.rng.randint(*places) for places in _WORKING_DAYS]
            committee, regular, extraordinary, thematic = (working_days(month)[place] for place in days)
            body = self.cell.body.id
            yield committee_meeting(pen, self._sitting(committee, _COMMITTEE), body, month, regular)
            meeting = regular_meeting(pen, self._sitting(regular, _REGULAR), body, month, carried, self._guests())
            carried = Carried(meeting.new_tasks)
            yield meeting
            vettings = [vetting for vetting in self.cell.vettings if vetting.month == number]
            if vettings or self.rng.random() < 0.08:
                yield extraordinary_meeting(pen, self._sitting(extraordinary, _EXTRAORDINARY), body, month, vettings)
            if number in thematic_months:
                yield from thematic_meeting(pen, self._sitting(thematic, _THEMATIC), body, month)

    def _sitting(self, day: date, kind: int) -> Sitting:
        body = body_on_day(self.organisation, self.cell.body, day)
        return gather(self.rng, self.common, body, _MINUTES[kind], committee=kind == _COMMITTEE)

    def _december(self) -> Carried:
        """What the resolution of the last month of the year before asked for."""
        month = Month(self.year - 1, 12)
        day = date(self.year - 1, 12, 5)
        sitting = self._sitting(day, _REGULAR)
        tasks = new_tasks(self.pen.in_period(month), sitting, date(self.year - 1, 12, 31), 4)
        return Carried(tasks)

    def _guests(self) -> Sequence[Guest]:
        if self.rng.random() >= 0.25:
            return ()
        above = self.organisation.bodies[0]
        members = [
            member for member in above.members if member.offices and member.offices[0].value is Office.COMMITTEE_MEMBER
        ]
        office = f"Ủy viên Ban Chấp hành {above.name[0].value}"
        return (Guest(name=self.rng.choice(members).label, office=office),)


def working_days(month: Month) -> list[date]:
    """Monday to Friday, without the fixed public holidays."""
    first, end = month.first_day, month.plus(1).first_day
    days = (first + timedelta(days=number) for number in range((end - first).days))
    return [day for day in days if day.weekday() < 5 and (day.month, day.day) not in _HOLIDAYS]
