"""The plan of a thematic meeting (kế hoạch sinh hoạt chuyên đề), made before anybody is present."""

from __future__ import annotations

from datetime import date

from pipeline.documents.context_parts import TaskRow
from pipeline.documents.contexts import ThematicPlanContext
from pipeline.documents.frame import grounds, grounds_upright, header, recipients, signature
from pipeline.documents.subject import Subject
from pipeline.documents.texts import (
    attendance,
    everybody,
    person,
    task_rows,
    thematic_text,
    when,
    where,
)
from pipeline.meeting import MeetingKind, Task, ThematicPart
from pipeline.vietnamese.text import lower_first


def thematic_plan_context(subject: Subject) -> ThematicPlanContext:
    """Everything `ke-hoach-chuyen-de.docx` places. The meeting must have a thematic part."""
    meeting, part = subject.meeting, subject.meeting.thematic
    if part is None:
        raise ValueError("a thematic plan needs a thematic part")
    return ThematicPlanContext(
        header=header(subject),
        abstract=f"sinh hoạt chuyên đề “{part.topic}”",
        body=subject.body_name,
        grounds=grounds(subject),
        grounds_upright=grounds_upright(subject),
        thematic=thematic_text(part),
        when=when(subject),
        where=where(subject),
        attendees=_attendees(subject),
        chair=person(subject, meeting.chair),
        recorder=person(subject, meeting.recorder),
        assignments=_assignments(subject, part),
        closing=_closing(subject),
        recipients=recipients(subject),
        signature=signature(subject),
    )


def _attendees(subject: Subject) -> str:
    guests = [lower_first(guest) for guest in attendance(subject.meeting).guests]
    return f"{everybody(subject)}; khách mời: {'; '.join(guests)}" if guests else everybody(subject)


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
    more = subject.meeting.new_tasks if subject.meeting.kind is MeetingKind.THEMATIC else ()
    assigned = [*(row for row in rows if row.owner), *more]
    return task_rows(tuple(sorted(assigned, key=lambda row: row.deadline or date.max)))


def _task(task: str, owner: str, deadline: date | None) -> Task:
    return Task(task=task, owner=owner, deadline=deadline)


def _closing(subject: Subject) -> str:
    end = subject.rules.wording.body_end
    return (
        f"Trên đây là Kế hoạch sinh hoạt chuyên đề {subject.meeting.period.month.in_words} của {subject.body_name}; "
        f"đề nghị các đồng chí đảng viên nghiên cứu, chuẩn bị ý kiến và thực hiện{end}"
    )
