"""What the words of a component look like, so that it is known by what it says and not by its style."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher

from pipeline.vietnamese.text import folded

STATE_TITLE = "cộng hòa xã hội chủ nghĩa việt nam"
LETTER, MINUTES = "CV", "BIÊN BẢN"

NUMBER = re.compile(r"^số\b\s*:?", re.IGNORECASE)
_BLANK_OR = r"\d+|[.…_]*"  # a number, or room to fill it in by hand
DATE = re.compile(
    rf"ngày\s*(?P<day>{_BLANK_OR})\s*tháng\s*(?P<month>{_BLANK_OR})\s*năm\s*(?P<year>{_BLANK_OR})", re.IGNORECASE
)
_MONTH = re.compile(r"tháng\s*(?P<month>\d{1,2})(?:\s+năm\s+|/)(?P<year>\d{4})\b", re.IGNORECASE)
FIGURES_DATE = re.compile(r"^(?P<place>[^\d]*)\b(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})[/.\-](?P<year>\d{4})\W*$")
STAR = re.compile(r"^[*✱∗﹡＊\s]+$")
DASHES = re.compile(r"^[\-–—−_=~\s]{2,}$")
DRAFT = re.compile(r"^\W*(dự thảo|tuyệt mật|tối mật|mật|hỏa tốc|thượng khẩn|khẩn)\b.{0,20}$", re.IGNORECASE)
BODY_NAME = re.compile(r"^(chi bộ|chi [uủ][yỷ]|đảng [uủ][yỷ]|đảng bộ|ban)\b", re.IGNORECASE)
CELL_NAME = re.compile(r"^chi (bộ|ủy|uỷ)\b", re.IGNORECASE)
ADDRESSED = re.compile(r"^kính (gửi|trình|mời)\b", re.IGNORECASE)
GROUNDS = re.compile(r"^[-–+]?\s*căn cứ\b", re.IGNORECASE)
HEADING = re.compile(r"^((phần|chương|mục)\s+([IVXLC]+|\d+|thứ)\b|[IVX]{1,5}\s*[.\-–/)]\s*\S)", re.IGNORECASE)
SUB_HEADING = re.compile(r"^(\d{1,2}(\.\d{1,2}){0,2}\.?|[a-zđ]\s*[.)])\s+\S", re.IGNORECASE)
AUTHORITY = re.compile(
    r"^(t\s*/\s*m|t\.\s*m|tm|k\s*/\s*t|k\.\s*t|kt|t\s*/\s*l|tl|thay mặt|thừa lệnh)\b[.\s]", re.IGNORECASE
)
RECIPIENTS = re.compile(r"^nơi nhận\s*:?$", re.IGNORECASE)
OFFICE = re.compile(r"^(q\.|quyền\s)?\s*(phó\s+)?(bí thư|chi ủy viên|chi uỷ viên|ủy viên|phụ trách)", re.IGNORECASE)
ROLE = re.compile(
    r"^(người |thư ký|thư kí|chủ trì|chủ tọa|chủ toạ|bí thư|phó bí thư|tổ trưởng|trưởng ban|đại diện)", re.IGNORECASE
)
_TITLE_LIKE = 0.85
_SHORT = 60  # letters; more is no line of a signature


def is_title(text: str, wanted: str) -> bool:
    """Whether a line is meant to be the title, right or wrong: misspelt, or that of the state."""
    if len(text) > 2 * len(wanted):
        return False
    found = folded(text)
    return found == STATE_TITLE or SequenceMatcher(None, found, folded(wanted)).ratio() >= _TITLE_LIKE


def is_letter_number(text: str) -> bool:
    """Whether a line is the number of a letter, a type whose name is not printed."""
    return bool(NUMBER.match(text)) and f"-{LETTER}/" in text.replace(" ", "").upper()


def type_named(text: str, names: Iterable[str]) -> str:
    """The type whose name the line prints, the longest that fits; empty where it prints none."""
    shown = " ".join(text.split())
    fitting = [
        name
        for name in names
        if shown.casefold() == name.casefold() or (shown.isupper() and shown.startswith(f"{name} "))
    ]
    return max(fitting, key=len, default="")


def month_in(text: str) -> date | None:
    """The first day of the first month that a text names with its year; None where it names none."""
    for found in _MONTH.finditer(text):
        try:
            return date(int(found["year"]), int(found["month"]), 1)
        except ValueError:
            continue
    return None


def date_in(text: str) -> date | None:
    """The first whole date in words in a text, else one in figures; None where there is none."""
    for pattern in (DATE, re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})\b")):
        for found in pattern.finditer(text):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                continue
    return None


def is_role(text: str) -> bool:
    """Whether a line says as what somebody signs: `THƯ KÝ`, `CHỦ TRÌ HỘI NGHỊ`."""
    return len(text) <= _SHORT and text.isupper() and bool(ROLE.match(text))


def is_authority(text: str) -> bool:
    """Whether a line says for whom somebody signs: `T/M CHI BỘ`."""
    return len(text) <= _SHORT and bool(AUTHORITY.match(text)) and text.isupper()
