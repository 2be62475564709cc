"""The title and the line under it: solid, level, exactly as long as the words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.layout_check.findings import Checked, Finding
from pipeline.layout_check.model import Line, Paragraph
from pipeline.layout_check.ooxml import TWIPS_A_MM, TWIPS_A_POINT
from pipeline.layout_check.words import DASHES
from pipeline.messages import Message, msg
from pipeline.regulations import Component, ComponentName
from pipeline.vietnamese.text import strip_accents

# Advance widths of Times New Roman Bold in units of 1/2048 em; accents add nothing to a letter's width.
_WIDTHS = {" ": 512, "A": 1479, "C": 1479, "D": 1479, "E": 1366, "G": 1593, "I": 797, "M": 1933, "N": 1479, "O": 1593,
           "S": 1139, "T": 1366, "V": 1479}  # fmt: skip
_EM, _OTHER = 2048, 1479
_TOLERANCE = 0.05  # of the length
_ASIDE = 2 * TWIPS_A_MM  # how far a line may stand out of the middle
_SOLID = {"single", "thick"}
_NONE = (None, "nil", "none")


@dataclass(frozen=True)
class _UnderTitle:
    """A line under the title: its length where known, whether it is solid and in the middle."""

    length: float | None
    solid: bool = True
    centred: bool = True


def check_title(checked: Checked) -> Iterator[Finding]:
    """The words of the title, and the line under them."""
    title, rule = checked.components.first(ComponentName.TITLE), checked.rule_of(ComponentName.TITLE)
    if title is None or rule is None:
        return
    if title.text.upper() != rule.text:
        says = msg("the title says “{text}”", text=title.text)
        yield checked.finding("title-words", title, says, msg("“{text}”", text=rule.text), rule)
    else:
        yield from _line_under(checked, title, rule)


def _line_under(checked: Checked, title: Line, rule: Component) -> Iterator[Finding]:
    wanted = msg("a solid line drawn below the title, as long as its words; not the underline of the letters")
    for code, says in _faults_of_line(checked, title):
        yield checked.finding(code, title, says, wanted, rule)


def _faults_of_line(checked: Checked, title: Line) -> Iterator[tuple[str, Message]]:
    if any(run.look.underline for run in title.printed):
        yield "title-underlined", msg("the title is underlined")
        return
    lines = list(_lines(checked, title))
    if not lines and any(DASHES.match(line.text) for line in _below(checked, title)):
        yield "title-line-typed", msg("the line under the title is typed")
    elif not lines:
        yield "title-line-missing", msg("there is no line under the title")
    else:
        yield from _faults_of_drawn(lines, _words_width(title))


def _faults_of_drawn(lines: list[_UnderTitle], words: float) -> Iterator[tuple[str, Message]]:
    """Of several lines the one that comes nearest to the words is meant to be that of the title."""
    line = min(lines, key=lambda line: abs((line.length or words) - words))
    if line.length is not None and abs(line.length - words) > _TOLERANCE * words:
        found, right = (f"{length / TWIPS_A_MM:.0f}" for length in (line.length, words))
        says = msg("the line is {found} mm long, the words {words} mm", found=found, words=right)
        yield "title-line-length", says
    if not line.solid:
        yield "title-line-style", msg("the line is not a solid one")
    if not line.centred:
        yield "title-line-centred", msg("the line does not stand under the middle of the title")


def _lines(checked: Checked, title: Line) -> Iterator[_UnderTitle]:
    """Borders below the title or above or below the empty paragraph after it; lines drawn in the head."""
    own = title.paragraph
    if own.shape.line_below not in _NONE:
        yield _border(own, own.shape.line_below)
    following = _following(checked, own)
    if following is not None and not following.words:
        for border in (following.shape.line_above, following.shape.line_below):
            if border not in _NONE:
                yield _border(following, border)
    for paragraph in _head_paragraphs(checked, own):
        for drawn in paragraph.drawn:
            yield _UnderTitle(drawn.length, centred=drawn.align in (None, "center"))


def _border(paragraph: Paragraph, kind: str | None) -> _UnderTitle:
    left, right = paragraph.shape.left or 0, paragraph.shape.right or 0
    left += min(0, paragraph.shape.first_line or 0)
    length = None if paragraph.room is None else float(paragraph.room - left - right)
    return _UnderTitle(length, kind in _SOLID, abs(left - right) <= _ASIDE)


def _following(checked: Checked, paragraph: Paragraph) -> Paragraph | None:
    everything = checked.document.paragraphs
    place = everything.index(paragraph) + 1
    found = everything[place] if place < len(everything) else None
    return found if found is not None and found.place.cell == paragraph.place.cell else None


def _head_paragraphs(checked: Checked, title: Paragraph) -> list[Paragraph]:
    """Whatever a drawn line may hang on: paragraphs of the title's column, or of the head where it has no columns."""
    everything = checked.document.paragraphs
    last = max(everything.index(line.paragraph) for line in checked.components.head)
    head = everything[: last + 1]
    cell = title.place.cell
    return [one for one in head if cell is None or one.place.cell == cell]


def _below(checked: Checked, title: Line) -> list[Line]:
    after = checked.components.head.index(title) + 1
    return [line for line in checked.components.head[after : after + 3] if line.cell == title.cell]


def _words_width(title: Line) -> float:
    """Width of the title's words in twentieths of a point, without the blanks before and behind them."""
    text = "".join(run.text for run in title.runs)
    sizes = [run.look.points for run in title.runs for _letter in run.text]
    first, behind = len(text) - len(text.lstrip()), len(text.rstrip())
    letters = zip(text[first:behind], sizes[first:behind], strict=True)
    return sum(_width(letter) * size for letter, size in letters) * TWIPS_A_POINT


def _width(letter: str) -> float:
    """Part of the font's size that a letter is wide."""
    return _WIDTHS.get(strip_accents(letter).upper(), _OTHER) / _EM
