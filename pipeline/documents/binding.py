"""What must not be torn apart at the end of a line: a number and its word, a symbol, a date, a person's name.

Everything a document prints goes through here once. Names stay whole in running text; in the narrow cells of tables
they may wrap at their blanks. A hyphen that must not break is U+2011 here and becomes Word's own element in print.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from functools import lru_cache
from operator import is_not
from typing import Any, TypeVar

from pipeline.documents.context_parts import (
    ChoiceRow,
    CorrectionText,
    Header,
    LastTaskRow,
    RollRow,
    ScoreText,
    Signature,
    TaskRow,
    TopicRow,
    TwoSigners,
)
from pipeline.vietnamese.dates import NBSP

NO_BREAK_HYPHEN = "\u2011"
_SHORT = 120  # characters
_LONGEST_NAME = 40  # longer ones would leave a hole in the line before them

_IN_CELLS = (TaskRow, LastTaskRow, ScoreText, TopicRow, RollRow, ChoiceRow, Signature, TwoSigners, CorrectionText)

_DIGIT = re.compile(r"\d")
_WORDS_BEFORE = "ngày|tháng|năm|quý|số|điều|khoản|mục|phần|lớp|khối|mẫu|kỳ|lần|thứ|chi bộ"
_WORDS_BEHIND = "đồng|giờ|phút|phiếu|điểm|học|nhiệm|chỉ|chuyên|tham|triệu|nghìn|tỷ|lượt|ngày|tháng|buổi|cuộc|lần"
_BEFORE = re.compile(rf"(?<!\w)({_WORDS_BEFORE}) (?=\d|[IVX]+\b)", re.IGNORECASE)
_BEHIND = re.compile(rf"(?<=\d) (?=(?:{_WORDS_BEHIND})\b(?!\s\d))")  # not `5 tháng 10`: a date breaks there
_SYMBOL = re.compile(r"(?<!\w)(?:\d{1,4}-[A-ZĐa-z]{1,5}i?(?:/[A-ZĐa-z]{1,6}){1,2}|(?:19|20)\d\d-(?:19|20)\d\d)(?!\w)")
_UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_CAPITALS = re.compile(rf"[{_UPPER}]\w*(?: [{_UPPER}]\w*)+")

C = TypeVar("C")


def bound(context: C, names: Iterable[str]) -> C:
    """The context with everything bound that belongs together; `names` are the people who may be named in it."""
    known = frozenset(name for name in names if " " in name and len(name) <= _LONGEST_NAME)
    found: C = _bound(context, _one_object(known))
    return found


def _bound(value: Any, names: frozenset[str]) -> Any:
    """The value with its texts bound; the same one where nothing is to be bound in it."""
    if isinstance(value, str):
        return bound_text(value, names) if " " in value or "-" in value else value
    if isinstance(value, tuple):
        items = tuple([_bound(item, names) for item in value])
        return items if any(map(is_not, items, value)) else value
    if isinstance(value, Header):  # its other lines are set as they are
        return dataclasses.replace(value, letter_abstract=bound_text(value.letter_abstract))
    kind: Any = type(value)
    fields = _fields(kind)
    if not fields:
        return value  # dictionaries hold numbers of sections
    if isinstance(value, _IN_CELLS):
        names = frozenset()
    parts = {}
    for name in fields:
        before = getattr(value, name)
        if (after := _bound(before, names)) is not before:
            parts[name] = after
    return dataclasses.replace(value, **parts) if parts else value


@lru_cache(maxsize=256)
def _fields(kind: Any) -> tuple[str, ...]:
    """The parts of a record of this kind; none where it is something else."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


@lru_cache(maxsize=256)
def _one_object(names: frozenset[str]) -> frozenset[str]:
    """The same names as one object: what is kept of texts is then found without comparing name by name."""
    return names


def bound_text(text: str, names: frozenset[str] = frozenset()) -> str:
    """`ngày 5`, `24 đồng chí`, `05-NQ/CB`, `2018-2019` and the names given, each in one piece."""
    return _bound_short(text, names) if len(text) <= _SHORT else _bound_text(text, names)


@lru_cache(maxsize=4096)  # titles, names and phrases stand in several documents of a meeting, and in the next meeting
def _bound_short(text: str, names: frozenset[str]) -> str:
    return _bound_text(text, names)


def _bound_text(text: str, names: frozenset[str]) -> str:
    if _DIGIT.search(text):
        text = _BEFORE.sub(rf"\1{NBSP}", text)
        text = _BEHIND.sub(NBSP, text)
        text = _SYMBOL.sub(lambda match: match.group().replace("-", NO_BREAK_HYPHEN), text)
    return _CAPITALS.sub(lambda match: _names_in(match.group(), names), text) if names and " " in text else text


def _names_in(capitals: str, names: frozenset[str]) -> str:
    """A run of words with capitals, the longest names in it held together."""
    words, out = capitals.split(" "), []
    while words:
        length = next((n for n in range(len(words), 1, -1) if " ".join(words[:n]) in names), 1)
        out.append(NBSP.join(words[:length]))
        words = words[length:]
    return " ".join(out)
