"""Numbers read as people type them, with dots between thousands, a decimal comma, and what they count behind them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from pipeline.vietnamese.text import folded

_THOUSANDS = re.compile(r"^-?\d{1,3}(?:\.\d{3}){2,}$")
_WHOLE_THOUSANDS = re.compile(r"^-?\d{1,3}(?:\.\d{3})+$")
# Counts have no decimals: what looks like three of them are thousands typed the English way.
_ENGLISH_THOUSANDS = re.compile(r"^-?\d{1,3}(?:,\d{3})+$")
_COUNTED = re.compile(r"(?<=[\d.,])\s*(?:đồng chí|đ/c|đảng viên|người|phiếu|đồng|vnđ|vnd|đ)\.?$")
_SCORED = re.compile(r"(?<=[\d.,])\s*(?:điểm|đ)\.?$")
_NONE = ("không", "không có")


def parse_whole(text: str) -> int | None:
    """A whole number: `24`, `02`, `24 đồng chí`, `1.560.000 đồng`, `không`; None where it is none (also `100%`)."""
    typed = folded(text)
    if typed in _NONE:
        return 0
    plain = _COUNTED.sub("", typed).replace(" ", "")
    if _WHOLE_THOUSANDS.match(plain) or _ENGLISH_THOUSANDS.match(plain):
        return int(plain.replace(".", "").replace(",", ""))
    number = _decimal(plain)
    return int(number) if number is not None and number == number.to_integral_value() and abs(number) < 10**12 else None


def parse_decimal(text: str) -> Decimal | None:
    """A number with a decimal comma or point: `8,5`, `8.5`, `8,5 điểm`, `1.250,5`; None where it is not one."""
    return _decimal(_SCORED.sub("", folded(text)).replace(" ", ""))


def _decimal(plain: str) -> Decimal | None:
    if _THOUSANDS.match(plain):
        plain = plain.replace(".", "")
    elif "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
