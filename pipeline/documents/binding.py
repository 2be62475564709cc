"""What must not be torn apart at the end of a line: a number and its word, a symbol, a date, a person's name.

Everything a document prints goes through here once. Names stay whole in running text; in the narrow cells of tables
they may wrap at their blanks. A hyphen that must not break is U+2011 here and becomes Word's own element in print.
"""

from __future__ import annotations

import re
from dataclasses import is_dataclass, replace
from functools import lru_cache
from operator import is_not
from typing import Any, TypeVar

from pipeline.documents.context_parts import (
    ChoiceRow,
    CorrectionText,
    Header,
    InspectionLine,
    LastTaskRow,
    RollRow,
    ScoreText,
    Signature,
    TaskRow,
    TopicRow,
    TwoSigners,
)
from pipeline.organisation import MemberOnDay
from pipeline.records import Same
from pipeline.vietnamese.dates import NBSP

NO_BREAK_HYPHEN = "\u2011"
_SHORT = 120  # characters
_LONGEST_NAME = 40  # longer ones would leave a hole in the line before them

_IN_CELLS = {
    *(TaskRow, LastTaskRow, ScoreText, TopicRow, InspectionLine, RollRow, ChoiceRow),
    *(Signature, TwoSigners, CorrectionText),
}

_DIGIT = re.compile(r"\d")
_WORDS_BEFORE = "ngày|tháng|năm|quý|số|điều|khoản|mục|phần|lớp|khối|mẫu|kỳ|lần|thứ|chi bộ"
_WORDS_BEHIND = "đồng|giờ|phút|phiếu|điểm|học|nhiệm|chỉ|chuyên|tham|triệu|nghìn|tỷ|lượt|ngày|tháng|buổi|cuộc|lần"
_ONE_BEFORE = "|".join(rf"(?<=\b{word} )" for word in _WORDS_BEFORE.split("|"))
_BEFORE = rf"(?i:(?=\d|[IVX]+\b)(?:{_ONE_BEFORE}))"
_BEHIND = rf"(?<=\d )(?=(?:{_WORDS_BEHIND})\b(?!\s\d))"  # not `5 tháng 10`: a date breaks there
_BLANK = re.compile(f" (?:{_BEFORE}|{_BEHIND})")  # the blank first: texts are long, and are passed over by it quickly
_SYMBOL = re.compile(r"(?<!\w)(?:\d{1,4}-[A-ZĐa-z]{1,5}i?(?:/[A-ZĐa-z]{1,6}){1,2}|(?:19|20)\d\d-(?:19|20)\d\d)(?!\w)")
_UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_CAPITALS = re.compile(rf"[{_UPPER}]\w*(?: [{_UPPER}]\w*)+")

C = TypeVar("C")


def bound(context: C, members: tuple[MemberOnDay, ...], *others: str) -> C:
    """The context with everything bound that belongs together; `members` and `others` may be named in it."""
    found: C = _bound(context, _one_object(_names(Same(members), *others)))
    return found


@lru_cache(maxsize=64)
def _names(members: Same[tuple[MemberOnDay, ...]], *others: str) -> frozenset[str]:
    """The names that are kept whole."""
    names = (*(member.name for member in members.value), *others)
    return frozenset(name for name in names if " " in name and len(name) <= _LONGEST_NAME)


def _bound(value: Any, names: frozenset[str]) -> Any:
    """The value with its texts bound; the same one where nothing is to be bound in it."""
    if isinstance(value, str):
        if " " not in value and "-" not in value:
            return value
        return _bound_short(value, names) if len(value) <= _SHORT else _bound_long(value, names)
    if isinstance(value, tuple):
        items = tuple([_bound(item, names) for item in value])
        return items if any(map(is_not, items, value)) else value
    if type(value) in _IN_CELLS:
        return _bound_row(value)
    if isinstance(value, Header):  # its other lines are set as they are
        abstract = bound_text(value.letter_abstract)
        return value if abstract == value.letter_abstract else replace(value, letter_abstract=abstract)
    return _bound_parts(value, names) if is_dataclass(value) else value  # dictionaries hold numbers of sections


@lru_cache(maxsize=512)  # tasks, points, people stand in several documents of a meeting, and in those of the next one
def _bound_row(row: Any) -> Any:
    """The row of a table, in whose cells names may wrap."""
    return _bound_parts(row, frozenset())


def _bound_parts(record: Any, names: frozenset[str]) -> Any:
    parts = vars(record)
    changed = {name: after for name, part in parts.items() if part and (after := _bound(part, names)) is not part}
    return type(record)(**{**parts, **changed}) if changed else record


@lru_cache(maxsize=256)
def _one_object(names: frozenset[str]) -> frozenset[str]:
    """The same names as one object: what is kept of texts is then found without comparing name by name."""
    return names


def bound_text(text: str, names: frozenset[str] = frozenset()) -> str:
    """`ngày 5`, `24 đồng chí`, `05-NQ/CB`, `2018-2019` and the names given, each in one piece."""
    found: str = _bound(text, names)
    return found


def _bound_text(text: str, names: frozenset[str]) -> str:
    if _DIGIT.search(text):
        text = _BLANK.sub(NBSP, text)
        if "-" in text:
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


_bound_short = lru_cache(maxsize=2048)(_bound_text)  # titles, names and phrases come again, also in the next meeting
_bound_long = lru_cache(maxsize=64)(_bound_text)  # what was said stands in several documents of a meeting
