"""Single values in YAML: plain where nothing can be misread, quoted else, long prose as a block."""

from __future__ import annotations

import json
import re
from datetime import date, time
from decimal import Decimal

from pipeline.records import Choice
from pipeline.vietnamese.dates import Month

INDENT = "  "

_PLAIN = re.compile(r"^[^\W\d_][\w \-/.,;()%+]*$")
_LOOKS_LIKE_ELSE = re.compile(r"^(null|true|false|yes|no|on|off|y|n|x|\.inf|\.nan)$", re.IGNORECASE)
_BLOCK_UNSAFE = re.compile("[^\\S\n ]|[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029]")


def scalar_lines(value: object, depth: int) -> list[str]:
    """The lines after `key: ` for one value: the first goes behind the key, a block's lines stand indented below."""
    match value:
        case bool():
            return ["true" if value else "false"]
        case Choice():
            return [value.value]
        case date():
            return [f"{value:%d/%m/}{value.year:04}"]
        case time():
            return [f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"]
        case Month():
            return [f"{value.month:02}/{value.year}"]
        case Decimal():
            return [format(value, "f")]
        case int():
            return [str(value)]
        case _:
            return _text_lines(str(value), depth)


def _text_lines(text: str, depth: int) -> list[str]:
    if "\n" in text and _can_be_block(text):
        return ["|-", *(f"{INDENT * (depth + 1)}{line}" if line else "" for line in text.split("\n"))]
    if _PLAIN.match(text) and not _LOOKS_LIKE_ELSE.match(text) and text == text.strip():
        return [text]
    return [_quoted(text)]


def _can_be_block(text: str) -> bool:
    """A block keeps its text as it is, save for a first line that begins, or a last that ends, with white space."""
    return not (_BLOCK_UNSAFE.search(text) or text[:1].isspace() or text[-1:].isspace())


def _quoted(text: str) -> str:
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False))
