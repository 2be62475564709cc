"""Small words of the year's report: counts, dates, and what is not recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from pipeline.reports.points import Points
from pipeline.reports.year.sums import Share
from pipeline.vietnamese.dates import count, decimal, figure

UNKNOWN = "chưa ghi nhận"
NOTHING = "–"  # the same in a narrow cell


def some(number: int, unit: str) -> str:
    """`02 cuộc họp`, `1.204 lượt`."""
    return f"{count(number)} {unit}"


def people(number: int) -> str:
    return some(number, "đồng chí")


def parts(*found: tuple[int, str]) -> str:
    """`chậm 01 kỳ; thiếu 02 kỳ`: those that are not 0, `{}` the number."""
    return "; ".join(text.format(count(number)) for number, text in found if number)


def share_of(share: Share, unit: str) -> str:
    """`95,9% (459/477 lượt)`; not recorded where it is of nothing."""
    return f"{share.percent} ({figure(share.part)}/{figure(share.whole)} {unit})" if share.whole else UNKNOWN


def points_of(points: Points) -> str:
    """`95,13 điểm`."""
    return f"{decimal(points.average)} điểm" if points.average is not None else UNKNOWN


def lost_of(lost: Decimal, points: int) -> str:
    return f"{decimal(lost)}/{points} điểm"


def by_count(found: Mapping[str, int], unit: str) -> str:
    """`Tốt 15 cuộc; Khá 01 cuộc`, the most frequent first; not recorded of nothing."""
    ordered = sorted(found.items(), key=lambda one: -one[1])
    return "; ".join(f"{name} {some(number, unit)}" for name, number in ordered) or UNKNOWN


def sentence(texts: Iterable[str]) -> str:
    """Several as one list, without the full stops that they end in."""
    return "; ".join(text.strip().rstrip(".;") for text in texts)
