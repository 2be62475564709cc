"""The programme of the thematic meetings of a year or a term (chương trình sinh hoạt chuyên đề)."""

from __future__ import annotations

from pipeline.documents.context_parts import TopicRow
from pipeline.documents.contexts import ProgrammeContext
from pipeline.documents.frame import grounds, grounds_upright, header, recipients, signature
from pipeline.documents.subject import Subject
from pipeline.vietnamese.dates import span_in_words
from pipeline.vietnamese.text import paragraphs


def programme_context(subject: Subject) -> ProgrammeContext:
    """Everything `chuong-trinh-chuyen-de.docx` places. The meeting must have a programme."""
    programme = subject.meeting.programme
    if programme is None:
        raise ValueError("a thematic programme needs its topics")
    span = span_in_words(programme.span)
    end = subject.rules.wording.body_end
    return ProgrammeContext(
        header=header(subject),
        abstract=f"sinh hoạt chuyên đề {span}",
        body=subject.body_name,
        grounds=grounds(subject),
        grounds_upright=grounds_upright(subject),
        span=span,
        aim=paragraphs(programme.aim),
        topics=tuple(
            TopicRow(str(number), row.when, row.topic, row.content, row.owner)
            for number, row in enumerate(programme.topics, 1)
        ),
        implementation=paragraphs(programme.implementation),
        closing=(
            f"Trên đây là Chương trình sinh hoạt chuyên đề {span} của {subject.body_name}; "
            f"đề nghị các đồng chí đảng viên nghiên cứu, thực hiện{end}"
        ),
        recipients=recipients(subject),
        signature=signature(subject),
    )
