"""The sample office and its forms: what `vanthu demo` and the manual show must be right to the last sum."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.checks import check_meeting
from pipeline.errors import Problem
from pipeline.forms import read_form
from pipeline.meeting import Absence, Meeting, MeetingKind, Outcome, Stage
from pipeline.organisation import Body, BodyOnDay, MemberState, Office, Organisation, body_on_day, read_organisation
from pipeline.records import Built, build
from pipeline.regulations import load_regulations
from pipeline.vietnamese.dates import Month
from pipeline.yaml_source import read_yaml
from scripts.make_samples import made

DATA = Path(__file__).parent.parent / "pipeline" / "data"
FORMS = DATA / "sample" / "forms"
SOURCES = DATA / "sample" / "sources"
GOOD = sorted(path.name for folder in (FORMS, SOURCES) for path in folder.glob("0[1-4]*.yaml"))
HELD = [name for name in GOOD if not name.startswith("01")]
THE_FIFTH = date(2018, 10, 5)
REAL = ("Bình Trị", "Kiên Lương", "Sơn La", "Lê Thành Tuấn", "Lưu Văn Thoại", "Huỳnh Thu Thảo", "Nguyễn Huy Hoàng")


def office(folder: str = "sample") -> Organisation:
    organisation, problems = read_organisation((DATA / folder / "organisation.yaml").read_bytes())
    assert problems == ()
    assert organisation is not None
    return organisation


def cell(body: str = "binh-minh", day: date = THE_FIFTH) -> BodyOnDay:
    organisation = office()
    return body_on_day(organisation, body_of(organisation, body), day)


def body_of(organisation: Organisation, body: str) -> Body:
    found = organisation.body(body)
    assert found is not None
    return found


def form(name: str) -> Built[Meeting]:
    folder = FORMS if (FORMS / name).exists() else SOURCES
    return built((folder / name).read_bytes())


def built(data: bytes) -> Built[Meeting]:
    node, structure = read_yaml(data)
    assert structure == []
    return build(Meeting, node)


def meeting(name: str) -> Meeting:
    record = form(name).record
    assert record is not None
    return record


def problems(found: Built[Meeting]) -> tuple[Problem, ...]:
    assert found.record is not None
    return check_meeting(found.record, office(), load_regulations(), found.places)


@pytest.mark.parametrize("folder", ["sample", "starter"])
def test_the_office_is_read_without_a_problem(folder: str) -> None:
    assert office(folder).bodies


def test_the_school_cell_has_26_members_and_a_committee_of_5() -> None:
    school = cell()
    assert (school.official, school.probationary, len(school.committee_members)) == (24, 2, 5)
    assert [member.name for member in school.members if MemberState.EXEMPT in member.states] == ["Tạ Văn Lộc"]
    assert school.joined == ("Trường Tiểu học Bình Minh", "Trường Mầm non Bình Minh")
    assert school.superior == "Đảng bộ xã Tân Phú"


@pytest.mark.parametrize(("body", "members"), [("thcs-tan-phu", 14), ("tram-y-te", 7), ("dang-uy-tan-phu", 9)])
def test_the_other_bodies_have_their_members(body: str, members: int) -> None:
    assert len(cell(body).members) == members


def test_the_deputy_changes_in_2019() -> None:
    days = (date(2019, 7, 31), date(2019, 8, 15))
    holders = [cell(day=day).holder(Office.DEPUTY) for day in days]
    assert [holder.name for holder in holders if holder] == ["Nguyễn Thị Minh Châu", "Đỗ Thị Kim Oanh"]
    assert [len(cell(day=day).committee_members) for day in days] == [5, 5]


def test_members_join_leave_and_become_official_in_2019() -> None:
    at_the_end = cell(day=date(2019, 12, 31))
    assert (at_the_end.official, at_the_end.probationary) == (25, 1)


def test_every_body_has_a_term_on_every_day_of_three_years() -> None:
    for body in office().bodies:
        for months in range(36):
            day = Month(2018, 1).plus(months).first_day
            assert any(term.holds_on(day) for term in body.terms), (body.id, day)


def test_namesakes_are_told_apart() -> None:
    assert len(cell().named("Nguyễn Thị Lan")) == 2
    assert [member.unit for member in cell().named("Nguyễn Thị Lan (Mầm non)")] == ["Trường Mầm non Bình Minh"]


def test_nothing_real_stands_in_samples() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in DATA.glob("s*/**/*.yaml"))
    assert not [name for name in REAL if name in text]


@pytest.mark.parametrize("name", GOOD)
def test_a_good_form_has_no_problem_at_all(name: str) -> None:
    found = form(name)
    assert found.problems == ()
    assert problems(found) == ()


@pytest.mark.parametrize("name", HELD)
def test_the_sums_of_a_good_form_hold(name: str) -> None:
    record = meeting(name)
    roll = record.roll
    total = (roll.total_official or 0) + (roll.total_probationary or 0)
    present = (roll.present_official or 0) + (roll.present_probationary or 0)
    absent = (roll.absent_excused or 0) + (roll.absent_unexcused or 0)
    assert total == present + absent + (roll.exempt or 0)
    assert [entry.excuse for entry in roll.absences].count(Absence.EXCUSED) == roll.absent_excused
    assert record.votes
    for vote in record.votes:
        assert (vote.in_favour or 0) + vote.against + vote.abstained == vote.official_present == roll.present_official


@pytest.mark.parametrize("name", GOOD)
def test_everybody_named_is_on_the_roster_of_the_day(name: str) -> None:
    record = meeting(name)
    assert record.day is not None
    body = cell(day=record.day)
    part = record.thematic
    named = [*record.speakers, record.chair, record.recorder, *(item.presenter for item in record.agenda)]
    named += [absent.name for absent in record.roll.absences] + [other.name for other in record.roll.others]
    named += [part.presenter, part.plan_presenter, part.reviewer, *(p.author for p in part.papers)] if part else []
    assert [who for who in named if len(body.named(who)) != 1] == []


def test_the_plan_and_the_meeting_held_are_one_meeting() -> None:
    planned, held = meeting(GOOD[0]), meeting(GOOD[1])
    assert (planned.stage, held.stage) == (Stage.PLANNED, Stage.HELD)
    assert (planned.code, planned.day, planned.period) == (held.code, held.day, held.period)
    assert planned.thematic is not None
    assert held.thematic is not None
    assert planned.thematic.papers == held.thematic.papers


def test_the_scores_follow_the_frame_and_earn_their_grade() -> None:
    for name in GOOD[1:3]:
        record = meeting(name)
        frame = load_regulations().on(THE_FIFTH).score_sheet(record.kind).groups
        assert [row.criterion for row in record.score] == [criterion.name for criterion in frame]
        assert 90 <= sum(row.cell_score or 0 for row in record.score) <= 100
        assert record.grade == "Tốt"


def test_the_regular_form_shows_everything_a_meeting_has() -> None:
    record = meeting("03-thuong-ky-thang-10.yaml")
    assert 4 <= len(record.agenda) <= 5
    assert all(2 <= len(item.opinions) <= 4 for item in record.agenda)
    assert record.assessment.weaknesses and record.assessment.causes and record.assessment.remedies
    assert record.last_tasks and record.roll.guests and record.dues.amount and record.superior_documents
    assert all(task.target and task.owner and task.deadline for task in record.new_tasks)
    assert record.outcome is Outcome.RESOLUTION


def test_the_committee_meets_first_and_leaves_minutes_only() -> None:
    committee, regular = meeting("04-chi-uy-thang-10.yaml"), meeting("03-thuong-ky-thang-10.yaml")
    assert committee.kind is MeetingKind.COMMITTEE
    assert committee.outcome is Outcome.MINUTES_ONLY
    assert committee.day is not None and regular.day is not None
    assert committee.day < regular.day


def test_the_bad_form_shows_several_mistakes_at_once() -> None:
    data = (FORMS / "05-can-sua.yaml").read_bytes()
    assert [problem.code for problem in built(data).problems] == ["not-a-date"]
    mended = built(data.replace(b"31/9/2018", b"30/9/2018"))
    found = {problem.code for problem in problems(mended)}
    assert found == {"roll-sum", "unknown-person", "counted-twice", "probationary-voted", "closed-before-opened"}


def test_the_sample_workbook_is_made_from_its_source() -> None:
    for path, data in made().items():
        assert path.read_bytes() == data, f"run make samples: {path.name}"
        assert read_form(path.name, data).meeting == meeting(f"{path.stem}.yaml")
