"""The synthetic office: the same everywhere, right in its sums, and as large as asked for."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby, pairwise

import pytest

from pipeline.checks import check_meeting
from pipeline.meeting import Meeting, MeetingKind, Stage, VotePurpose
from pipeline.organisation import BodyKind, BodyOnDay, Organisation, body_on_day, read_organisation
from pipeline.records import Places, build
from pipeline.regulations import load_regulations
from pipeline.synth import SyntheticOffice, synthetic_office
from pipeline.yaml_source import read_json

YEARS = (2018, 2025)
CELLS = 12


@lru_cache
def office(year: int = 2018, cells: int = CELLS, seed: int = 7) -> SyntheticOffice:
    return synthetic_office(cells, year, seed)


@lru_cache
def organisation(year: int = 2018) -> Organisation:
    found, problems = read_organisation(office(year).organisation_yaml.encode())
    assert problems == ()
    assert found is not None
    return found


def body_of(meeting: Meeting, year: int) -> BodyOnDay:
    body = organisation(year).body(meeting.body)
    assert body is not None
    assert meeting.day is not None
    return body_on_day(organisation(year), body, meeting.day)


def digest(made: SyntheticOffice) -> str:
    return hashlib.sha256(repr(made).encode()).hexdigest()


@pytest.mark.parametrize("year", YEARS)
def test_the_office_is_read_without_a_problem(year: int) -> None:
    above, *cells = organisation(year).bodies
    assert above.kind is BodyKind.PARTY_COMMITTEE
    assert [cell.id for cell in cells] == [f"chi-bo-{number:03}" for number in range(1, CELLS + 1)]
    assert len({cell.name[0].value for cell in cells}) == CELLS


@pytest.mark.parametrize("year", YEARS)
def test_no_check_finds_anything(year: int) -> None:
    for meeting in office(year).meetings:
        assert check_meeting(meeting, organisation(year), load_regulations(), Places()) == (), meeting


@pytest.mark.parametrize("year", YEARS)
def test_terms_cover_the_year_before_and_the_year_after(year: int) -> None:
    for body in organisation(year).bodies:
        assert body.terms[-1].to is not None
        assert body.terms[0].from_ <= date(year - 1, 1, 1)
        assert body.terms[-1].to >= date(year + 1, 12, 31)
        for earlier, later in pairwise(body.terms):
            assert earlier.to is not None
            assert earlier.to + timedelta(days=1) == later.from_


def test_the_same_seed_gives_the_same_office_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib; from pipeline.synth import synthetic_office;"
        "print(hashlib.sha256(repr(synthetic_office(2, 2018, 7)).encode()).hexdigest())"
    )
    for hash_seed in ("0", "4711"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == digest(office(cells=2))


def test_another_seed_gives_another_office() -> None:
    assert digest(office(cells=2, seed=8)) != digest(office(cells=2))


def test_a_larger_office_begins_with_the_smaller_one() -> None:
    small, large = office(cells=3), office()
    assert large.organisation_yaml.startswith(small.organisation_yaml)
    assert large.meetings[: len(small.meetings)] == small.meetings


def test_every_cell_has_the_meetings_of_a_year() -> None:
    for _, group in groupby(office().meetings, key=lambda meeting: meeting.body):
        meetings = list(group)
        kinds = Counter((meeting.kind, meeting.stage) for meeting in meetings)
        assert kinds[MeetingKind.REGULAR, Stage.HELD] == 12
        assert kinds[MeetingKind.COMMITTEE, Stage.HELD] == 12
        assert kinds[MeetingKind.THEMATIC, Stage.PLANNED] == 4
        assert kinds[MeetingKind.THEMATIC, Stage.HELD] == 4
        quarters = {(meeting.period.month.month - 1) // 3 for meeting in meetings if meeting.thematic}
        assert quarters == {0, 1, 2, 3}


def test_some_meetings_are_extraordinary_and_some_vote_on_persons() -> None:
    found = [meeting for meeting in office().meetings if meeting.kind is MeetingKind.EXTRAORDINARY]
    purposes = {vote.purpose for meeting in found for vote in meeting.votes}
    assert {VotePurpose.ADMISSION, VotePurpose.FULL_MEMBERSHIP, VotePurpose.ORDINARY} <= purposes


@pytest.mark.parametrize("year", YEARS)
def test_sizes_are_those_of_real_cells(year: int) -> None:
    for meeting in office(year).meetings:
        body = body_of(meeting, year)
        assert 8 <= len(body.members) <= 40
        assert 3 <= len(body.committee_members) <= 5
        assert body.official >= 9  # with fewer, a cell has no committee (Điều lệ Đảng 2011)


@pytest.mark.parametrize("year", YEARS)
def test_the_sums_of_the_roll_and_the_votes_hold(year: int) -> None:
    for meeting in office(year).meetings:
        if meeting.stage is not Stage.HELD:
            continue
        body, roll = body_of(meeting, year), meeting.roll
        called = body.committee_members if meeting.kind is MeetingKind.COMMITTEE else body.members
        official = sum(member.is_official for member in called)
        assert (roll.total_official, roll.total_probationary) == (official, len(called) - official)
        counted = (
            roll.present_official,
            roll.present_probationary,
            roll.absent_excused,
            roll.absent_unexcused,
            roll.exempt,
        )
        assert sum(number or 0 for number in counted) == len(called)
        assert len(roll.absences) == (roll.absent_excused or 0) + (roll.absent_unexcused or 0)
        assert meeting.votes
        for vote in meeting.votes:
            assert (
                (vote.in_favour or 0) + vote.against + vote.abstained == vote.official_present == roll.present_official
            )


@pytest.mark.parametrize("year", YEARS)
def test_everybody_named_is_on_the_roster_of_the_day_and_speaks_only_if_present(year: int) -> None:
    for meeting in office(year).meetings:
        body = body_of(meeting, year)
        labels = {member.label for member in body.members}
        roll = meeting.roll
        away = {entry.name for entry in roll.absences}
        acting = {*meeting.speakers, meeting.chair, meeting.recorder, *(item.presenter for item in meeting.agenda)}
        owners = {task.owner for task in meeting.new_tasks} - {"Chi ủy"}
        assert acting | away | owners | {entry.name for entry in roll.others} <= labels
        assert not acting & away
        for item in meeting.agenda:
            assert len({opinion.speaker for opinion in item.opinions}) == len(item.opinions)


def test_tasks_are_looked_back_on_a_month_later() -> None:
    for _, group in groupby(office().meetings, key=lambda meeting: meeting.body):
        regular = [meeting for meeting in group if meeting.kind is MeetingKind.REGULAR]
        for earlier, later in pairwise(regular):
            assert [task.task for task in earlier.new_tasks] == [task.task for task in later.last_tasks]


def test_a_regular_meeting_is_as_long_as_the_rules_ask_and_as_full_as_real_ones() -> None:
    for meeting in office().meetings:
        if meeting.kind is MeetingKind.REGULAR:
            assert meeting.opened and meeting.closed and meeting.day
            lasted = datetime.combine(meeting.day, meeting.closed) - datetime.combine(meeting.day, meeting.opened)
            assert timedelta(minutes=90) <= lasted <= timedelta(minutes=240)
            assert 3 <= len(meeting.agenda) <= 8
            assert all(1 <= len(item.opinions) <= 4 for item in meeting.agenda)
            assert all(200 <= len(opinion.text) <= 800 for item in meeting.agenda for opinion in item.opinions)


def test_a_plan_and_its_meeting_are_one_meeting() -> None:
    thematic = [meeting for meeting in office().meetings if meeting.thematic]
    planned = {meeting.code: meeting.day for meeting in thematic if meeting.stage is Stage.PLANNED}
    held = {meeting.code: meeting.day for meeting in thematic if meeting.stage is Stage.HELD}
    assert planned == held


def test_meetings_stand_as_a_form_would_give_them() -> None:
    for meeting in office(cells=2).meetings:
        text = meeting.model_dump_json(by_alias=True, exclude_defaults=True)
        node, _ = read_json(text.encode())
        assert build(Meeting, node).record == meeting
