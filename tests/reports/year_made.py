"""A small year made by hand: what each figure of it has to be is counted beside the tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.meeting import Stage
from pipeline.organisation import Body, Organisation
from pipeline.outlook.filed import FiledMeeting
from pipeline.regulations import load_regulations
from pipeline.reports.office_year import OfficeYear
from pipeline.reports.year import YearReport, reports_of
from tests.reports.made import COMMITTEE, COMMITTEE_MEMBER, MEMBER, REGULAR, SECRETARY, body, form, held, meeting

TODAY = date(2020, 2, 1)
FULL_ROLL = {"present_official": 3, "total_official": 3}
TASK, OTHER = "Hoàn thành hồ sơ phổ cập", "Phụ đạo học sinh yếu"
LATE_AGAIN = {"weaknesses": "Họp chậm giờ.", "causes": "Đường xa.", "remedies": ""}


def document(kind: str, number: int, day: str, **more: Any) -> dict[str, Any]:
    told = {"symbol": f"{number:02}-X/CB", "date": day, "status": "filed", "is_signed": False, "replaces": None}
    return {"kind": kind, "number": number, **told, **more}


def january() -> FiledMeeting:
    """On its day, long enough, scored by the superior too; of three numbers one is signed, one void."""
    record: dict[str, Any] = {
        "date": "2019-01-04",
        "opened": "14:00:00",
        "closed": "15:30:00",
        "roll": FULL_ROLL,
        "agenda": [{"title": "Nhiệm vụ", "presenter": "", "opinions": [{"speaker": SECRETARY.name}]}],
        "new_tasks": [{"task": TASK, "deadline": "2019-02-01"}, {"task": OTHER, "deadline": "2019-06-30"}],
        "score": [{"criterion": "Tiêu chí riêng", "self": "9", "cell": "8"}],
        "grade": "Tốt",
        "assessment": LATE_AGAIN,
    }
    above = {"superior_total": "90", "superior_grade": "Khá"}
    papers = (
        document("minutes", 1, "2019-01-04", is_signed=True),
        document("resolution", 1, "2019-01-04"),
        document("resolution", 2, "2019-01-04", status="void"),
    )
    forms = (form(Stage.HELD, **record), form(Stage.FOLLOWED_UP, "cap-nhat.yaml", follow_up=above))
    return meeting(REGULAR, "2019-01", *forms, documents=papers)


def february() -> FiledMeeting:
    """Late, with a theme, one member absent, scored by itself alone."""
    return held(
        REGULAR,
        "2019-03-02",
        "2019-02",
        roll={**FULL_ROLL, "present_official": 2, "absences": [{"name": MEMBER.name, "excuse": "excused"}]},
        thematic={"topic": "Nêu gương"},
        last_tasks=[
            {"task": TASK, "state": "done", "result": ""},
            {"task": OTHER, "state": "in-progress", "result": ""},
        ],
        score=[{"criterion": "Tiêu chí riêng", "self": "7", "cell": None}],
        assessment=LATE_AGAIN,
    )


def the_year() -> list[FiledMeeting]:
    committee = held(COMMITTEE, "2019-01-03", roll={"present_official": 2, "total_official": 2})
    return [committee, january(), february(), held(REGULAR, "2019-12-05")]


def office(*bodies: Body, year: int = 2019, today: date = TODAY) -> OfficeYear:
    return OfficeYear(Organisation(bodies=bodies or (cell(),)), load_regulations(), year, today)


def cell(superior: str = "Đảng bộ xã Tân Phú", **more: Any) -> Body:
    """A body below another; that is named, given by id, or not told."""
    members = more.pop("members", (SECRETARY, COMMITTEE_MEMBER, MEMBER))
    above = ({"value": superior},) if superior else ()
    return body(members=members, superior=above, **more)


def reported(
    year: OfficeYear, filed: Mapping[str, Sequence[FiledMeeting]] | None = None, of: str | None = None
) -> list[YearReport]:
    meetings = {"binh-minh": the_year()} if filed is None else filed
    ordered = {key: sorted(found, key=lambda one: one.order) for key, found in meetings.items()}
    return list(reports_of(year, lambda body_id: ordered.get(body_id, ()), of))
