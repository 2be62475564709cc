"""Figures that can be added up over bodies, and shares of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import add
from typing import Self, TypeVar

from pipeline.reports.points import Points
from pipeline.vietnamese.dates import percent

K = TypeVar("K")


class Sum:
    """Figures that are added field by field."""

    def __add__(self, other: Self) -> Self:
        return type(self)(*map(add, vars(self).values(), vars(other).values()))


V = TypeVar("V", bound=Sum | Points | int)


def joined(one: Mapping[K, V], other: Mapping[K, V]) -> dict[K, V]:
    """Both; what stands in both is added."""
    both: dict[K, V] = dict(one)
    for key, value in other.items():
        both[key] = add(both[key], value) if key in both else value
    return both


@dataclass(frozen=True)
class Share(Sum):
    """So many of so many; nothing of nothing where it is not recorded."""

    part: int = 0
    whole: int = 0

    @property
    def percent(self) -> str:
        """`95,2%`; empty of nothing."""
        return percent(self.part, self.whole)
