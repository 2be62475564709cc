"""The sections of a document in the book: margins, orientation, headers and footers stay its own."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from pipeline.office_files.bound_word.names import Element, R, W, insert_after, local, made, value, w

_SIDES = ("header", "footer")
_SHEETS = ("default", "first", "even")
_REFERENCES = {f"{side}Reference" for side in _SIDES}
_BLOCKS = ("p", "tbl", "sdt")


def close_section(body: Element) -> Element:
    """Let the last section of a document end in its last paragraph, so that another document can follow."""
    last = body.find(w("sectPr"))
    if last is None:
        last = made("sectPr")
    else:
        body.remove(last)
    blocks = [child for child in body if local(str(child.tag)) in _BLOCKS]
    end = blocks[-1] if blocks else None
    if end is None or end.tag != w("p") or end.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        end = _thin_paragraph()
        body.append(end)
    properties = end.find(w("pPr"))
    if properties is None:
        properties = made("pPr")
        end.insert(0, properties)
    change = properties.find(w("pPrChange"))
    properties.insert(len(properties) if change is None else properties.index(change), last)
    return last


def sections_of(body: Element) -> list[Element]:
    """Every section, in the order of the pages; not what a tracked change says it was before."""
    found = ((section, section.getparent()) for section in body.iter(w("sectPr")))
    return [section for section, parent in found if parent is not None and parent.tag != w("sectPrChange")]


def open_document(section: Element, *, starts_at: int | None) -> None:
    """Let the first section of a document begin a page; `starts_at` is its number where counting begins there."""
    for kind in section.findall(w("type")):
        section.remove(kind)
    if starts_at is not None:
        numbers = section.find(w("pgNumType"))
        if numbers is None:
            numbers = made("pgNumType")
            before = ("footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")
            insert_after(section, numbers, {*_REFERENCES, *before})
        numbers.set(w("start"), str(starts_at))


def number_through(section: Element) -> None:
    """Pages count on from the section before."""
    for numbers in section.findall(w("pgNumType")):
        for name in ("start", "chapStyle", "chapSep"):
            numbers.attrib.pop(w(name), None)


def count_notes_anew(section: Element, kinds: list[str]) -> None:
    """Notes of each document begin with number 1."""
    for kind in kinds:
        name = f"{kind[:-1]}Pr"
        found = section.find(w(name))
        if found is None:
            found = made(name)
            insert_after(section, found, {*_REFERENCES, "footnotePr"})
        if found.find(w("numRestart")) is None:
            insert_after(found, made("numRestart", val="eachSect"), {"pos", "numFmt", "numStart"})


def references(section: Element) -> dict[str, Element]:
    """The headers and footers that a section names: `header/default` → its reference."""
    return {
        f"{side}/{value(one, 'type') or 'default'}": one
        for side in _SIDES
        for one in section.findall(w(f"{side}Reference"))
    }


def even_as_default(section: Element) -> None:
    """Even pages of a document that does not tell them apart look as all others do."""
    found = references(section)
    for side in _SIDES:
        if (even := found.get(f"{side}/even")) is not None:
            section.remove(even)
        if (usual := found.get(f"{side}/default")) is not None:
            same = deepcopy(usual)
            same.set(w("type"), "even")
            section.insert(section.index(usual) + 1, same)


def lacking(section: Element, defined: set[str]) -> list[tuple[str, str]]:
    """What the first section of a document would take over from the document before: side and kind of page."""
    found = references(section)
    every = [(side, sheet) for side in _SIDES for sheet in _SHEETS]
    return [(side, sheet) for side, sheet in every if f"{side}/{sheet}" in defined - found.keys()]


def leave_blank(section: Element, side: str, sheet: str, relation: str) -> None:
    """Name an empty header or footer."""
    reference = made(f"{side}Reference", type=sheet)
    reference.set(f"{{{R}}}id", relation)
    insert_after(section, reference, _REFERENCES)


def blank_side(side: str) -> Element:
    """A header or footer without a word, as low as can be."""
    root = etree.Element(w("hdr" if side == "header" else "ftr"), nsmap={"w": W})
    root.append(_thin_paragraph())
    return root


def _thin_paragraph() -> Element:
    paragraph, properties = made("p"), made("pPr")
    properties.append(made("spacing", before="0", after="0", line="20", lineRule="exact"))
    paragraph.append(properties)
    return paragraph
