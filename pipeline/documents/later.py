"""What comes after a meeting: a supplement to its minutes, letters of correction and of transmittal."""

from __future__ import annotations

from pipeline.documents.context_parts import CorrectionText, Paragraphs
from pipeline.documents.contexts import CorrectionContext, SupplementContext, TransmittalContext
from pipeline.documents.frame import addressed, header, listed, minutes_signers, recipients, signature
from pipeline.documents.subject import FiledPaper, Subject
from pipeline.documents.texts import gathering, sitting
from pipeline.meeting import DocumentKindName
from pipeline.vietnamese.dates import date_in_words
from pipeline.vietnamese.text import paragraphs


def supplement_context(subject: Subject) -> SupplementContext:
    """Everything `bien-ban-bo-sung.docx` places; both who signed the minutes sign it."""
    wording, held = subject.rules.wording, subject.held
    minutes = _minutes(subject)
    body = subject.body.committee if held.kind.is_committee else subject.body_name
    return SupplementContext(
        header=header(subject, dated=wording.minutes_dated),
        abstract=f"bổ sung {minutes}",
        body=subject.body_name,
        opening=(
            f"Hôm nay, {date_in_words(subject.day)}, chủ trì và thư ký lập biên bản bổ sung "
            f"{minutes} của {body} về {sitting(subject)}, nội dung như sau:"
        ),
        supplement=paragraphs(subject.meeting.follow_up.supplement),
        closing=(
            f"Biên bản bổ sung là một phần của biên bản {gathering(subject)}; các nội dung khác của biên bản "
            f"không thay đổi{wording.body_end}"
        ),
        signers=minutes_signers(subject),
        recipients=recipients(subject),
    )


def _minutes(subject: Subject) -> str:
    found = subject.known.papers.get(DocumentKindName.MINUTES)
    day = subject.held.day or subject.day
    return (found or FiledPaper(DocumentKindName.MINUTES, None, day)).in_words


def correction_context(subject: Subject) -> CorrectionContext:
    """Everything `cong-van-dinh-chinh.docx` places."""
    rows = subject.meeting.follow_up.corrections
    named = " và ".join(dict.fromkeys(row.document for row in rows)) if len(rows) <= 2 else "các văn bản đã ban hành"
    return CorrectionContext(
        header=header(subject, letter_abstract=f"về việc đính chính {named}"),
        body=subject.body_name,
        address_word=subject.rules.wording.addressed,
        addressed=_addressed(subject),
        corrections=tuple(
            CorrectionText(str(number), row.document, row.place, row.printed, row.corrected)
            for number, row in enumerate(rows, 1)
        ),
        closing=(
            f"Các nội dung khác không thay đổi. {subject.body_name} kính báo để các nơi đã nhận văn bản được biết, "
            f"thực hiện theo nội dung đính chính{subject.rules.wording.body_end}"
        ),
        recipients=recipients(subject),
        signature=signature(subject),
    )


def transmittal_context(subject: Subject) -> TransmittalContext:
    """Everything `cong-van-gui.docx` places: the documents stated, else what the meeting decided under a number."""
    end = subject.rules.wording.body_end
    return TransmittalContext(
        header=header(subject, letter_abstract=f"về việc gửi văn bản sau {sitting(subject)}"),
        body=subject.body_name,
        address_word=subject.rules.wording.addressed,
        addressed=_addressed(subject),
        meeting=sitting(subject),
        documents=_sent(subject),
        closing=f"Kính đề nghị {_receivers(subject)} theo dõi, chỉ đạo{end}",
        recipients=recipients(subject),
        signature=signature(subject),
    )


def _receivers(subject: Subject) -> str:
    """The one place a letter goes to, or all of them in a word."""
    places = _addressed(subject)
    return places[0] if len(places) == 1 else "các cơ quan, tổ chức nhận văn bản"


def _addressed(subject: Subject) -> Paragraphs:
    """As the form says it, else the superior's committee."""
    superior = subject.body.superior_committee
    return addressed(subject.meeting.follow_up.sent_to or ((superior,) if superior else ()))


_OF_THE_MEETING = (
    DocumentKindName.MINUTES,
    DocumentKindName.RESOLUTION,
    DocumentKindName.CONCLUSION,
    DocumentKindName.REPORT,
)


def _sent(subject: Subject) -> Paragraphs:
    """One line a document, ended as a list is."""
    lines = subject.meeting.follow_up.sent_documents
    if not lines:
        there = subject.known.papers.values()
        lines = tuple(paper.in_words for paper in there if paper.symbol and paper.kind in _OF_THE_MEETING)
    return listed([line.strip().lstrip("-–").strip().rstrip(".;,") for line in lines])
