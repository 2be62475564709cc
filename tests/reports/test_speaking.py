"""Who of those present gave an opinion, told case by case, with figures counted by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.organisation import Body
from pipeline.outlook.filed import FiledMeeting
from pipeline.reports.roll_call import Trouble
from pipeline.reports.speaking import Speaking, speaking_of
from pipeline.reports.speaking.tables import speaking_tables
from tests.reports.rolls import (
    CHAU,
    COMMITTEE,
    FIVE,
    HA,
    HOA,
    LAN,
    LIEM,
    THEMATIC,
    absent,
    body,
    held,
    meetings_of,
    member,
    office_year,
    other,
)


def item(*speakers: str, presenter: str = "") -> dict[str, Any]:
    return {"title": "Công tác tháng", "presenter": presenter, "opinions": [{"speaker": name} for name in speakers]}


def found(*meetings: FiledMeeting, of: Body | None = None, **more: Any) -> Speaking:
    (only,) = speaking_of(office_year(of or body(), **more), meetings_of(*meetings))
    return only


def told_of(one: Speaking, name: str, *, committee: bool = False) -> tuple[int, int, int, int]:
    (row,) = [row for row in one.members if row.name == name and row.is_committee is committee]
    return row.attended, row.spoke, row.opinions, row.presented


def troubles(one: Speaking) -> list[tuple[Trouble, str, str]]:
    return [(row.doubt.trouble, row.doubt.where, row.doubt.said) for row in one.unmatched]


def test_the_share_is_of_members_present_and_each_counts_once() -> None:
    roll = {"absences": absent(LIEM)}
    told = found(held("2019-03-05", roll=roll, agenda=[item(HA, LAN, presenter=HOA), item(HA)]))
    (meeting,) = told.meetings
    assert (meeting.present, meeting.spoke, meeting.opinions, meeting.presented) == (4, 2, 3, 1)
    table = speaking_tables(office_year(body()), [told])[1]
    assert list(table.rows[0])[3:7] == [4, 2, 3, "50%"]


def test_presenting_is_no_opinion() -> None:
    told = found(held("2019-03-05", agenda=[item(HA, presenter=HOA), item(presenter=HOA)]))
    assert told_of(told, HOA) == (1, 0, 0, 2)
    assert told_of(told, HA) == (1, 1, 1, 0)
    silent = {row.name for row in told.members if row.is_silent}
    assert silent == {HOA, CHAU, LAN, LIEM}


def test_a_member_is_counted_over_the_year() -> None:
    told = found(
        held("2019-03-05", agenda=[item(HA, HA)]),
        held("2019-04-05", agenda=[item(LAN)]),
        held("2019-05-05", THEMATIC, agenda=[item(HA)]),
        held("2019-06-05", roll={"absences": absent(HA)}, agenda=[item(LAN)]),
    )
    assert told_of(told, HA) == (3, 2, 3, 0)


def test_who_was_never_there_is_not_silent() -> None:
    told = found(held("2019-03-05", roll={"absences": absent(HA)}, agenda=[item(LAN)]))
    assert told_of(told, HA) == (0, 0, 0, 0)
    assert HA not in {row.name for row in told.members if row.is_silent}


def test_the_committee_stands_apart() -> None:
    told = found(
        held("2019-03-04", COMMITTEE, agenda=[item(CHAU)]),
        held("2019-03-05", agenda=[item(HA)]),
        held("2019-03-20", THEMATIC, agenda=[item(HA, LAN)]),
    )
    rates = [(row.kind.value if row.kind else None, row.meetings, row.present, row.spoke) for row in told.rates]
    assert rates == [("regular", 1, 5, 1), ("thematic", 1, 5, 2), (None, 2, 10, 3), ("committee", 1, 2, 1)]
    assert told_of(told, CHAU) == (2, 0, 0, 0)
    assert told_of(told, CHAU, committee=True) == (1, 1, 1, 0)


def test_a_speaker_who_is_marked_absent_is_shown_and_not_counted() -> None:
    told = found(held("2019-03-05", roll={"absences": absent(HA)}, agenda=[item(HA)]))
    assert troubles(told) == [(Trouble.NOT_THERE, "Ý kiến thảo luận", HA)]
    assert told.meetings[0].spoke == 0


def test_unknown_speakers_and_namesakes_are_shown_and_not_guessed() -> None:
    of = body(*FIVE[:2], member(HA, distinct="Mầm non"), member(HA, distinct="Tiểu học"))
    told = found(held("2019-03-05", agenda=[item(HA, f"{HA} (Mầm non)"), item("Lê Thị Hạ", presenter="Vũ An")]), of=of)
    assert troubles(told) == [
        (Trouble.NAMESAKES, "Ý kiến thảo luận", HA),
        (Trouble.UNKNOWN, "Ý kiến thảo luận", "Lê Thị Hạ"),
        (Trouble.UNKNOWN, "Người trình bày", "Vũ An"),
    ]
    assert (told.meetings[0].spoke, told.meetings[0].opinions) == (1, 1)
    assert told_of(told, f"{HA} (Mầm non)") == (1, 1, 1, 0)


def test_guests_and_members_of_elsewhere_are_counted_apart() -> None:
    roll = {
        "total_official": 5,
        "others": [other("Đỗ Thị Kim Oanh", "temporary-here")],
        "guests": [{"name": "Nguyễn Văn Bình"}],
    }
    told = found(held("2019-03-05", roll=roll, agenda=[item("Nguyễn Văn Bình", "Đỗ Thị Kim Oanh", HA)]))
    (meeting,) = told.meetings
    assert (meeting.present, meeting.spoke, meeting.opinions, meeting.others) == (5, 1, 1, 2)
    assert troubles(told) == []


def test_without_a_roll_or_an_agenda_nobody_is_counted() -> None:
    told = found(held("2019-03-05", roll={}, agenda=[item(HA)]), held("2019-04-05", agenda=[]))
    assert [trouble for trouble, *_ in troubles(told)] == [Trouble.NO_ROLL, Trouble.NO_CONTENT]
    assert [(row.meetings, row.counted, row.present) for row in told.rates] == [(2, 0, 0), (2, 0, 0)]
    assert told.members == ()


def test_an_agenda_without_opinions_counts_as_nobody_having_spoken() -> None:
    told = found(held("2019-03-05", agenda=[item(presenter=HOA)]))
    assert (told.meetings[0].is_counted, told.meetings[0].present, told.meetings[0].spoke) == (True, 5, 0)
    note = list(speaking_tables(office_year(body()), [told])[1].rows[0])[7]
    assert note == "Biểu mẫu không ghi ý kiến nào"


def test_the_period_makes_the_year() -> None:
    late = held("2020-01-03", month="2019-12", agenda=[item(HA)])
    assert len(found(late).meetings) == 1
    assert found(late, year=2020, today=date(2020, 2, 1)) == Speaking("binh-minh")
