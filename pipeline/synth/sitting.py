"""Who sits together on a day: the roll with sums that hold, the hours, the votes, the score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from pipeline.meeting import (
    Absence,
    AbsentMember,
    Ballot,
    Ballots,
    LastTask,
    MeetingKind,
    OtherAttendance,
    Presence,
    Roll,
    ScoreRow,
    TaskState,
    Vote,
    VotePurpose,
)
from pipeline.organisation import BodyOnDay, MemberOnDay, MemberState, Office
from pipeline.regulations import load_regulations
from pipeline.synth.phrases import Common

RESULTS = "Kết quả thực hiện nghị quyết kỳ trước"

_OPENINGS = (time(7, 30), time(8, 0), time(13, 30), time(14, 0), time(14, 30))


@dataclass(frozen=True)
class Sitting:
    """The people of one meeting. Names are labels of the roster, which tell namesakes apart."""

    day: date
    opened: time
    closed: time
    place: str
    chair: str
    recorder: str
    present: tuple[str, ...]
    roll: Roll
    body: BodyOnDay

    @property
    def voters(self) -> int:
        return self.roll.present_official or 0

    def officer(self, office: Office) -> str:
        """Who holds the office and is present; the chair where nobody is."""
        holder = self.body.holder(office)
        return holder.label if holder and holder.label in self.present else self.chair

    @property
    def tellers(self) -> tuple[str, ...]:
        """Three official members who count the ballots; the first is their head."""
        official = {member.label for member in self.body.members if member.is_official}
        return tuple(name for name in self.present if name in official - {self.chair, self.recorder})[:3]

    def speakers(self, rng: Random, number: int, presenter: str = "") -> list[str]:
        """So many of those present who neither chair nor present; in a small committee there may be fewer."""
        others = [name for name in self.present if name not in (self.chair, presenter)]
        return rng.sample(others, min(number, len(others)))


def gather(rng: Random, common: Common, body: BodyOnDay, minutes: tuple[int, int], *, committee: bool) -> Sitting:
    """The cell, or its committee, meeting on the day of `body` for between so many minutes."""
    called = body.committee_members if committee else body.members
    exempt = [member for member in called if MemberState.EXEMPT in member.states]
    expected = [member for member in called if member not in exempt]
    absent = _absent(rng, expected, committee)
    present = [member for member in expected if member not in absent]
    chair = next(m for office in (Office.SECRETARY, Office.DEPUTY) for m in present if office in m.offices)
    recorder = rng.choice([member for member in present if member.is_official and member is not chair])
    opened = rng.choice(_OPENINGS)
    lasts = timedelta(minutes=rng.randrange(minutes[0], minutes[1] + 1, 5))
    return Sitting(
        day=body.day,
        opened=opened,
        closed=(datetime.combine(body.day, opened) + lasts).time(),
        place=body.meeting_place,
        chair=chair.label,
        recorder=recorder.label,
        present=tuple(member.label for member in present),
        roll=_roll(rng, common, called, present, absent, exempt),
        body=body,
    )


def _absent(rng: Random, expected: Sequence[MemberOnDay], committee: bool) -> list[MemberOnDay]:
    """Never so many that two thirds of the official members are missed, and secretary or deputy is always there."""
    most = (1 if rng.random() < 0.1 else 0) if committee else len(expected) // 10
    may = [member for member in expected if not member.offices] or list(expected[2:])
    if rng.random() < 0.03:
        may.append(expected[0])  # the secretary: the deputy takes the chair
    return rng.sample(may, min(rng.randint(0, most), len(may)))


def _roll(
    rng: Random,
    common: Common,
    called: Sequence[MemberOnDay],
    present: Sequence[MemberOnDay],
    absent: Sequence[MemberOnDay],
    exempt: Sequence[MemberOnDay],
) -> Roll:
    absences = tuple(_absence(rng, common, member) for member in absent)
    others = [OtherAttendance(name=member.label, state=Presence.EXEMPT) for member in exempt]
    if rng.random() < 0.15:
        late = rng.choice(present[1:])
        others.append(OtherAttendance(name=late.label, state=Presence.LATE, note=rng.choice(common.late_notes)))
    return Roll(
        total_official=_official(called),
        total_probationary=len(called) - _official(called),
        present_official=_official(present),
        present_probationary=len(present) - _official(present),
        absent_excused=sum(entry.excuse is Absence.EXCUSED for entry in absences),
        absent_unexcused=sum(entry.excuse is Absence.UNEXCUSED for entry in absences),
        exempt=len(exempt),
        absences=absences,
        others=tuple(others),
    )


def _absence(rng: Random, common: Common, member: MemberOnDay) -> AbsentMember:
    if rng.random() < 0.06:
        return AbsentMember(name=member.label, excuse=Absence.UNEXCUSED)
    return AbsentMember(name=member.label, excuse=Absence.EXCUSED, reason=rng.choice(common.absence_reasons))


def _official(members: Sequence[MemberOnDay]) -> int:
    return sum(member.is_official for member in members)


def show_of_hands(rng: Random, sitting: Sitting, motion: str) -> Vote:
    """A vote on an ordinary motion; now and then one of many abstains."""
    abstained = 1 if sitting.voters > 10 and rng.random() < 0.1 else 0
    return Vote(
        motion=motion,
        official_total=sitting.roll.total_official,
        official_present=sitting.voters,
        in_favour=sitting.voters - abstained,
        abstained=abstained,
        declared_passed=True,
    )


def secret_vote(sitting: Sitting, motion: str, purpose: VotePurpose, person: str) -> Vote:
    """A ballot on a person; every ballot comes back valid and in favour."""
    voters = sitting.voters
    return Vote(
        motion=motion,
        purpose=purpose,
        official_total=sitting.roll.total_official,
        official_present=voters,
        in_favour=voters,
        ballot=Ballot.SECRET,
        ballots=Ballots(issued=voters, collected=voters, valid=voters, invalid=0),
        declared_passed=True,
        person=person,
    )


def score(
    rng: Random, kind: MeetingKind, day: date, last_tasks: Sequence[LastTask]
) -> tuple[tuple[ScoreRow, ...], str]:
    """The score by the sheet of the day, and the grade its total earns."""
    sheet = load_regulations().on(day).score_sheet(kind)
    rows = []
    for group in sheet.groups:
        own = group.points - (rng.randint(0, 2) if group.points >= 10 else 0)
        if group.name == RESULTS:
            own = min(own, _points_for_results(last_tasks, group.points))
        cell = own - (rng.randint(0, 1) if group.points >= 40 else 0)
        rows.append(ScoreRow(criterion=group.name, self_score=Decimal(own), cell_score=Decimal(cell)))
    return tuple(rows), sheet.grade_for({row.criterion: row.cell_score or Decimal(0) for row in rows})


def _points_for_results(last_tasks: Sequence[LastTask], points: int) -> int:
    """3 points less for each tenth of the tasks that was not done."""
    if not last_tasks:
        return points
    undone = sum(task.state is not TaskState.DONE for task in last_tasks)
    return max(points - 3 * -(-10 * undone // len(last_tasks)), points // 3)
