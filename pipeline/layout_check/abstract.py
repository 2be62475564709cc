"""The star under the body's name, the abstract and the hyphens under it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.layout_check.findings import Checked, Finding
from pipeline.messages import msg
from pipeline.regulations import ComponentName

C = ComponentName


def check_abstract(checked: Checked) -> Iterator[Finding]:
    """It begins with a small letter and ends without a stop: it goes on where the type's name leaves off."""
    for name in (C.ABSTRACT, C.LETTER_ABSTRACT):
        lines = checked.components.lines(name)
        rule = checked.rule_of(name)
        if not lines:
            continue
        first, last = lines[0].text, lines[-1].text
        starts_big = first[:1].isupper() and first[1:2].islower()
        # The title of a paper is none: only what says of an issued document what it is about.
        if name is C.ABSTRACT and checked.requires(name) and starts_big:
            wanted = msg("a small letter: “về …”")
            yield checked.finding("abstract-start", lines[0], msg("the abstract begins with a capital"), wanted, rule)
        if last.endswith((".", ";", ":", ",")):
            says = msg("“{sign}” behind the abstract", sign=last[-1])
            yield checked.finding("abstract-end", lines[-1], says, msg("nothing behind the abstract"), rule)


def check_marks(checked: Checked) -> Iterator[Finding]:
    """One `*` and five hyphens, as the rules write them."""
    for name, code in ((C.STAR, "star"), (C.ABSTRACT_LINE, "abstract-line")):
        line, rule = checked.components.first(name), checked.rule_of(name)
        if line is not None and rule is not None and rule.text and line.text != rule.text:
            says = msg("{component}: “{text}”", component=name.label, text=line.text)
            yield checked.finding(code, line, says, msg("“{text}”", text=rule.text), rule)
