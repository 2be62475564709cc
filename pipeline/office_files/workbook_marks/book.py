"""The workbook around its sheets, while marks are in it: the list comes first, and what was there is remembered.

What is needed to undo the marks is kept in hidden defined names: Excel and LibreOffice keep those through every save,
while they number styles and sheets anew and drop what they do not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from pipeline.office_files.marks import LIST_SHEET, OURS_END, TITLE
from pipeline.office_files.package_edit import OFFICE, Element, PackageEdit, UnknownPackage, detach, insert_after

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
M = f"{{{MAIN}}}"
_ID = f"{{{OFFICE}}}id"
_NAME = "vanthu_mark_"
_BEFORE_NAMES = {
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences",
}  # fmt: skip
_TOP_CELLS = 60  # of a list: title, guide and header have four each
_LIST = re.compile(rf"{LIST_SHEET}( \(\d+\))?")


@dataclass(frozen=True)
class Sheet:
    """One tab: its name, its part, whether it is shown, and its element among the tabs."""

    name: str
    part: str
    is_visible: bool
    element: Element


class Book:
    """The main part of a workbook. Raises `UnknownPackage` for one in another dialect of the format."""

    def __init__(self, package: PackageEdit) -> None:
        self.package = package
        self.part = package.main_part()
        self.root = package.tree(self.part)
        if self.root.tag != f"{M}workbook":
            raise UnknownPackage("not a workbook of the usual dialect")

    def sheets(self) -> list[Sheet]:
        """All tabs in their order, hidden ones and charts too."""
        targets = {id_: target for id_, _kind, target in self.package.relations(self.part)}
        return [
            Sheet(str(tab.get("name")), targets[str(tab.get(_ID))], tab.get("state", "visible") == "visible", tab)
            for tab in self.root.iterfind(f"{M}sheets/{M}sheet")
        ]

    def worksheets(self) -> Iterator[Sheet]:
        """The tabs that hold cells."""
        kinds = {target: kind for _id, kind, target in self.package.relations(self.part)}
        return (sheet for sheet in self.sheets() if kinds[sheet.part] == f"{OFFICE}/worksheet")

    def free_sheet_name(self) -> str:
        """What the list can be called."""
        taken = {sheet.name.casefold() for sheet in self.sheets()}
        names = (LIST_SHEET if number == 1 else f"{LIST_SHEET} ({number})" for number in range(1, len(taken) + 2))
        return next(name for name in names if name.casefold() not in taken)

    def insert_first(self, name: str, part: str) -> None:
        """A new first tab; whatever counts tabs counts one more."""
        tabs = self.root.find(f"{M}sheets")
        if tabs is None:
            raise UnknownPackage("a workbook without sheets")
        number = max((int(str(tab.get("sheetId"))) for tab in tabs), default=0) + 1
        relation = self.package.relate(self.part, f"{OFFICE}/worksheet", part)
        tab = etree.Element(f"{M}sheet", {"name": name, "sheetId": str(number), _ID: relation}, nsmap={"r": OFFICE})
        tabs.insert(0, tab)
        for local in self._local_names():
            local.set("localSheetId", str(int(str(local.get("localSheetId"))) + 1))
        self.package.changed(self.part)

    def list_sheet(self) -> Sheet | None:
        """The list put there earlier, wherever it was moved: known by its name and our texts at its top."""
        named = (sheet for sheet in self.worksheets() if _LIST.fullmatch(sheet.name))
        return next((sheet for sheet in named if self._begins_as_ours(sheet.part)), None)

    def remove(self, sheet: Sheet) -> int:
        """Take a tab out with its names; the place it had."""
        place = [other.element for other in self.sheets()].index(sheet.element)
        for local in self._local_names():
            number = int(str(local.get("localSheetId")))
            if number == place:
                detach(local)
            elif number > place:
                local.set("localSheetId", str(number - 1))
        detach(sheet.element)
        self.package.drop(sheet.part, self.part)
        self._tidy_names()
        self.package.changed(self.part)
        return place

    def views(self) -> list[Element]:
        """The windows of the workbook."""
        return list(self.root.iterfind(f"{M}bookViews/{M}workbookView"))

    def add_name(self, name: str, text: str, sheet: int | None = None) -> None:
        """A defined name for a place, known to one sheet or to all."""
        names = self.root.find(f"{M}definedNames")
        if names is None:
            names = etree.Element(f"{M}definedNames")
            insert_after(self.root, names, _BEFORE_NAMES)
        element = etree.SubElement(names, f"{M}definedName", {"name": name})
        if sheet is None:
            element.set("hidden", "1")
        else:
            element.set("localSheetId", str(sheet))
        element.text = text
        self.package.changed(self.part)

    def remember(self, key: str, value: str) -> None:
        """Keep a short text in the file, out of sight."""
        quoted = value.replace('"', '""')
        self.add_name(f"{_NAME}{key}", f'"{quoted}"')

    def remembered(self) -> dict[str, str]:
        """What was kept, by key."""
        kept = {}
        for name in self._names():
            key, text = str(name.get("name")), (name.text or "").strip()
            if key.startswith(_NAME) and len(text) > 1 and text[0] == text[-1] == '"':
                kept[key.removeprefix(_NAME)] = text[1:-1].replace('""', '"')
        return kept

    def forget(self) -> None:
        """Keep nothing any more."""
        for name in self._names():
            if str(name.get("name")).startswith(_NAME):
                detach(name)
                self.package.changed(self.part)
        self._tidy_names()

    def _names(self) -> list[Element]:
        return list(self.root.iterfind(f"{M}definedNames/{M}definedName"))

    def _local_names(self) -> list[Element]:
        return [name for name in self._names() if name.get("localSheetId") is not None]

    def _tidy_names(self) -> None:
        names = self.root.find(f"{M}definedNames")
        if names is not None and not len(names):
            detach(names)

    def _begins_as_ours(self, part: str) -> bool:
        """Whether our title stands in front, or texts of ours in the first rows: somebody may have typed over it."""
        cells = self.package.tree(part).iterfind(f"{M}sheetData/{M}row/{M}c")
        texts = [self._text(cell) for cell in islice(cells, _TOP_CELLS)]
        return texts[:1] == [TITLE] or any(OURS_END in text for text in texts)

    def _text(self, cell: Element) -> str:
        if cell.get("t") != "s":
            return "".join(text.text or "" for text in cell.iter(f"{M}t"))
        strings = self.package.related(self.part, f"{OFFICE}/sharedStrings")
        items = self.package.tree(strings).findall(f"{M}si") if strings else []
        number = int(cell.findtext(f"{M}v") or "0")
        return "".join(text.text or "" for text in items[number].iter(f"{M}t")) if number < len(items) else ""
