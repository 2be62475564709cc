"""A Word file against the layout rules of its day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from pipeline.layout_check import words
from pipeline.layout_check.abstract import check_abstract, check_marks
from pipeline.layout_check.appearance import check_appearance
from pipeline.layout_check.characters import check_fonts, check_letters, check_scripts
from pipeline.layout_check.components import Components, recognised
from pipeline.layout_check.dating import check_date
from pipeline.layout_check.ending import (
    check_addressed,
    check_filed_copy,
    check_recipients,
    check_recipients_label,
    check_roles,
    check_signature,
)
from pipeline.layout_check.findings import Checked, Finding, grouped
from pipeline.layout_check.model import Document
from pipeline.layout_check.numbering import check_number
from pipeline.layout_check.package import WordFile
from pipeline.layout_check.page import check_page_number, check_sheet
from pipeline.layout_check.presence import check_order, check_presence
from pipeline.layout_check.reading import read_document
from pipeline.layout_check.running_text import check_end, check_grounds, check_running_text
from pipeline.layout_check.title import check_title
from pipeline.regulations import ComponentName, Regulations, RuleSet

_CHECKS: tuple[Callable[[Checked], Iterable[Finding]], ...] = (
    check_sheet,
    check_presence,
    check_order,
    check_title,
    check_marks,
    check_number,
    check_date,
    check_abstract,
    check_appearance,
    check_running_text,
    check_grounds,
    check_end,
    check_addressed,
    check_signature,
    check_roles,
    check_recipients_label,
    check_recipients,
    check_filed_copy,
    check_page_number,
    check_fonts,
    check_scripts,
    check_letters,
)


class DayFrom(Enum):
    """Where the day of a document was taken from."""

    GIVEN = "given"
    PRINTED = "printed"
    MONTH = "month"
    TODAY = "today"


@dataclass(frozen=True)
class LayoutReport:
    """The findings of one file, the rules it was held against and why those."""

    findings: tuple[Finding, ...]
    rules: RuleSet
    day_from: DayFrom
    make_up: str


def check_layout(
    file: WordFile, regulations: Regulations, today: date, *, day: date | None = None, make_up: str | None = None
) -> LayoutReport:
    """Hold a Word file against the rules of `day`; by default of the day printed in it, else of `today`.

    `make_up` (full, letter, minutes, slip) is known from what is printed where it is not given.
    Raises `PackageRefused` where a part of the file cannot be read.
    """
    document = read_document(file)
    components = recognised(document, regulations.on(day or today), make_up)
    chosen, day_from = (day, DayFrom.GIVEN) if day else _printed_day(document, components) or (today, DayFrom.TODAY)
    rules = regulations.on(chosen)
    components = recognised(document, rules, make_up)
    checked = Checked(document, components, rules)
    findings = grouped(finding for check in _CHECKS for finding in check(checked))
    return LayoutReport(findings, rules, day_from, components.make_up)


def _printed_day(document: Document, components: Components) -> tuple[date, DayFrom] | None:
    """The day of the head; in minutes without one, the first that the text names; else the first month named."""
    dated = components.first(ComponentName.PLACE_AND_DATE)
    texts = [line.text for line in (dated, components.first(ComponentName.ABSTRACT)) if line]
    texts += [paragraph.words for paragraph in components.body or document.paragraphs]
    for find, day_from in ((words.date_in, DayFrom.PRINTED), (words.month_in, DayFrom.MONTH)):
        if day := next((day for text in texts if (day := find(text))), None):
            return day, day_from
    return None
