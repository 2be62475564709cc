"""A small language for filled forms: open a workbook, change a cell by its label, read it back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import Problem, Severity
from pipeline.forms import ReadForm, read_form
from pipeline.vietnamese.text import folded


def edited(data: bytes, *changes: Callable[[Workbook], object]) -> bytes:
    """The workbook as another program saves it after these changes."""
    book = load_workbook(BytesIO(data))
    for change in changes:
        change(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def sheet(book: Workbook, title: str) -> Worksheet:
    found = next(sheet for sheet in book.worksheets if folded(title) in folded(sheet.title))
    assert isinstance(found, Worksheet)
    return found


def cell(book: Workbook, title: str, label: str) -> Cell:
    """The cell that holds this text."""
    for row in sheet(book, title).iter_rows():
        for found in row:
            if isinstance(found.value, str) and folded(found.value) == folded(label):
                assert isinstance(found, Cell)
                return found
    raise AssertionError(f"“{label}” is not on “{title}”")


def beside(book: Workbook, title: str, label: str) -> Cell:
    """The first cell right of a label that no merged area covers."""
    start = cell(book, title, label)
    columns = range(start.column + 1, start.column + 9)
    cells = (sheet(book, title).cell(row=start.row, column=column) for column in columns)
    return next(found for found in cells if isinstance(found, Cell))


def write(title: str, label: str, value: object) -> Callable[[Workbook], object]:
    """A change: the answer beside a label."""

    def change(book: Workbook) -> None:
        beside(book, title, label).value = value  # type: ignore[assignment]

    return change


def below(title: str, label: str, rows: int, value: object) -> Callable[[Workbook], object]:
    """A change: a cell in the column of a header, so many rows below it."""

    def change(book: Workbook) -> None:
        cell(book, title, label).offset(rows, 0).value = value  # type: ignore[assignment]

    return change


def with_part(data: bytes, old: bytes, new: bytes, part: str = "xl/") -> bytes:
    """The package with bytes replaced in the parts whose name starts so; for what no library would write."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = source.read(name)
            copy.writestr(name, content.replace(old, new) if name.startswith(part) else content)
    return target.getvalue()


def read(data: bytes) -> ReadForm:
    return read_form("mau.xlsx", data)


def codes(form: ReadForm) -> list[str]:
    return [problem.code for problem in form.problems]


def errors(form: ReadForm) -> list[Problem]:
    return [problem for problem in form.problems if problem.severity is Severity.ERROR]


def cell_named(problem: Problem) -> str:
    """The cell of a problem's place, e.g. `C7`."""
    return str(dict(problem.where.params)["cell"])
