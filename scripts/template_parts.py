"""The small language the templates are written in: lines, and tags that nest.

A line that only holds a tag (`{%p if … %}`) disappears with its paragraph when the template is filled; it has a style
of its own, grey and small, so an office sees in Word what is machinery and what is text.

At least two lines of text stand above the signatures. A style cannot look ahead, so whatever may turn out to be the
last before the closing sentence holds its last paragraph to what follows (`HELD`). Only the last of a group is held:
a document whose every paragraph holds the next would be moved from page to page as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from docx.document import Document
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from scripts.template_styles import BODY, HELD, NAMES

Place = Document | _Cell
Part = tuple[str, str]  # heading, name of its paragraphs

# Characters, less than a page of them. LibreOffice moves a held paragraph as a whole, and one that is longer than a
# page comes apart from its title; after such a one only a closing sentence of two lines keeps the signatures company.
LONGEST_HELD = 2500


def line(place: Place, text: str, style: str = BODY) -> Paragraph:
    """One paragraph in one of our styles."""
    return place.add_paragraph(text, NAMES[style])


def tag(place: Place, statement: str) -> None:
    """A statement on a paragraph of its own, which goes when the template is filled."""
    line(place, f"{{%p {statement} %}}", "VTLenh")


@contextmanager
def given(place: Place, condition: str) -> Iterator[None]:
    """What is added inside is printed only where the condition holds."""
    tag(place, f"if {condition}")
    yield
    tag(place, "endif")


@contextmanager
def each(place: Place, loop: str) -> Iterator[None]:
    """What is added inside is printed once per element: `each(place, "v in votes")`."""
    tag(place, f"for {loop}")
    yield
    tag(place, "endfor")


def given_line(place: Place, name: str, text: str, style: str = BODY) -> None:
    """A line that is left out where `name` is empty."""
    with given(place, name):
        line(place, text, style)


def paragraphs(place: Place, source: str, label: str = "", style: str = BODY) -> None:
    """All paragraphs of `source`, the first one behind the label; nothing at all where there is none."""
    opening = f"{{% if loop.first %}}{label} {{% endif %}}" if label else ""
    with each(place, f"p in {source}"):
        line(place, f"{opening}{{{{ p }}}}", style)


def last_paragraphs(place: Place, source: str, pattern: str = "{}") -> None:
    """The paragraphs of a non-empty `source`, the last of them held to what follows."""
    held_paragraphs(place, source, "true", pattern)


def held_paragraphs(place: Place, source: str, condition: str, pattern: str = "{}") -> None:
    """The paragraphs of a non-empty `source`, the last of them held to what follows where the condition holds."""
    with each(place, f"p in {source}[:-1]"):
        line(place, pattern.format("{{ p }}"))
    end = pattern.format(f"{{{{ {source}[-1] }}}}")
    with given(place, f"{condition} and {source}[-1]|length <= {LONGEST_HELD}"):
        line(place, end, HELD)
        tag(place, "else")
        line(place, end)


def titled(place: Place, source: str, title: str, style: str = "VTTieuMuc") -> None:
    """Numbered title and paragraphs, the last of them held; nothing where there are none."""
    with given(place, source):
        line(place, title, style)
        last_paragraphs(place, source)


def parts(place: Place, *titles: Part) -> None:
    """Those parts that are there, one after the other under numbered titles; the very last paragraph is held."""
    listed = ", ".join(f'("{title}", {source})' for title, source in titles)
    with each(place, f"title, texts in ({listed},) if texts"):
        line(place, "{{ so.next() }}. {{ title }}", "VTTieuMuc")
        held_paragraphs(place, "texts", "loop.last")


def closing(place: Place) -> None:
    """The sentence that a document ends with, on the page of the signatures."""
    given_line(place, "closing", "{{ closing }}", "VTLoiKet")


def counter(place: Place, name: str, numerals: str) -> None:
    """What counts the parts that are printed: `counter(document, "muc", ROMAN)`, then `{{ muc.next() }}`."""
    tag(place, f"set {name} = cycler({numerals})")


ROMAN = '"I", "II", "III", "IV", "V", "VI"'
ARABIC = ", ".join(f'"{number}"' for number in range(1, 21))
