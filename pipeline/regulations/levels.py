"""What the text of a level means: from which share of a whole to which. Local sheets word theirs as they like.

`từ 90% chỉ tiêu trở lên`, `từ 80% đến dưới 90%`, `từ 40% đến 50%`, `trên 50%`, `dưới 50%`, `100%` are understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from pipeline.regulations.scores import Level
from pipeline.vietnamese.text import folded

_WHOLE = Fraction(1)
_OF_WHAT = r"(?: (?:chỉ tiêu|nhiệm vụ|số nhiệm vụ|đảng viên|số đảng viên))?"
_SHARE = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_PERCENT = rf"{_SHARE} ?%{_OF_WHAT}"
_FROM = re.compile(rf"(?:đạt )?(?:từ )?(trên )?{_PERCENT} trở lên$")
_BETWEEN = re.compile(rf"(?:đạt )?(?:từ )?(trên )?{_SHARE} ?%?{_OF_WHAT} đến (dưới )?{_PERCENT}$")
_ABOVE = re.compile(rf"(?:đạt )?trên {_PERCENT}$")
_BELOW = re.compile(rf"(?:đạt )?dưới {_PERCENT}$")
_ALL = re.compile(rf"(?:đạt )?100 ?%{_OF_WHAT}$")


@dataclass(frozen=True)
class Shares:
    """The shares of a level, each end with whether it belongs to them."""

    least: Fraction
    most: Fraction
    has_least: bool = True
    has_most: bool = True

    def holds(self, share: Fraction) -> bool:
        is_from = share > self.least or (self.has_least and share == self.least)
        return is_from and (share < self.most or (self.has_most and share == self.most))


@lru_cache(maxsize=512)
def shares_in(text: str) -> Shares | None:
    """The shares that a level is for; None for a text that is not understood, also where its ends are crossed."""
    plain = folded(text).rstrip(" .;:")
    if found := _FROM.match(plain):
        return Shares(_share(found[2]), _WHOLE, has_least=not found[1])
    if found := _BETWEEN.match(plain):
        least, most = _share(found[2]), _share(found[4])
        return Shares(least, most, not found[1], not found[3]) if least < most <= _WHOLE else None
    if found := _ABOVE.match(plain):
        return Shares(_share(found[1]), _WHOLE, has_least=False)
    if found := _BELOW.match(plain):
        return Shares(Fraction(0), _share(found[1]), has_most=False)
    return Shares(_WHOLE, _WHOLE) if _ALL.match(plain) else None


def _share(percent: str) -> Fraction:
    return Fraction(percent.replace(",", ".")) / 100


def points_for(levels: Sequence[Level], share: Fraction) -> int | None:
    """The points that a share of a whole is given; None where a level is not understood, or not just one answers."""
    return _points_for(tuple((level.text, level.points) for level in levels), share)


@lru_cache(maxsize=4096)  # the same levels for every meeting, and few shares
def _points_for(levels: tuple[tuple[str, int], ...], share: Fraction) -> int | None:
    found = [(shares_in(text), points) for text, points in levels]
    points = {given for shares, given in found if shares is not None and shares.holds(share)}
    return points.pop() if len(points) == 1 and all(shares is not None for shares, _ in found) else None
