"""The package every template starts from: A4, page numbers, our styles, Vietnamese; and nothing else.

python-docx's own starting document brings a thumbnail, theme fonts, a second style sheet and a hundred styles in
English. An office that opens a template in Word should find our styles only, so the parts are written out here.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import docx
from docx.document import Document

from pipeline.office_files.packages import packed, repacked
from scripts.template_styles import (
    BOTTOM,
    LEFT,
    PAGE_HEIGHT,
    PAGE_NUMBER_FROM_EDGE,
    PAGE_WIDTH,
    RIGHT,
    TOP,
    WORD,
    Style,
    styles_xml,
)
from scripts.template_theme import font_table_xml, theme_xml

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_PARTS = {  # name → content type
    "word/document.xml": f"{_WORD_TYPE}.document.main+xml",
    "word/styles.xml": f"{_WORD_TYPE}.styles+xml",
    "word/settings.xml": f"{_WORD_TYPE}.settings+xml",
    "word/fontTable.xml": f"{_WORD_TYPE}.fontTable+xml",
    "word/header1.xml": f"{_WORD_TYPE}.header+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}


def _content_types(names: Iterable[str]) -> str:
    parts = "".join(f'<Override PartName="/{name}" ContentType="{_PARTS[name]}"/>' for name in names)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{parts}</Types>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _document(*, numbered: bool) -> str:
    """An empty body; `titlePg` without a first-page header leaves page 1 without a number."""
    header = '<w:headerReference w:type="default" r:id="rId5"/>' if numbered else ""
    return (
        f'<w:document xmlns:w="{WORD}" xmlns:r="{_OFFICE}"><w:body><w:sectPr>{header}'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}"'
        f' w:header="{PAGE_NUMBER_FROM_EDGE}" w:footer="{PAGE_NUMBER_FROM_EDGE}" w:gutter="0"/>'
        '<w:pgNumType w:fmt="decimal"/><w:titlePg/></w:sectPr></w:body></w:document>'
    )


def _header() -> str:
    return (
        f'<w:hdr xmlns:w="{WORD}"><w:p><w:pPr><w:pStyle w:val="VTSoTrang"/></w:pPr>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>'
    )


def _settings() -> str:
    """`doNotExpandShiftReturn`: a line break inside a justified paragraph must not stretch the words before it."""
    return (
        f'<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )


def _core(title: str, creator: str) -> str:
    """Tags work here too, so a filled document says what it is; times are set when it is filled."""
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        '<dcterms:created xsi:type="dcterms:W3CDTF">2018-01-01T00:00:00Z</dcterms:created>'
        f"<dc:creator>{creator}</dc:creator><dc:language>vi-VN</dc:language>"
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2018-01-01T00:00:00Z</dcterms:modified>'
        f"<dc:title>{title}</dc:title></cp:coreProperties>"
    )


def _app() -> str:
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>vanthu</Application></Properties>"
    )


def empty_document(title: str, creator: str, *, numbered: bool = True, styles: Sequence[Style] = ()) -> Document:
    """A document without a paragraph, to be filled through python-docx; title and creator may hold tags.

    `numbered` says whether pages from the second on show their number; `styles` are those it has beside the usual ones.
    """
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    page_number = [(f"{_OFFICE}/header", "header1.xml")] if numbered else []
    members = {
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (core, "docProps/core.xml"),
            (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "word/_rels/document.xml.rels": _relations(
            (f"{_OFFICE}/styles", "styles.xml"),
            (f"{_OFFICE}/settings", "settings.xml"),
            (f"{_OFFICE}/fontTable", "fontTable.xml"),
            (f"{_OFFICE}/theme", "theme/theme1.xml"),
            *page_number,
        ),
        "word/document.xml": _document(numbered=numbered),
        "word/styles.xml": styles_xml(styles),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": font_table_xml(),
        "word/theme/theme1.xml": theme_xml(),
        "docProps/core.xml": _core(title, creator),
        "docProps/app.xml": _app(),
    }
    if numbered:
        members["word/header1.xml"] = _header()
    members["[Content_Types].xml"] = _content_types(name for name in _PARTS if name in members)
    return docx.Document(io.BytesIO(packed({name: (_XML + xml).encode() for name, xml in members.items()})))


def saved(document: Document) -> bytes:
    """The document's package, the same bytes every time."""
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())
