"""Who was expected and who was there, told case by case, with figures counted by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.meeting import MeetingKind
from pipeline.organisation import Body, BodyKind, MemberState, Office, Status
from pipeline.outlook.filed import FiledMeeting
from pipeline.reports.attendance import Attendance, MemberCount, Run, Tally, attendance_of
from pipeline.reports.attendance.tables import attendance_tables
from pipeline.reports.roll_call import Trouble
from tests.reports.rolls import (
    CHAU,
    COMMITTEE,
    EXTRAORDINARY,
    FIVE,
    HA,
    HOA,
    LAN,
    LIEM,
    REGULAR,
    THEMATIC,
    absent,
    body,
    filed,
    held,
    meetings_of,
    member,
    office,
    office_year,
    other,
    state,
    status,
)


def found(*meetings: FiledMeeting, of: Body | None = None, **more: Any) -> Attendance:
    (only,) = attendance_of(office_year(of or body(), **more), meetings_of(*meetings))
    return only


def rate(told: Attendance, kind: MeetingKind = REGULAR) -> Tally:
    (only,) = [row.tally for row in told.rates if row.kind is kind]
    return only


def count(told: Attendance, name: str, kind: MeetingKind = REGULAR) -> Tally:
    (only,) = [row.tally for row in told.members if row.name == name and row.kind is kind]
    return only


def listed(told: Attendance, name: str) -> MemberCount:
    (only,) = [row for row in told.members if row.name == name and row.kind is REGULAR]
    return only


def troubles(told: Attendance) -> list[tuple[Trouble, str, str]]:
    return [(one.doubt.trouble, one.doubt.said, one.doubt.known) for one in told.unmatched]


def test_whom_the_roll_does_not_name_was_there() -> None:
    roll = {"absences": [*absent(HA), *absent(LAN, excuse="unexcused")]}
    told = found(held("2019-03-05", roll=roll), held("2019-04-05"))
    assert rate(told) == Tally(present=8, excused=1, unexcused=1)
    assert rate(told).expected == 10
    assert count(told, HA) == Tally(present=1, excused=1)
    assert count(told, LAN) == Tally(present=1, unexcused=1)
    assert count(told, HOA) == Tally(present=2)


@pytest.mark.parametrize(
    ("presence", "tally"),
    [
        ("exempt", Tally(exempt=1)),
        ("exempt-present", Tally(present=1)),
        ("temporary-here", Tally(present=1)),
        ("temporary-away", Tally(temporary_away=1)),
        ("suspended", Tally(suspended=1)),
        ("late", Tally(present=1, late=1)),
        ("left-early", Tally(present=1, early=1)),
    ],
)
def test_how_the_roll_says_it_stood_with_a_member(presence: str, tally: Tally) -> None:
    told = found(held("2019-03-05", roll={"others": [other(HA, presence)]}))
    assert count(told, HA) == tally
    assert rate(told).expected == 4 + tally.present


def test_who_came_late_and_left_early_was_there_once() -> None:
    told = found(held("2019-03-05", roll={"others": [other(HA, "late"), other(HA, "left-early")]}))
    assert count(told, HA) == Tally(present=1, late=1, early=1)
    assert troubles(told) == []


@pytest.mark.parametrize(
    ("value", "tally"),
    [
        (MemberState.EXEMPT, Tally(exempt=2, present=1)),
        (MemberState.TEMPORARY_AWAY, Tally(temporary_away=2, present=1)),
        (MemberState.SUSPENDED, Tally(suspended=2, present=1)),
        (MemberState.TEMPORARY_HERE, Tally(present=3)),
    ],
)
def test_the_states_of_the_roster_hold_on_their_days_where_the_roll_is_silent(value: MemberState, tally: Tally) -> None:
    of = body(*FIVE[:2], member(HA, states=(state(value, date(2019, 3, 5), date(2019, 4, 5)),)))
    told = found(held("2019-03-05"), held("2019-04-05"), held("2019-04-06", month="2019-05"), of=of)
    assert count(told, HA) == tally


def test_the_roll_goes_before_the_roster() -> None:
    of = body(*FIVE[:2], member(HA, states=(state(MemberState.EXEMPT),)))
    there = held("2019-03-05", roll={"others": [other(HA, "exempt-present")]})
    late = held("2019-04-05", roll={"others": [other(HA, "late")]})
    away = held("2019-05-05", roll={"absences": absent(HA)})
    assert count(found(there, late, away, of=of), HA) == Tally(present=2, excused=1, late=1)


def test_a_name_is_matched_whatever_the_typing_of_its_tones() -> None:
    told = found(held("2019-03-05", roll={"absences": absent("trần văn hoà")}))
    assert count(told, HOA) == Tally(excused=1)


def test_a_name_that_no_member_has_is_shown_and_taken_for_nobody() -> None:
    told = found(held("2019-03-05", roll={"absences": absent("Lê Thị Hà")}))
    assert rate(told) == Tally(present=5)
    assert troubles(told) == [(Trouble.UNKNOWN, "Lê Thị Hà", "Có lý do")]
    assert told.unmatched[0].record == "binh-minh/2019/03-thuong-ky/bieu-mau.yaml"


NAMESAKES = (*FIVE[:2], member(HA, distinct="Mầm non"), member(HA, distinct="Tiểu học"))


def test_a_name_that_two_have_says_of_neither_whether_they_were_there() -> None:
    told = found(held("2019-03-05", roll={"absences": absent(HA)}), of=body(*NAMESAKES))
    assert rate(told) == Tally(present=2, unclear=2)
    assert rate(told).expected == 2
    assert [trouble for trouble, *_ in troubles(told)] == [Trouble.NAMESAKES]


def test_namesakes_are_told_apart_by_their_labels() -> None:
    told = found(held("2019-03-05", roll={"absences": absent(f"{HA} (Mầm non)")}), of=body(*NAMESAKES))
    assert count(told, f"{HA} (Mầm non)") == Tally(excused=1)
    assert count(told, f"{HA} (Tiểu học)") == Tally(present=1)


def test_of_namesakes_the_one_of_the_committee_is_meant_where_it_meets() -> None:
    of = body(FIVE[0], member(HA, Office.COMMITTEE_MEMBER, distinct="Mầm non"), member(HA, distinct="Tiểu học"))
    told = found(held("2019-03-05", COMMITTEE, roll={"absences": absent(HA)}), of=of)
    assert rate(told, COMMITTEE) == Tally(present=1, excused=1)
    assert troubles(told) == []


def test_who_is_told_two_things_of_is_not_clear() -> None:
    roll = {"absences": absent(HA), "others": [other(HA, "late")]}
    told = found(held("2019-03-05", roll=roll))
    assert count(told, HA) == Tally(unclear=1)
    assert [trouble for trouble, *_ in troubles(told)] == [Trouble.TWICE]


def test_a_member_of_elsewhere_is_listed_and_counted_apart() -> None:
    rows = [other("Đỗ Thị Kim Oanh", "late"), other("Đỗ Thị Kim Oanh", "temporary-here")]
    roll = {"total_official": 5, "present_official": 6, "others": rows}
    told = found(held("2019-03-05", roll=roll))
    (visitor,) = [row for row in told.members if not row.is_listed]
    assert (visitor.name, visitor.tally.present) == ("Đỗ Thị Kim Oanh", 1)
    assert rate(told) == Tally(present=5)
    assert troubles(told) == []  # the figure may count her


def test_the_committee_alone_is_expected_where_it_meets() -> None:
    told = found(held("2019-03-05", COMMITTEE, roll={"absences": absent(CHAU, HA)}))
    assert rate(told, COMMITTEE) == Tally(present=1, excused=1)
    assert [(trouble, said) for trouble, said, _ in troubles(told)] == [(Trouble.OUTSIDE, HA)]


def test_at_every_meeting_of_a_party_committee_its_committee_is_expected() -> None:
    of = body(*FIVE, kind=BodyKind.PARTY_COMMITTEE)
    assert rate(found(held("2019-03-05", roll={"total_official": 2}), of=of)).expected == 2


def test_a_roll_that_says_nothing_counts_for_nobody() -> None:
    told = found(held("2019-03-05", roll={}), held("2019-04-05", roll={"guests": [{"name": "Nguyễn Văn Bình"}]}))
    (row,) = told.rates
    assert (row.meetings, row.counted, row.tally) == (2, 0, Tally())
    assert [trouble for trouble, *_ in troubles(told)] == [Trouble.NO_ROLL, Trouble.NO_ROLL]
    assert told.members == ()


def test_one_figure_is_a_roll() -> None:
    assert rate(found(held("2019-03-05", roll={"absent_unexcused": 0}))).present == 5


def test_a_body_without_a_list_of_members_counts_for_nobody() -> None:
    of = Body.model_validate(body().model_dump(by_alias=True) | {"members": ()})
    roll = {"total_official": 5, "present_official": 4, "absences": absent(HA)}
    told = found(held("2019-03-05", roll=roll), of=of)
    assert [trouble for trouble, *_ in troubles(told)] == [Trouble.NO_ROSTER]
    (row,) = told.rates
    assert (row.stated.present, row.stated.total) == (4, 5)


def test_people_are_counted_from_joining_to_leaving() -> None:
    probation = (
        status(Status.PROBATIONARY, date(2019, 3, 5), date(2019, 5, 31)),
        status(Status.OFFICIAL, date(2019, 6, 1)),
    )
    of = body(*FIVE[:2], member(HA, since=date(2019, 3, 5), status=probation), member(LAN, to=date(2019, 4, 4)))
    told = found(*(held(f"2019-{month:02}-05") for month in (2, 3, 4, 6)), of=of)
    assert count(told, HA) == Tally(present=3)
    assert count(told, LAN) == Tally(present=2)
    assert rate(told).expected == 3 + 4 + 3 + 3
    assert listed(told, HA).changes == (
        "Trong danh sách từ 05/3/2019; Dự bị từ 05/3/2019 đến 31/5/2019; Chính thức từ 01/6/2019"
    )
    assert listed(told, LAN).changes == "Trong danh sách đến 04/4/2019"
    assert listed(told, HOA).changes == ""


def test_of_an_official_member_who_came_from_elsewhere_the_day_of_joining_is_told() -> None:
    came = date(2019, 2, 1)
    of = body(*FIVE[:2], member(HA, since=came, status=(status(Status.OFFICIAL, came),)))
    assert listed(found(held("2019-02-05"), of=of), HA).changes == "Trong danh sách từ 01/02/2019"


def test_a_state_is_told_with_its_days() -> None:
    of = body(*FIVE[:2], member(HA, states=(state(MemberState.EXEMPT, date(2018, 9, 1)),)))
    told = found(held("2019-02-05"), of=of)
    assert listed(told, HA).changes == "Được miễn công tác và sinh hoạt đảng từ 01/9/2018"


def test_office_holders_stand_apart_for_the_days_of_their_office() -> None:
    both = (office(Office.COMMITTEE_MEMBER, until=date(2019, 4, 30)), office(Office.DEPUTY, date(2019, 5, 1)))
    of = body(FIVE[0], member(CHAU, offices=both), member(HA, Office.HEAD_TELLER), member(LAN))
    rolls: list[dict[str, Any]] = [
        {"absences": absent(CHAU)},
        {"total_official": 4},
        {"absences": absent(CHAU, excuse="unexcused")},
    ]
    told = found(*(held(f"2019-{month:02}-05", roll=roll) for month, roll in zip((3, 4, 5), rolls, strict=True)), of=of)
    assert [(row.name, row.office, row.tally) for row in told.officers] == [
        (HOA, Office.SECRETARY, Tally(present=3)),
        (CHAU, Office.DEPUTY, Tally(unexcused=1)),
        (CHAU, Office.COMMITTEE_MEMBER, Tally(present=1, excused=1)),
    ]
    assert count(told, CHAU) == Tally(present=1, excused=1, unexcused=1)


def test_a_meeting_is_of_the_year_of_its_period_with_the_roster_of_its_day() -> None:
    of = body(*FIVE[:2], member(HA, since=date(2020, 1, 2)))
    late = held("2020-01-03", month="2019-12")
    assert rate(found(late, of=of)).expected == 3
    assert found(late, of=of, year=2020).rates == ()


def test_only_what_was_held_by_the_day_of_the_report_is_counted() -> None:
    planned = {"stage": "planned", "round": 0, "path": "ke-hoach.yaml", "record": {"date": "2019-03-05", "roll": {}}}
    off = planned | {"stage": "postponed"}
    told = found(
        filed(REGULAR, "2019-03", planned),
        filed(REGULAR, "2019-04", planned, off),
        held("2019-05-05"),
        held("2019-06-05"),
        today=date(2019, 5, 5),
    )
    assert [one.record for one in told.meetings] == ["binh-minh/2019/05-thuong-ky/bieu-mau.yaml"]


def test_of_a_meeting_told_twice_the_later_form_counts() -> None:
    first, second = (
        {"stage": "held", "round": turn, "path": f"{turn}.yaml", "record": {"date": "2019-03-05", "roll": roll}}
        for turn, roll in ((0, {"absences": absent(HA)}), (1, {"absences": absent(LAN)}))
    )
    told = found(filed(REGULAR, "2019-03", second, first))
    assert (count(told, HA), count(told, LAN)) == (Tally(present=1), Tally(excused=1))
    assert told.meetings[0].record.endswith("/1.yaml")


def test_kinds_are_rated_apart_and_an_empty_year_has_none() -> None:
    told = found(held("2019-03-05"), held("2019-03-09", EXTRAORDINARY), held("2019-03-20", THEMATIC))
    assert [(row.kind, row.meetings) for row in told.rates] == [(REGULAR, 1), (EXTRAORDINARY, 1), (THEMATIC, 1)]
    assert found() == Attendance("binh-minh")


# --- figures -------------------------------------------------------------------------------------------------------

MIXED = (*FIVE[:4], member(LIEM, status=(status(Status.PROBATIONARY),)))


@pytest.mark.parametrize(
    ("figures", "differing"),
    [
        ({"total_official": 4, "total_probationary": 1, "present_official": 3, "present_probationary": 1}, []),
        ({"absent_excused": 1, "absent_unexcused": 0, "exempt": 0}, []),
        ({"total_official": 5}, [("5", "4")]),
        ({"present_official": 4, "present_probationary": 0}, [("4", "3"), ("0", "1")]),
        ({"absent_excused": 0, "absent_unexcused": 1, "exempt": 1}, [("0", "1"), ("1", "0"), ("1", "0")]),
    ],
)
def test_figures_are_held_against_the_names(figures: dict[str, int], differing: list[tuple[str, str]]) -> None:
    told = found(held("2019-03-05", roll={**figures, "absences": absent(HA)}), of=body(*MIXED))
    assert troubles(told) == [(Trouble.FIGURES, *pair) for pair in differing]


def test_figures_are_right_whichever_of_namesakes_was_absent() -> None:
    for stated in (2, 3, 4):
        told = found(held("2019-03-05", roll={"present_official": stated, "absences": absent(HA)}), of=body(*NAMESAKES))
        assert [trouble for trouble, *_ in troubles(told)] == [Trouble.NAMESAKES]
    told = found(held("2019-03-05", roll={"present_official": 5, "absences": absent(HA)}), of=body(*NAMESAKES))
    assert troubles(told)[1:] == [(Trouble.FIGURES, "5", "2–4")]


def test_a_total_may_count_members_of_elsewhere() -> None:
    here = [other("Đỗ Thị Kim Oanh", "temporary-here")]
    assert troubles(found(held("2019-03-05", roll={"total_official": 6, "others": here}))) == []
    told = found(held("2019-03-05", roll={"total_official": 7, "others": here}))
    assert troubles(told) == [(Trouble.FIGURES, "7", "5–6")]


def test_figures_without_names_are_shown_as_different() -> None:
    told = found(held("2019-03-05", roll={"present_official": 3, "absent_excused": 2}))
    assert troubles(told) == [(Trouble.FIGURES, "3", "5"), (Trouble.FIGURES, "2", "0")]


@pytest.mark.parametrize(
    ("roll", "stated"),
    [
        ({"total_official": 4, "present_official": 3}, (1, 3, 4)),
        ({"total_official": 4, "total_probationary": 1, "present_official": 3, "present_probationary": 1}, (1, 4, 5)),
        ({"total_official": 4, "total_probationary": 0, "present_official": 3}, (1, 3, 4)),
        ({"total_official": 4, "total_probationary": 1, "present_official": 3}, (0, 0, 0)),
        ({"total_official": 4}, (0, 0, 0)),
    ],
)
def test_the_rate_by_figures_takes_only_meetings_that_state_them(
    roll: dict[str, int], stated: tuple[int, int, int]
) -> None:
    (row,) = found(held("2019-03-05", roll=roll)).rates
    assert (row.stated.meetings, row.stated.present, row.stated.total) == stated


def test_the_ways_of_counting_stand_beside_each_other() -> None:
    roll = {"total_official": 5, "present_official": 3, "absences": [*absent(HA), *absent(LAN, excuse="unexcused")]}
    year = office_year(body())
    bodies, members, officers, *_ = attendance_tables(year, [found(held("2019-03-05", roll=roll))])
    assert list(bodies.rows[0]) == ["Thường kỳ", "1/1", 5, 3, 1, 1, 0, "60%", "80%", "3/5 (60%)"]
    assert len(members.rows) == 5
    assert [list(row)[:2] for row in officers.rows] == [[HOA, "Bí thư"], [CHAU, "Ủy viên"]]


def test_tables_of_one_body_stand_under_its_name_and_those_of_several_name_each_and_sum_up() -> None:
    told = found(held("2019-03-05"))
    alone = attendance_tables(office_year(body()), [told])
    assert {one.body for one in alone} == {"binh-minh"}
    both = attendance_tables(office_year(body()), [told, told])
    assert {one.body for one in both} == {""}
    assert [list(row)[:5] for row in both[0].rows] == [
        ["Chi bộ Bình Minh", "Thường kỳ", "1/1", 5, 5],
        ["Chi bộ Bình Minh", "Thường kỳ", "1/1", 5, 5],
        ["Cộng", "Thường kỳ", "2/2", 10, 10],
    ]


# --- three running -------------------------------------------------------------------------------------------------


def sittings(pattern: str, first: str = "2019-01", name: str = HA) -> list[FiledMeeting]:
    """A regular meeting a month: `+` there, `e` absent with a reason, `u` without, `x` exempt, `?` without a roll."""
    rolls: dict[str, dict[str, Any]] = {
        "+": {"total_official": 5},
        "e": {"absences": absent(name)},
        "u": {"absences": absent(name, excuse="unexcused")},
        "x": {"others": [other(name, "exempt")]},
        "?": {},
    }
    year, month = int(first[:4]), int(first[5:])
    days = [f"{year + (month - 1 + step) // 12}-{(month - 1 + step) % 12 + 1:02}-05" for step in range(len(pattern))]
    return [held(day, roll=rolls[sign]) for day, sign in zip(days, pattern, strict=True)]


def runs(*meetings: FiledMeeting, **more: Any) -> list[tuple[int, int]]:
    return [(run.length, run.unexcused) for run in found(*meetings, **more).runs]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("+ee+", [(2, 0)]),
        ("+eee+", [(3, 0)]),
        ("+euu+", [(3, 2)]),
        ("+ueu+", [(3, 1)]),
        ("+uuu", [(3, 3)]),
        ("e+ee+eee", [(1, 0), (2, 0), (3, 0)]),
        ("exxee", [(3, 0)]),
        ("xxexx", [(1, 0)]),
        ("++++", []),
    ],
)
def test_meetings_missed_running(pattern: str, expected: list[tuple[int, int]]) -> None:
    assert runs(*sittings(pattern)) == expected


def test_a_run_goes_over_the_turn_of_the_year() -> None:
    meetings = sittings("+uuee+", "2018-10")  # missed: November, December; January, February
    assert runs(*meetings) == [(4, 0)]
    assert runs(*meetings, year=2018) == [(4, 2)]
    (run,) = found(*meetings).runs
    assert [str(one.period) for one in run.missed] == ["2018-11", "2018-12", "2019-01", "2019-02"]
    assert run.missed[0].record == "binh-minh/2018/11-thuong-ky/bieu-mau.yaml"


def test_a_run_that_ended_before_the_year_is_not_of_it() -> None:
    assert runs(*sittings("uuu+e+", "2018-10")) == [(1, 0)]
    assert runs(*sittings("eee++", "2018-10")) == []


def test_a_run_of_later_than_the_report_is_not_known_yet() -> None:
    assert runs(*sittings("+eeee", "2018-12"), today=date(2019, 2, 28)) == [(2, 0)]


def test_other_kinds_of_meeting_neither_break_a_run_nor_lengthen_it() -> None:
    between = [held("2019-02-20", THEMATIC), held("2019-03-20", EXTRAORDINARY, roll={"absences": absent(HA)})]
    assert runs(*sittings("+eee+"), *between) == [(3, 0)]


def test_what_is_not_known_between_is_told_with_the_run() -> None:
    (run,) = found(*sittings("+ee?e?+")).runs
    assert (run.length, [str(month) for month in run.unclear]) == (3, ["2019-04"])


def test_a_run_begins_with_membership() -> None:
    of = body(*FIVE[:2], member(HA, since=date(2019, 2, 1)))
    assert runs(*sittings("+++eee", "2018-11"), of=of) == [(3, 0)]


def test_the_longest_runs_stand_with_the_member_at_regular_meetings_only() -> None:
    told = found(*sittings("+uu+eee"), held("2019-05-20", THEMATIC))
    rows = [(row.kind, row.run, row.unexcused_run) for row in told.members if row.name == HA]
    assert rows == [(REGULAR, 3, 2), (THEMATIC, 0, 0)]


def test_runs_are_listed_from_three_on() -> None:
    told = found(*sittings("+ee+eee"))
    table = next(one for one in attendance_tables(office_year(body()), [told]) if one.name == "Vắng liên tiếp")
    assert [list(row)[:3] for row in table.rows] == [[HA, 3, 0]]
    assert isinstance(told.runs[0], Run)
