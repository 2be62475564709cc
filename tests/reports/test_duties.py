"""What bodies owe in a year, told case by case: the months, the rules of the time, what was explained."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from pipeline.meeting import Stage
from pipeline.organisation import Body, BodyKind, Options, Organisation
from pipeline.outlook.filed import FiledMeeting
from pipeline.regulations import load_regulations
from pipeline.reports.duties import Duty, Finding, State, duties_of
from pipeline.reports.office_year import OfficeYear
from tests.reports.made import (
    COMMITTEE,
    EXTRAORDINARY,
    MEMBER,
    REGULAR,
    SECRETARY,
    THEMATIC,
    body,
    form,
    held,
    meeting,
)


def found(
    *meetings: FiledMeeting,
    year: int = 2019,
    today: date = date(2020, 6, 1),
    of: Body | None = None,
    options: Options | None = None,
) -> list[Finding]:
    organisation = Organisation(bodies=(of or body(),), options=options or Options())
    office = OfficeYear(organisation, load_regulations(), year, today)
    ordered = sorted(meetings, key=lambda one: one.order)
    return list(duties_of(office, lambda _body: ordered))


def one(findings: list[Finding], duty: Duty, span: str) -> Finding:
    (only,) = [finding for finding in findings if finding.duty is duty and finding.span.label == span]
    return only


def test_an_empty_year_lacks_every_meeting_that_was_due() -> None:
    counted = Counter((one.duty, one.state) for one in found())
    assert counted == {
        (Duty.REGULAR, State.MISSING): 12,
        (Duty.COMMITTEE, State.MISSING): 12,
        (Duty.THEMATIC, State.MISSING): 4,
    }


def test_before_the_guideline_nothing_was_due() -> None:
    """12-HD/BTCTW is of 6 July 2018: of that year's months it asks from July on, for it held at their end."""
    spans = [one.span.label for one in found(year=2018) if one.duty is Duty.REGULAR]
    assert spans == [f"{month:02}/2018" for month in range(7, 13)]
    assert [one.span.label for one in found(year=2018) if one.duty is Duty.THEMATIC] == ["quý III/2018", "quý IV/2018"]
    assert found(year=2017) == []


def test_what_is_to_come_is_not_due() -> None:
    states = {one.span.label: one.state for one in found(today=date(2019, 4, 30)) if one.duty is Duty.REGULAR}
    assert [states[f"{month:02}/2019"] for month in (1, 3, 4, 12)] == [
        State.MISSING,
        State.MISSING,
        State.NOT_DUE,
        State.NOT_DUE,
    ]


def test_a_meeting_held_behind_the_day_of_the_report_is_not_known_yet() -> None:
    march = held(REGULAR, "2019-03-05")
    assert one(found(march, today=date(2019, 3, 5)), Duty.REGULAR, "03/2019").state is State.MET
    assert one(found(march, today=date(2019, 3, 4)), Duty.REGULAR, "03/2019").state is State.NOT_DUE


def test_a_meeting_held_for_its_period_meets_the_duty_and_one_held_later_is_late() -> None:
    findings = found(held(REGULAR, "2019-03-05"), held(REGULAR, "2019-05-02", "2019-04"))
    march, april = one(findings, Duty.REGULAR, "03/2019"), one(findings, Duty.REGULAR, "04/2019")
    assert (march.state, march.done, march.due) == (State.MET, date(2019, 3, 5), date(2019, 3, 31))
    assert (april.state, april.done) == (State.LATE, date(2019, 5, 2))
    assert april.records == ("binh-minh/2019/04-thuong-ky-1/bieu-mau.yaml",)


def test_a_meeting_of_december_held_in_january_is_of_the_old_year() -> None:
    late = held(REGULAR, "2020-01-03", "2019-12")
    assert one(found(late), Duty.REGULAR, "12/2019").state is State.LATE
    assert one(found(late, year=2020, today=date(2020, 2, 1)), Duty.REGULAR, "01/2020").state is State.MISSING


def test_a_postponement_explains_why_it_was_late() -> None:
    put_off = meeting(
        REGULAR,
        "2019-04",
        form(Stage.POSTPONED, date="2019-05-02", earlier_date="2019-04-26", reason="Mưa lũ"),
        form(Stage.HELD, date="2019-05-02"),
    )
    april = one(found(put_off), Duty.REGULAR, "04/2019")
    assert (april.state, april.note) == (State.EXPLAINED, "Mưa lũ")


def test_a_meeting_that_was_not_held_is_explained_by_its_own_form_or_a_later_one() -> None:
    cancelled = meeting(REGULAR, "2019-07", form(Stage.CANCELLED, reason="Nghỉ hè theo hướng dẫn"))
    told_later = meeting(
        REGULAR,
        "2019-09",
        form(Stage.HELD, date="2019-09-05"),
        form(
            Stage.FOLLOWED_UP,
            "cap-nhat.yaml",
            follow_up={"explanations": [{"gap": "no-meeting", "concerning": "8/2019", "text": "Bí thư ốm"}]},
        ),
    )
    findings = found(cancelled, told_later)
    july, august = one(findings, Duty.REGULAR, "07/2019"), one(findings, Duty.REGULAR, "08/2019")
    assert (july.state, july.note) == (State.EXPLAINED, "Nghỉ hè theo hướng dẫn")
    assert (august.state, august.records) == (State.EXPLAINED, ("binh-minh/2019/09-thuong-ky-1/cap-nhat.yaml",))
    assert one(findings, Duty.COMMITTEE, "08/2019").state is State.MISSING  # it was said of the regular meeting


@pytest.mark.parametrize(
    ("sittings", "state"),
    [
        ([held(THEMATIC, "2019-05-20")], State.MET),
        ([held(REGULAR, "2019-06-05", thematic={"topic": "Nêu gương"})], State.MET),
        ([held(EXTRAORDINARY, "2019-06-05", thematic={"topic": "Nêu gương"})], State.MET),
        ([held(COMMITTEE, "2019-06-05", thematic={"topic": "Nêu gương"})], State.MISSING),
        ([held(THEMATIC, "2019-07-02", "2019-06")], State.LATE),
        ([held(THEMATIC, "2019-07-02")], State.MISSING),
    ],
)
def test_a_theme_is_due_each_quarter_and_a_joint_sitting_counts(sittings: list[FiledMeeting], state: State) -> None:
    assert one(found(*sittings), Duty.THEMATIC, "quý II/2019").state is state


def test_a_body_owes_only_the_months_and_quarters_it_lived_through_whole() -> None:
    founded = body(**{"from": date(2019, 3, 15), "to": date(2019, 10, 31)})
    findings = found(of=founded)
    regular = [finding.span.label for finding in findings if finding.duty is Duty.REGULAR]
    assert regular == [f"{month:02}/2019" for month in range(4, 11)]
    assert [one.span.label for one in findings if one.duty is Duty.THEMATIC] == ["quý II/2019", "quý III/2019"]
    assert one(found(held(REGULAR, "2019-03-20"), of=founded), Duty.REGULAR, "03/2019").state is State.MET


def test_a_cell_without_a_committee_owes_no_meeting_of_it_and_a_party_committee_owes_none_of_these() -> None:
    small = body(members=(SECRETARY, MEMBER))
    assert {finding.duty for finding in found(of=small)} == {Duty.REGULAR, Duty.THEMATIC}
    assert found(of=body(kind=BodyKind.PARTY_COMMITTEE)) == []


@pytest.mark.parametrize(
    ("record", "state", "note"),
    [
        ({"opened": "14:00:00", "closed": "15:30:00"}, State.MET, "90/90 phút"),
        ({"opened": "14:00:00", "closed": "15:29:00"}, State.MISSING, "89/90 phút"),
        ({"opened": "14:00:00", "closed": "15:59:00", "thematic": {"topic": "A"}}, State.MISSING, "119/120 phút"),
        ({"opened": "14:00:00", "closed": "16:00:00", "thematic": {"topic": "A"}}, State.MET, "120/120 phút"),
        ({"opened": "14:00:00"}, State.MISSING, "Chưa ghi giờ bắt đầu, kết thúc"),
    ],
)
def test_a_regular_meeting_lasts_as_long_as_the_rules_ask(record: dict[str, Any], state: State, note: str) -> None:
    lasted = one(found(held(REGULAR, "2019-03-05", **record)), Duty.DURATION, "03/2019")
    assert (lasted.state, lasted.note) == (state, note)


def test_only_regular_meetings_are_measured() -> None:
    findings = found(held(THEMATIC, "2019-03-05"), held(COMMITTEE, "2019-03-04"), held(EXTRAORDINARY, "2019-03-09"))
    assert not [finding for finding in findings if finding.duty is Duty.DURATION]


def test_papers_and_results_have_days_only_since_the_guideline_of_october_2025() -> None:
    before = held(REGULAR, "2025-10-27", documents=[{"kind": "resolution", "issued": "2025-12-01"}])
    assert not [one for one in found(before, year=2025) if one.duty in (Duty.PAPERS, Duty.RESULT)]


@pytest.mark.parametrize(
    ("sent", "state"), [("2025-11-04", State.MET), ("2025-11-05", State.LATE), (None, State.MISSING)]
)
def test_papers_go_out_a_day_before(sent: str | None, state: State) -> None:
    planned = form(Stage.PLANNED, "ke-hoach.yaml", date="2025-11-05", announced=sent)
    sitting = meeting(REGULAR, "2025-11", planned, form(Stage.HELD, date="2025-11-05"))
    papers = one(found(sitting, year=2025, today=date(2026, 1, 5)), Duty.PAPERS, "11/2025")
    assert (papers.state, papers.due) == (state, date(2025, 11, 4))


RESOLUTION = {"kind": "resolution", "number": 5, "symbol": "05-NQ/CB", "status": "filed", "is_signed": False}


@pytest.mark.parametrize(
    ("told", "today", "state"),
    [
        ({"sent": "2025-11-07", "issued": "2025-11-06"}, date(2026, 1, 5), State.MET),
        ({"sent": "2025-11-08", "issued": "2025-11-06"}, date(2026, 1, 5), State.LATE),
        ({"issued": "2025-11-06"}, date(2026, 1, 5), State.MET),
        ({}, date(2026, 1, 5), State.MISSING),
        ({}, date(2025, 11, 7), State.NOT_DUE),
        ({"sent": "2025-11-07", "issued": "2025-11-06"}, date(2025, 11, 6), State.NOT_DUE),
        ({"sent": "2025-11-12", "issued": "2025-11-06"}, date(2025, 11, 11), State.MISSING),
    ],
)
def test_the_result_goes_out_within_two_days(told: dict[str, str], today: date, state: State) -> None:
    rows = [{"kind": "resolution", "number": 5, **told}] if told else []
    sitting = meeting(
        REGULAR,
        "2025-11",
        form(Stage.HELD, date="2025-11-05"),
        form(Stage.FOLLOWED_UP, "cap-nhat.yaml", follow_up={"dispatches": rows}),
        documents=(RESOLUTION,),
    )
    result = one(found(sitting, year=2025, today=today), Duty.RESULT, "11/2025")
    assert (result.state, result.due) == (state, date(2025, 11, 7))


def test_a_score_of_the_cell_is_recorded_or_explained() -> None:
    scored = held(REGULAR, "2019-03-05", score=[{"criterion": "Thời gian", "self": None, "cell": "5"}])
    empty = held(REGULAR, "2019-04-05", score=[{"criterion": "Thời gian", "self": None, "cell": None}])
    excused = meeting(
        REGULAR,
        "2019-05",
        form(Stage.HELD, date="2019-05-05"),
        form(
            Stage.FOLLOWED_UP, follow_up={"explanations": [{"gap": "no-score", "concerning": "", "text": "Chấm sau"}]}
        ),
    )
    findings = found(scored, empty, excused)
    states = [one(findings, Duty.SCORE, f"{month:02}/2019").state for month in (3, 4, 5)]
    assert states == [State.MET, State.MISSING, State.EXPLAINED]


@pytest.mark.parametrize(
    ("document", "rows", "state"),
    [
        ({**RESOLUTION, "is_signed": True}, [], State.MET),
        (RESOLUTION, [{"kind": "resolution", "number": 5, "issued": "2019-03-06"}], State.MET),
        (RESOLUTION, [{"kind": "resolution", "number": None, "issued": "2019-03-06"}], State.MET),
        (RESOLUTION, [{"kind": "resolution", "number": 6, "issued": "2019-03-06"}], State.MISSING),
        (RESOLUTION, [{"kind": "minutes", "number": 5, "issued": "2019-03-06"}], State.MISSING),
        (RESOLUTION, [{"kind": "resolution", "number": 5, "sent": "2019-03-06"}], State.MISSING),
        (RESOLUTION, [], State.MISSING),
        ({**RESOLUTION, "status": "void"}, [], State.MET),
    ],
)
def test_a_numbered_document_is_signed_or_issued(
    document: dict[str, Any], rows: list[dict[str, Any]], state: State
) -> None:
    sitting = meeting(
        REGULAR,
        "2019-03",
        form(Stage.HELD, date="2019-03-05"),
        form(Stage.FOLLOWED_UP, follow_up={"dispatches": rows}),
        documents=(document,),
    )
    assert one(found(sitting), Duty.ISSUED, "03/2019").state is state


def test_a_document_is_not_issued_before_its_day_of_issue() -> None:
    rows = [{"kind": "resolution", "number": 5, "issued": "2019-03-06"}]
    sitting = meeting(
        REGULAR,
        "2019-03",
        form(Stage.HELD, date="2019-03-05"),
        form(Stage.FOLLOWED_UP, follow_up={"dispatches": rows}),
        documents=(RESOLUTION,),
    )
    states = [one(found(sitting, today=date(2019, 3, day)), Duty.ISSUED, "03/2019").state for day in (5, 6)]
    assert states == [State.MISSING, State.MET]


@pytest.mark.parametrize(("day", "state"), [(19, State.MISSING), (20, State.MET)])
def test_where_the_office_says_so_a_document_counts_as_issued_after_days(day: int, state: State) -> None:
    dated = {**RESOLUTION, "date": "2019-03-05"}
    sitting = meeting(REGULAR, "2019-03", form(Stage.HELD, date="2019-03-05"), documents=(dated,))
    options = Options(issued_after_days=15)
    findings = found(sitting, today=date(2019, 3, day), options=options)
    assert one(findings, Duty.ISSUED, "03/2019").state is state


def test_two_meetings_of_a_month_are_each_looked_at() -> None:
    first = held(EXTRAORDINARY, "2019-03-05")
    second = meeting(EXTRAORDINARY, "2019-03", form(Stage.HELD, date="2019-03-20"), documents=(RESOLUTION,), ordinal=2)
    assert [one.meeting for one in found(first, second) if one.duty is Duty.ISSUED] == [second.code]
