"""A text split into the points that a clerk made, and how alike two points are."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.vietnamese.text import folded

ALIKE = 0.8  # from this likeness on two points are the same one, told again

_BULLET = re.compile(r"^\s*(?:[-–—+•*]\s*|\(?\d{1,2}[.)]\s+|\(?[a-zđ][.)]\s+)")
_WITHIN_A_LINE = re.compile(r"(?<=[.;])\s+[-–—+•]\s+")
_END = re.compile(r";(?![^(]*\))")  # not within brackets
_NOTHING = frozenset(
    ("không", "không có", "chưa có", "không có hạn chế", "không có khuyết điểm", "không có hạn chế, khuyết điểm")
)

_MONTH = re.compile(r"\b(?:tháng|quý|năm(?: học)?|kỳ|ngày|tuần)\s+(?:\d[\d/.\-–]*|[ivx]+\b(?:/\d+)?|này|trước|qua)")
_MONTH_BY_NAME = re.compile(r"\btháng (?:giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?: một| hai)?|chạp)\b")
_WORD = re.compile(r"[^\W\d_]+")
_FILLERS = frozenset(
    ("việc", "một", "số", "vài", "còn", "có", "ở", "tại", "của", "các", "những", "và", "trong", "cho", "đã", "là")
)


def points_in(text: str) -> tuple[str, ...]:
    """The points of a text: a line each, also behind a dash or a semicolon. Their words stay, bullets and ends go.

    A line that only leads to others (`Một số hạn chế:`) and one that says there are none are no points.
    """
    lines = [line for part in text.split("\n") for line in _WITHIN_A_LINE.split(part)]
    pieces = [piece for line in lines for piece in _END.split(line)]
    points = (_BULLET.sub("", piece).strip() for piece in pieces)
    return tuple(point for point in points if point and not point.endswith(":") and not says_nothing(point))


def says_nothing(text: str) -> bool:
    """Whether a text says that there is nothing to tell: `Không có.`"""
    return folded(text).rstrip(" .") in _NOTHING


@lru_cache(maxsize=4096)
def words_of(point: str) -> frozenset[str]:
    """The words that tell one point from another: without numbers, months and small words, in one writing."""
    plain = _MONTH_BY_NAME.sub(" ", _MONTH.sub(" ", folded(point)))
    words = _WORD.findall(plain)
    return frozenset(word for word in words if word not in _FILLERS) or frozenset(words)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words that two points have in common (Dice): 1 for the same words, 0 for none."""
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 0.0
