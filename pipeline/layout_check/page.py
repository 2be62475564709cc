"""Sheet, margins and page number."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.layout_check.findings import WHOLE, Checked, Finding
from pipeline.layout_check.model import Paragraph, Part, Place, Section
from pipeline.layout_check.ooxml import TWIPS_A_MM
from pipeline.messages import Message, msg
from pipeline.regulations import Component, ComponentName

TOLERANCE = 0.6  # mm; Word and LibreOffice round to twentieths of a point
_ONE_PAGE = 3_000  # letters; a page of 14 points holds about 2,200

_SIDES: tuple[tuple[str, Message], ...] = (
    ("top", msg("top margin")),
    ("bottom", msg("bottom margin")),
    ("left", msg("left margin")),
    ("right", msg("right margin")),
)


def check_sheet(checked: Checked) -> Iterator[Finding]:
    """Size and margins of the first section; a later one may lie on its side for a wide table."""
    rule = checked.layout.page
    for section in checked.document.sections[:1]:
        if _off(section.width, rule.width) or _off(section.height, rule.height):
            says = msg("the sheet is {width} × {height} mm", width=_mm(section.width), height=_mm(section.height))
            wanted = msg("A4: {width} × {height} mm, upright", width=rule.width, height=rule.height)
            yield checked.finding("page-size", WHOLE, says, wanted, rule)
        for side, label in _SIDES:
            found, wanted_mm = getattr(section, side), getattr(rule, side)
            if _off(found, wanted_mm):
                says = msg("{side} {found} mm", side=label, found=_mm(found))
                wanted = msg("{side} {wanted} mm", side=label, wanted=wanted_mm)
                yield checked.finding("margin", WHOLE, says, wanted, rule)


def _off(twips: int, millimetres: int) -> bool:
    return abs(twips / TWIPS_A_MM - millimetres) > TOLERANCE


def _mm(twips: int) -> str:
    return f"{twips / TWIPS_A_MM:.1f}".removesuffix(".0").replace(".", ",")


def check_page_number(checked: Checked) -> Iterator[Finding]:
    """Arabic, centred in the header, none on page 1. A document of one page needs none."""
    for section in checked.document.sections[:1]:
        numbers = _numbers(section.headers)
        if numbers:
            yield from _in_header(checked, section, numbers)
        elif below := _numbers(section.footers):
            says = msg("the page number stands at the foot of the page")
            yield _finding(
                checked, "page-number-place", next(iter(below.values())), says, msg("in the header, centred")
            )
        elif _has_pages(checked):
            says = msg("there is more than one page and no page number")
            place = Place(Part.HEADER)
            yield checked.finding(
                "page-number-missing", place, says, msg("pages are numbered from page 2 on"), _rule(checked)
            )


def _numbers(furniture: dict[str, tuple[Paragraph, ...]]) -> dict[str, Paragraph]:
    return {
        kind: paragraph for kind, paragraphs in furniture.items() for paragraph in paragraphs if paragraph.counts_pages
    }


def _in_header(checked: Checked, section: Section, numbers: dict[str, Paragraph]) -> Iterator[Finding]:
    number = numbers.get("default") or next(iter(numbers.values()))
    if not section.first_page_differs or "first" in numbers:
        says = msg("the first page shows its number")
        yield _finding(checked, "page-number-first", number, says, msg("no number on page 1"))
    if number.shape.align != "center" and "\t" not in number.text:
        says = msg("the page number is not centred")
        yield _finding(checked, "page-number-centred", number, says, msg("in the header, centred"))
    beside = "".join(sign for sign in number.words if not sign.isdigit()).strip()
    if section.number_format != "decimal" or beside:
        says = msg("the page number is written as “{text}”", text=number.words or section.number_format)
        yield _finding(checked, "page-number-form", number, says, msg("an Arabic number alone"))
    rule = checked.layout.page
    if _off(section.header, rule.number_from_top):
        says = msg("the page number stands {found} mm below the edge", found=_mm(section.header))
        wanted = msg("{wanted} mm below the edge", wanted=rule.number_from_top)
        yield checked.finding("page-number-distance", number, says, wanted, rule)


def _finding(checked: Checked, code: str, number: Paragraph, says: Message, rule: Message) -> Finding:
    return checked.finding(code, number, says, rule, _rule(checked))


def _rule(checked: Checked) -> Component | None:
    return checked.rule_of(ComponentName.PAGE_NUMBER)


def _has_pages(checked: Checked) -> bool:
    """Whether there is surely more than one page; Word leaves that to the printer."""
    paragraphs = checked.document.paragraphs
    return any(one.breaks_page for one in paragraphs) or sum(len(one.words) for one in paragraphs) > _ONE_PAGE
