"""Values that hold for a time: from a day (inclusive) to a day (inclusive), either open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Protocol, TypeVar

from pydantic import Field

from pipeline.records import Line, Record


class Dated(Record):
    """Base of everything that holds for a time. Without dates it holds always."""

    from_: date | None = Field(None, alias="from", title="Từ ngày")
    to: date | None = Field(None, title="Đến ngày")

    def holds_on(self, day: date) -> bool:
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class DatedLine(Dated):
    """A text that holds for a time; a bare text holds always."""

    SHORTHAND: ClassVar[str | None] = "value"

    value: Line = Field(title="Nội dung")


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


def value_on(entries: Iterable[DatedLine], day: date) -> str:
    """The text that holds on the day; empty where there is none."""
    entry = on_day(entries, day)
    return entry.value if entry else ""
