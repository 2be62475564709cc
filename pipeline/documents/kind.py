"""What there is to say of one kind of document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_type_hints

from pipeline.documents.contexts import Context
from pipeline.documents.subject import Subject
from pipeline.meeting import DocumentKindName, Meeting, Stage

OFFICIAL_FORMS = (
    DocumentKindName.ADMISSION_OPINIONS,
    DocumentKindName.ADMISSION_RESOLUTION,
    DocumentKindName.FULL_MEMBERSHIP_RESOLUTION,
)


@dataclass(frozen=True)
class DocumentKind:
    """One kind of document: when a meeting yields it, its type and template, and what fills it.

    `types` are the letters of its symbol; the first that the body may issue on that day is taken. Papers without any
    are not issued and take no number. `count` is how many of them a meeting yields. `signed`: for the body, by its
    secretary or who stands in; the others are signed as their template says. `make_up` names the components it
    carries (regulations, `make_ups`). `usual` ones need no choice of the office; `cell_only` ones are not
    for a party committee. `named` tells the files of a kind apart where their order may change.
    """

    name: DocumentKindName
    types: tuple[str, ...]
    template: str
    slug: str
    stage: Stage
    make_up: str
    count: Callable[[Meeting], int]
    context: Callable[[Subject], Context]
    usual: bool = True
    numbered: bool = True
    signed: bool = True
    draft: bool = False
    cell_only: bool = False
    named: Callable[[Meeting, int], str] = lambda _meeting, _part: ""

    @property
    def context_type(self) -> type[Context]:
        """The dataclass that its template is filled with: its fields are the names a template may use."""
        found: type[Context] = get_type_hints(self.context)["return"]
        return found

    @property
    def is_replaceable(self) -> bool:
        """Whether a later document may take its place: minutes are supplemented, and papers without a number edited."""
        is_issued = self.numbered and bool(self.types) and self.name is not DocumentKindName.MINUTES
        return is_issued and get_type_hints(self.context_type).get("closing") is str

    @property
    def is_shipped(self) -> bool:
        """Official forms of admission are not imitated: the office attaches its own template."""
        return self.name not in OFFICIAL_FORMS
