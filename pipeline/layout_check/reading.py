"""From the parts of a Word file to a `Document`: every paragraph with what it looks like in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from pipeline.layout_check.looks import NO_LOOK, NO_SHAPE, RunLook, Shape, shape
from pipeline.layout_check.model import Cell, Document, Paragraph, Part, Place, Section
from pipeline.layout_check.ooxml import COMPATIBLE, Element, attribute, child, twips, w
from pipeline.layout_check.package import WordFile
from pipeline.layout_check.runs import HOLDERS, Text
from pipeline.layout_check.sections import section, section_properties, text_width
from pipeline.layout_check.styles import Styles, cell_margins
from pipeline.messages import msg
from pipeline.office_files.packages import PackageRefused

MAX_PARAGRAPHS = 30_000  # a year's book of minutes has a tenth of them
WORD_CELL_MARGIN = 108
_DEFAULT_TAB = 720
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_document(file: WordFile) -> Document:
    """The document in a file. Raises `PackageRefused` where a part cannot be read."""
    styles = Styles(file)
    body = child(file.xml(file.main), "body")
    properties = [] if body is None else list(section_properties(body))
    text = _Reader(styles, Part.TEXT)
    room = text_width(next(iter(properties), None))
    paragraphs = tuple(islice(text.blocks([] if body is None else body, _Around(room)), MAX_PARAGRAPHS + 1))
    if len(paragraphs) > MAX_PARAGRAPHS:
        message = msg("The file has more than {limit} paragraphs; it is no official paper.", limit=MAX_PARAGRAPHS)
        raise PackageRefused(message)
    return Document(
        paragraphs,
        tuple(_notes(file, styles)),
        tuple(_sections(file, styles, properties)),
        twips(attribute(child(file.only("/settings"), "defaultTabStop"))) or _DEFAULT_TAB,
    )


def _notes(file: WordFile, styles: Styles) -> Iterator[Paragraph]:
    for kind in ("/footnotes", "/endnotes"):
        root = file.only(kind)
        for note in [] if root is None else root:
            if attribute(note, "type") in (None, "normal"):
                yield from _Reader(styles, Part.NOTE).blocks(note, _Around(None))


def _sections(file: WordFile, styles: Styles, found: list[Element]) -> Iterator[Section]:
    """The sections; one that names no header or footer goes on with those of the section before."""
    furniture: dict[str, dict[str, tuple[Paragraph, ...]]] = {"header": {}, "footer": {}}
    for properties in found:
        for which, part in (("header", Part.HEADER), ("footer", Part.FOOTER)):
            parts = file.related(f"/{which}")
            for reference in properties.iterfind(w(f"{which}Reference")):
                root = file.xml(parts.get(str(reference.get(_RELATION)), ""))
                read = () if root is None else tuple(_Reader(styles, part).blocks(root, _Around(None)))
                furniture[which][attribute(reference, "type") or "default"] = read
        yield section(properties, furniture)


@dataclass(frozen=True)
class _Around:
    """What a paragraph stands in: the width of its column, its cell, the look a table style gives."""

    room: int | None
    cell: Cell | None = None
    look: RunLook = NO_LOOK
    shape: Shape = NO_SHAPE


@dataclass
class _Reader:
    """Reads one part; counts its paragraphs and tables on the way."""

    styles: Styles
    part: Part
    paragraphs: int = 0
    tables: int = 0
    boxes: _Reader | None = None

    def blocks(self, parent: Iterable[Element], around: _Around) -> Iterator[Paragraph]:
        """The paragraphs of a body, cell, header or text box."""
        for element in parent:
            if element.tag == w("p"):
                yield from self._paragraph(element, around)
            elif element.tag == w("tbl"):
                yield from self._table(element)
            elif element.tag in HOLDERS:
                yield from self.blocks(element, around)
            elif element.tag == f"{{{COMPATIBLE}}}AlternateContent":
                yield from self.blocks(next(iter(element), ()), around)

    def _table(self, table: Element) -> Iterator[Paragraph]:
        self.tables += 1
        number = self.tables
        properties = child(table, "tblPr")
        style = attribute(child(properties, "tblStyle"))
        margins = self._margins(properties, style)
        widths = [twips(attribute(column, "w")) for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        within = _Around(None, None, self.styles.look(style), self.styles.shape(style))
        for row_number, row in enumerate(_inside(table, "tr"), start=1):
            column = 0
            for cell_number, cell in enumerate(_inside(row, "tc"), start=1):
                span = twips(attribute(child(cell, "tcPr", "gridSpan"))) or 1
                room = _cell_width(cell, widths[column : column + span])
                column += span
                inner = None if room is None else room - margins
                place = Cell(number, row_number, cell_number)
                yield from self.blocks(cell, replace(within, room=inner, cell=place))

    def _margins(self, properties: Element | None, style: str | None) -> int:
        """What the cells' inner margins take of their width."""
        sides: list[int | None] = [None, None]
        for given in (*([] if properties is None else [properties]), *self.styles.table_properties(style)):
            sides = [own if own is not None else new for own, new in zip(sides, cell_margins(given), strict=True)]
        return sum(WORD_CELL_MARGIN if side is None else side for side in sides)

    def _paragraph(self, element: Element, around: _Around) -> Iterator[Paragraph]:
        self.paragraphs += 1
        properties = child(element, "pPr")
        style = attribute(child(properties, "pStyle")) or self.styles.default_paragraph
        direct, styled = shape(properties), self.styles.shape(style)
        laid = direct.over(styled)
        level = self.styles.level(laid.numbering, laid.level)
        listed = Shape() if level is None else level.shape
        # A list named in the paragraph indents it more strongly than its style does; one named in the style less.
        parts = (listed, styled) if direct.numbering is not None else (styled, listed)
        below = around.shape.over(self.styles.shape_defaults)
        paragraph_look = self.styles.look(style)
        text = Text(self.styles, around.look, paragraph_look)
        text.read(element)
        runs, boxes = text.merged(), list(text.boxes)
        yield Paragraph(
            Place(self.part, self.paragraphs, around.cell),
            runs,
            direct.over(parts[0]).over(parts[1]).over(below),
            style,
            around.room,
            tuple(text.drawn),
            "" if level is None else level.label,
            None if level is None else level.look.over(text.look(child(properties, "rPr"))),
            text.breaks_page or bool(direct.page_break_before),
            text.counts_pages,
        )
        for box in boxes:
            self.boxes = self.boxes or _Reader(self.styles, Part.TEXT_BOX)
            yield from self.boxes.blocks(box, _Around(None, around.cell))


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table, the cells of a row; those in content controls too."""
    for element in parent:
        if element.tag == w(name):
            yield element
        elif element.tag in HOLDERS:
            yield from _inside(element, name)


def _cell_width(cell: Element, columns: list[int | None]) -> int | None:
    given = child(cell, "tcPr", "tcW")
    if attribute(given, "type") == "dxa" and (width := twips(attribute(given, "w"))):
        return width
    known = [width for width in columns if width is not None]
    return sum(known) if known and len(known) == len(columns) else None
