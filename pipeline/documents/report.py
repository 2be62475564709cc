"""The monthly report (báo cáo) of a body to its superior."""

from __future__ import annotations

from pipeline.documents.contexts import ReportContext
from pipeline.documents.frame import header, recipients, signature
from pipeline.documents.scoring import score_sentence
from pipeline.documents.subject import Subject
from pipeline.documents.texts import assessment, last_task_rows, people, task_rows, thematic_text
from pipeline.vietnamese.text import paragraphs


def report_context(subject: Subject) -> ReportContext:
    """Everything `bao-cao.docx` places."""
    meeting = subject.meeting
    assessed, planned = meeting.month_assessed.in_words, meeting.month_planned.in_words
    return ReportContext(
        header=header(subject),
        abstract=f"kết quả thực hiện nhiệm vụ {assessed}, phương hướng, nhiệm vụ {planned}",
        body=subject.body_name,
        opening=f"{subject.body_name} báo cáo kết quả thực hiện nhiệm vụ {assessed} như sau:",
        members=_members(subject),
        assessed=assessed,
        planned=planned,
        assessment=assessment(meeting),
        last_tasks=last_task_rows(meeting),
        thematic=thematic_text(meeting.thematic) if meeting.thematic else None,
        directions=paragraphs(meeting.resolution.directions),
        new_tasks=task_rows(meeting.new_tasks),
        proposals=paragraphs(meeting.proposals),
        score=score_sentence(subject),
        closing=(
            f"Trên đây là báo cáo kết quả thực hiện nhiệm vụ {assessed}, "
            f"phương hướng, nhiệm vụ {planned} của {subject.body_name}{subject.rules.wording.body_end}"
        ),
        recipients=recipients(subject),
        signature=signature(subject),
    )


def _members(subject: Subject) -> str:
    """`Tổng số đảng viên: 26 đồng chí (chính thức: 24 đồng chí; dự bị: 02 đồng chí).` Empty without a roster."""
    body = subject.body
    if not body.members or not subject.is_cell:
        return ""
    detail = ""
    if body.probationary:
        detail = f" (chính thức: {people(body.official)}; dự bị: {people(body.probationary)})"
    return f"Tổng số đảng viên: {people(len(body.members))}{detail}."
