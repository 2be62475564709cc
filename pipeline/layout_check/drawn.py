"""Lines drawn into a text, and the text of boxes: DrawingML of today's Word, VML of the older."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from pipeline.layout_check.model import Drawn
from pipeline.layout_check.ooxml import (
    DRAWING,
    EMU_A_TWIP,
    PLACED,
    TWIPS_A_POINT,
    VML,
    Element,
    points_of,
    w,
    whole,
)

_LINES = {"line", "lineInv", "straightConnector1"}
_FLAT = 2 * TWIPS_A_POINT  # a shape no higher than this is seen as a line
_CONNECTOR = "#_x0000_t32"


def text_boxes(element: Element) -> Iterator[Element]:
    """What stands in the text boxes of a drawing."""
    return element.iter(w("txbxContent"))


def drawn_lines(element: Element) -> Iterator[Drawn]:
    """The level lines of a `w:drawing` or `w:pict`."""
    yield from _of_drawing(element)
    for tag in ("line", "shape", "rect"):
        for shape in element.iter(f"{{{VML}}}{tag}"):
            length = _vml_length(shape, tag)
            if length:
                yield Drawn(round(length * TWIPS_A_POINT), None)


def _of_drawing(element: Element) -> Iterator[Drawn]:
    for placed in (*element.iter(f"{{{PLACED}}}anchor"), *element.iter(f"{{{PLACED}}}inline")):
        extent = placed.find(f"{{{PLACED}}}extent")
        if extent is None:
            continue
        width, height = ((whole(extent.get(side)) or 0) // EMU_A_TWIP for side in ("cx", "cy"))
        shapes = {str(found.get("prst")) for found in placed.iter(f"{{{DRAWING}}}prstGeom")}
        if width > height and (shapes & _LINES or (shapes and height <= _FLAT)):
            align = placed.find(f"{{{PLACED}}}positionH/{{{PLACED}}}align")
            yield Drawn(width, None if align is None else align.text)


def _vml_length(shape: Element, tag: str) -> float | None:
    """Length in points of a level line; None for any other shape."""
    if tag == "line":
        start, end = _point(shape.get("from")), _point(shape.get("to"))
        return math.dist(start, end) if start and end and abs(start[1] - end[1]) <= 2 else None
    style = dict(re.findall(r"([a-z-]+)\s*:\s*([^;]+)", str(shape.get("style") or "")))
    width, height = points_of(style.get("width", "")), points_of(style.get("height", "0"))
    is_line = shape.get("type") == _CONNECTOR or tag == "rect"
    return width if width and is_line and (height or 0) <= 2 else None


def _point(text: str | None) -> tuple[float, float] | None:
    across, _comma, down = str(text or "").partition(",")
    found = points_of(across), points_of(down or "0")
    return None if found[0] is None or found[1] is None else (found[0], found[1])
