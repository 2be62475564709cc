"""Minutes (biên bản): what happened, item by item, opinions by name."""

from __future__ import annotations

from pipeline.documents.context_parts import Paragraphs
from pipeline.documents.contexts import MinutesContext
from pipeline.documents.frame import header, minutes_signers, recipients
from pipeline.documents.scoring import score_lines, score_total
from pipeline.documents.subject import Subject
from pipeline.documents.texts import (
    assessment,
    attendance,
    counted_members,
    gathering,
    is_committee,
    item_text,
    last_task_rows,
    people,
    person,
    sitting,
    superior_document,
    task_rows,
    thematic_text,
)
from pipeline.documents.votes import vote_text
from pipeline.meeting import Meeting
from pipeline.vietnamese.dates import count, date_in_words, time_in_words
from pipeline.vietnamese.text import paragraphs, sentence, upper_first


def minutes_context(subject: Subject) -> MinutesContext:
    """Everything `bien-ban.docx` places."""
    meeting, wording = subject.meeting, subject.rules.wording
    dues, assessed = _dues(meeting), assessment(meeting)
    numbers = _numbers(meeting, has_dues=bool(dues), is_assessed=assessed is not None)
    return MinutesContext(
        header=header(subject, dated=wording.minutes_dated),
        abstract=sitting(subject),
        body=subject.body_name,
        opening=_opening(subject),
        reason=meeting.reason and sentence(meeting.reason),
        attendance=attendance(meeting),
        attendees=counted_members(subject, "đảng viên"),
        chair=person(subject, meeting.chair),
        recorder=person(subject, meeting.recorder),
        numbers=numbers,
        superior_documents=tuple(superior_document(document) for document in meeting.superior_documents),
        dues=dues,
        assessment=assessed,
        last_tasks=last_task_rows(meeting),
        thematic=thematic_text(meeting.thematic) if meeting.thematic else None,
        agenda=tuple(item_text(item, f"{numbers['agenda']}.{number}") for number, item in enumerate(meeting.agenda, 1)),
        new_tasks=task_rows(meeting.new_tasks),
        votes=tuple(vote_text(subject, vote, number) for number, vote in enumerate(meeting.votes, 1)),
        score_lines=score_lines(subject),
        score_total=score_total(subject),
        grade=meeting.grade,
        conclusion=paragraphs(meeting.conclusion),
        closing=_closing(subject),
        signers=minutes_signers(subject),
        recipients=recipients(subject),
    )


def _numbers(meeting: Meeting, *, has_dues: bool, is_assessed: bool) -> dict[str, str]:
    """Sections are numbered in the order of a meeting; those with nothing in them are left out."""
    sections = {
        "superior_documents": bool(meeting.superior_documents),
        "dues": has_dues,
        "last_tasks": bool(meeting.last_tasks),
        "assessment": is_assessed,
        "thematic": meeting.thematic is not None,
        "agenda": bool(meeting.agenda),
        "new_tasks": bool(meeting.new_tasks),
        "votes": bool(meeting.votes),
        "score": bool(meeting.score or meeting.grade),
    }
    return {name: str(number) for number, name in enumerate((name for name, there in sections.items() if there), 1)}


def _opening(subject: Subject) -> str:
    meeting = subject.meeting
    held = meeting.day or subject.day
    hour = f"vào hồi {time_in_words(meeting.opened)}, " if meeting.opened else ""
    place = f", tại {meeting.place}" if meeting.place else ""
    who = subject.body.committee if is_committee(meeting) else subject.body_name
    return f"Hôm nay, {hour}{date_in_words(held)}{place}, {who} tổ chức {sitting(subject)}."


def _dues(meeting: Meeting) -> Paragraphs:
    dues = meeting.dues
    parts = []
    if dues.paid_members is not None:
        parts.append(f"Số đảng viên đã đóng đảng phí: {people(dues.paid_members)}.")
    if dues.amount is not None:
        parts.append(f"Số tiền: {count(dues.amount)} đồng.")
    if dues.note:
        parts.append(sentence(dues.note))
    return (" ".join(parts),) if parts else ()


def _closing(subject: Subject) -> Paragraphs:
    meeting, end = subject.meeting, subject.rules.wording.body_end
    hour = f" vào hồi {time_in_words(meeting.closed)} cùng ngày" if meeting.closed else ""
    return (
        f"{upper_first(gathering(subject))} kết thúc{hour}.",
        f"Biên bản đã được thư ký đọc lại cho các đồng chí dự họp cùng nghe và nhất trí thông qua{end}",
    )
