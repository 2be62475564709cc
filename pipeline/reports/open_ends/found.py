"""Open ends of a year: duties that were not met, papers unsigned or not sent, tasks past their deadline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.archive import FILED
from pipeline.meeting import DocumentKindName, FollowUp, Meeting, MeetingKind, Stage
from pipeline.outlook.filed import FiledMeeting, Json
from pipeline.outlook.wanted import FormWanted
from pipeline.records import label_of
from pipeline.reports.dispatches import day_by, rows_about
from pipeline.reports.duties import Duty, Finding, State, duties_of_body
from pipeline.reports.duties.model import MEETING_DUTIES
from pipeline.reports.office_year import OfficeYear, day_in, path_of
from pipeline.reports.open_ends.model import Lack, OpenEnd
from pipeline.reports.tasks import Mark, TaskOfYear, tasks_of
from pipeline.vietnamese.dates import Month

_DISPATCHES, _EXPLANATIONS = label_of(FollowUp, "dispatches"), label_of(FollowUp, "explanations")
_LAST_TASKS = label_of(Meeting, "last_tasks")
_KINDS = {duty: kind for kind, duty in MEETING_DUTIES.items()}
_LABELS = {kind.value: kind.label for kind in DocumentKindName}
_TO_SEND = {kind.value for kind in (DocumentKindName.RESOLUTION, DocumentKindName.CONCLUSION, DocumentKindName.REPORT)}

Meetings = Callable[[str], Sequence[FiledMeeting]]


def open_ends(year: OfficeYear, meetings: Meetings, cell: str | None = None) -> Iterator[OpenEnd]:
    """What is open in the year by the day of the report, body by body, in the order of `Lack`."""
    order = list(Lack)
    for body in year.bodies(cell):
        filed = meetings(body.id)
        by_code = {one.code: one for one in filed}
        found = [
            *(_of_duty(one, by_code) for one in duties_of_body(year, body, filed) if _is_open(one)),
            *(end for one in filed if year.in_year(one) for end in _of_papers(year, body.id, one)),
            *(_of_task(one, year) for one in tasks_of(year, body.id, filed) if one.mark is Mark.OVERDUE),
        ]
        yield from sorted(found, key=lambda end: (order.index(end.lack), end.form, end.about))


def _is_open(finding: Finding) -> bool:
    """Papers are told of one by one; what came late is to be explained, what was explained is not open."""
    return finding.duty is not Duty.ISSUED and finding.state in (State.MISSING, State.LATE)


def _of_duty(finding: Finding, meetings: dict[str, FiledMeeting]) -> OpenEnd:
    meeting = meetings.get(finding.meeting)
    label = f"{finding.duty.label} {finding.span.label}"
    if meeting is None:
        kind = _KINDS[finding.duty]
        form = FormWanted(kind, Stage.HELD, finding.span.last)
        mend = f"Nộp biểu mẫu cuộc họp; nếu không họp, ghi trạng thái “{Stage.CANCELLED.label}” và lý do"
        return OpenEnd(finding.body, Lack.NO_MEETING, label, mend, form, finding.due, "", finding.records)
    if finding.duty is Duty.SCORE:
        lack, form = Lack.NO_SCORE, _form(meeting, Stage.HELD)
        mend = f"Ghi điểm vào biểu mẫu cuộc họp và nộp lại, hoặc giải trình ở bảng “{_EXPLANATIONS}”"
    elif finding.duty is Duty.RESULT and finding.state is State.MISSING:
        lack, form, mend = Lack.NOT_SENT, _form(meeting, Stage.FOLLOWED_UP), f"Ghi ngày gửi ở bảng “{_DISPATCHES}”"
    else:
        lack, form = Lack.TO_EXPLAIN, _form(meeting, Stage.FOLLOWED_UP)
        mend = f"Giải trình ở bảng “{_EXPLANATIONS}”"
    about = f"{label}: {finding.note or finding.state.label.lower()}"
    return OpenEnd(finding.body, lack, about, mend, form, finding.due, meeting.code, finding.records)


def _of_task(task: TaskOfYear, year: OfficeYear) -> OpenEnd:
    """A task past its deadline is reported at the next regular meeting."""
    owner = f" ({task.owner})" if task.owner else ""
    form = FormWanted(MeetingKind.REGULAR, Stage.HELD, Month.of(year.today))
    mend = f"Báo cáo ở bảng “{_LAST_TASKS}” của kỳ sinh hoạt tới"
    records = tuple(dict.fromkeys(source.record for source in task.sources))
    return OpenEnd(task.body, Lack.OVERDUE, f"{task.task}{owner}", mend, form, task.deadline, "", records)


def _form(meeting: FiledMeeting, stage: Stage) -> FormWanted:
    return FormWanted(meeting.kind, stage, meeting.month, meeting.ordinal, meeting)


def _of_papers(year: OfficeYear, body: str, meeting: FiledMeeting) -> Iterator[OpenEnd]:
    """Numbered documents that nobody signed or issued; results that were issued and not sent, all by today."""
    for document in meeting.documents:
        if document["number"] is None or document["status"] != FILED or _is_replaced(document, meeting):
            continue
        dated, today = day_in(document), year.today
        if dated and dated > today:
            continue
        rows = rows_about(meeting, document)
        issued = [day for row in rows if (day := day_by(row, "issued", today))]
        name = f"{_LABELS[document['kind']]} số {document['symbol']}"
        where = tuple(path_of(meeting, form) for form in meeting.forms)
        if not (document["is_signed"] or issued or year.is_presumed_issued(document)):
            mend = f"Đưa bản ký đã quét vào thư mục _ban-ky, hoặc ghi ngày phát hành ở bảng “{_DISPATCHES}”"
            yield OpenEnd(
                body,
                Lack.UNSIGNED,
                name,
                mend,
                _form(meeting, Stage.FOLLOWED_UP),
                dated,
                meeting.code,
                where,
            )
        elif _is_to_send(document, meeting) and not any(day_by(row, "sent", today) for row in rows):
            mend = f"Ghi ngày gửi, nơi nhận ở bảng “{_DISPATCHES}”"
            since = issued[0] if issued else dated
            yield OpenEnd(
                body, Lack.NOT_SENT, name, mend, _form(meeting, Stage.FOLLOWED_UP), since, meeting.code, where
            )


def _is_to_send(document: Json, meeting: FiledMeeting) -> bool:
    """What a cell resolves goes to its superior; what the committee notes stays."""
    return document["kind"] in _TO_SEND and meeting.kind is not MeetingKind.COMMITTEE


def _is_replaced(document: Json, meeting: FiledMeeting) -> bool:
    return any(one["replaces"] == document["path"] and one["status"] == FILED for one in meeting.documents)
