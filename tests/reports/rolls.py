"""Small offices, and meetings with their rolls, as reports on attendance count them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.meeting import MeetingKind, Stage
from pipeline.organisation import Body, MemberState, Office, Organisation, Status
from pipeline.organisation.dated import DatedLine
from pipeline.organisation.members import DatedOffice, DatedState, DatedStatus, Member
from pipeline.outlook.filed import FiledMeeting
from pipeline.regulations import load_regulations
from pipeline.reports.office_year import OfficeYear
from pipeline.vietnamese.dates import Month

REGULAR, THEMATIC, COMMITTEE, EXTRAORDINARY = (
    MeetingKind.REGULAR,
    MeetingKind.THEMATIC,
    MeetingKind.COMMITTEE,
    MeetingKind.EXTRAORDINARY,
)
HOA, CHAU, HA, LAN, LIEM = "Trần Văn Hòa", "Nguyễn Thị Minh Châu", "Lê Thị Thu Hà", "Phạm Thị Ngọc Lan", "Võ Thanh Liêm"


def member(name: str, office: Office | None = None, since: date | None = None, **more: Any) -> Member:
    offices = (DatedOffice(value=office),) if office else ()
    return Member.model_validate({"name": name, "offices": offices, "from": since, **more})


def state(value: MemberState, since: date | None = None, until: date | None = None) -> DatedState:
    return DatedState.model_validate({"value": value, "from": since, "to": until})


def office(value: Office, since: date | None = None, until: date | None = None) -> DatedOffice:
    return DatedOffice.model_validate({"value": value, "from": since, "to": until})


def status(value: Status, since: date | None = None, until: date | None = None) -> DatedStatus:
    return DatedStatus.model_validate({"value": value, "from": since, "to": until})


# A secretary, a member of the committee, three members: five in all.
FIVE = (
    member(HOA, Office.SECRETARY),
    member(CHAU, Office.COMMITTEE_MEMBER),
    member(HA),
    member(LAN),
    member(LIEM),
)


def body(*members: Member, **more: Any) -> Body:
    line = (DatedLine(value="Chi bộ Bình Minh"),)
    told = {"id": "binh-minh", "name": line, "place": line, "members": members or FIVE, **more}
    return Body.model_validate(told)


def absent(*names: str, excuse: str = "excused") -> list[dict[str, str]]:
    return [{"name": name, "excuse": excuse, "reason": ""} for name in names]


def other(name: str, presence: str) -> dict[str, str]:
    return {"name": name, "state": presence, "note": ""}


def held(
    day: str, kind: MeetingKind = REGULAR, month: str = "", roll: dict[str, Any] | None = None, **record: Any
) -> FiledMeeting:
    """A meeting that was held; without a roll of its own, with one that states a total and names nobody."""
    told = {"date": day, "roll": {"total_official": 5} if roll is None else roll, "agenda": [], **record}
    return filed(kind, month or day[:7], {"stage": "held", "round": 0, "path": "bieu-mau.yaml", "record": told})


def filed(kind: MeetingKind, month: str, *forms: dict[str, Any], ordinal: int = 1) -> FiledMeeting:
    period = Month(int(month[:4]), int(month[5:]))
    folder = Path("binh-minh") / str(period.year) / f"{period.month:02}-{kind.slug}"
    code = f"binh-minh-{period}-{kind.slug}-{ordinal}"
    stages = {stage.value: stage for stage in Stage}
    return FiledMeeting(folder, code, kind, period, ordinal, stages[forms[-1]["stage"]], forms, ())


def office_year(of: Body, year: int = 2019, today: date = date(2020, 6, 1)) -> OfficeYear:
    return OfficeYear(Organisation(bodies=(of,)), load_regulations(), year, today)


def meetings_of(*meetings: FiledMeeting) -> Callable[[str], Sequence[FiledMeeting]]:
    ordered = sorted(meetings, key=lambda one: one.order)
    return lambda _body: ordered
