"""Resolutions (nghị quyết): the monthly one in the structure of 42-HD/BTCTW, and the thematic one."""

from __future__ import annotations

from dataclasses import replace

from pipeline.documents.contexts import ResolutionContext
from pipeline.documents.frame import header, open_date, recipients, signature
from pipeline.documents.scoring import score_sentence
from pipeline.documents.subject import Subject
from pipeline.documents.texts import (
    assessment,
    attendance,
    counted_members,
    last_task_rows,
    person,
    sitting,
    task_rows,
    thematic_text,
)
from pipeline.documents.votes import adopted_with, adopting_vote
from pipeline.meeting import Meeting, MeetingKind, Roll
from pipeline.vietnamese.dates import date_in_words, time_in_words
from pipeline.vietnamese.text import folded, lower_first, paragraphs, upper_first


def resolution_context(subject: Subject) -> ResolutionContext:
    """Everything `nghi-quyet.docx` places."""
    meeting = subject.meeting
    is_thematic = meeting.kind is MeetingKind.THEMATIC
    return ResolutionContext(
        header=header(subject),
        abstract=_abstract(meeting, is_thematic),
        body=subject.body_name,
        opening=_opening(subject),
        is_thematic=is_thematic,
        assessed=meeting.month_assessed.in_words,
        planned=meeting.month_planned.in_words,
        assessment=assessment(meeting),
        last_tasks=last_task_rows(meeting),
        thematic=thematic_text(meeting.thematic) if meeting.thematic else None,
        directions=paragraphs(meeting.resolution.directions),
        new_tasks=task_rows(meeting.new_tasks),
        implementation=paragraphs(meeting.resolution.implementation),
        score=score_sentence(subject),
        closing=_closing(subject),
        recipients=recipients(subject),
        signature=signature(subject),
    )


def draft_resolution_context(subject: Subject) -> ResolutionContext:
    """The draft that goes out before the meeting: no roll, no votes, no score, its date left open.

    Tasks in the plan of a thematic meeting prepare it; those of other meetings are what is to be resolved.
    """
    unheld = _UNHELD | ({"new_tasks": ()} if subject.meeting.kind is MeetingKind.THEMATIC else {})
    filled = resolution_context(replace(subject, draft=True, meeting=subject.meeting.model_copy(update=unheld)))
    return replace(
        filled,
        header=replace(filled.header, place_and_date=open_date(subject)),
        opening=f"{_day(subject)}, {subject.body_name} tổ chức {sitting(subject)}.",
        closing=(
            f"Nghị quyết này đã được {subject.body_word} thảo luận và biểu quyết thông qua "
            f"với tỷ lệ tán thành đạt .......%{subject.rules.wording.body_end}"
        ),
    )


def _day(subject: Subject) -> str:
    """The day it is to be held on; the month where none is set. No sentence begins with a figure."""
    day = subject.meeting.day
    return upper_first(date_in_words(day)) if day else f"Trong {subject.meeting.period.month.in_words}"


_UNHELD: dict[str, object] = {"roll": Roll(), "votes": (), "score": (), "grade": ""}


def _abstract(meeting: Meeting, is_thematic: bool) -> str:
    """An abstract starts lower case, with `về` (36-HD/VPTW; sure: A)."""
    stated = meeting.resolution.abstract
    if stated:
        return stated if folded(stated).startswith("về ") and stated[0].islower() else lower_first(stated)
    if is_thematic and meeting.thematic:
        return f"về chuyên đề “{meeting.thematic.topic}”"
    return f"về lãnh đạo thực hiện nhiệm vụ {meeting.month_planned.in_words}"


def _opening(subject: Subject) -> str:
    """Date, place, totals, present, absent, duration, chair and recorder in one paragraph."""
    meeting, roll = subject.meeting, attendance(subject.meeting)
    day = date_in_words(meeting.day or subject.day)
    place = f", tại {meeting.place}" if meeting.place else ""
    parts = [f"{day[:1].upper()}{day[1:]}{place}, {subject.body_name} tổ chức {sitting(subject)}"]
    parts.append(f"Tổng số {counted_members(subject, 'đảng viên')}: {roll.total}{_bracketed(roll.total_detail)}")
    parts.append(f"có mặt: {roll.present}{_bracketed(roll.present_detail)}")
    parts.append(f"vắng mặt: {roll.absent}{_bracketed(roll.absent_detail)}")
    if roll.exempt:
        parts.append(f"được miễn công tác và sinh hoạt đảng: {roll.exempt}")
    opening = f"{parts[0]}. {'; '.join(parts[1:])}."
    return f"{opening} {_duration(meeting)}{_led_by(subject)}".strip()


def _bracketed(text: str) -> str:
    return f" ({text})" if text else ""


def _duration(meeting: Meeting) -> str:
    if not (meeting.opened and meeting.closed):
        return ""
    return f"Thời gian: từ {time_in_words(meeting.opened)} đến {time_in_words(meeting.closed)}. "


def _led_by(subject: Subject) -> str:
    meeting = subject.meeting
    chair = f"Chủ trì: {person(subject, meeting.chair)}" if meeting.chair else ""
    recorder = f"thư ký: {person(subject, meeting.recorder)}" if meeting.recorder else ""
    led = "; ".join(part for part in (chair, recorder) if part)
    return f"{led[:1].upper()}{led[1:]}." if led else ""


def _closing(subject: Subject) -> str:
    end = subject.rules.wording.body_end
    vote = adopting_vote(subject.meeting)
    if vote is None:
        return f"Nghị quyết này đã được {subject.body_word} thảo luận và thông qua{end}"
    adopted = adopted_with(vote, counted_members(subject, "đảng viên chính thức"))
    return f"Nghị quyết này đã được {subject.body_word} thảo luận và biểu quyết thông qua với {adopted}{end}"
