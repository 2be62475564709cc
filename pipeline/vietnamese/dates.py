"""Dates, times, months and numbers: read as people write them, written as official documents do.

Writing: a leading zero only for days under 10 and for months 1 and 2 (Hướng dẫn 36-HD/VPTW; sure: A).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation

from pipeline.vietnamese.text import single_line

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


_ISO_DATE = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DAY_FIRST = re.compile(r"^(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})$")
_DATE_WORDS = re.compile(r"^(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$", re.IGNORECASE)
_TIME = re.compile(r"^(\d{1,2})\s*(?::|h|g|giờ)\s*(?:(\d{1,2})\s*(?:phút|p|')?)?(?::(\d{1,2}))?$", re.IGNORECASE)
_ISO_MONTH = re.compile(r"^(\d{4})-(\d{1,2})$")
_MONTH = re.compile(r"^(?:tháng\s+)?(\d{1,2})\s*(?:[/.\-]|\s+năm\s+)\s*(\d{4})$", re.IGNORECASE)


def _plain(text: str) -> str:
    """As the patterns expect it: composed letters (a Mac types `giờ` in parts), single blanks."""
    return " ".join(single_line(text).split())


def parse_date(text: str) -> date | None:
    """A date as offices write it; `5/10/2018` is 5 October. None where it is not one (also `31/02/2018`)."""
    plain = _plain(text)
    if found := _ISO_DATE.match(plain):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.match(plain) or _DATE_WORDS.match(plain):
        day, month, year = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_time(text: str) -> time | None:
    """`14:00`, `7h30`, `7 giờ 30`, `14 giờ 30 phút`; None where it is not a time."""
    found = _TIME.match(_plain(text))
    if not found:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def parse_month(text: str) -> Month | None:
    """`10/2018`, `tháng 10/2018`, `tháng 10 năm 2018`, `2018-10`, or any date in the month."""
    plain = _plain(text)
    try:
        if found := _ISO_MONTH.match(plain):
            return Month(int(found[1]), int(found[2]))
        if found := _MONTH.match(plain):
            return Month(int(found[2]), int(found[1]))
    except ValueError:
        return None
    day = parse_date(plain)
    return Month.of(day) if day else None


_THOUSANDS = re.compile(r"^-?\d{1,3}(?:\.\d{3}){2,}$")
_WHOLE_THOUSANDS = re.compile(r"^-?\d{1,3}(?:\.\d{3})+$")


def parse_whole(text: str) -> int | None:
    """A whole number as people type it: `24`, `1.560.000`, `1.560` (dots between thousands); None where it is none."""
    plain = text.replace(NBSP, "").replace(" ", "")
    if _WHOLE_THOUSANDS.match(plain):
        return int(plain.replace(".", ""))
    number = parse_decimal(plain)
    return int(number) if number is not None and number == number.to_integral_value() and abs(number) < 10**12 else None


def parse_decimal(text: str) -> Decimal | None:
    """A number with a decimal comma or point: `8,5`, `8.5`, `1.250,5`; None where it is not one."""
    plain = text.replace(NBSP, "").replace(" ", "")
    if _THOUSANDS.match(plain):
        plain = plain.replace(".", "")
    elif "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


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


def count(number: int) -> str:
    """A count of people: two digits under ten (`02 đồng chí`), dots between thousands."""
    return f"{number:02}" if number < 1000 else f"{number:,}".replace(",", ".")


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
