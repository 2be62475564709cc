"""Excel workbooks (.xlsx, .xlsm): the parts that say something, read in one pass each.

Values, number formats, fonts and merged areas come out of the same pass, so a font of an old encoding costs nothing
where there is none.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.errors import FormRefused, Problem
from pipeline.messages import msg
from pipeline.office_files import workbook_problems as wrong
from pipeline.office_files.packages import Limits
from pipeline.office_files.workbook_values import EPOCH, EPOCH_1904, Budget, Grid, SheetValues, WorkbookValues, spaced
from pipeline.office_files.xlsx.sheet import SheetListener
from pipeline.office_files.xlsx.strings import SharedStrings
from pipeline.office_files.xlsx.styles import Styles
from pipeline.office_files.xml_parts import Listener, listen, local
from pipeline.vietnamese.legacy import OldFonts

WORKBOOK = "xl/workbook.xml"

_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_CORE = "docProps/core.xml"
_READ = re.compile(rf"{WORKBOOK}|{_RELATIONS}|{_STRINGS}|{_STYLES}|{_CORE}|xl/worksheets/[^/]+\.xml")
_MOST_RELATIONS = 5_000
_MACROS = re.compile(r"xl/vbaProject\.bin|xl/macrosheets/.+|xl/dialogsheets/.+", re.IGNORECASE)
_EMBEDDED = re.compile(r"xl/(?:embeddings|activeX)/.+", re.IGNORECASE)
_LINKS = re.compile(r"xl/externalLinks/[^/]+\.xml|xl/connections\.xml", re.IGNORECASE)


def is_read(name: str) -> bool:
    """Whether a part of the package is one that says something to us."""
    return _READ.fullmatch(name) is not None


def read_xlsx(parts: Mapping[str, bytes], limits: Limits, fonts: OldFonts) -> WorkbookValues:
    """The values of an unpacked workbook. Raises `FormRefused`, and other errors where it is damaged."""
    book = _Book(limits)
    listen(parts[WORKBOOK], book)
    strings = SharedStrings(limits.cells)
    if _STRINGS in parts:
        listen(parts[_STRINGS], strings)
    styles = Styles()
    if _STYLES in parts:
        listen(parts[_STYLES], styles)
    epoch = EPOCH_1904 if book.counts_from_1904 else EPOCH
    budget = Budget(limits)

    def sheet(name: str, part: str) -> SheetValues:
        listener = SheetListener(Grid(budget, fonts), strings.texts, styles, epoch)
        listen(parts[part], listener)
        return listener.grid.values(name)

    sheets = tuple(sheet(name, part) for name, part in _sheet_parts(book, parts))
    return WorkbookValues(sheets, epoch, _keywords(parts), tuple(_notices(parts)))


@dataclass
class _Book(Listener):
    """The list of sheets: name and relation of each."""

    limits: Limits
    sheets: list[tuple[str, str]] = field(default_factory=list)
    counts_from_1904: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        match local(tag):
            case "sheet":
                relation = next((value for key, value in attributes.items() if key.endswith("}id")), "")
                self.sheets.append((attributes.get("name", ""), relation))
                if len(self.sheets) > self.limits.sheets:
                    limit = self.limits.sheets
                    raise FormRefused(wrong.too_large(msg("The workbook has more than {limit} sheets.", limit=limit)))
            case "workbookPr":
                self.counts_from_1904 = attributes.get("date1904") in ("1", "true", "on")


@dataclass
class _Relations(Listener):
    """The target of each relation."""

    targets: dict[str, str] = field(default_factory=dict)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if local(tag) == "Relationship":
            if len(self.targets) > _MOST_RELATIONS:
                raise FormRefused(wrong.too_large_to_read())
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


def _sheet_parts(book: _Book, parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Name and part of each worksheet; chart sheets and the like have no part among the worksheets."""
    relations = _Relations()
    listen(parts[_RELATIONS], relations)
    seen: set[str] = set()
    for name, relation in book.sheets:
        part = posixpath.normpath(posixpath.join("/xl", relations.targets.get(relation, ""))).lstrip("/")
        if part in parts and part.startswith("xl/worksheets/"):
            if part in seen:  # no program writes two sheets as one part; reading it for each takes its time
                raise FormRefused(wrong.damaged())
            seen.add(part)
            yield name, part


@dataclass
class _Keywords(Listener):
    found: list[str] = field(default_factory=list)
    _inside: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        self._inside = local(tag) == "keywords"

    def end(self, tag: str) -> None:  # noqa: ARG002
        self._inside = False

    def data(self, text: str) -> None:
        if self._inside:
            self.found.append(text)


def _keywords(parts: Mapping[str, bytes]) -> str:
    if _CORE not in parts:
        return ""
    keywords = _Keywords()
    listen(parts[_CORE], keywords)
    return spaced("".join(keywords.found))


def _notices(parts: Mapping[str, bytes]) -> Iterator[Problem]:
    if any(map(_MACROS.match, parts)):
        yield wrong.macros_not_run()
    if any(map(_EMBEDDED.match, parts)):
        yield wrong.embedded_not_read()
    if any(map(_LINKS.match, parts)):
        yield wrong.links_not_followed()
