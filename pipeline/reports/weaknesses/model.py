"""What meetings recorded as weak, why, and what they would do; and the points that were recorded again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.records import Choice
from pipeline.reports.held import Source
from pipeline.vietnamese.dates import Month


class Kind(Choice):
    """The values are the names of the record's fields."""

    WEAKNESS = "weaknesses", "Hạn chế, khuyết điểm"
    CAUSE = "causes", "Nguyên nhân"
    REMEDY = "remedies", "Biện pháp khắc phục"


@dataclass(frozen=True)
class MeetingPoints:
    """What one meeting recorded, point by point in the clerk's words.

    `is_recorded` is False where nothing is stated, not even that there are none.
    """

    source: Source
    points: Mapping[Kind, tuple[str, ...]]
    is_recorded: bool


@dataclass(frozen=True)
class Beside:
    """A cause or remedy that was recorded with a weakness, and for how many of its months."""

    text: str
    months: int


@dataclass(frozen=True)
class Theme:
    """A point of one kind, in the words it was told in first, and the meetings that recorded it, oldest first.

    Causes and remedies are those of the same meetings, the most frequent first: forms do not say which of them belongs
    to which weakness, but the one that is there every time is likely to.
    """

    kind: Kind
    text: str
    told: tuple[tuple[Source, str], ...]
    causes: tuple[Beside, ...] = ()
    remedies: tuple[Beside, ...] = ()

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(sorted({source.month for source, _text in self.told}))

    @property
    def came_back(self) -> bool:
        """Whether it was recorded for another month too; the draft of the committee and the cell's own are one."""
        return len(self.months) > 1


@dataclass(frozen=True)
class BodyWeaknesses:
    """The year of a body. Themes are those of the year; their meetings may be of the year before as well."""

    body: str
    meetings: tuple[MeetingPoints, ...]
    themes: tuple[Theme, ...]

    def count(self, month: Month) -> int | None:
        """How many different weaknesses the month has; None where none of its meetings recorded anything."""
        if not any(one.is_recorded for one in self.meetings if one.source.month == month):
            return None
        return sum(theme.kind is Kind.WEAKNESS and month in theme.months for theme in self.themes)
