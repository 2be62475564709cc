"""Running text: first lines, heights of lines, gaps between paragraphs, grounds, and how the text ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.layout_check.findings import Checked, Finding
from pipeline.layout_check.model import Line, Paragraph
from pipeline.layout_check.ooxml import TWIPS_A_MM, TWIPS_A_POINT
from pipeline.layout_check.words import ADDRESSED
from pipeline.messages import msg
from pipeline.regulations import ComponentName

C = ComponentName
_INDENT_TOLERANCE = 0.6  # mm
_SINGLE = 240  # Word counts a height `auto` in 240ths of a line
_LEADING = 1.149  # height of a line of Times New Roman by its size
_CENTRED = {"center", "right", "end"}


def check_running_text(checked: Checked) -> Iterator[Finding]:
    """Each paragraph of the body; what is centred stands for itself, tables have their own measure."""
    body = checked.components.body if checked.requires(C.BODY_TEXT) else ()
    for paragraph in body:
        if _is_running(paragraph):
            yield from _first_line(checked, paragraph)
            yield from _height(checked, paragraph)
    for above, below in pairwise(body):
        if _is_running(above) and _is_running(below) and _adjoin(above, below):
            yield from _gap(checked, above, below)


def _is_running(paragraph: Paragraph) -> bool:
    text = paragraph.words
    return bool(text) and paragraph.shape.align not in _CENTRED and not ADDRESSED.match(text)


def _adjoin(above: Paragraph, below: Paragraph) -> bool:
    """Whether nothing stands between them, no table and no empty paragraph."""
    return below.place.paragraph == above.place.paragraph + 1


def _first_line(checked: Checked, paragraph: Paragraph) -> Iterator[Finding]:
    rule = checked.layout.body
    found = _indent(paragraph, checked.document.default_tab) / TWIPS_A_MM
    if abs(found - rule.first_line) > _INDENT_TOLERANCE:
        says = msg("first line {found} mm in", found=f"{found:.1f}".removesuffix(".0").replace(".", ","))
        yield checked.finding(
            "first-line", paragraph, says, msg("first line {wanted} mm in", wanted=rule.first_line), rule
        )


def _indent(paragraph: Paragraph, default_tab: int) -> int:
    """Where the first letter, or the number a list puts before it, stands."""
    shape, text = paragraph.shape, paragraph.text
    place = (shape.left or 0) + (shape.first_line or 0)
    for _tab in range(len(text) - len(text.lstrip("\t"))):
        stops = [stop for stop in shape.tabs or () if stop > place]
        place = stops[0] if stops else (place // default_tab + 1) * default_tab
    return place


def _height(checked: Checked, paragraph: Paragraph) -> Iterator[Finding]:
    rule = checked.layout.body
    size = max((run.look.points for run in paragraph.runs if run.text.strip()), default=0.0)
    line, kind = paragraph.shape.line or _SINGLE, paragraph.shape.line_rule or "auto"
    natural = size * _LEADING
    if kind == "auto":
        found = natural * line / _SINGLE
    else:
        found = line / TWIPS_A_POINT if kind == "exact" else max(natural, line / TWIPS_A_POINT)
    if found < rule.line_at_least - 0.2:
        says = msg("lines {found} pt high", found=f"{found:.1f}".removesuffix(".0").replace(".", ","))
        wanted = msg("lines at least {wanted} pt high", wanted=rule.line_at_least)
        yield checked.finding("line-height", paragraph, says, wanted, rule)


def _gap(checked: Checked, above: Paragraph, below: Paragraph) -> Iterator[Finding]:
    rule = checked.layout.body
    alike = above.style == below.style
    after = 0 if alike and above.shape.contextual else above.shape.after or 0
    before = 0 if alike and below.shape.contextual else below.shape.before or 0
    found = max(after, before) / TWIPS_A_POINT  # Word takes the larger of the two
    if found < rule.between - 0.1:
        says = msg("{found} pt before the paragraph", found=f"{found:g}".replace(".", ","))
        yield checked.finding(
            "gap", below, says, msg("at least {wanted} pt between paragraphs", wanted=rule.between), rule
        )


def check_grounds(checked: Checked) -> Iterator[Finding]:
    """Each ground ends with a semicolon, the last one as the guideline has it."""
    lines, wording = checked.components.lines(C.GROUNDS), checked.layout.wording
    for place, line in enumerate(lines):
        wanted = wording.last_ground_end if place == len(lines) - 1 else ";"
        if not line.text.endswith(wanted):
            says = msg("the ground ends with “{sign}”", sign=line.text[-1:])
            yield checked.finding("grounds-end", line, says, msg("it ends with “{sign}”", sign=wanted), wording)


def check_end(checked: Checked) -> Iterator[Finding]:
    """The last words of a document that is issued; slips end as they like."""
    last = next((one for one in reversed(checked.components.body) if one.words), None)
    if last is None or not checked.requires(C.BODY_TEXT):
        return
    text, wording = Line(last, last.runs).text, checked.layout.wording
    ends_long = text.endswith("./.")
    if not text.endswith(wording.body_end) or ends_long is not (wording.body_end == "./."):
        says = msg("the text ends with “{words}”", words=text[-12:])
        yield checked.finding("body-end", last, says, msg("it ends with “{sign}”", sign=wording.body_end), wording)
