"""The pages of a text, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.layout_check.model import Paragraph, Section
from pipeline.layout_check.ooxml import Element, attribute, child, switched, twips, w

Furniture = Mapping[str, Mapping[str, tuple[Paragraph, ...]]]  # header or footer → kind → its paragraphs


def section_properties(body: Element) -> Iterator[Element]:
    """Each `w:sectPr`: those of inner sections hang on their last paragraph, that of the last on the body."""
    for element in body:
        found = element if element.tag == w("sectPr") else child(element, "pPr", "sectPr")
        if found is not None:
            yield found


def text_width(properties: Element | None) -> int | None:
    """Width between the margins, in twentieths of a point; None where it is not said."""
    size, margins = child(properties, "pgSz"), child(properties, "pgMar")
    values = [twips(attribute(size, "w")), *(twips(attribute(margins, side)) for side in ("left", "right"))]
    width, left, right = values
    return None if width is None or left is None or right is None else width - left - right


def section(properties: Element, furniture: Furniture) -> Section:
    """A section with headers and footers of its own or, where it names none, those of the section before."""
    size, margins = child(properties, "pgSz"), child(properties, "pgMar")

    def length(element: Element | None, name: str, otherwise: int) -> int:
        found = twips(attribute(element, name))
        return otherwise if found is None else abs(found)

    return Section(
        width=length(size, "w", 12240),  # Word's own sizes: a letter sheet, an inch around
        height=length(size, "h", 15840),
        top=length(margins, "top", 1440),
        bottom=length(margins, "bottom", 1440),
        left=length(margins, "left", 1440) + length(margins, "gutter", 0),
        right=length(margins, "right", 1440),
        header=length(margins, "header", 720),
        first_page_differs=bool(switched(child(properties, "titlePg"))),
        number_format=attribute(child(properties, "pgNumType"), "fmt") or "decimal",
        headers=dict(furniture["header"]),
        footers=dict(furniture["footer"]),
    )
