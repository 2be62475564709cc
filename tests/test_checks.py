"""What contradicts itself is returned, what looks wrong goes along as a warning."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.checks import check_meeting, check_number_order
from pipeline.errors import Problem, Severity
from pipeline.meeting import (
    Absence,
    AbsentMember,
    Ballot,
    Ballots,
    DocumentDetails,
    DocumentKindName,
    FollowUp,
    LastTask,
    Meeting,
    MeetingKind,
    Opinion,
    OtherAttendance,
    Outcome,
    Presence,
    Stage,
    Task,
    TaskState,
    VoteChoice,
    VotePurpose,
)
from pipeline.messages import verbatim
from pipeline.organisation.dated import DatedLine
from pipeline.records import Places
from pipeline.regulations import load_regulations
from tests.sample import changed, organisation, regulations, sample_meeting


def found(meeting: Meeting) -> list[Problem]:
    return list(check_meeting(meeting, organisation(), regulations(), Places()))


def codes(meeting: Meeting, severity: Severity) -> set[str]:
    return {problem.code for problem in found(meeting) if problem.severity is severity}


REGULAR = sample_meeting("03")
THEMATIC = sample_meeting("02")
PLAN = sample_meeting("01")
ERROR = Severity.ERROR
ABSENT = REGULAR.roll.absences[0].name


@pytest.mark.parametrize("start", ["01", "02", "03", "04", "06", "07", "08", "09", "10", "11"])
def test_the_good_sample_forms_have_nothing_to_say(start: str) -> None:
    assert found(sample_meeting(start)) == []


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("roll.total_official", 30, "roll-sum"),
        ("roll.present_official", 25, "more-present-than-members"),
        ("roll.present_probationary", 3, "more-present-than-members"),
        ("roll.absent_excused", 4, "absences-differ"),
        ("roll.absences", (*REGULAR.roll.absences, AbsentMember(name=ABSENT.upper(), excuse=Absence.EXCUSED)), "counted-twice"),
        ("roll.others", (OtherAttendance(name=ABSENT, state=Presence.LATE),), "counted-twice"),
        ("chair", ABSENT, "absent-and-acting"),
        ("recorder", f" {ABSENT} ", "absent-and-acting"),
        ("votes.0.in_favour", 23, "probationary-voted"),
        ("votes.0.in_favour", 40, "too-many-votes"),
        ("votes.0.official_total", 20, "vote-total-differs"),
        ("votes.0.ballots", Ballots(issued=30), "too-many-ballots"),
        ("votes.0.ballots", Ballots(issued=20, collected=21), "too-many-ballots"),
        ("votes.0.ballots", Ballots(collected=21, valid=20, invalid=2), "ballots-sum"),
        ("votes.0.ballots", Ballots(valid=3), "votes-and-ballots"),
        ("closed", time(13, 0), "closed-before-opened"),
        ("documents", (DocumentDetails(kind=DocumentKindName.MINUTES, day=date(2018, 10, 4)),), "dated-before-meeting"),
        ("documents", (DocumentDetails(kind=DocumentKindName.MINUTES, day=date(2018, 10, 6), issued=date(2018, 10, 5)),), "issued-before-dated"),
        ("score.0.cell_score", Decimal(6), "score-too-high"),
    ],
)  # fmt: skip
def test_contradictions_return_the_form_unless_confirmed(path: str, value: object, code: str) -> None:
    wrong = changed(REGULAR, path, value)
    assert code in codes(wrong, Severity.ERROR)
    confirmed = changed(wrong, "confirmed", True)
    assert code in codes(confirmed, Severity.WARNING)
    assert codes(confirmed, Severity.ERROR) == set()


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("roll.total_official", None, "missing"),
        ("roll.present_official", None, "missing"),
        ("day", None, "missing"),
        ("chair", "", "missing"),
        ("recorder", "", "missing"),
        ("outcome", None, "missing"),
        ("body", "khong-co", "unknown-body"),
    ],
)
def test_what_minutes_cannot_do_without_returns_the_form_even_if_confirmed(path: str, value: object, code: str) -> None:
    wrong = changed(changed(REGULAR, path, value), "confirmed", True)
    assert code in codes(wrong, Severity.ERROR)


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("agenda.0.presenter", "Ngô Văn Lạ", "unknown-person"),
        ("agenda.0.opinions.0", Opinion(speaker=ABSENT, text="Nhất trí."), "absent-speaker"),
        ("closed", time(14, 30), "short-meeting"),
        ("day", date(2018, 12, 25), "far-from-period"),
        ("new_tasks.0.deadline", date(2018, 9, 1), "deadline-past"),
        ("votes.0.in_favour", 10, "votes-missing"),
        ("votes", (), "no-vote"),
        ("roll.absences", (), "absences-not-named"),
        ("grade", "Kém", "grade-differs"),
        ("votes.0.ballot", Ballot.SECRET, "no-ballots"),
        ("votes.0.ballot", Ballot.SECRET, "no-tellers"),
        ("tellers", ("Ngô Văn Lạ",), "unknown-person"),
        ("tellers", ("Hứa Thị Mỹ Tiên",), "unknown-person"),
    ],
)
def test_what_looks_wrong_is_a_warning(path: str, value: object, code: str) -> None:
    wrong = changed(REGULAR, path, value)
    assert code in codes(wrong, Severity.WARNING)
    assert codes(wrong, Severity.ERROR) == set()


@pytest.mark.parametrize(
    ("purpose", "in_favour", "passed", "code"),
    [
        (VotePurpose.ORDINARY, 12, True, "majority-not-seen"),
        (VotePurpose.ORDINARY, 13, True, None),
        (VotePurpose.ADMISSION, 15, True, "majority-not-seen"),
        (VotePurpose.ADMISSION, 16, True, None),
        (VotePurpose.EXPULSION, 15, True, "majority-not-seen"),
        (VotePurpose.ORDINARY, 13, False, "majority-seen"),
        (VotePurpose.ELECTION, 1, True, None),
    ],
)
def test_a_declared_result_without_its_majority_is_a_warning(
    purpose: VotePurpose, in_favour: int, passed: bool, code: str | None
) -> None:
    vote = REGULAR.votes[0]
    present = vote.official_present or 0
    vote = vote.model_copy(
        update={
            "purpose": purpose,
            "in_favour": in_favour,
            "against": present - in_favour,
            "abstained": 0,
            "declared_passed": passed,
        }
    )
    meeting = changed(REGULAR, "votes", (vote,))
    seen = codes(meeting, Severity.WARNING) & {"majority-not-seen", "majority-seen"}
    assert seen == ({code} if code else set())
    for problem in found(meeting):
        assert "không hợp lệ" not in str(problem.message)


def test_the_roster_of_the_day_is_compared() -> None:
    roll = REGULAR.roll.model_copy(
        update={"total_official": 23, "present_official": (REGULAR.roll.present_official or 0) - 1}
    )
    meeting = changed(REGULAR, "roll", roll)
    assert "roster-differs" in codes(meeting, Severity.WARNING)


def test_who_is_away_counts_beside_a_figure_of_those_exempt() -> None:
    others = [("Trần Văn Hòa", Presence.EXEMPT), ("Lê Thị Thu Hà", Presence.TEMPORARY_AWAY)]
    two = tuple(OtherAttendance(name=name, state=state) for name, state in others)
    told = {
        "present_official": (REGULAR.roll.total_official or 0) - 2,
        "present_probationary": REGULAR.roll.total_probationary,
        "absent_excused": 0,
        "absent_unexcused": 0,
        "absences": (),
        "exempt": 1,
        "others": two,
    }
    assert "roll-sum" not in codes(changed(REGULAR, "roll", REGULAR.roll.model_copy(update=told)), Severity.ERROR)
    told["others"] = two[:1]
    assert "roll-sum" in codes(changed(REGULAR, "roll", REGULAR.roll.model_copy(update=told)), Severity.ERROR)


def test_few_present_is_said_but_never_declared_invalid() -> None:
    roll = REGULAR.roll.model_copy(
        update={"present_official": 12, "absent_excused": 11, "absent_unexcused": 0, "absences": (), "exempt": 1}
    )
    assert "few-present" in codes(changed(REGULAR, "roll", roll), Severity.WARNING)


@pytest.mark.parametrize(
    ("field", "value"),
    [("draft_due", date(2018, 10, 20)), ("approval_due", date(2018, 10, 25)), ("sending_due", date(2018, 11, 1))],
)
def test_steps_of_preparation_stand_in_their_order(field: str, value: date) -> None:
    assert "steps-out-of-order" in codes(changed(PLAN, f"thematic.{field}", value), Severity.ERROR)


def test_a_plan_needs_no_roll_but_a_topic() -> None:
    assert codes(PLAN, Severity.ERROR) == set()
    assert "missing" in codes(changed(PLAN, "thematic", None), Severity.ERROR)


def test_a_plan_dated_after_the_meeting_is_a_contradiction() -> None:
    details = (DocumentDetails(kind=DocumentKindName.THEMATIC_PLAN, day=date(2018, 11, 1)),)
    assert "plan-after-meeting" in codes(changed(PLAN, "documents", details), Severity.ERROR)


def test_a_postponed_meeting_wants_its_reason() -> None:
    postponed = Meeting(stage=Stage.POSTPONED, kind=MeetingKind.REGULAR, body="binh-minh", period=REGULAR.period)
    assert codes(postponed, Severity.WARNING) == {"no-reason"}


def test_a_resolution_without_content_is_returned() -> None:
    empty = changed(changed(REGULAR, "new_tasks", ()), "resolution.directions", "")
    assert "empty-resolution" in codes(empty, Severity.ERROR)
    assert "empty-resolution" not in codes(changed(empty, "outcome", Outcome.MINUTES_ONLY), Severity.ERROR)


def test_committee_meetings_count_the_committee() -> None:
    committee = sample_meeting("04")
    assert (committee.roll.total_official or 0) == 5
    assert "roster-differs" in codes(changed(committee, "roll", REGULAR.roll), Severity.WARNING)


def test_unreadable_parts_are_not_judged() -> None:
    wrong = changed(changed(REGULAR, "roll.total_official", 30), "closed", time(13, 0))
    problems = check_meeting(wrong, organisation(), regulations(), Places(), frozenset({"roll"}))
    assert {problem.code for problem in problems if problem.severity is Severity.ERROR} == {"closed-before-opened"}


def test_numbers_run_with_dates() -> None:
    taken = [(5, date(2018, 9, 5)), (7, date(2018, 11, 5))]
    where = verbatim("x")
    assert list(check_number_order("06-NQ/CB", 6, date(2018, 10, 5), taken, where)) == []
    for day in (date(2018, 8, 1), date(2018, 12, 1)):
        (problem,) = check_number_order("06-NQ/CB", 6, day, taken, where)
        assert (problem.code, problem.severity) == ("number-order", Severity.WARNING)


def test_tasks_of_last_time_are_free_text() -> None:
    more = (*REGULAR.last_tasks, LastTask(task="Việc mới", state=TaskState.NOT_DONE))
    assert found(changed(REGULAR, "last_tasks", more)) == []
    assert found(changed(REGULAR, "new_tasks", (*REGULAR.new_tasks, Task(task="Việc mới")))) == []


def test_a_document_is_set_once() -> None:
    row = DocumentDetails(kind=DocumentKindName.RESOLUTION, number=40)
    twice = changed(REGULAR, "documents", (row, row.model_copy(update={"number": 41})))
    assert "document-twice" in codes(twice, Severity.ERROR)


def test_a_conclusion_needs_something_concluded() -> None:
    empty = changed(changed(REGULAR, "agenda", ()), "conclusion", "")
    assert "empty-conclusion" in codes(changed(changed(empty, "new_tasks", ()), "outcome", Outcome.CONCLUSION), ERROR)
    assert "empty-conclusion" not in codes(changed(REGULAR, "outcome", Outcome.CONCLUSION), ERROR)


def test_a_follow_up_says_what_came_after() -> None:
    followed = sample_meeting("10")
    assert "nothing-followed-up" in codes(changed(followed, "follow_up", FollowUp()), Severity.WARNING)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"in_favour": None}, "missing"),
        ({"in_favour": None, "choices": (VoteChoice(name="Lan", votes=24),)}, "too-many-votes-for-one"),
        (
            {
                "in_favour": None,
                "purpose": VotePurpose.GRADING,
                "choices": (VoteChoice(name="Tốt", votes=20), VoteChoice(name="Hoàn thành", votes=2)),
            },
            "votes-and-ballots",
        ),
    ],
)
def test_a_vote_with_several_answers_is_counted_answer_by_answer(changes: dict[str, object], code: str) -> None:
    admitting = sample_meeting("08")
    vote = admitting.votes[0].model_copy(update=changes)
    assert code in codes(changed(admitting, "votes", (vote,)), ERROR)


def test_the_ballots_of_an_election_are_held_against_each_other() -> None:
    admitting = sample_meeting("08")
    vote = admitting.votes[0].model_copy(
        update={
            "purpose": VotePurpose.ELECTION,
            "in_favour": None,
            "choices": (VoteChoice(name="Ngô Thị Bích Thủy", votes=20),),
            "ballots": Ballots(issued=23, collected=23, valid=20, invalid=1),
        }
    )
    assert "ballots-sum" in codes(changed(admitting, "votes", (vote,)), ERROR)


def test_who_is_voted_on_does_not_count_the_ballots() -> None:
    admitting = sample_meeting("08")
    assert "teller-voted-on" in codes(changed(admitting, "tellers", ("Hứa Thị Mỹ Tiên",)), Severity.WARNING)
    planned = sample_meeting("06")
    vote = planned.votes[0].model_copy(update={"purpose": VotePurpose.ELECTION})
    assert "no-candidates" in codes(changed(planned, "votes", (vote,)), Severity.WARNING)


def test_who_votes_is_data(tmp_path: Path) -> None:
    vote = REGULAR.votes[0].model_copy(update={"in_favour": 24, "official_present": 22})
    everybody = changed(REGULAR, "votes", (vote,))
    assert "probationary-voted" in codes(everybody, ERROR)
    own = tmp_path / "regulations.yaml"
    rule = "{id: ordinary, voters: all, base: official-total, part: 1, of: 2, strict: có}"
    own.write_text(f"votes:\n  - {rule}\n", encoding="utf-8")
    told = check_meeting(everybody, organisation(), load_regulations(own), Places())
    assert "probationary-voted" not in {problem.code for problem in told}


def test_an_announcement_goes_out_before_the_meeting_and_papers_a_day_before() -> None:
    late = changed(sample_meeting("06"), "announced", date(2018, 11, 6))
    assert "announced-after-meeting" in codes(late, ERROR)
    part = {"thematic.draft_due": None, "thematic.approval_due": None, "thematic.sending_due": date(2026, 3, 6)}
    same_day = changed(PLAN, "day", date(2026, 3, 6))
    for path, value in part.items():
        same_day = changed(same_day, path, value)
    assert "papers-late" in codes(same_day, Severity.WARNING)
    assert "papers-late" not in codes(changed(same_day, "thematic.sending_due", date(2026, 3, 5)), Severity.WARNING)


@pytest.mark.parametrize(("day", "issued", "late"), [(2, 4, False), (2, 5, True)])
def test_results_go_out_within_two_days(day: int, issued: int, late: bool) -> None:
    row = DocumentDetails(kind=DocumentKindName.RESOLUTION, issued=date(2026, 3, issued))
    meeting = changed(changed(REGULAR, "day", date(2026, 3, day)), "documents", (row,))
    assert ("results-late" in codes(meeting, Severity.WARNING)) is late


def test_a_superior_of_a_level_that_ended_is_doubted() -> None:
    old = (DatedLine(value="Đảng bộ huyện Kiên Hòa"),)
    bodies = tuple(body.model_copy(update={"superior": old}) for body in organisation().bodies)
    office = organisation().model_copy(update={"bodies": bodies})

    def said(day: date) -> set[str]:
        return {
            problem.code for problem in check_meeting(changed(REGULAR, "day", day), office, regulations(), Places())
        }

    assert "superior-of-ended-level" not in said(date(2025, 6, 30))
    assert "superior-of-ended-level" in said(date(2025, 7, 1))


def test_who_came_late_and_left_early_is_not_counted_twice() -> None:
    name = REGULAR.agenda[0].presenter
    late, early, away = (
        OtherAttendance(name=name, state=state)
        for state in (Presence.LATE, Presence.LEFT_EARLY, Presence.TEMPORARY_AWAY)
    )
    assert "counted-twice" not in codes(changed(REGULAR, "roll.others", (late, early)), Severity.ERROR)
    assert "counted-twice" in codes(changed(REGULAR, "roll.others", (late, late)), Severity.ERROR)
    assert "counted-twice" in codes(changed(REGULAR, "roll.others", (late, away)), Severity.ERROR)


def test_what_is_left_empty_is_named() -> None:
    empty = changed(changed(changed(REGULAR, "opened", None), "closed", None), "place", "")
    said = [str(problem.message) for problem in found(empty) if problem.code == "missing"]
    assert [label for label in ("Giờ bắt đầu", "Giờ kết thúc", "Địa điểm") if any(label in text for text in said)] == [
        "Giờ bắt đầu",
        "Giờ kết thúc",
        "Địa điểm",
    ]


def test_a_planned_form_dropped_untouched_says_that_nothing_comes_of_it() -> None:
    blank = Meeting(stage=Stage.PLANNED, kind=MeetingKind.REGULAR, body="binh-minh", period=REGULAR.period)
    assert codes(blank, Severity.WARNING) == {"nothing-planned"}
    assert found(changed(blank, "agenda", REGULAR.agenda)) == []


def test_a_committee_meeting_of_a_cell_without_a_committee_is_a_warning() -> None:
    committee = sample_meeting("04")
    assert "no-committee" in codes(changed(committee, "body", "tram-y-te"), Severity.WARNING)
    assert "no-committee" not in codes(committee, Severity.WARNING)
