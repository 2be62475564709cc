"""What the file name of a scan says: days, months, years and pages are told apart from the words and numbers left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from pipeline.vietnamese.dates import Month
from pipeline.vietnamese.text import slug

TAKEN = "_"  # stands in `text` where something was read: what lay on either side of it does not lie side by side

# What people and scanners add behind a name, and what they say beside it, without speaking of a document.
_ADDED = re.compile(r"(?:-(?:ban-ky|da-ky|ky|signed|scan|ban-scan|copy|pdf|jpe?g|png|tiff?|heic|webp))+$")
NEUTRAL = frozenset(("so", "da", "ky", "ban", "scan", "signed", "copy", "pdf", "jpg", "jpeg", "png", "tif", "heic"))
WORDS = re.compile(r"[a-z]+|\d+")

_COPY = re.compile(r"\(\s*[1-9]\d{0,2}\s*\)")
_PAGE = re.compile(r"(?<![a-z0-9])(?:trang|tr|page)-?\d{1,3}(?!\d)")
_DAY_IN_WORDS = re.compile(r"(?<![a-z])ngay-(\d{1,2})-(?:thang-)?(\d{1,2})(?:-(?:nam-)?(\d{4})(?!\d)|(?!-?\d))")
_DAY = re.compile(r"(?<!\d)(\d{1,2})-(\d{1,2})-(\d{4})(?!\d)")
_DAY_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DAY_IN_ONE = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_MONTH_IN_WORDS = re.compile(r"(?<![a-z])(?:thang-?|t)(\d{1,2})(?:-(?:nam-)?(\d{4}))?(?!\d)")
# `NQ 05-2018` may be of May as well as number 05, so it is not taken for a number; `NQ số 05-2018` is one.
_MONTH_YEAR_FIRST = re.compile(r"(?<!nam-)(?<!\d)((?:19|20)\d\d)-(0?[1-9]|1[0-2])(?!\d)")
_MONTH = re.compile(r"(?<!so-)(?<!\d)(0?[1-9]|1[0-2])-(\d{4})(?!\d)")
_YEAR_FIRST = (_DAY_YEAR_FIRST, _DAY_IN_ONE, _MONTH_YEAR_FIRST)
_YEAR = re.compile(r"(?<![a-z0-9])(?:nam-)?((?:19|20)\d\d)(?!\d)")

_IN_ORDER = (_DAY_YEAR_FIRST, _DAY_IN_ONE, _DAY_IN_WORDS, _DAY, _MONTH_IN_WORDS, _MONTH, _MONTH_YEAR_FIRST, _YEAR)


@dataclass(frozen=True)
class Said:
    """One part of a date that a name says; what is None it leaves open."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def is_of(self, day: date, month: Month) -> bool:
        """Whether a document of this day, of a meeting for this month, can be meant."""
        if self.day is None and self.month is not None and self._fits(month.year, month.month):
            return True
        return self._fits(day.year, day.month) and self.day in (None, day.day)

    def _fits(self, year: int, month: int) -> bool:
        return self.year in (None, year) and self.month in (None, month)


@dataclass(frozen=True)
class ScanName:
    """A name as it is compared.

    `whole` is all of it, `plain` without pages and what scanners add; `text` is also without `dates`. `is_copy`: a
    number in brackets stands behind it, that of a copy or a page.
    """

    whole: str
    plain: str
    text: str
    dates: tuple[Said, ...]
    is_copy: bool


def read_name(name: str) -> ScanName:
    """What the name of a scan says."""
    stem = PurePath(name).stem
    whole, without = slug(stem), _COPY.sub(" ", stem)
    plain = _ADDED.sub("", _tidy(_PAGE.sub("-", slug(without))))
    text, dates = _dates(_PAGE.sub(TAKEN, slug(without)))
    return ScanName(whole, plain, text, tuple(dates), without != stem)


def in_reading_order(name: str) -> list[tuple[int, int | str]]:
    """A key by which the pages of one paper come in their order: page 2 before page 10."""
    words = WORDS.findall(slug(PurePath(name).stem))
    told = (word for word in words if word not in ("trang", "tr", "page"))
    return [(0, int(word)) if word.isdecimal() else (1, word) for word in told]


def _dates(text: str) -> tuple[str, list[Said]]:
    """The text without the dates in it, and these."""
    found: list[Said] = []

    def taken(match: re.Match[str]) -> str:
        parts = [int(part) if part else None for part in match.groups()]
        found.append(Said(*(parts if match.re in _YEAR_FIRST else reversed(parts))))
        return TAKEN

    for pattern in _IN_ORDER:
        text = pattern.sub(taken, text)
    return text, found


def _tidy(text: str) -> str:
    return re.sub("-{2,}", "-", text).strip("-")
