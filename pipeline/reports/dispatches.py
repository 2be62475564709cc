"""What follow-up forms say of a document's way: issued, sent, received."""

from __future__ import annotations

from datetime import date

from pipeline.outlook.filed import FiledMeeting, Json
from pipeline.reports.office_year import OfficeYear, day_in


def rows_about(meeting: FiledMeeting, document: Json) -> list[Json]:
    """The rows that speak of a document, as `archive.dispatches_of` finds them in the manifest itself.

    A row without a number speaks of every document of its kind, but not of one that came to replace the one meant.
    """
    rows = [row for form in meeting.forms for row in (form["record"].get("follow_up") or {}).get("dispatches", ())]
    return [row for row in rows if row["kind"] == document["kind"] and _is_of(row, document)]


def day_by(row: Json, name: str, today: date) -> date | None:
    """A day that a row states; None where it states none, or one that was still to come on the day of the report."""
    stated = day_in(row, name)
    return stated if stated is None or stated <= today else None


def issued_on(meeting: FiledMeeting, document: Json, today: date) -> date | None:
    """The day a form states that the document was issued on, of several the last; None where none does by `today`."""
    stated = [day for row in rows_about(meeting, document) if (day := day_by(row, "issued", today))]
    return stated[-1] if stated else None


def is_issued(year: OfficeYear, meeting: FiledMeeting, document: Json) -> bool:
    """Whether a signed scan lies beside the document, a form states a day of issue that has come, or it is presumed."""
    if document["is_signed"] or year.is_presumed_issued(document):
        return True
    return issued_on(meeting, document, year.today) is not None


def _is_of(row: Json, document: Json) -> bool:
    number = row.get("number")
    if number is not None:
        return bool(number == document["number"])
    day = day_in(row, "issued") or day_in(row, "sent")
    own = day_in(document)
    return document.get("replaces") is None or day is None or own is None or day >= own
