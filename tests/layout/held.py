"""Holding typed files against the rules, as the tests say it in one word."""

from __future__ import annotations

from datetime import date

from pipeline.layout_check import LayoutReport, check_layout, open_word
from pipeline.regulations import load_regulations

TODAY = date(2026, 11, 23)


def report(data: bytes, day: date | None = None, make_up: str | None = None) -> LayoutReport:
    """What is found in a file, by default under the rules of the day printed in it."""
    return check_layout(open_word(data), load_regulations(), TODAY, day=day, make_up=make_up)


def found(data: bytes, day: date | None = None, make_up: str | None = None) -> list[tuple[str, int]]:
    """Code and paragraph of each finding."""
    return [(finding.code, finding.place.paragraph) for finding in report(data, day, make_up).findings]


def told(data: bytes) -> str:
    """The findings in sentences, for a look at what failed."""
    return "\n".join(
        f"{one.code} | {one.where} | {one.words} | {one.says} | {one.rule}" for one in report(data).findings
    )
