"""Small hand-made years of one cell, for the reports that count what was said at its meetings."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from pipeline.meeting import MeetingKind, Stage
from pipeline.organisation import Body, Organisation
from pipeline.organisation.dated import DatedLine
from pipeline.organisation.members import Member
from pipeline.outlook.filed import FiledMeeting
from pipeline.regulations import Regulations, load_regulations
from pipeline.reports.office_year import OfficeYear
from pipeline.vietnamese.dates import Month

REGULAR, THEMATIC, COMMITTEE = MeetingKind.REGULAR, MeetingKind.THEMATIC, MeetingKind.COMMITTEE
BODY = "binh-minh"


def cell(*members: Member, id_: str = BODY, **more: Any) -> Body:
    line = (DatedLine(value="Chi bộ Bình Minh"),)
    return Body.model_validate({"id": id_, "name": line, "place": line, "members": members, **more})


def office(year: int, today: date | None = None, *bodies: Body, rules: Regulations | None = None) -> OfficeYear:
    """The year of a report, told a month after its end unless another day is given."""
    day = today or date(year + 1, 1, 31)
    return OfficeYear(Organisation(bodies=bodies or (cell(),)), rules or load_regulations(), year, day)


def form(stage: Stage, path: str = "bieu-mau.yaml", round_: int = 0, **record: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "date": None,
        "roll": {},
        "score": [],
        "grade": "",
        "agenda": [],
        "assessment": {},
        "follow_up": {},
    }
    return {"stage": stage.value, "round": round_, "path": path, "record": told | record}


def sitting(kind: MeetingKind, month: str, *forms: dict[str, Any], ordinal: int = 1) -> FiledMeeting:
    """A meeting of the period `2019-03` with its forms."""
    period = Month(int(month[:4]), int(month[5:]))
    folder = Path(BODY) / str(period.year) / f"{period.month:02}-{kind.slug}"
    code = f"{BODY}-{period}-{kind.slug}-{ordinal}"
    stages = {stage.value: stage for stage in Stage}
    return FiledMeeting(folder, code, kind, period, ordinal, stages[forms[-1]["stage"]], tuple(forms), ())


def held(day: str, kind: MeetingKind = REGULAR, month: str = "", **record: Any) -> FiledMeeting:
    """A meeting held on the day, of the month of that day unless another is given."""
    return sitting(kind, month or day[:7], form(Stage.HELD, date=day, **record))


def ordered(*meetings: FiledMeeting) -> list[FiledMeeting]:
    return sorted(meetings, key=lambda one: one.order)
