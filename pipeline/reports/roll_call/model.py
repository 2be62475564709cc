"""A meeting that was held, and how it stood with everybody that it called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.meeting import MeetingKind
from pipeline.organisation import Member, Office
from pipeline.outlook.filed import FiledMeeting, Json
from pipeline.records import Choice


class Mark(Choice):
    """How it stood with a member at a meeting."""

    PRESENT = "present", "Có mặt"
    EXCUSED = "excused", "Vắng có lý do"
    UNEXCUSED = "unexcused", "Vắng không lý do"
    EXEMPT = "exempt", "Được miễn, không dự"
    AWAY = "temporary-away", "Sinh hoạt tạm thời ở nơi khác"
    SUSPENDED = "suspended", "Bị đình chỉ sinh hoạt"
    UNCLEAR = "unclear", "Chưa rõ"

    @property
    def is_absence(self) -> bool:
        return self is Mark.EXCUSED or self is Mark.UNEXCUSED


class Trouble(Choice):
    """Why something in a form is not counted as it stands there."""

    UNKNOWN = "unknown", "Không khớp danh sách"
    NAMESAKES = "namesakes", "Không khớp danh sách (trùng tên)"
    OUTSIDE = "outside", "Không khớp danh sách (không thuộc thành phần họp)"
    TWICE = "twice", "Ghi hai lần, không thống nhất"
    FIGURES = "figures", "Số liệu khác tên đã ghi"
    NOT_THERE = "not-there", "Có ý kiến, không ghi có mặt"
    NO_ROLL = "no-roll", "Chưa ghi điểm danh"
    NO_ROSTER = "no-roster", "Chưa có danh sách thành phần họp"
    NO_CONTENT = "no-content", "Chưa ghi nội dung cuộc họp"


@dataclass(frozen=True)
class Doubt:
    """What stands in a form and is not counted: where, what, and what it is held against. Texts are Vietnamese."""

    trouble: Trouble
    where: str = ""
    said: str = ""
    known: str = ""


@dataclass(frozen=True, eq=False)
class Person:
    """A member from joining to leaving; who comes back later is another. Two are the same only as one object."""

    member: Member

    @property
    def label(self) -> str:
        return self.member.label


@dataclass(frozen=True, eq=False)
class Seat:
    """A member whom a meeting calls, as they stood on its day. `office` is theirs in the committee, if any."""

    person: Person
    is_official: bool
    office: Office | None


@dataclass(frozen=True, eq=False)
class RollCall:
    """A meeting with a mark for each of its seats, in their order.

    Where not `is_counted`, the roll says nothing or there is no roster: it counts for nobody, and `marks` is empty.
    `place` says which seat a name means, or why none. `late` and `early` are places among the seats. `visitors` were
    there from elsewhere for a time; they are not of the roster, and the roll does not say what they are.
    """

    meeting: FiledMeeting
    record: Json
    path: str
    day: date
    seats: Sequence[Seat]
    place: Callable[[str], int | Trouble]
    is_counted: bool
    marks: Sequence[Mark] = ()
    late: frozenset[int] = frozenset()
    early: frozenset[int] = frozenset()
    visitors: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def kind(self) -> MeetingKind:
        return self.meeting.kind

    @cached_property
    def by_person(self) -> dict[Person, Mark]:
        """The mark of everybody called; empty where the meeting counts for nobody."""
        return {seat.person: mark for seat, mark in zip(self.seats, self.marks, strict=False)}

    @property
    def expected(self) -> int:
        """How many were there or should have been: who is exempt counts if there, who is unclear does not."""
        return self.marks.count(Mark.PRESENT) + self.marks.count(Mark.EXCUSED) + self.marks.count(Mark.UNEXCUSED)
