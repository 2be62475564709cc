"""Names of members, however they were typed, are written as the roster of the day writes them."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from pipeline.checks import check_meeting, names_as_on_roster
from pipeline.errors import Problem, Severity
from pipeline.forms import meeting_to_yaml
from pipeline.meeting import (
    Ballot,
    Guest,
    Meeting,
    Opinion,
    ProgrammeTopic,
    Task,
    Vote,
    VoteChoice,
    VotePurpose,
)
from pipeline.messages import verbatim
from pipeline.organisation import Body, Member, Organisation
from pipeline.organisation.dated import DatedLine
from pipeline.process.intake.prepare import prepare_form
from pipeline.records import Places
from pipeline.vietnamese.text import strip_accents
from tests.sample import changed, organisation, regulations, sample_meeting

HELD = sample_meeting("03")
CHAIR = HELD.chair


class EveryPlace(Places):
    """Each value stands where its path says."""

    def of(self, *path: str | int) -> Any:
        return verbatim("/".join(str(step) for step in path))


def office(*names: str) -> Organisation:
    """An office with one cell of these members; `A (b)` is one of several of that name."""
    members = []
    for name in names:
        plain, _, distinct = name.removesuffix(")").partition(" (")
        members.append(Member(name=plain, distinct=distinct))
    line = (DatedLine(value="Chi bộ"),)
    return Organisation(bodies=(Body(id=HELD.body, name=line, place=line, members=tuple(members)),))


MEMBERS = office("Trần Văn Hòa", "Lê Thị Thúy", "Lê Thị Thủy", "Nguyễn Thị Lan (Mầm non)", "Nguyễn Thị Lan (Tiểu học)")


def spelt(typed: str, members: Organisation = MEMBERS) -> tuple[str, tuple[Problem, ...]]:
    meeting = Meeting(stage=HELD.stage, kind=HELD.kind, body=HELD.body, period=HELD.period, day=HELD.day, chair=typed)
    changed_meeting, problems = names_as_on_roster(meeting, members, EveryPlace())
    assert names_as_on_roster(changed_meeting, members, EveryPlace()) == (changed_meeting, ())
    return changed_meeting.chair, problems


@pytest.mark.parametrize(
    "typed",
    [
        "trần văn hòa",
        "TRẦN VĂN HÒA",
        "Trần Văn Hoà",
        "  Trần   Văn  Hòa ",
        unicodedata.normalize("NFD", "Trần Văn Hòa"),
        "đ/c Trần Văn Hòa",
        "ĐỒNG CHÍ TRẦN VĂN HÒA",
        "Đồng chí: Thầy Trần Văn Hòa",
        "Ông: Trần Văn Hòa",
    ],
)
def test_the_same_name_typed_otherwise_is_the_roster_s(typed: str) -> None:
    assert spelt(typed) == ("Trần Văn Hòa", ())


@pytest.mark.parametrize(
    "typed",
    [
        "Bí thư Trần Văn Hòa",
        "Phó Bí thư: Trần Văn Hòa",
        "đồng chí Bí thư chi bộ Trần Văn Hòa",
        "Đ/c Hiệu trưởng Trần Văn Hoà",
        "Bí thư chi bộ, Hiệu trưởng Trần Văn Hòa",
        "Y tá trưởng thầy Trần Văn Hòa",
    ],
)
def test_a_name_with_an_office_before_it_is_taken_and_told(typed: str) -> None:
    members = office("Trần Văn Hòa")
    body = members.bodies[0]
    at_work = body.model_copy(update={"members": (body.members[0].model_copy(update={"work": "Y tá trưởng"}),)})
    name, (problem,) = spelt(typed, members.model_copy(update={"bodies": (at_work,)}))
    assert name == "Trần Văn Hòa"
    assert (problem.code, problem.severity, str(problem.where)) == ("office-left-out", Severity.WARNING, "chair")
    assert str(problem.message) == f"“{typed}” is taken as “Trần Văn Hòa” of the roster."


@pytest.mark.parametrize("typed", ["Tran Van Hoa", "TRAN VAN HOA", "d/c Tran Van Hoa"])
def test_a_name_without_its_accents_is_taken_and_told(typed: str) -> None:
    name, (problem,) = spelt(typed)
    assert name == "Trần Văn Hòa"
    assert (problem.code, problem.severity, str(problem.where)) == ("accents-added", Severity.WARNING, "chair")
    assert typed in str(problem.message) and "Trần Văn Hòa" in str(problem.message)


@pytest.mark.parametrize(
    "typed",
    [
        "Trần Văn Hoa",
        "Trân Văn Hòa",
        "Trần Văn Hóa",
        "Trần Văn Hoàn",
        "Lê Thị Thuy",
        "Nguyễn Thị Lan",
        "Nguyen Thi Lan",
        "Ngô Văn Lạ",
        "Bí thư Ngô Văn Lạ",
        "Bí thư Đoàn Trần Văn Hòa",
        "Hiệu trưởng Nguyễn Thị Lan",
        "Hiệu trưởng",
        "Chi ủy",
        "",
    ],
)
def test_what_may_be_somebody_else_stays_as_typed(typed: str) -> None:
    assert spelt(typed) == (typed, ())


def test_namesakes_told_apart_keep_what_tells_them_apart() -> None:
    assert spelt("nguyễn thị lan (mầm non)") == ("Nguyễn Thị Lan (Mầm non)", ())


def told(name: str) -> list[tuple[str, str]]:
    """What is said of a speaker of that name: the code and what to do."""
    meeting = changed(HELD, "agenda.0.opinions.0", Opinion(speaker=name, text="Nhất trí."))
    problems = check_meeting(meeting, organisation(), regulations(), EveryPlace())
    return [(problem.code, str(problem.hint)) for problem in problems if str(problem.where).endswith("0/speaker")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Phạm Thị Ngọc Lanh", "Phạm Thị Ngọc Lan"),
        ("Phạm Thị Ngọc Lán", "Phạm Thị Ngọc Lan"),
        ("Trần Văn Hóa", "Trần Văn Hòa"),
    ],
)
def test_a_near_miss_is_only_suggested(typed: str, meant: str) -> None:
    ((code, hint),) = told(typed)
    assert (code, hint) == ("unknown-person", f"Did you mean “{meant}”?")


def test_a_stranger_is_kept_as_typed_and_told_where_strangers_belong() -> None:
    ((code, hint),) = told("Ngô Văn Lạ")
    assert code == "unknown-person"
    assert "list of guests" in hint and "Biến động đảng viên" in hint


@pytest.mark.parametrize("typed", ["Nguyễn Thị Lan", "Nguyen Thi Lan"])
def test_a_name_of_several_members_asks_which(typed: str) -> None:
    ((code, hint),) = told(typed)
    assert code == "namesakes"
    assert "Nguyễn Thị Lan (Mầm non); Nguyễn Thị Lan (Tiểu học)" in hint


def test_every_member_a_record_names_is_spelt() -> None:
    bare = strip_accents(CHAIR).lower()
    name = "phạm thị ngọc lan"
    thematic = sample_meeting("02")
    assert thematic.thematic is not None
    typed = thematic.model_copy(
        update={
            "chair": bare,
            "recorder": name,
            "tellers": (name,),
            "thematic": thematic.thematic.model_copy(update={"presenter": name}),
            "new_tasks": (
                Task(task="Việc", owner="đ/c Phạm Thị Ngọc Lan"),
                Task(task="Việc", owner="Chi ủy, đoàn thể"),
            ),
            "programme": None,
            "votes": (
                Vote(motion="Bầu", purpose=VotePurpose.ELECTION, choices=(VoteChoice(name=name),)),
                Vote(motion="Kết nạp", purpose=VotePurpose.ADMISSION, person=bare, ballot=Ballot.SECRET),
            ),
        }
    )
    record, problems = names_as_on_roster(typed, organisation(), Places())
    assert record.thematic is not None
    names = {record.recorder, *record.tellers, record.thematic.presenter, record.votes[0].choices[0].name}
    assert names | {record.new_tasks[0].owner} == {"Phạm Thị Ngọc Lan"}
    assert (record.chair, record.new_tasks[1].owner) == (CHAIR, "Chi ủy, đoàn thể")
    assert record.votes[1].person == bare  # who is to be admitted is no member
    assert [problem.code for problem in problems] == ["accents-added"]


def test_a_guest_who_is_called_like_a_member_is_left_alone() -> None:
    bare = strip_accents(CHAIR)
    meeting = changed(HELD, "roll.guests", (Guest(name=bare),))
    record, problems = names_as_on_roster(changed(meeting, "agenda.0.presenter", bare), organisation(), Places())
    assert (record.agenda[0].presenter, problems) == (bare, ())


def test_topics_of_a_programme_name_members_too() -> None:
    programme = sample_meeting("11")
    assert programme.programme is not None
    topic = ProgrammeTopic(when="Quý I", topic="Trường học xanh", owner="phạm thị ngọc lan")
    typed = changed(programme, "programme.topics", (topic,))
    record, _ = names_as_on_roster(typed, organisation(), Places())
    assert record.programme is not None
    assert record.programme.topics[0].owner == "Phạm Thị Ngọc Lan"


def test_a_record_that_is_spelt_right_stays_the_same_record() -> None:
    for start in ("01", "02", "03", "04", "06", "08", "10"):
        meeting = sample_meeting(start)
        record, problems = names_as_on_roster(meeting, organisation(), Places())
        assert record is meeting
        assert problems == ()


def test_two_ways_of_typing_make_the_same_documents() -> None:
    def prepared(meeting: Meeting) -> Any:
        return prepare_form("a.yaml", meeting_to_yaml(meeting).encode(), organisation(), regulations())

    careful, hasty = prepared(HELD), prepared(changed(HELD, "chair", f"Đ/c: {strip_accents(CHAIR)}"))
    assert careful.meeting == hasty.meeting
    assert [problem.code for problem in hasty.problems if problem not in careful.problems] == ["accents-added"]
