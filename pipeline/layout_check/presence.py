"""Whether every component is there that the make-up of the document asks for, and stands in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.layout_check.findings import WHOLE, Checked, Finding
from pipeline.layout_check.model import Line
from pipeline.layout_check.words import MINUTES
from pipeline.messages import msg
from pipeline.regulations import ComponentName

C = ComponentName


def check_presence(checked: Checked) -> Iterator[Finding]:
    """What is missing, and a place-and-date line in minutes of a time that wants none."""
    make_up = checked.rules.make_ups[checked.components.make_up]
    for name in make_up.required:
        if not checked.components.lines(name):
            says = msg("{component}: missing", component=name.label)
            rule = msg("{component} is part of such a document", component=name.label)
            yield checked.finding("missing", WHOLE, says, rule, checked.rule_of(name))
    wording = checked.layout.wording
    dated = checked.components.first(C.PLACE_AND_DATE)
    is_minutes = checked.components.type_name.startswith(MINUTES)  # an extract is dated by who makes it
    if dated and is_minutes and make_up.id == "minutes" and not wording.minutes_dated:
        rule = msg("minutes have no such line; the opening says time and place")
        yield checked.finding("unwanted", dated, msg("place and date stand above the minutes"), rule, wording)


def check_order(checked: Checked) -> Iterator[Finding]:
    """The superior above the body that issues, the star below both, the number below the star."""
    components = checked.components
    order = (C.SUPERIOR, C.BODY_NAME, C.STAR, C.NUMBER)
    there = [(name, line) for name in order if (line := components.first(name)) is not None]
    for (upper, above), (lower, below) in pairwise(there):
        if _position(above) > _position(below):
            says = msg("{lower} stands above {upper}", lower=lower.label, upper=upper.label)
            rule = msg("{upper} above {lower}", lower=lower.label, upper=upper.label)
            yield checked.finding("order", below, says, rule, checked.rule_of(lower))


def _position(line: Line) -> tuple[int, int]:
    """Lines of one paragraph stand in the order they were typed in."""
    paragraph = line.paragraph
    lines = list(paragraph.lines())
    return paragraph.place.paragraph, lines.index(line)
