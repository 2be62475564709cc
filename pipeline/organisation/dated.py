"""Texts that hold for a time: names, places, superiors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from pydantic import Field

from pipeline.records import Dated, Line, on_day


class DatedLine(Dated):
    """A text that holds for a time; a bare text holds always."""

    SHORTHAND: ClassVar[str | None] = "value"

    value: Line = Field(title="Nội dung")


def value_on(entries: Iterable[DatedLine], day: date) -> str:
    """The text that holds on the day; empty where there is none."""
    entry = on_day(entries, day)
    return entry.value if entry else ""
