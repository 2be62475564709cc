"""Bodies and filed meetings made by hand, for reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.meeting import MeetingKind, Stage
from pipeline.organisation import Body, Office
from pipeline.organisation.dated import DatedLine
from pipeline.organisation.members import DatedOffice, Member
from pipeline.outlook.filed import FiledMeeting
from pipeline.vietnamese.dates import Month

REGULAR, THEMATIC, COMMITTEE, EXTRAORDINARY = (
    MeetingKind.REGULAR,
    MeetingKind.THEMATIC,
    MeetingKind.COMMITTEE,
    MeetingKind.EXTRAORDINARY,
)
SECRETARY, COMMITTEE_MEMBER = (
    Member(name=name, offices=(DatedOffice(value=office),))
    for name, office in (("Trần Văn Hòa", Office.SECRETARY), ("Nguyễn Thị Minh Châu", Office.COMMITTEE_MEMBER))
)
MEMBER = Member(name="Lê Thị Thu Hà")


def body(**more: Any) -> Body:
    line = (DatedLine(value="Chi bộ Bình Minh"),)
    members = (SECRETARY, COMMITTEE_MEMBER, MEMBER)
    return Body.model_validate({"id": "binh-minh", "name": line, "place": line, "members": members, **more})


def form(stage: Stage, path: str = "bieu-mau.yaml", round_: int = 0, **record: Any) -> dict[str, Any]:
    told = {"date": None, "roll": {}, "score": [], "documents": [], "thematic": None, "follow_up": {}, **record}
    return {"stage": stage.value, "round": round_, "path": path, "record": told}


def meeting(
    kind: MeetingKind,
    month: str,
    *forms: dict[str, Any],
    documents: tuple[dict[str, Any], ...] = (),
    ordinal: int = 1,
) -> FiledMeeting:
    period = Month(int(month[:4]), int(month[5:]))
    folder = Path("binh-minh") / str(period.year) / f"{period.month:02}-{kind.slug}-{ordinal}"
    code = f"binh-minh-{period}-{kind.slug}-{ordinal}"
    stages = {stage.value: stage for stage in Stage}
    return FiledMeeting(folder, code, kind, period, ordinal, stages[forms[-1]["stage"]], tuple(forms), documents)


def held(kind: MeetingKind, day: str, month: str = "", **record: Any) -> FiledMeeting:
    return meeting(kind, month or day[:7], form(Stage.HELD, date=day, **record))
