"""All rules of every time, and those of one day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import TypeVar

from pydantic import Field

from pipeline.records import Record, Same, on_day
from pipeline.regulations.entries import InForce, Sure
from pipeline.regulations.layouts import DocumentType, Layout, MakeUp, Wording
from pipeline.regulations.rules import (
    AdministrativeLevels,
    Authority,
    AuthorityRule,
    Citation,
    IssuingRules,
    MeetingRules,
    VoteRule,
)
from pipeline.regulations.scores import ScoreSheet

E = TypeVar("E", bound=InForce)


class Regulations(Record):
    """All rules, of every time. An office's own file holds the sections and entries that differ."""

    format: int = Field(1, ge=1, le=1)
    layouts: tuple[Layout, ...] = ()
    make_ups: tuple[MakeUp, ...] = ()
    types: tuple[DocumentType, ...] = ()
    issuing: tuple[IssuingRules, ...] = ()
    authorities: tuple[AuthorityRule, ...] = ()
    votes: tuple[VoteRule, ...] = ()
    meetings: tuple[MeetingRules, ...] = ()
    citations: tuple[Citation, ...] = ()
    score_sheets: tuple[ScoreSheet, ...] = ()
    administrative: tuple[AdministrativeLevels, ...] = ()

    def overridden_by(self, own: Regulations) -> Regulations:
        """These rules with every entry replaced that `own` has under the same id, and its further entries behind."""
        changed = {}
        for section in type(self).model_fields:
            mine, theirs = getattr(self, section), getattr(own, section)
            if section != "format" and theirs:
                replaced = {entry.id: entry for entry in theirs}
                kept = [replaced.pop(entry.id, entry) for entry in mine]
                changed[section] = (*kept, *replaced.values())
        return self.model_copy(update=changed)

    def vouched_for(self) -> Regulations:
        """These rules of an office, each entry as sure as it says; where it says nothing, the office knows its own."""
        changed = {}
        for section in type(self).model_fields:
            entries = getattr(self, section)
            if isinstance(entries, tuple):
                changed[section] = tuple(_vouched(entry) for entry in entries)
        return self.model_copy(update=changed)

    @property
    def boundaries(self) -> tuple[date, ...]:
        """Every day on which a rule comes into force, in order."""
        entries = [entry for name in type(self).model_fields for entry in _dated(getattr(self, name))]
        return tuple(sorted({entry.from_ for entry in entries if entry.from_}))

    def on(self, day: date) -> RuleSet:
        """The rules in force on the day; before the first layout rules, those, marked uncertain."""
        return _in_force(Same(self), day)

    def _on(self, day: date) -> RuleSet:
        layout = on_day(self.layouts, day)
        oldest = min(self.layouts, key=lambda entry: entry.from_ or date.min)
        return RuleSet(
            day=day,
            layout=layout or oldest,
            certain=layout is not None and layout.sure is not Sure.SAMPLES,
            make_ups=_by_id(self.make_ups, day),
            types={entry.id: entry for entry in self.types},
            issuing=on_day(self.issuing, day),
            authorities={name: rule.authority for name, rule in _by_id(self.authorities, day).items()},
            votes=_by_id(self.votes, day),
            meetings=on_day(self.meetings, day),
            citations=tuple(entry for entry in self.citations if entry.holds_on(day)),
            score_sheets=tuple(sheet for sheet in self.score_sheets if sheet.holds_on(day)) or self.score_sheets[-1:],
            administrative=on_day(self.administrative, day),
        )


@lru_cache(maxsize=400)  # a year's days: many bodies meet on one
def _in_force(regulations: Same[Regulations], day: date) -> RuleSet:
    return regulations.value._on(day)


def _vouched(entry: Record) -> Record:
    says_nothing = isinstance(entry, InForce) and "sure" not in entry.model_fields_set
    return entry.model_copy(update={"sure": Sure.READ}) if says_nothing else entry


def _dated(section: object) -> Iterable[InForce]:
    return [entry for entry in section if isinstance(entry, InForce)] if isinstance(section, tuple) else []


def _by_id(entries: Iterable[E], day: date) -> dict[str, E]:
    return {entry.id: entry for entry in entries if entry.holds_on(day)}


@dataclass(frozen=True)
class RuleSet:
    """The rules of one day. `certain` is False where the layout rules of that time were only seen in samples."""

    day: date
    layout: Layout
    certain: bool
    make_ups: dict[str, MakeUp]
    types: dict[str, DocumentType]
    issuing: IssuingRules | None
    authorities: dict[str, Authority]
    votes: dict[str, VoteRule]
    meetings: MeetingRules | None
    citations: tuple[Citation, ...]
    score_sheets: tuple[ScoreSheet, ...]
    administrative: AdministrativeLevels | None

    @property
    def id(self) -> str:
        return self.layout.id

    @property
    def wording(self) -> Wording:
        return self.layout.wording

    def vote_rule(self, purpose: Enum) -> VoteRule | None:
        """The rule for a purpose of voting; None where no figure is known."""
        return self.votes.get(str(purpose.value))

    def score_sheet(self, meeting: Enum) -> ScoreSheet:
        """The sheet for a kind of meeting: one made for it before one for every kind."""
        own = [sheet for sheet in self.score_sheets if str(meeting.value) in sheet.meetings]
        common = [sheet for sheet in self.score_sheets if not sheet.meetings]
        return (own or common or list(self.score_sheets))[-1]

    def may_issue(self, is_cell: bool, symbol: str) -> bool:
        """Whether the body may issue a type of document; True where no rule of that time is known."""
        if self.issuing is None:
            return True
        return symbol in (self.issuing.cell if is_cell else self.issuing.party_committee)

    def grounds(self, document: Enum) -> tuple[str, ...]:
        """What documents of a kind rest on: the guideline on meetings comes with `meetings`, these beside it."""
        return tuple(entry.citation for entry in self.citations if str(document.value) in entry.documents)
