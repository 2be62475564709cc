"""Which sheet a workbook opens on: the list while there are marks, what the clerk had open before and after."""

from __future__ import annotations

from pipeline.office_files.workbook_marks.book import Book, M

_YES = ("1", "true", "on")
_PLACES = ("activeTab", "firstSheet")


def show_list(book: Book) -> str:
    """Open on the first tab, which is new. What was open before, as a short text.

    Two sheets left selected together would take every entry twice; so all others give up their selection.
    """
    places = []
    for number, view in enumerate(book.views()):
        for name in _PLACES:
            given = view.attrib.pop(name, None)
            if number == 0:
                places.append(given or "")
            elif name == "activeTab":
                view.set(name, str(int(given or 0) + 1))
    return ";".join((*places, *map(str, _unselected(book))))


def _unselected(book: Book) -> list[int]:
    """The places of the sheets that were selected, counted without the list; they are no longer."""
    found = []
    for place, sheet in enumerate(book.sheets()[1:]):
        if b"tabSelected" not in book.package.data(sheet.part):
            continue
        for view in book.package.tree(sheet.part).iterfind(f"{M}sheetViews/{M}sheetView"):
            if view.get("tabSelected") in _YES:
                del view.attrib["tabSelected"]
                book.package.changed(sheet.part)
                found.append(place)
    return found


def show_as_before(book: Book, place: int, before: str) -> None:
    """Undo `show_list` now that the list, which stood at `place`, is gone; a tab opened since stays open."""
    was_open = False
    for number, view in enumerate(book.views()):
        active = int(view.get("activeTab") or 0)
        if number == 0 and active == place:
            was_open = True
            continue
        if active > place:
            view.set("activeTab", str(active - 1))
        if int(view.get("firstSheet") or 0) > place:
            view.set("firstSheet", str(int(str(view.get("firstSheet"))) - 1))
    if was_open or not book.views():
        _reopen(book, before)


def _reopen(book: Book, before: str) -> None:
    numbers = before.split(";")
    sheets = book.sheets()
    for view in book.views()[:1]:
        for name, value in zip(_PLACES, numbers, strict=False):
            view.attrib.pop(name, None)
            if value.isdecimal() and int(value) < len(sheets):
                view.set(name, value)
    for value in dict.fromkeys(numbers[len(_PLACES) :]):
        if value.isdecimal() and int(value) < len(sheets):
            part = sheets[int(value)].part
            for view in book.package.tree(part).iterfind("{*}sheetViews/{*}sheetView"):
                view.set("tabSelected", "1")
                book.package.changed(part)
                break
