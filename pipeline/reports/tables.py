"""A report as tables: on the screen, as a workbook, as a printed list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.office_files.list_workbook import Value, list_workbook
from pipeline.office_files.word.tables import Column, list_document
from pipeline.organisation import Organisation
from pipeline.reports.heads import list_part, names_of
from pipeline.vietnamese.dates import figure

__all__ = ["Column", "ReportTable", "Value", "as_document", "as_text", "as_workbook"]


@dataclass(frozen=True)
class ReportTable:
    """One table: `name` is that of its sheet, `title` stands above it in print, `span` says of what time it is.

    `body` is the id of the body that it is about; empty where it is about several, which the office itself heads then.
    """

    name: str
    title: str
    span: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    body: str = ""


def as_workbook(title: str, tables: Sequence[ReportTable]) -> bytes:
    """The tables as an .xlsx file, a sheet each. Same tables, same bytes."""
    parts = [
        (one.name, f"{one.title} – {one.span}", list(one.columns), [list(row) for row in one.rows]) for one in tables
    ]
    return list_workbook(title, parts, grouped=True)


def as_text(value: Value) -> str:
    """A value as it is read on paper and on the screen: `05/10/2018`, `1.204`; nothing for None."""
    match value:
        case None:
            return ""
        case date():
            return f"{value:%d/%m/%Y}"
        case int():
            return figure(value)
        case _:
            return value


def as_document(title: str, tables: Sequence[ReportTable], organisation: Organisation, day: date) -> bytes:
    """The tables as a .docx file, each from a new page on, under the names that their bodies bore on the day."""
    parts = [
        list_part(
            _heads(one, organisation, day), one.title.upper(), one.span, one.columns, [_texts(row) for row in one.rows]
        )
        for one in tables
    ]
    return list_document(title, parts)


def _heads(table: ReportTable, organisation: Organisation, day: date) -> list[str]:
    if table.body:
        return names_of(organisation, table.body, day)
    return [organisation.office] if organisation.office else []


def _texts(row: Sequence[Value]) -> list[str]:
    return [as_text(value) for value in row]
