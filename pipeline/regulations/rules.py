"""Rules about bodies and their meetings: what they may issue, how they vote, which duties they have."""

from __future__ import annotations

from fractions import Fraction

from pydantic import Field

from pipeline.records import Choice, Line, Record
from pipeline.regulations.entries import InForce


class VoteBase(Choice):
    OFFICIAL_TOTAL = "official-total", "tổng số đảng viên chính thức"
    OFFICIAL_PRESENT = "official-present", "số đảng viên chính thức có mặt"


class Voters(Choice):
    OFFICIAL = "official", "đảng viên chính thức"
    ALL = "all", "đảng viên"


class VoteRule(InForce):
    """Who votes on a motion of one purpose (`id`), and the share of a base that it needs."""

    voters: Voters = Voters.OFFICIAL
    base: VoteBase
    part: int = Field(ge=1)
    of: int = Field(ge=1)
    strict: bool

    def needed(self, base: int) -> int:
        """The smallest number of votes in favour that passes."""
        share = Fraction(self.part, self.of) * base
        whole = share.numerator // share.denominator
        return whole + 1 if self.strict or share.denominator != 1 else whole

    @property
    def in_words(self) -> str:
        """`quá 1/2`, `ít nhất 2/3`."""
        return f"{'quá' if self.strict else 'ít nhất'} {self.part}/{self.of}"


class Every(Choice):
    MONTH = "month", "mỗi tháng"
    QUARTER = "quarter", "mỗi quý"


class Duty(Record):
    """A meeting of one kind that is to be held once in every span."""

    meeting: Line
    every: Every


class MeetingRules(InForce):
    """How meetings are held: the guideline that documents cite, shortest durations in minutes, days around a meeting.

    None where that guideline says nothing.
    """

    citation: Line
    minutes: int = Field(ge=0)
    minutes_joint: int = Field(ge=0)
    papers_days_before: int | None = Field(None, ge=0)
    results_days_after: int | None = Field(None, ge=0)
    duties: tuple[Duty, ...] = ()


class Citation(InForce):
    """A document that others rest on; `documents` are the kinds of document that name it among their grounds."""

    citation: Line
    documents: tuple[Line, ...] = ()


class IssuingRules(InForce):
    """Which types of document each kind of body may issue, by the letters of the type's symbol."""

    citation: Line
    cell: tuple[Line, ...]
    party_committee: tuple[Line, ...]


class Authority(Choice):
    BODY = "body", "T/M chi bộ"
    COMMITTEE = "committee", "T/M chi ủy"


class AuthorityRule(InForce):
    """For whom a cell's document of one kind (`id`) is signed."""

    authority: Authority


class AdministrativeLevels(InForce):
    """Which levels of administration there are; no name of a superior begins with one of the `ended` any more."""

    levels: tuple[Line, ...]
    ended: tuple[Line, ...] = ()
