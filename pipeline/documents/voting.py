"""The papers of a vote: ballots before it, the count signed by its head teller, the extract of its decision."""

from __future__ import annotations

from dataclasses import replace

from pipeline.documents.context_parts import ChoiceRow, ItemText, Paragraphs, TwoSigners
from pipeline.documents.contexts import BallotContext, ExtractContext, OfficialFormContext, VoteCountContext
from pipeline.documents.frame import header, open_date, recipients, signature
from pipeline.documents.subject import FiledPaper, Subject
from pipeline.documents.texts import (
    attendance,
    counted_members,
    gathering,
    held_on,
    item_text,
    person,
    sitting,
    when,
    where,
)
from pipeline.documents.votes import answer_rows, answers, vote_text
from pipeline.meeting import Ballot, DocumentKindName, Meeting, Vote, VotePurpose
from pipeline.vietnamese.dates import date_in_words
from pipeline.vietnamese.text import folded, lower_first


def secret_votes(meeting: Meeting) -> tuple[Vote, ...]:
    """The votes that need ballots; an election without candidates has none yet."""
    return tuple(
        vote
        for vote in meeting.votes
        if vote.ballot is Ballot.SECRET and (vote.choices or vote.purpose is not VotePurpose.ELECTION)
    )


def counted_votes(meeting: Meeting) -> tuple[Vote, ...]:
    """The secret votes whose count is known."""
    return tuple(
        vote
        for vote in secret_votes(meeting)
        if vote.in_favour is not None or any(choice.votes is not None for choice in vote.choices)
    )


def extracted_votes(meeting: Meeting) -> tuple[Vote, ...]:
    """The votes of which the form asks an extract."""
    return tuple(vote for vote in meeting.votes if vote.extract)


def votes_on(meeting: Meeting, purpose: VotePurpose) -> tuple[Vote, ...]:
    """The votes on persons that were not lost: who was rejected is not proposed."""
    return tuple(vote for vote in meeting.votes if vote.purpose is purpose and vote.declared_passed is not False)


def ballot_context(subject: Subject) -> BallotContext:
    """Everything `phieu-bieu-quyet.docx` places, for the secret vote that `part` counts."""
    vote = secret_votes(subject.meeting)[subject.part]
    is_election = vote.purpose is VotePurpose.ELECTION
    boxes = "các ô của những người được bầu" if is_election else "một ô tương ứng"
    dated = header(subject) if subject.meeting.day else replace(header(subject), place_and_date=open_date(subject))
    return BallotContext(
        header=dated,
        body=subject.body_name,
        title="PHIẾU BẦU CỬ" if is_election else "PHIẾU BIỂU QUYẾT",
        motion=vote.motion,
        person=_person_beside(vote),
        meeting=sitting(subject),
        choices=tuple(ChoiceRow(str(number), name, "") for number, name in enumerate(answers(vote), 1)),
        instruction=f"Đánh dấu x vào {boxes}; không ký tên.",
    )


def vote_count_context(subject: Subject) -> VoteCountContext:
    """Everything `bien-ban-kiem-phieu.docx` places, for the counted vote that `part` counts."""
    meeting, wording = subject.meeting, subject.rules.wording
    vote = counted_votes(meeting)[subject.part]
    tellers, is_election = meeting.tellers, vote.purpose is VotePurpose.ELECTION
    team, head = ("Ban kiểm phiếu", "Trưởng ban") if is_election else ("Tổ kiểm phiếu", "Tổ trưởng")
    elected = f" {subject.body_word} đã bầu {lower_first(team)} gồm:" if tellers else ""
    return VoteCountContext(
        header=header(subject, dated=wording.minutes_dated),
        abstract=f"kiểm phiếu {lower_first(vote.motion)}",
        body=subject.body_name,
        opening=f"{held_on(subject)}.{elected}",
        tellers=_tellers(tellers, head),
        vote=vote_text(subject, vote, 1),
        person=_person_beside(vote),
        rows=answer_rows(subject, vote),
        closing=(
            f"Biên bản được lập sau khi kiểm phiếu, đã công bố tại {gathering(subject)} "
            f"và bàn giao cho chủ trì cùng toàn bộ số phiếu{wording.body_end}"
        ),
        signers=TwoSigners(
            left_title=wording.chair,
            left_name=meeting.chair,
            right_authority=f"T/M {team.upper()}",
            right_title=head.upper(),
            right_name=tellers[0] if tellers else "",
        ),
    )


def _person_beside(vote: Vote) -> str:
    """The person it is about, where the motion does not name them itself."""
    return "" if folded(vote.person) in folded(vote.motion) else vote.person


def _tellers(names: tuple[str, ...], head: str) -> Paragraphs:
    """The head teller first, as forms list them."""
    titles = [head, *["Thành viên"] * (len(names) - 1)]
    return tuple(f"Đồng chí {name}, {title}" for name, title in zip(names, titles, strict=False))


def extract_context(subject: Subject) -> ExtractContext:
    """Everything `trich-bien-ban.docx` places, for the vote that `part` counts."""
    meeting = subject.meeting
    vote = extracted_votes(meeting)[subject.part]
    minutes = subject.known.papers.get(DocumentKindName.MINUTES)
    source = minutes or FiledPaper(DocumentKindName.MINUTES, None, meeting.day or subject.day)
    return ExtractContext(
        header=header(subject),
        abstract=_about(vote),
        body=subject.body_name,
        source=source.in_words,
        opening=f"{held_on(subject)}.",
        attendance=attendance(meeting),
        attendees=counted_members(subject, "đảng viên"),
        chair=person(subject, meeting.chair),
        recorder=person(subject, meeting.recorder),
        person=vote.person,
        items=_items_about(subject, vote),
        vote=vote_text(subject, vote, 1),
        closing=f"Trích đúng nội dung biên bản lưu tại {subject.body_word}{subject.rules.wording.body_end}",
        recorder_title="NGƯỜI TRÍCH BIÊN BẢN",
        recorder_name=meeting.recorder,
        recipients=recipients(subject),
        signature=signature(subject),
    )


def _about(vote: Vote) -> str:
    """An abstract begins with `về` and in lower case (36-HD/VPTW)."""
    motion = lower_first(vote.motion)
    return motion if folded(motion).startswith("về ") else f"về việc {motion}"


def _items_about(subject: Subject, vote: Vote) -> tuple[ItemText, ...]:
    """What was said on the matter: items that name the person or the motion."""
    wanted = [folded(text) for text in (vote.person, vote.motion) if text]
    titles = [folded(item.title) for item in subject.meeting.agenda]
    items = [
        item
        for item, title in zip(subject.meeting.agenda, titles, strict=True)
        if any(text in title or title in text for text in wanted)
    ]
    return tuple(item_text(item, str(number)) for number, item in enumerate(items, 1))


def _form_context(subject: Subject, purpose: VotePurpose) -> OfficialFormContext:
    meeting = subject.meeting
    vote = votes_on(meeting, purpose)[subject.part]
    return OfficialFormContext(
        header=header(subject),
        abstract=_about(vote),
        body=subject.body_name,
        superior_committee=subject.body.superior_committee,
        meeting=sitting(subject),
        when=date_in_words(meeting.day) if meeting.day else when(subject),
        where=where(subject),
        attendance=attendance(meeting),
        chair=person(subject, meeting.chair),
        recorder=person(subject, meeting.recorder),
        person=vote.person,
        items=_items_about(subject, vote),
        vote=vote_text(subject, vote, 1),
        recipients=recipients(subject),
        signature=signature(subject),
    )


def admission_context(subject: Subject) -> OfficialFormContext:
    """The facts for the office's own 5-KNĐ or 6-KNĐ, for the admission that `part` counts."""
    return _form_context(subject, VotePurpose.ADMISSION)


def full_membership_context(subject: Subject) -> OfficialFormContext:
    """The facts for the office's own 13-KNĐ, for the full membership that `part` counts."""
    return _form_context(subject, VotePurpose.FULL_MEMBERSHIP)
