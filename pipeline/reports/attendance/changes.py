"""What a member became in a year, and since or until when, in the words of a list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.organisation import Member, Status
from pipeline.records import Dated
from pipeline.vietnamese.dates import date_in_figures


def changes_in(member: Member, year: int) -> str:
    """Joining, leaving, status, states and offices that began or ended in the year; states also where they go on."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return "; ".join(_told(member, first, last))


def _told(member: Member, first: date, last: date) -> Iterator[str]:
    if span := _changed(member, first, last):
        yield f"Trong danh sách {span}"
    for status in member.status:
        is_new = status.from_ is not None and first <= status.from_ <= last
        if is_new and (status.value is Status.PROBATIONARY or status.from_ != member.from_):
            yield f"{status.value.label} {_span(status)}"
    for state in member.states:
        if (state.from_ or first) <= last and (state.to or last) >= first:
            yield f"{state.value.label} {_span(state)}".rstrip()
    for office in member.offices:
        if span := _changed(office, first, last):
            yield f"{office.value.label} {span}"


def _changed(one: Dated, first: date, last: date) -> str:
    """The span of what began or ended within; empty for the rest."""
    is_within = any(day is not None and first <= day <= last for day in (one.from_, one.to))
    return _span(one) if is_within else ""


def _span(one: Dated) -> str:
    begun = f"từ {date_in_figures(one.from_)}" if one.from_ else ""
    ended = f"đến {date_in_figures(one.to)}" if one.to else ""
    return " ".join(part for part in (begun, ended) if part)
