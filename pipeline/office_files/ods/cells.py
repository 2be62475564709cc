"""One cell of an OpenDocument workbook: its value, and its text run by run with the font of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from pipeline.errors import FormRefused
from pipeline.office_files.workbook_problems import too_large_to_read
from pipeline.office_files.workbook_values import Budget, Cell, Run, Text, Unreadable, number, time_of, to_the_second

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_BREAKS = re.compile(r"[\t\r\n]+")  # blanks stay: LibreOffice writes several as they are where there are lines
_TIME = re.compile(r"P(?:T(?=\d))?(?:(\d{1,6})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d{1,9}))?S)?")
_FIRST_OF_MARCH = date(1900, 3, 1)
_TRUTHS = ("of:=TRUE()", "of:=FALSE()")  # what LibreOffice makes of a truth value in an Excel file
_QUOTED = 100  # characters of a formula that are shown
_MOST_PIECES = 100_000  # in one cell


class CellText:
    """Collects the paragraphs of a cell from their events."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._runs: list[Run] = []
        self._fonts: list[str | None] = []
        self._paragraphs = 0

    def begin_paragraph(self) -> None:
        if self._paragraphs:
            self._add("\n")
        self._paragraphs += 1

    def begin_span(self, font: str | None) -> None:
        """A span in a font; without one of its own it has that of what it stands in."""
        self._fonts.append(font if font is not None else self._font)

    def end_span(self) -> None:
        self._fonts.pop()

    def data(self, text: str) -> None:
        self._add(_BREAKS.sub(" ", text))

    def sign(self, name: str, attributes: Mapping[str, str]) -> None:
        """What stands for blanks and breaks inside a paragraph."""
        if name == f"{TEXT}s":
            count = int(attributes.get(f"{TEXT}c", "1"))
            self._budget.use_letters(count)
            self._add(" " * count)
        elif name == f"{TEXT}tab":
            self._add("\t")
        elif name == f"{TEXT}line-break":
            self._add("\n")

    @property
    def _font(self) -> str | None:
        return self._fonts[-1] if self._fonts else None

    def _add(self, text: str) -> None:
        if len(self._runs) >= _MOST_PIECES:
            raise FormRefused(too_large_to_read())
        self._runs.append(Run(text, self._font))

    def taken(self) -> Text:
        if all(run.font is None for run in self._runs):
            return "".join(run.text for run in self._runs)
        return tuple(_joined(self._runs))


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one font in one run: a letter and its sign may come in two pieces."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1].font == run.font:
            found[-1] = Run(found[-1].text + run.text, run.font)
        else:
            found.append(run)
    return found


def is_used(attributes: Mapping[str, str], text: Text) -> bool:
    """Whether a cell holds anything: a value, a formula, or text without a type."""
    return bool(text) or f"{OFFICE}value-type" in attributes or f"{TABLE}formula" in attributes


def is_text(attributes: Mapping[str, str]) -> bool:
    kind = attributes.get(f"{OFFICE}value-type", "")
    return kind == "string" or (not kind and f"{TABLE}formula" not in attributes)


def value(attributes: Mapping[str, str], text: str, epoch: date) -> Cell:
    """The value of a cell that is no text."""
    if attributes.get(_CALC_TYPE) == "error":
        return Unreadable(text or "#N/A")
    kind = attributes.get(f"{OFFICE}value-type", "")
    match kind:
        case "float" | "percentage" | "currency":
            found = number(float(attributes[f"{OFFICE}value"]))
            return bool(found) if attributes.get(f"{TABLE}formula") in _TRUTHS else found
        case "date":
            return _moment(attributes.get(f"{OFFICE}date-value", ""), epoch)
        case "time":
            return _time(attributes.get(f"{OFFICE}time-value", ""))
        case "boolean":
            return attributes.get(f"{OFFICE}boolean-value") == "true"
        case _:
            return Unreadable("=" + attributes.get(f"{TABLE}formula", "")[:_QUOTED], is_formula=True)


def is_error(attributes: Mapping[str, str]) -> bool:
    return attributes.get(_CALC_TYPE) == "error"


def _moment(text: str, epoch: date) -> Cell:
    try:
        found = datetime.fromisoformat(text[:26].rstrip("Z"))
    except ValueError:
        return text
    if "T" in text and found.date() == epoch:
        return time_of(found - datetime.combine(epoch, found.min.time()))
    if epoch.year < 1904 and found.date() < _FIRST_OF_MARCH:
        found += timedelta(days=1)  # as Excel counts, with a 29 February 1900 that never was
    return to_the_second(found) if found.time() != found.min.time() else found.date()


def _time(text: str) -> Cell:
    match = _TIME.fullmatch(text)
    if not match:
        return text
    hours, minutes, seconds = (int(part or 0) for part in match.groups()[:3])
    fraction = float(f"0.{match[4] or 0}")
    return time_of(timedelta(hours=hours, minutes=minutes, seconds=seconds + fraction))
