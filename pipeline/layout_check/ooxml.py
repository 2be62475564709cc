"""The few words of WordprocessingML that layout is written in."""

from __future__ import annotations

import re

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
VML = "urn:schemas-microsoft-com:vml"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"

Element = etree._Element

TWIPS_A_POINT = 20
TWIPS_A_MM = 1440 / 25.4
EMU_A_TWIP = 635

_MEASURE = re.compile(r"^(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)?$")
_POINTS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}


def w(name: str) -> str:
    """The tag or attribute `name` of Word's own namespace."""
    return f"{{{W}}}{name}"


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, of its first child of the next name …; None where one is missing."""
    for name in path:
        element = None if element is None else element.find(w(name))
    return element


def attribute(element: Element | None, name: str = "val") -> str | None:
    """An attribute of Word's namespace; None where the element or the attribute is missing."""
    return None if element is None else element.get(w(name))


def switched(element: Element | None) -> bool | None:
    """Whether an on/off element is on: present without a value means on; None where it is missing."""
    return None if element is None else attribute(element) not in ("0", "false", "off")


def whole(text: str | None) -> int | None:
    """A whole number; None where it is none (Word forgives, so do we)."""
    try:
        return None if text is None else int(float(text))
    except (ValueError, OverflowError):
        return None


def twips(text: str | None) -> int | None:
    """A length in twentieths of a point: a bare number, or with its unit as strict files have it."""
    found = _MEASURE.match(text or "")
    if not found:
        return None
    return round(float(found[1]) * (_POINTS[found[2]] * TWIPS_A_POINT if found[2] else 1))


def points_of(text: str) -> float | None:
    """A length of a VML style (`155.9pt`, `5.5cm`, bare numbers are pixels at 96 a inch) in points."""
    found = _MEASURE.match(text.strip().replace("px", ""))
    return float(found[1]) * _POINTS.get(found[2], 0.75) if found else None
