"""The skeleton of a paper (tham luận) for the member who is to write it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.documents.contexts import PaperContext
from pipeline.documents.frame import header, open_date
from pipeline.documents.subject import Subject
from pipeline.documents.texts import day, occasion, office_of, thematic_text


def paper_context(subject: Subject) -> PaperContext:
    """Everything `tham-luan.docx` places, for the paper that `part` counts."""
    part = subject.meeting.thematic
    if part is None:
        raise ValueError("a paper needs a thematic part")
    paper = part.papers[subject.part]
    return PaperContext(
        header=replace(header(subject), place_and_date=open_date(subject)),
        abstract=paper.topic,
        body=subject.body_name,
        meeting=occasion(subject),
        thematic=thematic_text(part),
        author=paper.author,
        author_office=office_of(subject, paper.author) or _work(subject, paper.author),
        due=day(part.draft_due),
    )


def _work(subject: Subject, name: str) -> str:
    """What the author does at the school, where the roster says it."""
    found = subject.body.named(name)
    return ", ".join(word for word in (found[0].work, found[0].unit) if word) if len(found) == 1 else ""
