"""The cells of a Word document's tables: found by number, shaded, and given their shade back.

A shade's pattern colour shows nowhere while the pattern is plain; both Word and LibreOffice keep it. There stands the
colour that was covered.
"""

from __future__ import annotations

import re

from lxml import etree

from pipeline.office_files.marks import INPUT_COLOUR
from pipeline.office_files.package_edit import Element, insert_after
from pipeline.office_files.word.text import inside, rows_of

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{WORD}}}"

ERROR_SHADE, WARNING_SHADE = "FFB4B0", "FFE890"
_SHADES = (ERROR_SHADE, WARNING_SHADE)
_NONE = "auto"
_COLOUR = re.compile("[0-9A-Fa-f]{6}")
_BEFORE_SHADE = {"cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders"}
_CELLS = frozenset({"tc"})


def text_of(block: Element) -> str:
    """The plain text of a paragraph or cell."""
    return "".join(text.text or "" for text in block.iter(f"{W}t"))


def tables(body: Element) -> list[Element]:
    """All tables in document order, those within others too."""
    return list(body.iter(f"{W}tbl"))


def cell_at(table: Element, row: int, column: int) -> Element | None:
    """The cell of that number in the row of that number; None where there is none."""
    rows = list(rows_of(table))
    cells = [cell for cell, _ in inside(rows[row], _CELLS)] if 0 <= row < len(rows) else []
    return cells[column] if 0 <= column < len(cells) else None


def shade(cell: Element, is_error: bool) -> None:
    """Shade a cell; one whose own shade could not be brought back is left as it is."""
    properties = cell.find(f"{W}tcPr")
    own = properties.find(f"{W}shd") if properties is not None else None
    covered = _plain(own)
    if covered is None:
        return
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    if own is None:
        own = etree.Element(f"{W}shd")
        insert_after(properties, own, _BEFORE_SHADE)
    own.attrib.clear()
    for name, value in (("val", "clear"), ("color", covered), ("fill", ERROR_SHADE if is_error else WARNING_SHADE)):
        own.set(f"{W}{name}", value)


def _plain(own: Element | None) -> str | None:
    """The colour of a shade that is nothing but a colour, `auto` for no shade; None for any other."""
    if own is None:
        return _NONE
    if set(map(str, own.attrib)) - {f"{W}val", f"{W}color", f"{W}fill"} or own.get(f"{W}val") != "clear":
        return None
    fill = str(own.get(f"{W}fill", _NONE))
    return fill if (fill == _NONE or _COLOUR.fullmatch(fill)) and own.get(f"{W}color", _NONE) == _NONE else None


def unshade(body: Element) -> bool:
    """Give every shaded cell its own shade back. Whether there was any."""
    found = [
        (properties, own)
        for properties in body.iter(f"{W}tcPr")
        for own in properties.iterfind(f"{W}shd")
        if str(own.get(f"{W}fill", "")).upper() in _SHADES
    ]
    for properties, own in found:
        _restore(properties, own)
    return bool(found)


def _restore(properties: Element, own: Element) -> None:
    covered = str(own.get(f"{W}color", INPUT_COLOUR))
    own.attrib.clear()
    for name, value in (("val", "clear"), ("color", _NONE), ("fill", covered)):
        own.set(f"{W}{name}", value)
    if covered == _NONE:
        properties.remove(own)
        cell = properties.getparent()
        if cell is not None and not len(properties):
            cell.remove(properties)
