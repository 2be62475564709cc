"""The year that a report is of: the office and its rules as they were, and which of its bodies there were when."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from pipeline.archive import presumed_until
from pipeline.organisation import Body, BodyOnDay, Organisation, body_on_day
from pipeline.outlook.filed import FiledMeeting, Json
from pipeline.regulations import Regulations, RuleSet
from pipeline.vietnamese.dates import Month

_MONTHS = range(1, 13)


@dataclass(frozen=True)
class OfficeYear:
    """What every report starts from. `today` is the day of the report: what is due later is not due yet."""

    organisation: Organisation
    regulations: Regulations
    year: int
    today: date

    @property
    def day(self) -> date:
        """The day on whose names the report goes: the last of the year, or today within it."""
        return min(self.today, date(self.year, 12, 31))

    @property
    def span(self) -> str:
        """What stands under the title of a table: as of which day it is told."""
        return f"Năm {self.year}, tính đến ngày {self.today:%d/%m/%Y}"

    def is_presumed_issued(self, document: Json) -> bool:
        """Whether a document counts as issued by its own day alone: an office may say so (`issued_after_days`)."""
        presumed = presumed_until(self.organisation.options.issued_after_days, self.today)
        day = day_in(document)
        return presumed is not None and day is not None and day <= presumed

    def bodies(self, cell: str | None = None) -> tuple[Body, ...]:
        """Those there were on any day of the year, in the order of organisation.yaml; one alone where asked."""
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        return tuple(
            body
            for body in self.organisation.bodies
            if cell in (None, body.id) and (body.from_ or first) <= last and (body.to or last) >= first
        )

    def name_of(self, body_id: str) -> str:
        """The name that a body bore at the end of the year, or on the day of the report."""
        body = self.organisation.body(body_id)
        return self.then(body, self.day).name if body else body_id

    def months(self, body: Body) -> tuple[Month, ...]:
        """The months of the year that the body lived through whole: one founded or ended within owes that no meeting.

        What it held in such a month counts all the same.
        """
        months = (Month(self.year, month) for month in _MONTHS)
        return tuple(one for one in months if body.holds_on(one.first_day) and body.holds_on(last_day(one)))

    def rules(self, day: date) -> RuleSet:
        """The rules in force on a day."""
        return self.regulations.on(day)

    def then(self, body: Body, day: date) -> BodyOnDay:
        """The body with its roster and offices as they were on the day."""
        return body_on_day(self.organisation, body, day)

    def in_year(self, meeting: FiledMeeting) -> bool:
        """Whether a meeting is of this year: by its period, also where it was held in the next."""
        return meeting.month.year == self.year


def last_day(month: Month) -> date:
    return date(month.year, month.month, monthrange(month.year, month.month)[1])


def day_in(record: Json, name: str = "date") -> date | None:
    """A day that a record states; None where it states none."""
    stated = record.get(name)
    return date.fromisoformat(stated) if stated else None


def path_of(meeting: FiledMeeting, form: Json) -> str:
    """Where a filed form lies, from the outbox on: reports name the records that they counted."""
    return f"{meeting.folder.as_posix()}/{form['path']}"
