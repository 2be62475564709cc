"""What one document is about: the meeting as planned documents see it, on the document's own date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.documents.as_printed import as_printed
from pipeline.meeting import DocumentKindName, Meeting, Stage
from pipeline.organisation import BodyKind, BodyOnDay, Office, Options
from pipeline.regulations import Authority, RuleSet
from pipeline.vietnamese.dates import NBSP, date_in_figures
from pipeline.vietnamese.text import with_uy


@dataclass(frozen=True)
class Signer:
    """Who signs a document, and in which office."""

    name: str
    office: Office


@dataclass(frozen=True)
class FiledPaper:
    """A document of the same meeting that is there already, or is made in the same run.

    `name` is what it is called where that is not the name of its kind.
    """

    kind: DocumentKindName
    symbol: str | None
    day: date
    name: str = ""

    @property
    def in_words(self) -> str:
        """`Nghị quyết số 05-NQ/CB, ngày 05/10/2018`; `Biên bản ngày 05/10/2018` where it has no number."""
        number = f" số{NBSP}{self.symbol}," if self.symbol else ""
        return f"{self.name or self.kind.label}{number} ngày{NBSP}{date_in_figures(self.day)}"


@dataclass(frozen=True)
class Known:
    """What the archive knows of the meeting when a document is filled: its record as held, and its other papers.

    `replaced` are issued papers, by the kind of the document that replaces each.
    """

    held: Meeting | None = None
    papers: Mapping[DocumentKindName, FiledPaper] = field(default_factory=dict)
    replaced: Mapping[DocumentKindName, FiledPaper] = field(default_factory=dict)


@dataclass(frozen=True)
class Framed:
    """What head and end of a document are made from, whatever it is about. `number` is empty where it has none."""

    type: str
    body: BodyOnDay
    rules: RuleSet
    options: Options
    day: date
    number: str
    signer: Signer | None
    authority: Authority
    recipients: tuple[str, ...]
    draft: bool

    @property
    def is_cell(self) -> bool:
        return self.body.kind is BodyKind.CELL

    @property
    def is_letter(self) -> bool:
        """A letter (công văn) has no name of its type; its abstract stands under the number (36-HD/VPTW)."""
        known = self.rules.types.get(self.type)
        return known is not None and not known.printed

    @property
    def body_name(self) -> str:
        """The issuing body in running text: the cell, or the party committee itself."""
        return self.body.name if self.is_cell else self.body.committee

    @property
    def issuer(self) -> str:
        """Who speaks in the document: the committee of a cell where it signs for it, else the body."""
        return self.body.committee if self.authority is Authority.COMMITTEE else self.body_name

    @property
    def body_word(self) -> str:
        """What running text calls the body: `Chi bộ`, `Đảng ủy`."""
        return "Chi bộ" if self.is_cell else self.spelled("Đảng ủy")

    @property
    def committee_word(self) -> str:
        """What running text calls the body's committee: `Chi ủy`; a party committee is its own."""
        return self.spelled("Chi ủy") if self.is_cell else self.body_word

    def spelled(self, wording: str) -> str:
        """Our own wording in the office's spelling of `ủy`."""
        return with_uy(wording, self.options.spelling.value)


@dataclass(frozen=True)
class Subject(Framed):
    """One document of a meeting in the making: everything its text is made from.

    `part` counts the documents of a kind that a meeting may yield several of: a paper each, a vote each.
    """

    kind: DocumentKindName
    part: int
    meeting: Meeting
    known: Known = Known()

    @property
    def held(self) -> Meeting:
        """The meeting as it was held: of the record filed then, where this form only follows it up."""
        filed = self.known.held if self.meeting.stage is Stage.FOLLOWED_UP else None
        return as_printed(filed, self.body) if filed else self.meeting
