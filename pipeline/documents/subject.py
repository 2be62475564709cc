"""What a context function is given: the meeting, the body as it was that day, the rules, and who signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.meeting import Meeting
from pipeline.organisation import BodyKind, BodyOnDay, Office, Options
from pipeline.regulations import RuleSet


@dataclass(frozen=True)
class Signer:
    """Who signs a document, and in which office."""

    name: str
    office: Office


@dataclass(frozen=True)
class Subject:
    """One document in the making: everything its text is made from. `number` is empty where it has none."""

    meeting: Meeting
    body: BodyOnDay
    rules: RuleSet
    options: Options
    day: date
    number: str
    signer: Signer | None
    recipients: tuple[str, ...]
    draft: bool

    @property
    def is_cell(self) -> bool:
        return self.body.kind is BodyKind.CELL

    @property
    def body_name(self) -> str:
        """The issuing body in running text: the cell, or the party committee itself."""
        return self.body.name if self.is_cell else self.body.committee

    @property
    def body_word(self) -> str:
        """What running text calls the body: `Chi bộ`, `Đảng ủy`."""
        return "Chi bộ" if self.is_cell else "Đảng ủy"

    @property
    def committee_word(self) -> str:
        """What running text calls the body's committee: `Chi ủy`; a party committee is its own."""
        return "Chi ủy" if self.is_cell else "Đảng ủy"
