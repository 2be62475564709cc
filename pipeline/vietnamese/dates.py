"""Dates and months, read as people write them; dates, times and numbers, written as official documents do.

Writing: a leading zero only for days under 10 and for months 1 and 2 (Hướng dẫn 36-HD/VPTW; sure: A).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from pipeline.vietnamese.text import lower_first, plain

NBSP = "\u00a0"


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year: the period a meeting belongs to. Written `2018-10`."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 2200 and 1 <= self.month <= 12):
            raise ValueError(f"no such month: {self.year}-{self.month}")

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    def plus(self, months: int) -> Month:
        """The month so many months later (or earlier, if negative)."""
        years, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(years, month + 1)

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def in_words(self) -> str:
        """`tháng 10 năm 2018`, `tháng 02 năm 2019`."""
        return f"tháng{NBSP}{_month(self.month)} năm{NBSP}{self.year}"

    @property
    def in_figures(self) -> str:
        """`tháng 10/2018`."""
        return f"tháng{NBSP}{_month(self.month)}/{self.year}"

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


_DASH = r"[/.\-–−‑]"
_WEEKDAY = r"(?:(?:thứ\s+\w+|chủ\s+nhật)\s*,?\s*)?"
_ISO_DATE = re.compile(r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$")
_DAY_FIRST = re.compile(rf"^{_WEEKDAY}(?:ngày\s*)?(\d{{1,2}})\s*{_DASH}\s*(\d{{1,2}})\s*{_DASH}\s*(\d{{4}}|\d{{2}})$")
_DATE_WORDS = re.compile(
    rf"^{_WEEKDAY}(?:ngày\s*)?(\d{{1,2}})\s*(?:tháng\s*|{_DASH}\s*)(\d{{1,2}}),?\s+năm\s*(\d{{4}}|\d{{2}})$"
)
_MIDNIGHT = re.compile(r"[ t]0?0:00(?::00(?:\.0+)?)?$")
_ISO_MONTH = re.compile(r"^(\d{4})[-/](\d{1,2})$")
_MONTH = re.compile(rf"^(?:tháng\s*|th?\.?\s*)?(\d{{1,2}})\s*(?:{_DASH}|,?\s+năm\s)\s*(\d{{4}})$")
_MONTH_SHORT = re.compile(rf"^(?:tháng\s*|th?\.?\s*)(\d{{1,2}})\s*{_DASH}\s*(\d{{2}})$")


def _year(typed: str) -> int:
    """Four figures as they stand; of two, those up to 69 are of this century: `18` is 2018, `98` is 1998."""
    year = int(typed)
    return year if len(typed) == 4 else year + (2000 if year < 70 else 1900)


def date_parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as they were typed, whether there is such a day or not; None where it is no date at all."""
    typed = _MIDNIGHT.sub("", plain(text).casefold()).rstrip(" .,;")
    if found := _ISO_DATE.match(typed):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.match(typed) or _DATE_WORDS.match(typed):
        return _year(found[3]), int(found[2]), int(found[1])
    return None


def parse_date(text: str) -> date | None:
    """A date as offices write it; `5/10/2018` is 5 October. None where it is not one (also `31/02/2018`)."""
    parts = date_parts(text)
    try:
        return date(*parts) if parts else None
    except ValueError:
        return None


def parse_month(text: str) -> Month | None:
    """`10/2018`, `T10/2018`, `tháng 10 năm 2018`, `2018-10`, or any date in the month."""
    typed = plain(text).casefold().rstrip(" .,;")
    try:
        if found := _ISO_MONTH.match(typed):
            return Month(int(found[1]), int(found[2]))
        if found := _MONTH.match(typed) or _MONTH_SHORT.match(typed):
            return Month(_year(found[2]), int(found[1]))
    except ValueError:
        return None
    day = parse_date(typed)
    return Month.of(day) if day else None


def _day(day: int) -> str:
    return f"{day:02}"


def _month(month: int) -> str:
    return f"{month:02}" if month <= 2 else str(month)


def date_in_words(day: date) -> str:
    """`ngày 05 tháng 10 năm 2018`, its numbers bound to their words."""
    return f"ngày{NBSP}{_day(day.day)} tháng{NBSP}{_month(day.month)} năm{NBSP}{day.year}"


def date_in_figures(day: date) -> str:
    """`05/9/2018`, as in running text."""
    return f"{_day(day.day)}/{_month(day.month)}/{day.year}"


def time_in_words(moment: time) -> str:
    """`14 giờ 30 phút`, `07 giờ 30 phút`."""
    return f"{moment.hour:02}{NBSP}giờ{NBSP}{moment.minute:02}{NBSP}phút"


def span_in_words(text: str) -> str:
    """A span as it runs on in a sentence: `2019` → `năm 2019`, `Năm 2019` → `năm 2019`; a term stays as written."""
    return f"năm {text}" if re.fullmatch(r"\d{4}", text) else lower_first(text)


def count(number: int) -> str:
    """A count of people: two digits under ten (`02 đồng chí`), dots between thousands."""
    return f"{number:02}" if number < 1000 else figure(number)


def figure(number: int) -> str:
    """A number of a fraction or a table: no zero before it, dots between thousands (`1.204`)."""
    return f"{number:,}".replace(",", ".")


def decimal(number: Decimal) -> str:
    """`8,5`; no zeros behind the last digit that counts."""
    text = f"{number.normalize():f}" if number else "0"
    return text.replace(".", ",")


def percent(part: int, whole: int) -> str:
    """`100%`, `96,2%`: one decimal where it is not whole, no space before the sign; empty where there is no base."""
    if whole <= 0:
        return ""
    tenths = (Decimal(part * 100) / Decimal(whole)).quantize(Decimal("0.1"))
    return f"{decimal(tenths)}%"
