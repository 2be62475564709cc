"""One raw value into one typed value, or the reason why not."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from pipeline.messages import Message, joined, msg, verbatim
from pipeline.records.fields import Choice, TextKind
from pipeline.records.nodes import Scalar
from pipeline.records.types import bare_type
from pipeline.vietnamese.dates import Month, date_parts, parse_date, parse_month
from pipeline.vietnamese.numbers import parse_decimal, parse_whole
from pipeline.vietnamese.text import (
    folded,
    forbidden_character,
    paragraphs_text,
    person_name,
    single_line,
    slug,
    stray_mark,
)
from pipeline.vietnamese.times import parse_time

MAX_TEXT = 200_000

# Also what the boxes of other forms hold, and Wingdings' ticks where their font was lost.
_YES = {"x", "×", "v", "✓", "✔", "√", "✅", "☑", "☒", "ü", "þ", "1", "có", "đúng", "rồi", "đồng ý", "true", "yes", "y"}
_NO = {"0", "o", "-", "–", "☐", "□", "không", "chưa", "sai", "không đồng ý", "không có", "false", "no", "n"}


@dataclass(frozen=True)
class Refused:
    """Why a value cannot be taken, and what to write instead."""

    code: str
    reason: Message
    hint: Message


def has_coercion(annotation: Any) -> bool:
    """Whether a type is a single value (and not a record or a list)."""
    bare, _ = bare_type(annotation)
    return bare in _COERCIONS or (isinstance(bare, type) and issubclass(bare, Choice))


def coerce(value: Scalar, wanted: Any, text_kind: TextKind | None) -> object:
    """The value as `wanted` (a type of `_COERCIONS` or a `Choice`), or `Refused`."""
    if isinstance(value, str):
        refusal = _bad_characters(value)
        if refusal:
            return refusal
    if isinstance(wanted, type) and issubclass(wanted, Choice):
        return _choice(value, wanted)
    if wanted is str:
        return _text(value, text_kind)
    return _COERCIONS[wanted](value)


def _bad_characters(text: str) -> Refused | None:
    if len(text) > MAX_TEXT:
        return Refused(
            "text-too-long",
            msg("the text has {count} characters, more than {limit}.", count=len(text), limit=MAX_TEXT),
            msg("Please shorten it, or attach it as a file of its own."),
        )
    forbidden = forbidden_character(text.replace("\x0b", "\n"))
    if forbidden:
        return Refused(
            "control-character",
            msg("it holds a character that cannot be printed ({code}).", code=forbidden),
            msg("Please type the text anew instead of pasting it."),
        )
    stray = stray_mark(unicodedata.normalize("NFC", text))
    if stray:
        return Refused(
            "stray-mark",
            msg("the accent in “{letter}” stands apart from its letter.", letter=stray),
            msg("Please type this word anew with a Unicode keyboard."),
        )
    return None


def _text(value: Scalar, kind: TextKind | None) -> str:
    text = _as_text(value)
    match kind.kind if kind else "line":
        case "prose":
            return paragraphs_text(text)
        case "person":
            return person_name(text)
        case _:
            return single_line(text)


def _as_text(value: Scalar) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


def _choice(value: Scalar, wanted: type[Choice]) -> object:
    exact = single_line(_as_text(value)).casefold()
    names = {member: (member.value, member.label, *member.earlier) for member in wanted}
    for member, known in names.items():  # as it stands first: `uỷ` and `ủy` are one when folded
        if exact in [name.casefold() for name in known]:
            return member
    typed = folded(exact)
    for member, known in names.items():
        if typed in map(folded, known):
            return member
    bare = slug(typed)
    near = [
        member for member, known in names.items() if bare and bare in (member.value, member.slug, *map(slug, known))
    ]
    if len(near) == 1:
        return near[0]
    allowed = joined("; ", [verbatim(member.label) for member in wanted])
    return Refused(
        "not-a-choice",
        msg("“{value}” is not one of the choices.", value=_short(value)),
        msg("Please choose one of: {choices}.", choices=allowed),
    )


def _whole(value: Scalar) -> object:
    if isinstance(value, bool):
        pass
    elif isinstance(value, int):
        return value
    elif isinstance(value, float) and value.is_integer():
        return int(value)
    elif isinstance(value, str):
        number = parse_whole(value)
        if number is not None:
            return number
    return Refused(
        "not-a-number",
        msg("“{value}” is not a whole number.", value=_short(value)),
        msg("Please write a number, for example 24."),
    )


def _points(value: Scalar) -> object:
    number = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = parse_decimal(str(value))
    elif isinstance(value, str):
        number = parse_decimal(value)
    if number is None or abs(number) >= 10**9:
        return Refused(
            "not-a-number",
            msg("“{value}” is not a number.", value=_short(value)),
            msg("Please write a number, for example 8,5."),
        )
    return number


def _date(value: Scalar) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = parse_date(value) if isinstance(value, str) else None
    if found is None and isinstance(value, str) and date_parts(value):
        return Refused(
            "not-a-date",
            msg("there is no day “{value}”.", value=_short(value)),
            msg("Please write day/month/year, for example 05/10/2018."),
        )
    return found or Refused(
        "not-a-date",
        msg("“{value}” is not a date.", value=_short(value)),
        msg("Please write day/month/year, for example 05/10/2018."),
    )


def _time(value: Scalar) -> object:
    if isinstance(value, datetime):
        return value.time().replace(microsecond=0)
    if isinstance(value, time):
        return value.replace(microsecond=0)
    found = parse_time(value) if isinstance(value, str) else None
    if found is None:
        return Refused(
            "not-a-time",
            msg("“{value}” is not a time of day.", value=_short(value)),
            msg("Please write hour:minute, for example 14:00."),
        )
    return found


def _month(value: Scalar) -> object:
    if isinstance(value, datetime | date):
        return Month(value.year, value.month)
    found = parse_month(value) if isinstance(value, str) else None
    return found or Refused(
        "not-a-month",
        msg("“{value}” is not a month.", value=_short(value)),
        msg("Please write month/year, for example 10/2018."),
    )


def _yes_no(value: Scalar) -> object:
    if isinstance(value, bool):
        return value
    typed = folded(_as_text(value)).rstrip(".")
    if typed in _YES:
        return True
    if typed in _NO:
        return False
    return Refused(
        "not-yes-no",
        msg("“{value}” is neither yes nor no.", value=_short(value)),
        msg("Please write x for yes, or leave it empty."),
    )


def _short(value: Scalar) -> str:
    """What was typed, cut for a message, without what a terminal would obey."""
    text = single_line(_as_text(value))
    return text if len(text) <= 60 else text[:59] + "…"


_COERCIONS: dict[Any, Callable[[Scalar], object]] = {
    str: lambda value: _text(value, None),
    int: _whole,
    Decimal: _points,
    date: _date,
    time: _time,
    Month: _month,
    bool: _yes_no,
}
