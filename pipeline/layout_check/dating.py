"""Place and date: `Tân Phú, ngày 05 tháng 10 năm 2018`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from re import Match

from pipeline.layout_check.findings import Checked, Finding
from pipeline.layout_check.model import Line
from pipeline.layout_check.words import DATE
from pipeline.messages import Message, msg
from pipeline.regulations import ComponentName
from pipeline.vietnamese.dates import date_in_words
from pipeline.vietnamese.text import single_line

_EXAMPLE = "Tân Phú, ngày 05 tháng 10 năm 2018"


def check_date(checked: Checked) -> Iterator[Finding]:
    """Its form, its zeros, and that there is such a day. Blanks to be filled in by hand are left alone."""
    for line in checked.components.lines(ComponentName.PLACE_AND_DATE)[:1]:
        found = DATE.search(line.text)
        rule = msg("“{text}”", text=_EXAMPLE)
        if found is None:
            yield _finding(checked, "date-form", line, msg("the date is written in figures"), rule)
            continue
        before, behind = line.text[: found.start()], line.text[found.end() :]
        if not before.strip(" ,"):
            yield _finding(checked, "date-place", line, msg("the place is missing before the date"), rule)
        elif not before.rstrip().endswith(","):
            yield _finding(checked, "date-comma", line, msg("there is no comma between place and date"), rule)
        if behind.strip() or not found.group().startswith("ngày"):
            yield _finding(checked, "date-form", line, msg("the date: “{text}”", text=found.group() + behind), rule)
        elif all(found[name].isdigit() for name in ("day", "month", "year")):
            yield from _zeros(checked, line, found)


def _zeros(checked: Checked, line: Line, found: Match[str]) -> Iterator[Finding]:
    try:
        day = date(*(int(found[name]) for name in ("year", "month", "day")))
    except ValueError:
        says, rule = msg("there is no such day: {text}", text=found.group()), msg("a day of the calendar")
        yield _finding(checked, "date-invalid", line, says, rule)
        return
    wanted = single_line(date_in_words(day))
    if " ".join(found.group().split()) != wanted:
        says = msg("the date: “{text}”", text=found.group())
        rule = msg("a zero before days under 10 and months 1 and 2 only: “{wanted}”", wanted=wanted)
        yield _finding(checked, "date-zero", line, says, rule)


def _finding(checked: Checked, code: str, line: Line, says: Message, rule: Message) -> Finding:
    return checked.finding(code, line, says, rule, checked.rule_of(ComponentName.PLACE_AND_DATE))
