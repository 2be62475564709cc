"""Pictures put into a Word document that is done, each in place of a paragraph that names it."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import replace

from docx.oxml.ns import nsmap, qn
from lxml import etree

from pipeline.office_files.package_edit import OFFICE, PackageEdit
from pipeline.office_files.packages import LIMITS

Element = etree._Element

_OURS = replace(LIMITS, ratio=100_000, cells=100 * LIMITS.cells)  # the document was made here: a table may be long
_EMU_IN_MM = 36_000
_PNG_SIZE = struct.Struct(">II")
_PNG_SIZE_AT = 16  # behind the signature, the length and the name of the first chunk
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def with_pictures(data: bytes, pictures: Mapping[str, bytes], width: float) -> bytes:
    """The document with each paragraph whose whole text is a key turned into that PNG picture, so many mm wide.

    The paragraph keeps its style; a key that stands in no paragraph is passed over. Same arguments, same bytes.
    """
    package = PackageEdit(data, _OURS)
    main = package.main_part()
    body = package.tree(main)
    places = [(one, text) for one in body.iter(qn("w:p")) if (text := _text(one)) in pictures]
    number = max((int(one.get("id", "0")) for one in body.iter(qn("wp:docPr"))), default=0)
    for paragraph, text in places:
        number += 1
        picture = pictures[text]
        name = package.free_name("word/media/bieu-do-{}.png")
        package.add(name, picture, "image/png")
        relation = package.relate(main, f"{OFFICE}/image", name)
        for child in list(paragraph):
            if child.tag != qn("w:pPr"):
                paragraph.remove(child)
        paragraph.append(_run(relation, number, text.strip("[]"), *_extent(picture, width)))
        package.changed(main)
    return package.packed() if places else data


def _text(paragraph: Element) -> str:
    return "".join(one.text or "" for one in paragraph.iter(qn("w:t"))).strip()


def _extent(picture: bytes, width: float) -> tuple[int, int]:
    """Width and height in Word's units."""
    across, down = _PNG_SIZE.unpack_from(picture, _PNG_SIZE_AT)
    wide = round(width * _EMU_IN_MM)
    return wide, wide * down // across


def _run(relation: str, number: int, title: str, wide: int, high: int) -> Element:
    """A run that holds the picture in the line of text; `title` is what a reader who sees nothing is told."""
    run = etree.Element(qn("w:r"))
    inline = _below(_below(run, "w:drawing"), "wp:inline", distT="0", distB="0", distL="0", distR="0")
    _below(inline, "wp:extent", cx=str(wide), cy=str(high))
    _below(inline, "wp:docPr", id=str(number), name=f"Biểu đồ {number}", descr=title)
    data = _below(_below(inline, "a:graphic"), "a:graphicData", uri=_PICTURE)
    picture = _below(data, "pic:pic")
    about = _below(picture, "pic:nvPicPr")
    _below(about, "pic:cNvPr", id=str(number), name=f"bieu-do-{number}.png")
    _below(about, "pic:cNvPicPr")
    fill = _below(picture, "pic:blipFill")
    _below(fill, "a:blip").set(qn("r:embed"), relation)
    _below(_below(fill, "a:stretch"), "a:fillRect")
    shape = _below(picture, "pic:spPr")
    frame = _below(shape, "a:xfrm")
    _below(frame, "a:off", x="0", y="0")
    _below(frame, "a:ext", cx=str(wide), cy=str(high))
    _below(_below(shape, "a:prstGeom", prst="rect"), "a:avLst")
    return run


def _below(parent: Element, tag: str, **attributes: str) -> Element:
    prefix = tag.partition(":")[0]
    return etree.SubElement(parent, qn(tag), attributes, nsmap={prefix: nsmap[prefix]})
