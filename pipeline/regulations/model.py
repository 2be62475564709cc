"""What the rules say, each entry with its source and how sure it is (A read, B reported, C from samples)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from pydantic import Field

from pipeline.records import Choice, Dated, Line, Record, on_day


class Sure(Choice):
    READ = "A", "đã đọc trên trang công bố"
    REPORTED = "B", "đọc qua bài giới thiệu"
    SAMPLES = "C", "theo các mẫu thường gặp"


class VoteBase(Choice):
    OFFICIAL_TOTAL = "official-total", "tổng số đảng viên chính thức"
    OFFICIAL_PRESENT = "official-present", "số đảng viên chính thức có mặt"


class InForce(Dated):
    """A rule and the time it is in force."""

    sure: Sure = Sure.SAMPLES


class Wording(Record):
    """What differs between rule sets in the words of a document."""

    recorder: Line
    chair: Line
    body_end: Line
    recipient_end: Line
    last_ground_end: Line
    minutes_dated: bool


class Layout(InForce):
    """The layout rules (thể thức) of one guideline."""

    id: Line
    citation: Line
    wording: Wording


class VoteRule(InForce):
    """The share of a base that a motion of one purpose needs."""

    purpose: Line
    base: VoteBase
    part: int = Field(ge=1)
    of: int = Field(ge=1)
    strict: bool
    source: Line

    def needed(self, base: int) -> int:
        """The smallest number of votes in favour that passes."""
        share = Fraction(self.part, self.of) * base
        whole = share.numerator // share.denominator
        return whole + 1 if self.strict or share.denominator != 1 else whole

    @property
    def in_words(self) -> str:
        """`quá 1/2`, `ít nhất 2/3`."""
        return f"{'quá' if self.strict else 'ít nhất'} {self.part}/{self.of}"


class MeetingRules(InForce):
    """How meetings are to be held: the guideline that plans cite, and the shortest durations in minutes."""

    id: Line
    citation: Line
    minutes: int = Field(ge=0)
    minutes_joint: int = Field(ge=0)


class Criterion(Record):
    name: Line
    points: int = Field(ge=0)


class Grade(Record):
    name: Line
    at_least: int = Field(ge=0)


class ScoreSheet(InForce):
    """The frame a meeting is scored by."""

    id: Line
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    grades: tuple[Grade, ...] = Field(min_length=1)


class Regulations(Record):
    """All rule sets, of every time."""

    format: int = Field(1, ge=1, le=1)
    layouts: tuple[Layout, ...] = Field(min_length=1)
    votes: tuple[VoteRule, ...] = ()
    meetings: tuple[MeetingRules, ...] = ()
    score_sheets: tuple[ScoreSheet, ...] = Field(min_length=1)

    def on(self, day: date) -> RuleSet:
        """The rules in force on the day; before the first layout rules, those, marked uncertain."""
        layout = on_day(self.layouts, day)
        oldest = min(self.layouts, key=lambda entry: entry.from_ or date.min)
        sheet = on_day(self.score_sheets, day) or self.score_sheets[-1]
        votes = {rule.purpose: rule for rule in self.votes if rule.holds_on(day)}
        certain = layout is not None and layout.sure is not Sure.SAMPLES
        return RuleSet(layout or oldest, votes, on_day(self.meetings, day), sheet, certain)


@dataclass(frozen=True)
class RuleSet:
    """The rules of one day. `certain` is False where the layout rules of that time were only seen in samples."""

    layout: Layout
    votes: dict[str, VoteRule]
    meetings: MeetingRules | None
    score_sheet: ScoreSheet
    certain: bool

    @property
    def id(self) -> str:
        return self.layout.id

    @property
    def wording(self) -> Wording:
        return self.layout.wording

    def vote_rule(self, purpose: Enum) -> VoteRule | None:
        """The rule for a purpose of voting; None where no figure is known."""
        return self.votes.get(str(purpose.value))
