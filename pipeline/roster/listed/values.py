"""What stands in the cells of a list: names, dates, offices and states as offices type them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from pipeline.office_files.workbooks import Cell
from pipeline.organisation import MemberState, Office
from pipeline.roster.draft import name_and_distinct
from pipeline.vietnamese.dates import parse_date
from pipeline.vietnamese.text import folded, person_name, single_line, slug

_SERIALS = range(3_000, 80_000)  # days since 1900 where a date lost its format: 1908 to 2119
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_PARTS = re.compile(r"\s*[,;/+\n]\s*|\s+[-–]\s+")
_DATED = r"\s*(?:ngày\s*)?(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})"
_SINCE = re.compile(rf"(?:từ|kể từ){_DATED}", re.IGNORECASE)
_UNTIL = re.compile(rf"(?:đến|hết){_DATED}", re.IGNORECASE)
_LEFT = re.compile(
    r"chuyển đi|đã chuyển|chuyển (?:sinh hoạt )?(?:sang|về)|từ trần|đã mất|khai trừ|x(?:óa|oá) tên|xin ra"
)

_OFFICES = {
    **dict.fromkeys(("bi-thu", "bi-thu-chi-bo", "bt", "btcb"), Office.SECRETARY),
    **dict.fromkeys(("pho-bi-thu", "pho-bi-thu-chi-bo", "p-bi-thu", "pho-bt", "pbt", "pbtcb"), Office.DEPUTY),
    **dict.fromkeys(("phu-trach-chi-bo",), Office.ACTING),
    **dict.fromkeys(
        ("chi-uy-vien", "chi-uy", "cuv", "uy-vien", "uv", "uy-vien-chi-uy", "uy-vien-ban-chi-uy", "uy-vien-bch"),
        Office.COMMITTEE_MEMBER,
    ),
}
_NO_OFFICE = {"", "dang-vien", "dv", "khong", "x"}
_MARKS = {"x", "×", "v", "✓", "✔"}


def clean_name(typed: str) -> tuple[str, str, bool]:
    """A name as rosters have it, what tells it from namesakes, and whether its capitals had to be mended."""
    name, distinct = name_and_distinct(person_name(typed))
    if name.isupper() or name.islower():
        return " ".join(word[:1].upper() + word[1:].lower() for word in name.split()), distinct, True
    return name, distinct, False


def day_of(cell: Cell, epoch: date) -> date | None:
    """The day in a cell, also one typed as text or one that lost its format; None where it is none."""
    match cell:
        case datetime():
            return cell.date()
        case date():
            return cell
        case str():
            return parse_date(cell)
        case int() if cell in _SERIALS and not isinstance(cell, bool):
            return epoch + timedelta(days=cell)
        case _:
            return None


def year_of(cell: Cell, epoch: date) -> int | None:
    """The year in a cell: of a day, or alone."""
    if isinstance(cell, int) and not isinstance(cell, bool) and _YEAR.fullmatch(str(cell)):
        return cell
    day = day_of(cell, epoch)
    if day:
        return day.year
    found = _YEAR.search(cell) if isinstance(cell, str) else None
    return int(found.group()) if found else None


def is_mark(cell: Cell) -> bool:
    """A cross or a tick."""
    return cell is True or (isinstance(cell, str) and folded(cell) in _MARKS)


def offices_in(text: str) -> tuple[tuple[Office, ...], str]:
    """The Party offices that a cell names, and whatever else it says."""
    offices, rest = [], []
    for part in _PARTS.split(text):
        office = _OFFICES.get(slug(part))
        if office is not None:
            offices.append(office)
        elif slug(part) not in _NO_OFFICE:
            rest.append(single_line(part))
    return tuple(dict.fromkeys(offices)), ", ".join(rest)


def state_in(text: str) -> MemberState | None:
    """The state that a cell speaks of; None where it speaks of none, or does not say which."""
    typed = single_line(text).casefold()
    if "miễn" in typed and ("sinh hoạt" in typed or "công tác" in typed or slug(typed) in ("mien", "duoc-mien")):
        return MemberState.EXEMPT
    if "đình chỉ" in typed:
        return MemberState.SUSPENDED
    if "tạm thời" in typed and re.search(r"nơi khác|ở |đi ", typed):
        return MemberState.TEMPORARY_AWAY
    if "tạm thời" in typed and re.search(r"tại|đến", typed):
        return MemberState.TEMPORARY_HERE
    return None


def span_in(text: str) -> tuple[date | None, date | None]:
    """From when and until when, as a note says it: `từ 01/3/2018 đến 31/8/2018`."""
    since, until = _SINCE.search(text), _UNTIL.search(text)
    return parse_date(since[1]) if since else None, parse_date(until[1]) if until else None


def has_left(text: str) -> bool:
    """Whether a note says that somebody is no longer here."""
    return bool(_LEFT.search(single_line(text).casefold()))
