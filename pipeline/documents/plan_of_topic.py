"""The plan of a thematic meeting (kế hoạch sinh hoạt chuyên đề), made before anybody is present."""

from __future__ import annotations

from datetime import date

from pipeline.documents.contexts import Paragraphs, TaskRow, ThematicPlanContext
from pipeline.documents.subject import Subject
from pipeline.documents.texts import (
    attendance,
    day,
    header,
    person,
    recipients,
    signature,
    superior_document,
    task_rows,
    thematic_text,
)
from pipeline.meeting import Task, ThematicPart
from pipeline.vietnamese.dates import date_in_words, time_in_words
from pipeline.vietnamese.text import folded


def thematic_plan_context(subject: Subject) -> ThematicPlanContext:
    """Everything `ke-hoach-chuyen-de.docx` places. The meeting must have a thematic part."""
    meeting, part = subject.meeting, subject.meeting.thematic
    if part is None:
        raise ValueError("a thematic plan needs a thematic part")
    return ThematicPlanContext(
        header=header(subject),
        abstract=f"sinh hoạt chuyên đề “{part.topic}”",
        body=subject.body_name,
        grounds=_grounds(subject),
        thematic=thematic_text(part),
        when=_when(subject),
        where=meeting.place or subject.body.meeting_place,
        attendees=_attendees(subject),
        chair=person(subject, meeting.chair),
        recorder=person(subject, meeting.recorder),
        assignments=_assignments(subject, part),
        closing=_closing(subject),
        recipients=recipients(subject),
        signature=signature(subject),
    )


def _grounds(subject: Subject) -> Paragraphs:
    """The guideline in force, unless the form names it itself, and the superior's documents."""
    rules, stated = subject.rules.meetings, subject.meeting.superior_documents
    cited = {folded(document.number) for document in stated}
    lines = [f"Căn cứ {rules.citation}"] if rules and folded(rules.id) not in cited else []
    lines += [f"Căn cứ {superior_document(document)}" for document in stated]
    lines.append(f"Căn cứ tình hình thực tế của {subject.body_word}")
    return (*(f"{line};" for line in lines[:-1]), f"{lines[-1]}{subject.rules.wording.last_ground_end}")


def _when(subject: Subject) -> str:
    meeting = subject.meeting
    if meeting.day is None:
        return f"Trong {meeting.period.month.in_words}"
    hour = f"{time_in_words(meeting.opened)}, " if meeting.opened else ""
    return f"{hour}{date_in_words(meeting.day)}"


def _attendees(subject: Subject) -> str:
    guests = [f"đồng chí {guest}" for guest in attendance(subject.meeting).guests]
    everybody = f"Toàn thể đảng viên {subject.body_name}"
    if not subject.is_cell:
        everybody = f"Các đồng chí Ủy viên Ban Chấp hành {subject.body.name}"
    return f"{everybody}; khách mời: {'; '.join(guests)}" if guests else everybody


def _assignments(subject: Subject, part: ThematicPart) -> tuple[TaskRow, ...]:
    """Who prepares what until when, in the order it is due; a step of which nothing was said is left out."""
    committee = subject.committee_word if subject.body.has_committee else f"Bí thư {subject.body_word}"
    rows = [_task("Dự thảo nội dung chuyên đề", part.presenter, part.draft_due)]
    rows += [_task(f"Viết tham luận “{paper.topic}”", paper.author, part.draft_due) for paper in part.papers]
    if part.reviewer or part.approval_due:
        rows.append(_task("Duyệt dự thảo chuyên đề", part.reviewer or committee, part.approval_due))
    if part.sending_due:
        rows.append(_task("Gửi tài liệu cho đảng viên nghiên cứu", committee, part.sending_due))
    rows += [
        _task("Trình bày kế hoạch tại buổi sinh hoạt", part.plan_presenter, subject.meeting.day),
        _task("Trình bày chuyên đề", part.presenter, subject.meeting.day),
    ]
    assigned = [*(row for row in rows if row.owner), *subject.meeting.new_tasks]
    return task_rows(tuple(sorted(assigned, key=lambda row: row.deadline or date.max)))


def _task(task: str, owner: str, deadline: date | None) -> Task:
    return Task(task=task, owner=owner, deadline=deadline)


def _closing(subject: Subject) -> str:
    end = subject.rules.wording.body_end
    when = day(subject.meeting.day)
    date_words = f" ngày {when}" if when else ""
    return (
        f"Trên đây là kế hoạch sinh hoạt chuyên đề{date_words} của {subject.body_name}; "
        f"đề nghị các đồng chí đảng viên nghiên cứu, chuẩn bị ý kiến và thực hiện{end}"
    )
