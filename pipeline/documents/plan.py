"""From a meeting to its documents: each with its own date, rules, series and signer. No files, no numbers taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipeline.documents.binding import bound
from pipeline.documents.contexts import Context
from pipeline.documents.kind import DocumentKind
from pipeline.documents.subject import Known, Subject
from pipeline.errors import Problem
from pipeline.meeting import DocumentKindName
from pipeline.vietnamese.dates import NBSP


@dataclass(frozen=True, order=True)
class Series:
    """One run of numbers: per type of document, body and term (36-HD/VPTW 1.3), beginning at `start`."""

    body: str
    type: str
    term: str
    start: int


@dataclass(frozen=True)
class PlannedDocument:
    """A document that is still to be numbered and filled.

    `part` counts those of a kind that may be several, as the archive does; `subject.part` as the form does. `replaces`
    is the number of the issued document whose place it takes.
    """

    kind: DocumentKind
    subject: Subject
    series: Series | None
    stated_number: int | None
    part: int = 0
    replaces: int | None = None

    @property
    def day(self) -> date:
        return self.subject.day

    @property
    def key(self) -> str:
        """What tells the documents of one meeting apart: `minutes`, `paper-2`."""
        return document_key(self.kind.name, self.part)

    @property
    def suffix(self) -> str:
        """What a file name adds for one of several: `-vo-thanh-liem`, `-2`; nothing for the first or only one."""
        name = self.kind.named(self.subject.meeting, self.subject.part)
        return f"-{name}" if name else f"-{self.part + 1}" if self.part else ""

    def context(self, number: int | None, *, draft: bool = False, known: Known | None = None) -> Context:
        """What fills the template. A draft takes no number and leaves the place open."""
        is_draft = draft or self.kind.draft
        subject = replace(
            self.subject,
            number=self._number_line(number, is_draft),
            draft=is_draft,
            known=known or Known(),
        )
        context = self._replacing(self.kind.context(subject), subject.known)
        held = subject.held
        return bound(context, subject.body.members, held.chair, held.recorder)

    def _replacing(self, context: Context, known: Known) -> Context:
        """The context whose last paragraph says first which issued document this one replaces."""
        paper = known.replaced.get(self.kind.name) if self.replaces is not None else None
        if paper is None or not self.kind.is_replaceable:
            return context
        named = replace(paper, name=self._type_name)
        said = f"{self._type_name} này thay thế {named.in_words}."
        ended: Any = context  # which of the contexts it is, `is_replaceable` has seen: one with a closing text
        changed: Context = replace(ended, closing=f"{said} {ended.closing}")
        return changed

    @property
    def _type_name(self) -> str:
        """What the rules call its type, as papers name it: a monthly report is a report, a notice may be a letter."""
        return self.subject.rules.types[self.subject.type].name.capitalize()  # the rules have it as it is printed

    def symbol(self, number: int) -> str:
        """The number as registers list it: `05-NQ/CB`."""
        return f"{number:02}-{self.subject.type}/{self.subject.body.kind.symbol}"

    def _number_line(self, number: int | None, draft: bool) -> str:
        if not self.subject.type or (self.series is None and not self.kind.draft):
            return ""
        if number is None or draft:
            return f"Số{NBSP * 6}-{self.subject.type}/{self.subject.body.kind.symbol}"
        return f"Số{NBSP}{self.symbol(number)}"


def document_key(kind: DocumentKindName, part: int, round_: int = 0) -> str:
    """`minutes` for the first of its kind, `paper-2` for the second; `correction.2` when it is made again later on."""
    key = f"{kind.value}-{part + 1}" if part else kind.value
    return f"{key}.{round_ + 1}" if round_ else key


@dataclass(frozen=True)
class Plan:
    """The documents of a meeting's stage, and what stands in their way."""

    documents: tuple[PlannedDocument, ...]
    problems: tuple[Problem, ...]
