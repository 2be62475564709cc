"""A returned Word document with its problems marked, and the same document without.

Faulty cells are shaded and have a comment, and a first page lists everything. Nothing else in the package is touched:
content controls, tables and texts stay as they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.office_files.marks import ERROR, TITLE, WARNING, Mark, in_order, note_lines
from pipeline.office_files.package_edit import Element, PackageEdit, UnknownPackage, package_or_none
from pipeline.office_files.packages import LIMITS, Limits
from pipeline.office_files.word_marks.cells import ERROR_SHADE, WARNING_SHADE, W, cell_at, shade, tables, unshade
from pipeline.office_files.word_marks.comments import Comments, clear_comments
from pipeline.office_files.word_marks.list import list_page, remove_list_page, typed_on_list_page

_MAX_MARKS = 1_000
_TRACE = re.compile(f"{ERROR}|{WARNING}|{TITLE}|(?i:{ERROR_SHADE}|{WARNING_SHADE})".encode())
_TOLD = re.compile(r"word/(document|comments)\w*\.xml")


def marked_document(data: bytes, marks: Sequence[Mark], limits: Limits = LIMITS) -> bytes:
    """The .docx or .docm with its problems marked. Raises, whatever it is, where that cannot be done safely.

    `address` of a mark is `("word", table, row, column)`. The document must be without earlier marks.
    """
    package = PackageEdit(data, limits)
    part = package.main_part()
    body = _body(package, part)
    comments = Comments(package, part)
    for cell, found in _faults(body, marks).items():
        shade(cell, any(mark.is_error for mark in found))
        comments.add(cell, note_lines(found))
    for place, block in enumerate(list_page(marks)):
        body.insert(place, block)
    package.changed(part)
    return package.packed()


def _body(package: PackageEdit, part: str) -> Element:
    body = package.tree(part).find(f"{W}body")
    if body is None:
        raise UnknownPackage("not a document of the usual dialect")
    return body


def _faults(body: Element, marks: Sequence[Mark]) -> dict[Element, list[Mark]]:
    found: dict[Element, list[Mark]] = defaultdict(list)
    known = tables(body)
    for mark in in_order(marks)[:_MAX_MARKS]:
        match mark.address:
            case ("word", int(table), int(row), int(column)) if 0 <= table < len(known):
                cell = cell_at(known[table], row, column)
                if cell is not None:
                    found[cell].append(mark)
    return found


def cleared_document(data: bytes, limits: Limits = LIMITS) -> bytes:
    """The document without our marks, whoever saved it since; the very same object where it has none.

    Raises, whatever it is, where the marks cannot be taken out.
    """
    package = package_or_none(data, limits)
    if package is None or not _has_traces(package):
        return data
    part = package.main_part()
    body = _body(package, part)
    clear_comments(package, part)
    is_listed, is_shaded = remove_list_page(body), unshade(body)
    if is_listed or is_shaded:
        package.changed(part)
    return package.packed() if package.is_changed else data


def typed_in_document(data: bytes, limits: Limits = LIMITS) -> tuple[str, ...]:
    """What was typed into the paragraphs and tables of the first page, which are cleared. Raises as clearing does."""
    package = package_or_none(data, limits)
    if package is None or not _has_traces(package):
        return ()
    return typed_on_list_page(_body(package, package.main_part()))


def _has_traces(package: PackageEdit) -> bool:
    return any(_TRACE.search(package.data(name)) for name in package if _TOLD.fullmatch(name))
