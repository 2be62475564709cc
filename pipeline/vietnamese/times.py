"""Times of day, read as people type them."""

from __future__ import annotations

import re
from datetime import time

from pipeline.vietnamese.text import plain

_HOUR = r"(?:lúc\s+)?(?P<hour>\d{1,2})"
_HALF = r"(?P<of_day>sáng|trưa|chiều|tối|am|pm|sa|ch)"  # SA and CH are AM and PM of a Vietnamese Windows
_TIME = re.compile(
    rf"^{_HOUR}\s*(?:(?::|h|g|giờ)\s*(?:(?P<minute>\d{{1,2}})\s*(?:phút|ph|p|')?|(?P<half>rưỡi))?(?::(?P<second>\d{{1,2}}))?"
    rf"|\.(?P<dotted>\d{{2}}))\s*(?:h|giờ)?\s*{_HALF}?$"
)
_BEFORE = re.compile(rf"^{_HOUR}\s*(?:h|g|giờ)\s*kém\s*(?P<lacking>\d{{1,2}})\s*(?:phút|ph|p|')?\s*{_HALF}?$")


def parse_time(text: str) -> time | None:
    """`14:00`, `7h30`, `7 giờ 30`, `14 giờ 30 phút`, `2 giờ chiều`, `7 giờ rưỡi`, `8 giờ kém 15`; None for others."""
    typed = plain(text).casefold()
    if found := _BEFORE.match(typed):
        lacking = int(found["lacking"])
        hour, minute, second = int(found["hour"]) - 1, 60 - lacking, 0
        if not 0 < lacking < 60:
            return None
    elif found := _TIME.match(typed):
        hour, second = int(found["hour"]), int(found["second"] or 0)
        minute = 30 if found["half"] else int(found["minute"] or found["dotted"] or 0)
    else:
        return None
    try:
        moment = time(hour, minute, second)
    except ValueError:
        return None
    return _in_half(moment, found["of_day"])


def _in_half(moment: time, of_day: str | None) -> time | None:
    """The time with its half of the day named: `2 giờ chiều` is 14:00; None for an hour that half does not have."""
    match of_day:
        case None:
            return moment
        case "sáng" | "am" | "sa":
            return moment if moment.hour < 12 else None
        case "trưa":
            later = moment.hour < 10
        case _:
            later = moment.hour < 12
    return moment.replace(hour=moment.hour + 12) if later else moment
