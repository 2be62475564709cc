"""A small language for awkward templates: paragraphs, cells, rows and tables as Word writes them, parts put in by hand."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

NAMESPACES = nsdecls("w", "wp", "a", "pic", "r")
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p>{properties}<w:r>{run}<w:t>{text}</w:t></w:r></w:p>"


def tc(*content: str, properties: str = "") -> str:
    """A cell; texts become paragraphs."""
    inner = "".join(one if one.startswith("<w:") else p(one) for one in content)
    return f'<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def span(columns: int | str, text: str = "s") -> str:
    return tc(text, properties=f'<w:gridSpan w:val="{columns}"/>')


def tr(*cells: str) -> str:
    """A row; texts become cells."""
    return f'<w:tr w:rsidR="00A1">{"".join(one if one.startswith("<w:") else tc(one) for one in cells)}</w:tr>'


def grid(columns: int) -> str:
    return '<w:gridCol w:w="1000"/>' * columns


def tbl(columns: int | str, *rows: str) -> str:
    """A table with so many columns, or with this in its grid."""
    inner = columns if isinstance(columns, str) else grid(columns)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{inner}</w:tblGrid>{''.join(rows)}</w:tbl>"


def picture(more: str = 'id="7" name="hình {{ v }}" descr="a &gt; b"', prefix: str = "wp") -> str:
    """A picture's place, without the picture."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    inline = f'<{prefix}:inline xmlns:{prefix}="{space}"><{prefix}:docPr {more}/></{prefix}:inline>'
    return f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"


def text_box(*content: str) -> str:
    """A paragraph with paragraphs within, between two texts of its own."""
    shape = f"<w:pict><w:txbxContent>{''.join(content)}</w:txbxContent></w:pict>"
    own = "<w:pPr><w:keepNext/></w:pPr>"
    return f"<w:p>{own}<w:r><w:t>{{{{ v }}}}</w:t></w:r><w:r>{shape}</w:r><w:r><w:t>{{{{ v }}}}</w:t></w:r></w:p>"


def document(*content: str) -> Document:
    """A Word document with this in its body."""
    made = docx.Document()
    for place, element in enumerate(parse_xml(f"<w:body {NAMESPACES}>{''.join(content)}</w:body>")):
        made.element.body.insert(place, element)
    return made


def written(made: Document, folder: Path) -> Path:
    path = folder / "mau.docx"
    made.save(str(path))
    return path


def with_notes(made: Document, notes: str, declaration: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> Document:
    """The document with these footnotes, byte for byte."""
    blob = f"{declaration}<w:footnotes {NAMESPACES}>{notes}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), _NOTES, blob, made.part.package)
    made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return made


def footnote(text: str) -> str:
    return f'<w:footnote w:id="1">{p(text)}</w:footnote>'


def without_core(made: Document) -> Document:
    """The document without a part for its properties."""
    package = made.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES:
            del package.rels[key]
    return made


def with_heads() -> Document:
    """Two sections with headers and footers of every kind, tags in all of them and in the properties."""
    made = document(p("{{ v }}"))
    first = made.sections[0]
    first.header.paragraphs[0].text = "đầu {{ v }}"
    table = first.header.add_table(1, 3, docx.shared.Inches(3))
    for cell, text in zip(table.rows[0].cells, ("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"), strict=True):
        cell.text = text
    first.header.add_paragraph().add_run().add_picture(io.BytesIO(PIXEL))
    for text in ("{%p if c %}", "chân {{ v }}", "{%p else %}", "không", "{%p endif %}"):
        first.footer.add_paragraph(text)
    first.different_first_page_header_footer = True
    first.first_page_header.paragraphs[0].text = "trang đầu {{ v }}"
    made.settings.odd_and_even_pages_header_footer = True
    first.even_page_footer.paragraphs[0].text = "trang chẵn {{ v }}"
    second = made.add_section()
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "phần hai {% for x in xs %}{{ x }}, {% endfor %}"
    properties = made.core_properties
    properties.title, properties.author = "Biên bản {{ v }}", "{{ v|upper }}"
    properties.comments, properties.subject = "{% for x in xs %}{{ x }}{% endfor %}", "{{ 1.5 }} {{ none }}"
    return made
