"""A small language for workbooks as zip packages: their parts given as text, everything else as it always is."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "draw": "drawing",
        "meta": "meta",
        "manifest": "manifest",
    }.items()
)
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of the members, in their order."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2018, 10, 5, 14, 0, 0)), content, method)
    return target.getvalue()


def sheet_xml(rows: str, after: str = "") -> str:
    return f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def strings_xml(items: str) -> str:
    return f'<sst xmlns="{_SHEET}">{items}</sst>'


def styles_xml(*, formats: str = "", fonts: str = "<font/>", cells: str = "<xf/>") -> str:
    parts = f"<numFmts>{formats}</numFmts><fonts>{fonts}</fonts><cellXfs>{cells}</cellXfs>"
    return f'<styleSheet xmlns="{_SHEET}">{parts}</styleSheet>'


def book_xml(count: int = 1, properties: str = "") -> str:
    sheets = "".join(f'<sheet name="Trang {n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, count + 1))
    return f'<workbook xmlns="{_SHEET}" xmlns:r="{_RELATION}">{properties}<sheets>{sheets}</sheets></workbook>'


def relations_xml(*targets: str) -> str:
    lines = "".join(f'<Relationship Id="rId{n}" Target="{target}"/>' for n, target in enumerate(targets, 1))
    return f"<Relationships>{lines}</Relationships>"


def xlsx_parts(rows: str = "", *more_sheets: str, **parts: str) -> dict[str, bytes | str]:
    """The parts of a workbook with these rows on its sheets. `parts` are `strings`, `styles`, `after`, `properties`."""
    sheets = [sheet_xml(rows, parts.get("after", "")), *map(sheet_xml, more_sheets)]
    names = [f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    found: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": book_xml(len(sheets), parts.get("properties", "")),
        "xl/_rels/workbook.xml.rels": relations_xml(*names),
        **{f"xl/{name}": sheet for name, sheet in zip(names, sheets, strict=True)},
    }
    if "strings" in parts:
        found["xl/sharedStrings.xml"] = strings_xml(parts["strings"])
    if "styles" in parts:
        found["xl/styles.xml"] = parts["styles"]
    return found


def xlsx(rows: str = "", *more_sheets: str, **parts: str) -> bytes:
    return zipped(xlsx_parts(rows, *more_sheets, **parts))


def ods_parts(rows: str = "", styles: str = "", fonts: str = "", columns: str = "") -> dict[str, bytes | str]:
    """The parts of an OpenDocument workbook with one sheet; `styles` are its automatic ones."""
    body = f'<table:table table:name="Trang 1">{columns}{rows}</table:table>'
    return {
        "mimetype": ODS_TYPE,
        "content.xml": f"<office:document-content {_ODF}><office:font-face-decls>{fonts}</office:font-face-decls>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>",
    }


def ods(rows: str = "", styles: str = "", fonts: str = "", columns: str = "") -> bytes:
    return zipped(ods_parts(rows, styles, fonts, columns))


def odf(root: str, content: str) -> str:
    """A part of an OpenDocument file with all its namespaces."""
    return f"<{root} {_ODF}>{content}</{root}>"


def overlapping(count: int, content: bytes) -> bytes:
    """A zip file whose members all share the same packed bytes."""
    single = zipped({"m" * 9: content})
    end = single.rindex(b"PK\x05\x06")
    start = single.index(b"PK\x01\x02")
    entry = single[start:end]
    directory = b"".join(entry.replace(b"m" * 9, b"m%08d" % number) for number in range(count))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count % 65_536, count % 65_536, len(directory), start, 0)
    return single[:start] + directory + tail


def with_size(data: bytes, name: str, size: int) -> bytes:
    """The zip file, one of its members said to unpack to this size."""
    found = bytearray(data)
    at = data.rindex(name.encode()) - 46
    found[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(found)


def with_flag(data: bytes) -> bytes:
    """The zip file, all its members said to be encrypted."""
    found = bytearray(data)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        found[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(found)
