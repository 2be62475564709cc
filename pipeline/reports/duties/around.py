"""What is owed around a meeting that was held: long enough, papers before it, results behind it, scored, issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pipeline.archive import FILED
from pipeline.meeting import DocumentKindName, MeetingKind, Stage
from pipeline.organisation import BodyKind
from pipeline.outlook.filed import FiledMeeting, Json
from pipeline.regulations import MeetingRules
from pipeline.reports.dispatches import is_issued
from pipeline.reports.duties.explained import explained
from pipeline.reports.duties.meetings_due import BodyYear, is_joint, records_of
from pipeline.reports.duties.model import Duty, Finding, Span, State
from pipeline.reports.office_year import day_in

_SCORED = (MeetingKind.REGULAR, MeetingKind.THEMATIC)
_RESULTS = (DocumentKindName.RESOLUTION, DocumentKindName.CONCLUSION, DocumentKindName.MINUTES)


@dataclass(frozen=True)
class Sitting:
    """A meeting as it was held, with the rules of its day."""

    meeting: FiledMeeting
    record: Json
    day: date
    rules: MeetingRules


def owed_around(case: BodyYear) -> Iterator[Finding]:
    """What every held meeting of the year owes by the guideline of its day, in the order of the meetings."""
    if case.body.kind is not BodyKind.CELL:
        return
    for meeting in case.meetings:
        record = meeting.told(Stage.HELD)
        day = day_in(record) if record else None
        rules = case.year.rules(day).meetings if day else None
        if record and day and rules and case.year.in_year(meeting):
            sitting = Sitting(meeting, record, day, rules)
            for found in (_duration, _papers, _result, _score, _issued):
                yield from found(case, sitting)


def _finding(
    case: BodyYear,
    sitting: Sitting,
    duty: Duty,
    state: State,
    note: str = "",
    due: date | None = None,
    done: date | None = None,
    stages: Sequence[Stage] = (Stage.HELD,),
) -> Finding:
    """A duty of the meeting; one that was not met may be explained."""
    span = Span(sitting.meeting.month)
    records = records_of(sitting.meeting, *stages)
    if state in (State.MISSING, State.LATE):
        found = explained(case.explanations, duty, span, sitting.meeting.kind)
        if found:
            state, note, records = State.EXPLAINED, found.text, (*records, found.record)
    rule = sitting.rules.id
    return Finding(case.body.id, duty, span, state, rule, due, done, note, sitting.meeting.code, records)


def _duration(case: BodyYear, sitting: Sitting) -> Iterator[Finding]:
    """The guidelines measure the regular meeting; one that takes up a theme as well lasts longer."""
    if sitting.meeting.kind is not MeetingKind.REGULAR:
        return
    least = sitting.rules.minutes_joint if is_joint(sitting.meeting) else sitting.rules.minutes
    lasted = _minutes(sitting.record)
    if lasted is None:
        yield _finding(case, sitting, Duty.DURATION, State.MISSING, "Chưa ghi giờ bắt đầu, kết thúc")
    else:
        state = State.MET if lasted >= least else State.MISSING
        yield _finding(case, sitting, Duty.DURATION, state, f"{lasted}/{least} phút")


def _minutes(record: Json) -> int | None:
    opened, closed = record.get("opened"), record.get("closed")
    if not (opened and closed):
        return None
    began, ended = (datetime.combine(date.min, time.fromisoformat(stated)) for stated in (opened, closed))
    return int((ended - began).total_seconds() // 60)


def _papers(case: BodyYear, sitting: Sitting) -> Iterator[Finding]:
    """Papers go out so many days before: the day of sending, of a thematic meeting, else of the invitation."""
    days = sitting.rules.papers_days_before
    if days is None or sitting.meeting.kind.is_committee:
        return
    due = sitting.day - timedelta(days=days)
    sent = _sent(sitting.meeting)
    stages = (Stage.PLANNED, Stage.HELD)
    if sent is None:
        yield _finding(case, sitting, Duty.PAPERS, State.MISSING, "Chưa ghi ngày gửi", due, None, stages)
    else:
        state = State.MET if sent <= due else State.LATE
        yield _finding(case, sitting, Duty.PAPERS, state, "", due, sent, stages)


def _sent(meeting: FiledMeeting) -> date | None:
    """The day the papers went out, as the plan has it; else as the form of the meeting."""
    for stage in (Stage.PLANNED, Stage.HELD):
        record = meeting.told(stage)
        if record is None:
            continue
        sent = day_in(record.get("thematic") or {}, "sending_due") or day_in(record, "announced")
        if sent:
            return sent
    return None


def _result(case: BodyYear, sitting: Sitting) -> Iterator[Finding]:
    """The resolution, the conclusion or the minutes go out within so many days."""
    days = sitting.rules.results_days_after
    wanted = _result_of(sitting.meeting)
    if days is None or wanted is None or sitting.meeting.kind.is_committee:
        return
    due = sitting.day + timedelta(days=days)
    sent = [day for day in _went_out(sitting.meeting, wanted) if day and day <= case.year.today]
    stages = (Stage.HELD, Stage.FOLLOWED_UP)
    if sent:
        state = State.MET if min(sent) <= due else State.LATE
        yield _finding(case, sitting, Duty.RESULT, state, "", due, min(sent), stages)
    else:
        state = State.NOT_DUE if due >= case.year.today else State.MISSING
        note = "" if state is State.NOT_DUE else "Chưa ghi ngày gửi"
        yield _finding(case, sitting, Duty.RESULT, state, note, due, None, stages)


def _result_of(meeting: FiledMeeting) -> DocumentKindName | None:
    """The document in which a meeting results: a resolution, else a conclusion, else the minutes."""
    kinds = {document["kind"] for document in meeting.documents if document["status"] == FILED}
    return next((kind for kind in _RESULTS if kind.value in kinds), None)


def _went_out(meeting: FiledMeeting, kind: DocumentKindName) -> Iterator[date | None]:
    """The days that the forms of the meeting state for a kind of document: issued there, or sent later on."""
    for form in meeting.forms:
        record = form["record"]
        for row in record.get("documents", ()):
            if row["kind"] == kind.value:
                yield day_in(row, "issued")
        for row in (record.get("follow_up") or {}).get("dispatches", ()):
            if row["kind"] == kind.value:
                yield day_in(row, "sent") or day_in(row, "issued")


def _score(case: BodyYear, sitting: Sitting) -> Iterator[Finding]:
    """Every regular and thematic meeting is scored by the cell; a total that the superior gave counts as well."""
    if sitting.meeting.kind not in _SCORED:
        return
    rows = sitting.record.get("score", ())
    is_scored = any(row.get("self") is not None or row.get("cell") is not None for row in rows)
    state = State.MET if is_scored else State.MISSING
    yield _finding(case, sitting, Duty.SCORE, state, "" if is_scored else "Chưa chấm điểm")


def _issued(case: BodyYear, sitting: Sitting) -> Iterator[Finding]:
    """Every numbered document of the meeting is signed, its day of issue stated, or presumed issued by the office."""
    open_ones = [
        document["symbol"] or document["kind"]
        for document in sitting.meeting.documents
        if document["number"] is not None
        and document["status"] == FILED
        and not is_issued(case.year, sitting.meeting, document)
    ]
    if not any(document["number"] is not None for document in sitting.meeting.documents):
        return
    note = f"Chưa ban hành: {', '.join(open_ones)}" if open_ones else ""
    stages = (Stage.HELD, Stage.FOLLOWED_UP)
    yield _finding(case, sitting, Duty.ISSUED, State.MISSING if open_ones else State.MET, note, None, None, stages)
