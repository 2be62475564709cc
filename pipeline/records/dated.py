"""What holds for a time: from a day (inclusive) to a day (inclusive), either open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from pydantic import Field

from pipeline.records.fields import Record


class Dated(Record):
    """Base of everything that holds for a time. Without dates it holds always."""

    from_: date | None = Field(None, alias="from", title="Từ ngày")
    to: date | None = Field(None, title="Đến ngày")

    def holds_on(self, day: date) -> bool:
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class Holding(Protocol):
    """Anything that knows whether it holds on a day."""

    def holds_on(self, day: date) -> bool: ...


H = TypeVar("H", bound=Holding)


def on_day(entries: Iterable[H], day: date) -> H | None:
    """The entry that holds on the day; the last one named where several do."""
    found = None
    for entry in entries:
        if entry.holds_on(day):
            found = entry
    return found
