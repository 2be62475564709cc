"""The inside of an .xlsx package, looked at before anything unfolds it: sizes, sheets, used cells."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from pipeline.errors import FormRefused, Problem
from pipeline.messages import Message, msg

MAX_FILE = 20 * 1024 * 1024
MAX_ENTRIES = 5_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 300  # of an entry above RATIO_FROM: text of one letter packs 1000 : 1, honest sheets about 30 : 1
RATIO_FROM = 5 * 1024 * 1024
MAX_SHEETS = 60
MAX_ROWS = 5_000
MAX_COLUMNS = 200
MAX_CELLS = 200_000  # used ones, in all sheets; a form that is filled to the brim has some thousands

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = "xl/workbook.xml"
_NEEDED = re.compile(
    r"^(\[Content_Types\]\.xml|_rels/\.rels|xl/[^/]+\.xml|xl/_rels/[^/]+\.rels|xl/worksheets/[^/]+\.xml)$"
)
_COUNTED = re.compile(
    rb"<(?:\w+:)?(?:sst|mergeCells|numFmts|fonts|fills|borders|cellStyleXfs|cellXfs|cellStyles|dxfs)\b[^>]*>"
)
_COUNT = re.compile(rb"""\s(?:count|uniqueCount)\s*=\s*(?:"[^"]*"|'[^']*')""")
_CELL = re.compile(r"^([A-Za-z]{1,3})([1-9][0-9]{0,6})$")


@dataclass(frozen=True)
class Unreadable:
    """A cell that shows no value to read: an error (`#REF!`), or a formula nobody has calculated yet."""

    shown: str
    is_formula: bool = False


@dataclass(frozen=True)
class SheetPart:
    name: str
    unreadable: dict[tuple[int, int], Unreadable] = field(default_factory=dict)


@dataclass(frozen=True)
class WorkbookParts:
    """`package` holds the needed parts unpacked; `sheets` the worksheets in their order."""

    package: bytes
    sheets: tuple[SheetPart, ...]
    counts_from_1904: bool


def workbook_parts(data: bytes) -> WorkbookParts:
    """Check and unpack. Raises `FormRefused` for what is known to be wrong, other errors for a damaged package."""
    _check_kind(data)
    with zipfile.ZipFile(BytesIO(data)) as package:
        _check_directory(package)
        entries = {name: package.read(name) for name in package.namelist() if _NEEDED.match(name)}
    if _WORKBOOK not in entries or any(b"\x00" in content for content in entries.values()):  # UTF-16 hides tags from us
        raise FormRefused(_not_a_workbook())
    workbook = _parsed(entries[_WORKBOOK])
    if sum(1 for _ in workbook.iterfind(".//{*}sheet")) > MAX_SHEETS:
        raise FormRefused(_too_large(msg("The workbook has more than {limit} sheets.", limit=MAX_SHEETS)))
    cells = _CellCount()
    sheets = tuple(SheetPart(name, _unreadable(entries[part], cells)) for name, part in _sheet_parts(workbook, entries))
    return WorkbookParts(_stored(entries), sheets, _counts_from_1904(workbook))


def _check_kind(data: bytes) -> None:
    if not data:
        raise FormRefused(_problem("empty-file", msg("The file is empty."), msg("Please fill in the form again.")))
    if len(data) > MAX_FILE:
        raise FormRefused(_too_large(msg("The file is larger than {limit} MB.", limit=MAX_FILE // 1024 // 1024)))
    if data.startswith(_OLE):
        raise FormRefused(_encrypted() if _ENCRYPTED in data else _old_workbook())
    if not data.startswith(b"PK"):
        raise FormRefused(_not_a_workbook())


def _check_directory(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    names = [entry.filename.casefold() for entry in entries]
    if len(entries) > MAX_ENTRIES or len(set(names)) < len(names):
        raise FormRefused(_too_large(msg("The file holds far more than a form does.")))
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FormRefused(_encrypted())
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED or any(map(_is_bomb, entries)):
        raise FormRefused(_too_large(msg("The file holds far more than a form does.")))


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)


def _parsed(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _sheet_parts(workbook: etree._Element, entries: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Name and part of each worksheet; chart sheets and the like have no part among the worksheets."""
    relations = _parsed(entries["xl/_rels/workbook.xml.rels"])
    targets = {str(item.get("Id")): str(item.get("Target")) for item in relations.iterfind("{*}Relationship")}
    for sheet in workbook.iterfind(".//{*}sheet"):
        relation = next((str(value) for key, value in sheet.items() if str(key).endswith("}id")), "")
        part = posixpath.normpath(posixpath.join("/xl", targets.get(relation, ""))).lstrip("/")
        if part in entries and part.startswith("xl/worksheets/"):
            yield str(sheet.get("name")), part


def _counts_from_1904(workbook: etree._Element) -> bool:
    properties = workbook.find("{*}workbookPr")
    return properties is not None and str(properties.get("date1904")) in ("1", "true", "on")


@dataclass
class _CellCount:
    """The used cells met so far, over all sheets."""

    used: int = 0


def _unreadable(xml: bytes, cells: _CellCount) -> dict[tuple[int, int], Unreadable]:
    """The cells without a readable value. Refuses a sheet whose *used* cells lie further out than a form's do."""
    found: dict[tuple[int, int], Unreadable] = {}
    row, column = -1, -1
    events = etree.iterparse(
        BytesIO(xml), events=("start", "end"), tag=("{*}row", "{*}c"), resolve_entities=False, no_network=True
    )
    for event, element in events:
        is_row = etree.QName(element).localname == "row"
        if event == "start":
            row, column = _position(element, is_row, row, column)
            continue
        if not is_row:
            trouble = _trouble(element, row, column, cells)
            if trouble:
                found[row, column] = trouble
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]  # type: ignore[union-attr] # an element with a brother has a parent
    return found


def _position(element: etree._Element, is_row: bool, row: int, column: int) -> tuple[int, int]:
    given = element.get("r")
    if is_row:
        return (row + 1 if given is None else int(given) - 1), -1
    if given is None:
        return row, column + 1
    match = _CELL.match(given)
    if not match:
        raise FormRefused(_not_a_workbook())
    letters = 0
    for letter in match[1].upper():
        letters = letters * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, letters - 1


def _trouble(cell: etree._Element, row: int, column: int, cells: _CellCount) -> Unreadable | None:
    parts = {etree.QName(part).localname: part for part in cell if isinstance(part.tag, str)}
    if not parts.keys() & {"v", "f", "is"}:
        return None  # formatted, not used
    if row >= MAX_ROWS or column >= MAX_COLUMNS:
        limits = msg("A sheet is larger than {rows} rows and {columns} columns.", rows=MAX_ROWS, columns=MAX_COLUMNS)
        raise FormRefused(_too_large(limits))
    cells.used += 1
    if cells.used > MAX_CELLS:
        raise FormRefused(_too_large(msg("The workbook has more than {limit} used cells.", limit=MAX_CELLS)))
    shown = (parts["v"].text or "") if "v" in parts else ""
    if cell.get("t") == "e":
        return Unreadable(shown or "#N/A")
    if "f" in parts and not shown and cell.get("t") != "str":
        return Unreadable("=" + (parts["f"].text or "")[:100], is_formula=True)
    return None


def _stored(entries: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, content in entries.items():
            package.writestr(zipfile.ZipInfo(name), _COUNTED.sub(_without_counts, content))
    return target.getvalue()


def _without_counts(tag: re.Match[bytes]) -> bytes:
    """The reading library reserves memory for as many items as a tag claims, and a claim costs nothing."""
    return _COUNT.sub(b"", tag.group())


def _problem(code: str, message: Message, hint: Message) -> Problem:
    return Problem(code, Message(""), message, hint)


def _not_a_workbook() -> Problem:
    return _problem(
        "not-a-workbook",
        msg("The file is not an Excel workbook, whatever its name says."),
        msg("Please fill in a form of this tool in Excel and save it as “Excel Workbook (.xlsx)”."),
    )


def _old_workbook() -> Problem:
    return _problem(
        "old-workbook",
        msg("The file is of the old Excel kind (.xls), or another old Office file."),
        msg("Please open it in Excel, save it as “Excel Workbook (.xlsx)” and drop it again."),
    )


def _encrypted() -> Problem:
    return _problem(
        "encrypted",
        msg("The file is protected by a password."),
        msg("Please save it without a password to open it. Secret content does not belong in this form."),
    )


def _too_large(message: Message) -> Problem:
    return _problem("form-too-large", message, msg("Please check that it is the right file."))
