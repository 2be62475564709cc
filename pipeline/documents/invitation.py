"""The invitation (giấy mời) with its agenda, and the notice that a meeting is postponed."""

from __future__ import annotations

from pipeline.documents.context_parts import AgendaLine, Paragraphs
from pipeline.documents.contexts import InvitationContext, PostponementContext
from pipeline.documents.frame import addressed, header, recipients, signature
from pipeline.documents.subject import Subject
from pipeline.documents.texts import attendance, everybody, person, sitting, when, where
from pipeline.meeting import Address
from pipeline.vietnamese.dates import date_in_words, time_in_words
from pipeline.vietnamese.text import sentence


def invitation_context(subject: Subject) -> InvitationContext:
    """Everything `giay-moi.docx` places."""
    meeting = subject.meeting
    end = subject.rules.wording.body_end
    guests = " và khách mời" if any(guest.address is not Address.COMRADE for guest in meeting.roll.guests) else ""
    return InvitationContext(
        header=header(subject),
        abstract=f"dự {sitting(subject)}",
        body=subject.body_name,
        inviter=subject.issuer,
        invited=(everybody(subject), *attendance(meeting).guests),
        meeting=sitting(subject),
        when=when(subject),
        where=where(subject),
        chair=person(subject, meeting.chair),
        agenda=_agenda(subject),
        requests=_requests(subject),
        closing=f"Kính mong các đồng chí{guests} sắp xếp thời gian tham dự đầy đủ, đúng giờ{end}",
        recipients=recipients(subject),
        signature=signature(subject),
    )


def _agenda(subject: Subject) -> tuple[AgendaLine, ...]:
    """The items of the agenda; the topic among them where the form lists none of its own."""
    meeting, part = subject.meeting, subject.meeting.thematic
    rows = [(item.title, item.presenter) for item in meeting.agenda]
    if part and not any(part.topic in title for title, _ in rows):
        rows.append((f"Chuyên đề “{part.topic}”", part.presenter))
        rows += [(f"Tham luận “{paper.topic}”", paper.author) for paper in part.papers]
    return tuple(AgendaLine(str(number), title, person(subject, name)) for number, (title, name) in enumerate(rows, 1))


def _requests(subject: Subject) -> Paragraphs:
    """What members are asked to do beforehand."""
    part = subject.meeting.thematic
    if part is None:
        return ()
    asked = ["Nghiên cứu tài liệu chuyên đề, chuẩn bị ý kiến thảo luận."]
    if part.papers:
        asked.append("Các đồng chí được phân công chuẩn bị tham luận theo kế hoạch.")
    return (*asked, *(sentence(question) for question in part.questions))


def postponement_context(subject: Subject) -> PostponementContext:
    """Everything `thong-bao-hoan.docx` places. A body that may not issue notices sends a letter."""
    meeting, end = subject.meeting, subject.rules.wording.body_end
    abstract = f"hoãn {sitting(subject)}"
    new_day = meeting.day if meeting.earlier_day else None
    asked = "Đề nghị các đồng chí sắp xếp công việc, tham dự đầy đủ, đúng giờ"
    who = subject.committee_word if subject.body.has_committee else f"Bí thư {subject.body_word}"
    later = f"{who} sẽ thông báo thời gian tổ chức lại sau"
    return PostponementContext(
        header=header(subject, letter_abstract=f"về việc {abstract}"),
        abstract=f"về việc {abstract}",
        body=subject.body_name,
        issuer=subject.issuer,
        address_word=subject.rules.wording.addressed,
        addressed=addressed((everybody(subject), *attendance(meeting).guests)),
        meeting=sitting(subject),
        earlier=_earlier(subject),
        reason=sentence(meeting.reason),
        when=when(subject) if new_day else "",
        where=where(subject) if new_day else "",
        closing=f"{asked if new_day else later}{end}",
        recipients=recipients(subject),
        signature=signature(subject),
    )


def _earlier(subject: Subject) -> str:
    """The time it was to be held: the earlier day stated, else the day of the form, which then has no new one."""
    meeting = subject.meeting
    if meeting.earlier_day:
        return date_in_words(meeting.earlier_day)
    if meeting.day is None:
        return ""
    hour = f"{time_in_words(meeting.opened)}, " if meeting.opened else ""
    return f"{hour}{date_in_words(meeting.day)}"
