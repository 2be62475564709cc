"""What stands above a printed list of a body: its superior, its own name, the Party."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.office_files.word.tables import Column, ListPart
from pipeline.organisation import Organisation, body_on_day


def names_of(organisation: Organisation, body: str, day: date) -> list[str]:
    """The body's superior and its own name on the day; its id for one that the office knows no more."""
    found = organisation.body(body)
    if found is None:
        return [body]
    then = body_on_day(organisation, found, day)
    return [name for name in (then.superior, then.name) if name]


def list_part(
    names: Sequence[str], title: str, span: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]
) -> ListPart:
    """One body's part of a list; without names it is that of nobody, for an empty list."""
    right = ["ĐẢNG CỘNG SẢN VIỆT NAM"] if names else []
    return ListPart([name.upper() for name in names], right, title, span, columns, rows)
