"""The figures of a year: a small one counted by hand, empty ones, bodies of a part of it, committees."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipeline.meeting import DocumentKindName, MeetingKind
from pipeline.organisation import BodyKind, Office, Status
from pipeline.organisation.members import DatedOffice, Member
from pipeline.reports.duties import Duty
from pipeline.reports.year import YearFigures
from pipeline.reports.year.model import (
    Again,
    DocumentCount,
    DutyCount,
    RosterCount,
    SpeakingCount,
    TaskCount,
    Topic,
)
from pipeline.reports.year.sums import Share
from pipeline.vietnamese.dates import Month
from tests.reports.made import MEMBER, REGULAR, SECRETARY, held
from tests.reports.year_made import TODAY, cell, document, january, office, reported, the_year


@pytest.fixture(scope="module")
def figures() -> YearFigures:
    (one,) = reported(office())
    assert one.own is one.figures
    assert one.cells == ()
    return one.figures


def test_meetings_are_counted_by_kind_and_by_what_was_due(figures: YearFigures) -> None:
    assert {kind: one.held for kind, one in figures.held.items()} == {MeetingKind.REGULAR: 3, MeetingKind.COMMITTEE: 1}
    assert figures.meetings == 4
    assert figures.duties == {
        Duty.REGULAR: DutyCount(met=2, late=1, explained=0, missing=9),
        Duty.COMMITTEE: DutyCount(met=1, late=0, explained=0, missing=11),
        Duty.THEMATIC: DutyCount(met=1, late=0, explained=0, missing=3),
        Duty.DURATION: DutyCount(met=1, late=0, explained=0, missing=2),
        Duty.SCORE: DutyCount(met=2, late=0, explained=0, missing=1),
        Duty.ISSUED: DutyCount(met=0, late=0, explained=0, missing=1),
    }


def test_attendance_is_of_the_meetings_with_a_roll_those_of_the_committee_apart(figures: YearFigures) -> None:
    assert figures.held[MeetingKind.REGULAR].counted == 2
    assert figures.attended == Share(5, 6)
    assert figures.held[MeetingKind.COMMITTEE].attended == Share(2, 2)
    assert figures.officers == Share(4, 4)


def test_who_never_spoke_is_a_number(figures: YearFigures) -> None:
    told = SpeakingCount(meetings=3, counted=1, present=3, spoke=1, silent=2, attended=3)
    assert figures.speaking == told


def test_tasks_are_counted_by_their_last_report(figures: YearFigures) -> None:
    assert figures.tasks == TaskCount(new=2, done=1, in_progress=1, overdue=1, told_done=1, told=2)
    assert (figures.tasks.all, figures.tasks.share) == (2, Share(1, 2))


def test_tasks_stand_as_the_year_left_them() -> None:
    set_then = [{"task": "Việc một", "deadline": "2020-01-10"}, {"task": "Việc hai", "deadline": "2019-12-20"}]
    told_later = [{"task": name, "state": "done", "result": ""} for name in ("Việc một", "Việc hai")]
    meetings = [held(REGULAR, "2019-12-05", new_tasks=set_then), held(REGULAR, "2020-01-05", last_tasks=told_later)]
    (one,) = reported(office(), {"binh-minh": meetings})
    assert one.figures.tasks == TaskCount(new=2, not_reported=2, overdue=1)


def test_scores_are_averaged_by_who_gave_them(figures: YearFigures) -> None:
    scores = figures.scores
    assert (scores.owed, scores.scored, scores.by_superior) == (3, 2, 1)
    averages = [points.average for points in scores.given.by_giver]
    assert averages == [Decimal("8.00"), Decimal("8.00"), Decimal("90.00")]
    assert (scores.grades, scores.superior_grades) == ({"Tốt": 1}, {"Khá": 1})


def test_points_are_lost_group_by_group_by_what_the_cell_gave() -> None:
    rows = [{"criterion": "Thời gian sinh hoạt", "self": "5", "cell": "4"}]
    alone = held(REGULAR, "2019-03-05", score=[{"criterion": "Thời gian sinh hoạt", "self": "2", "cell": None}])
    (one,) = reported(office(), {"binh-minh": [held(REGULAR, "2019-02-05", score=rows), alone]})
    ((name, points),) = [group for group, lost in one.figures.scores.lost.items() if lost.count == 2]
    lost = one.figures.scores.lost[name, points]
    assert (name, lost.total) == ("Thời gian sinh hoạt", Decimal(points - 4 + points - 2))


def test_weaknesses_that_came_back_have_their_causes(figures: YearFigures) -> None:
    found = figures.weaknesses
    assert (found.meetings, found.recorded, found.weaknesses) == (4, 2, 1)
    assert found.again == (Again("binh-minh", "Họp chậm giờ.", 2, ("Đường xa.",)),)


def test_documents_are_counted_by_kind_void_numbers_apart(figures: YearFigures) -> None:
    assert figures.documents == {
        DocumentKindName.MINUTES: DocumentCount(numbered=1, issued=1),
        DocumentKindName.RESOLUTION: DocumentCount(numbered=1, issued=0, void=1),
    }


def test_themes_and_months_are_told(figures: YearFigures) -> None:
    assert figures.topics == (Topic(Month(2019, 2), "Nêu gương"),)
    first, second, third, *_others = figures.months
    assert (first.attended, first.duties) == (Share(3, 3), Share(4, 5))
    assert (second.attended, second.duties) == (Share(2, 3), Share(1, 4))
    assert (third.attended, third.given.own.count) == (Share(), 0)  # the meeting of March was of February
    assert second.given.own.average == Decimal("7.00")


def test_the_forms_that_were_counted_are_named(figures: YearFigures) -> None:
    assert figures.records == (
        "binh-minh/2019/01-chi-uy-1/bieu-mau.yaml",
        "binh-minh/2019/01-thuong-ky-1/bieu-mau.yaml",
        "binh-minh/2019/01-thuong-ky-1/cap-nhat.yaml",
        "binh-minh/2019/02-thuong-ky-1/bieu-mau.yaml",
        "binh-minh/2019/12-thuong-ky-1/bieu-mau.yaml",
    )


def test_the_day_of_the_report_bounds_what_is_known() -> None:
    (one,) = reported(office(today=date(2019, 2, 15)))
    assert {kind: count.held for kind, count in one.figures.held.items()} == {
        MeetingKind.REGULAR: 1,
        MeetingKind.COMMITTEE: 1,
    }
    assert one.figures.duties[Duty.REGULAR].due == 1  # January alone
    assert one.figures.last == date(2019, 2, 15)
    assert one.figures.tasks.not_reported == 2


def test_a_document_issued_later_is_not_issued_yet() -> None:
    dispatch = {"kind": "resolution", "number": 1, "issued": "2019-01-20"}
    issued = january()
    told = {**issued.forms[1]["record"], "follow_up": {"dispatches": [dispatch]}}
    later = type(issued)(**{**vars(issued), "forms": (issued.forms[0], {**issued.forms[1], "record": told})})
    for day, count in ((date(2019, 1, 19), 0), (date(2019, 1, 20), 1)):
        (one,) = reported(office(today=day), {"binh-minh": [later]})
        assert one.figures.documents[DocumentKindName.RESOLUTION].issued == count


def test_an_empty_year_has_nothing_but_what_was_due() -> None:
    (one,) = reported(office(), {})
    figures = one.figures
    assert (figures.meetings, figures.attended, figures.speaking) == (0, Share(), SpeakingCount())
    assert figures.duties[Duty.REGULAR] == DutyCount(missing=12)
    assert (figures.documents, figures.topics, figures.tasks) == ({}, (), TaskCount())
    assert figures.roster == RosterCount(bodies=1, begin=3, end=3)


def test_a_cell_founded_within_the_year_begins_then() -> None:
    since: dict[str, Any] = {"from": date(2019, 4, 15)}
    (one,) = reported(office(cell(**since)), {})
    assert (one.figures.first, one.figures.last) == (date(2019, 4, 15), date(2019, 12, 31))
    assert one.figures.duties[Duty.REGULAR] == DutyCount(missing=8)  # May to December


def test_a_cell_ended_within_the_year_is_told_up_to_then_and_one_of_another_year_not_at_all() -> None:
    (one,) = reported(office(cell(to=date(2019, 3, 31))), {})
    assert one.figures.last == date(2019, 3, 31)
    assert reported(office(cell(to=date(2018, 12, 31))), {}) == []


def member(name: str, *status: tuple[Status, str | None], **days: str) -> Member:
    found = [{"value": value, "from": day} for value, day in status] or [{"value": Status.OFFICIAL}]
    span = {key.rstrip("_"): day for key, day in days.items()}
    return Member.model_validate({"name": name, "status": tuple(found), **span}, strict=False)


def test_the_roster_is_told_by_date() -> None:
    """Two at the beginning; one joins official, one is admitted, one made official, one leaves, one leaves on the last
    day, which is still of the year."""
    members = (
        SECRETARY,
        member("Lý Văn Tâm", to="2019-12-31"),
        member("Võ Thanh Liêm", from_="2019-03-01", to="2019-11-30"),
        member("Đặng Minh Tâm", (Status.PROBATIONARY, "2019-05-19"), from_="2019-05-19"),
        member("Hồ Thị Nga", (Status.PROBATIONARY, "2018-05-19"), (Status.OFFICIAL, "2019-05-19"), from_="2018-05-19"),
        member("Cao Thị Yến", from_="2020-01-01"),
    )
    (one,) = reported(office(cell(members=members)), {})
    assert one.figures.roster == RosterCount(
        bodies=1, begin=3, end=4, probationary=1, joined=2, left=1, admitted=1, made_official=1
    )


def test_a_cell_without_a_roster_says_nothing_of_it() -> None:
    (one,) = reported(office(cell(members=())), {})
    assert one.figures.roster == RosterCount()


COMMITTEE_BODY: dict[str, Any] = {
    "id": "dang-uy",
    "kind": BodyKind.PARTY_COMMITTEE,
    "name": ({"value": "Đảng bộ xã Tân Phú"},),
}
CHIEF = Member(name="Vũ Ngọc Phong", offices=(DatedOffice(value=Office.SECRETARY),))


def test_a_party_committee_sums_its_cells_and_tells_its_own_meetings_apart() -> None:
    above = cell(**COMMITTEE_BODY, members=(CHIEF,))
    other = cell(id="tan-loi", members=(SECRETARY, MEMBER))
    strange, elsewhere = cell("", id="an-loi"), cell("Đảng bộ xã Khác", id="long-loi")
    own = [held(REGULAR, "2019-02-20")]
    filed = {"binh-minh": the_year(), "tan-loi": [held(REGULAR, "2019-01-08")], "dang-uy": own}
    year = office(above, cell(), other, strange, elsewhere)
    *cells, committee = reported(year, filed)
    assert [one.body.id for one in cells] == ["binh-minh", "tan-loi", "an-loi", "long-loi"]
    assert [one.body for one in committee.cells] == [
        "binh-minh",
        "tan-loi",
        "an-loi",
    ]  # the last of these names no superior
    figures = committee.figures
    assert (figures.cells, figures.meetings, committee.own.meetings) == (3, 5, 1)
    assert figures.duties[Duty.REGULAR] == DutyCount(met=3, late=1, explained=0, missing=32)
    assert figures.duties[Duty.COMMITTEE].due == 24  # the second has no committee
    assert (figures.roster.bodies, figures.roster.begin, figures.roster.end) == (3, 8, 8)
    assert figures.attended == Share(5, 6)
    assert figures.weaknesses.again == (Again("binh-minh", "Họp chậm giờ.", 2, ("Đường xa.",)),)
    assert figures.documents[DocumentKindName.RESOLUTION] == DocumentCount(1, 0, 1)
    assert figures.months[0].duties == Share(5, 5 + 3 + 2)
    (alone,) = reported(year, filed, "dang-uy")
    assert alone == committee


def test_a_cell_below_a_committee_in_between_is_of_both() -> None:
    top = cell(**COMMITTEE_BODY, members=())
    between = cell(id="co-quan", kind=BodyKind.PARTY_COMMITTEE, name=({"value": "Đảng bộ cơ quan"},), members=())
    below = cell("co-quan", id="tan-loi")
    found = {one.body.id: [part.body for part in one.cells] for one in reported(office(top, between, below), {})}
    assert found == {"tan-loi": [], "dang-uy": ["tan-loi"], "co-quan": ["tan-loi"]}


def test_a_document_without_a_number_is_not_counted() -> None:
    paper = held(REGULAR, "2019-01-04")
    with_roll = type(paper)(**{**vars(paper), "documents": (document("roll", 1, "2019-01-04") | {"number": None},)})
    (one,) = reported(office(), {"binh-minh": [with_roll]})
    assert one.figures.documents == {}
    assert one.figures.last <= TODAY
