"""Conclusions (kết luận): what the chair concluded, item by item, and what is to be done."""

from __future__ import annotations

from pipeline.documents.contexts import ConclusionContext
from pipeline.documents.frame import header, recipients, signature
from pipeline.documents.subject import Subject
from pipeline.documents.texts import held_on, item_text, occasion, task_rows
from pipeline.vietnamese.text import paragraphs


def conclusion_context(subject: Subject) -> ConclusionContext:
    """Everything `ket-luan.docx` places."""
    meeting = subject.meeting
    concluded = [item for item in meeting.agenda if item.conclusion]
    return ConclusionContext(
        header=header(subject),
        abstract=f"tại {occasion(subject)}",
        body=subject.body_name,
        opening=f"{held_on(subject)}. Sau khi nghe báo cáo và thảo luận, {subject.body_name} thống nhất kết luận:",
        items=tuple(item_text(item, str(number)) for number, item in enumerate(concluded, 1)),
        conclusion=paragraphs(meeting.conclusion),
        directions=paragraphs(meeting.resolution.directions),
        new_tasks=task_rows(meeting.new_tasks),
        implementation=paragraphs(meeting.resolution.implementation),
        closing=(
            f"Trên đây là kết luận của {subject.body_name}; "
            f"đề nghị {_bound_by_it(subject)} nghiêm túc thực hiện{subject.rules.wording.body_end}"
        ),
        recipients=recipients(subject),
        signature=signature(subject),
    )


def _bound_by_it(subject: Subject) -> str:
    """Whom a conclusion binds: the members of a cell; the cells below a party committee."""
    if subject.is_cell:
        return "các đồng chí đảng viên"
    return f"các chi bộ trực thuộc và các đồng chí {subject.committee_word.lower()} viên"
