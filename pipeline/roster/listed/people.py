"""The people of a list, each with what the roster wants to know, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.errors import Problem, Severity
from pipeline.messages import Message, msg
from pipeline.office_files.workbooks import Unreadable
from pipeline.organisation import MemberState, Office
from pipeline.organisation.members import DatedState
from pipeline.roster.listed.headings import Column
from pipeline.roster.listed.table import ListRow, Table
from pipeline.roster.listed.values import (
    clean_name,
    day_of,
    has_left,
    is_mark,
    offices_in,
    span_in,
    state_in,
    year_of,
)
from pipeline.vietnamese.text import folded, forbidden_character, printable, stray_mark

_PROBATION_ENDED = timedelta(days=730)  # twelve months, and as much again for the decision
_ODD_NAME = set("0123456789?#@_*=/\\")


@dataclass(frozen=True)
class Listed:
    """A person of the list. `probationary` is None where the list does not say."""

    where: Message
    name: str
    distinct: str = ""
    born: int | None = None
    unit: str = ""
    work: str = ""
    came: date | None = None
    joined: date | None = None
    official: date | None = None
    probationary: bool | None = None
    offices: tuple[Office, ...] = ()
    states: tuple[DatedState, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.name} ({self.distinct})" if self.distinct else self.name


def read_people(table: Table, epoch: date, as_of: date) -> tuple[tuple[Listed, ...], tuple[Problem, ...]]:
    """Everybody on the list who is still here, and every warning. `as_of` is the day on which the list is taken."""
    reader = _Reader(epoch, as_of)
    people = [person for row in table.rows() if (person := reader.person(row)) is not None]
    if reader.recased:
        reader.warn(
            Message(""),
            "names-recased",
            msg("{count} names were typed without capitals, or in capitals only.", count=reader.recased),
            msg("Please check how they are written now."),
        )
    return tuple(people), tuple(reader.problems)


class _Reader:
    def __init__(self, epoch: date, as_of: date) -> None:
        self._epoch = epoch
        self._as_of = as_of
        self.problems: list[Problem] = []
        self.recased = 0

    def warn(self, where: Message, code: str, message: Message, hint: Message = msg("Please check.")) -> None:  # noqa: B008 (frozen)
        self.problems.append(Problem(code, where, message, hint, Severity.WARNING))

    def person(self, row: ListRow) -> Listed | None:
        where = row.where(Column.NAME)
        name, distinct, recased = clean_name(row.name)
        if _ODD_NAME & set(name) or " " not in name or not _is_clean(row.name):
            message = msg("“{name}” does not look like a full name; this row was not taken.", name=printable(row.name))
            self.warn(where, "name-odd", message, msg("Please write family and given name in the list."))
            return None
        if has_left(row.text(Column.NOTE)) or has_left(row.text(Column.STATE)):
            message = msg("The list says that “{name}” is no longer here; this row was not taken.", name=name)
            self.warn(
                where, "left-in-list", message, msg("Please use the form “Biến động đảng viên” for whoever left.")
            )
            return None
        self.recased += recased
        joined, official = self._day(row, Column.JOINED), self._day(row, Column.OFFICIAL)
        if joined and official and official < joined:
            message = msg("“{name}” became official before being admitted; both days are left out.", name=name)
            self.warn(row.where(Column.OFFICIAL), "dates-reversed", message)
            joined = official = None
        offices, work = self._offices(row)
        return Listed(
            where=where,
            name=name,
            distinct=distinct,
            born=next((year for cell in row.cells(Column.BORN) if (year := year_of(cell, self._epoch))), None),
            unit=self._text(row, Column.UNIT),
            work=work,
            came=self._day(row, Column.CAME),
            joined=joined,
            official=official,
            probationary=self._probationary(row, name, joined, official),
            offices=offices,
            states=self._states(row, name),
        )

    def _text(self, row: ListRow, column: Column) -> str:
        """The text of a column; a warning where it cannot stand in a document."""
        text = row.text(column)
        if _is_clean(text):
            return text
        message = msg("“{value}” holds a character that cannot be printed; it was left out.", value=printable(text))
        self.warn(row.where(column), "text-unread", message, msg("Please type the text anew instead of pasting it."))
        return ""

    def _day(self, row: ListRow, column: Column) -> date | None:
        """The day in a column; a warning where something else stands there."""
        for cell in row.cells(column):
            if cell is None or is_mark(cell) or folded(str(cell)) in ("", "dự bị", "chính thức"):
                continue
            day = None if isinstance(cell, Unreadable) else day_of(cell, self._epoch)
            if day is None:
                shown = printable(cell.shown if isinstance(cell, Unreadable) else str(cell))
                message = msg("“{value}” is not a date; it was left out.", value=shown)
                hint = msg("Please write day/month/year, for example 05/10/2018.")
                self.warn(row.where(column), "date-unread", message, hint)
            return day
        return None

    def _probationary(self, row: ListRow, name: str, joined: date | None, official: date | None) -> bool | None:
        """What the list says in words, with a cross, or by leaving the day of the official membership blank."""
        words = folded(" ".join(row.text(c) for c in (Column.STATE, Column.OFFICIAL, Column.JOINED, Column.NOTE)))
        if official or any(is_mark(cell) for cell in row.cells(Column.OFFICIAL)):
            return False
        if "dự bị" in words or any(is_mark(cell) for cell in row.cells(Column.JOINED)):
            return True
        if "chính thức" in words or joined is None or not row.cells(Column.OFFICIAL) or row.text(Column.OFFICIAL):
            return False if "chính thức" in words else None
        if joined + _PROBATION_ENDED < self._as_of:
            message = msg("“{name}” has no day of official membership, but was admitted long ago.", name=name)
            hint = msg("The member is taken as official; please add the day to the list, if it is known.")
            self.warn(row.where(Column.OFFICIAL), "official-assumed", message, hint)
            return False
        return True

    def _offices(self, row: ListRow) -> tuple[tuple[Office, ...], str]:
        """Party offices and the post at the workplace, in columns of their own or in one."""
        offices, unknown = offices_in(self._text(row, Column.OFFICE))
        if unknown:
            message = msg("“{value}” is no office that the roster knows; it was left out.", value=unknown)
            hint = msg("Known offices: {choices}.", choices="; ".join(office.label for office in Office))
            self.warn(row.where(Column.OFFICE), "office-unknown", message, hint)
        more, post = offices_in(self._text(row, Column.POST))
        return tuple(dict.fromkeys((*offices, *more))), self._text(row, Column.WORK) or post

    def _states(self, row: ListRow, name: str) -> tuple[DatedState, ...]:
        for column in (Column.STATE, Column.NOTE):
            text = self._text(row, column)
            state = state_in(text)
            if state is None:
                if "tạm thời" in folded(text):
                    message = msg("“{value}”: it is not clear whether here or elsewhere; it was left out.", value=text)
                    choices = "; ".join((MemberState.TEMPORARY_HERE.label, MemberState.TEMPORARY_AWAY.label))
                    self.warn(
                        row.where(column), "state-unclear", message, msg("Please write: {choices}.", choices=choices)
                    )
                continue
            since, until = span_in(text)
            if since is None:
                message = msg("The list does not say since when: “{state}” of “{name}”.", state=state.label, name=name)
                hint = msg(
                    "It is entered without a day and holds for all time; please add “from” in organisation.yaml."
                )
                self.warn(row.where(column), "state-undated", message, hint)
            return (DatedState(value=state, from_=since, to=until),)
        return ()


def _is_clean(text: str) -> bool:
    """Whether every character of it can stand in a document."""
    return forbidden_character(text) is None and stray_mark(text) is None
