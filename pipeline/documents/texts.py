"""Wording that several documents share: head, signature, dispatch, the roll and the parts of a meeting's content."""

from __future__ import annotations

import re
from datetime import date

from pipeline.documents.context_parts import (
    Absent,
    AssessmentText,
    Attendance,
    ItemText,
    LastTaskRow,
    OpinionText,
    PaperText,
    Present,
    TaskRow,
    ThematicText,
)
from pipeline.documents.subject import Subject
from pipeline.meeting import (
    AgendaItem,
    Guest,
    Meeting,
    MeetingKind,
    Opinion,
    Roll,
    SuperiorDocument,
    Task,
    ThematicPart,
)
from pipeline.organisation import Office
from pipeline.vietnamese.dates import NBSP, date_in_figures, date_in_words, time_in_words
from pipeline.vietnamese.dates import count as counted
from pipeline.vietnamese.text import lower_first, paragraphs, upper_first


def office_of(subject: Subject, name: str) -> str:
    """`Bí thư Chi bộ`, `Phó Bí thư Chi bộ`, `Chi ủy viên`; empty where the person holds no office that day."""
    found = subject.body.named(name)
    return office_title(found[0].offices, subject.body_word, subject.committee_word) if len(found) == 1 else ""


def office_title(offices: tuple[Office, ...], word: str, committee: str) -> str:
    """The highest of the offices in words; empty where it is none of the committee's. Body and committee as named."""
    titles = {
        Office.SECRETARY: f"Bí thư {word}",
        Office.DEPUTY: f"Phó Bí thư {word}",
        Office.ACTING: f"Phụ trách {word}",
        Office.COMMITTEE_MEMBER: f"{committee} viên",
    }
    return next((title for office, title in titles.items() if office in offices), "")


def person(subject: Subject, name: str) -> str:
    """`đồng chí Trần Văn Hòa, Bí thư Chi bộ`; empty for no name."""
    if not name:
        return ""
    office = office_of(subject, name)
    return f"đồng chí {name}, {office}" if office else f"đồng chí {name}"


def people(number: int) -> str:
    """`24 đồng chí`, the number bound to its word."""
    return f"{counted(number)}{NBSP}đồng chí"


def attendance(meeting: Meeting) -> Attendance:
    """The roll in words, from the stated numbers."""
    roll = meeting.roll
    total = (roll.total_official or 0) + (roll.total_probationary or 0)
    absent = (roll.absent_excused or 0) + (roll.absent_unexcused or 0)
    present = (roll.present_official or 0) + (roll.present_probationary or 0)
    return Attendance(
        total=people(total),
        total_detail=_detail(roll.total_official, roll.total_probationary),
        present=people(present),
        present_detail=_detail(roll.present_official, roll.present_probationary),
        absent=people(absent),
        absent_detail=_absent_detail(roll) if absent else "",
        exempt=people(roll.exempt) if roll.exempt else "",
        absences=tuple(Absent(entry.name, _reason(entry.excuse.label, entry.reason)) for entry in roll.absences),
        others=tuple(Present(entry.name, lower_first(entry.state.label), entry.note) for entry in roll.others),
        guests=tuple(_guest(guest) for guest in roll.guests),
    )


def _guest(guest: Guest) -> str:
    """`Đồng chí Nguyễn Văn Bình, Bí thư Đảng ủy xã`, `Ông Lý Văn Tâm`."""
    named = f"{guest.address.label} {guest.name}"
    return f"{named}, {guest.office}" if guest.office else named


def _detail(official: int | None, probationary: int | None) -> str:
    if not probationary:
        return ""
    return f"chính thức: {people(official or 0)}; dự bị: {people(probationary)}"


def _absent_detail(roll: Roll) -> str:
    return f"có lý do: {people(roll.absent_excused or 0)}; không lý do: {people(roll.absent_unexcused or 0)}"


def _reason(excuse: str, reason: str) -> str:
    return f"{lower_first(excuse)}: {lower_first(reason)}" if reason else lower_first(excuse)


def day(value: date | None) -> str:
    """`05/10/2018`; empty for no day."""
    return date_in_figures(value) if value else ""


def task_rows(tasks: tuple[Task, ...]) -> tuple[TaskRow, ...]:
    return tuple(
        TaskRow(str(number), task.task, task.target, task.owner, day(task.deadline))
        for number, task in enumerate(tasks, 1)
    )


def last_task_rows(meeting: Meeting) -> tuple[LastTaskRow, ...]:
    return tuple(
        LastTaskRow(str(number), entry.task, entry.state.label, entry.result)
        for number, entry in enumerate(meeting.last_tasks, 1)
    )


_CITED = re.compile(
    r"(Nghị quyết|Nghị định|Chỉ thị|Kết luận|Quyết định|Quy định|Quy chế|Hướng dẫn|Thông tư|Thông báo|Thông tri"
    r"|Kế hoạch|Chương trình|Đề án|Báo cáo|Công văn)\s+((?:của|về)\s.+)",
    re.IGNORECASE,
)


def superior_document(document: SuperiorDocument) -> str:
    """`Nghị quyết số 37-NQ/ĐU, ngày 14/9/2018 của Đảng ủy xã về …`: number and date stand behind the type's name.

    In brackets at the end where no `của …` or `về …` follows the type, as the sentence would break there.
    """
    number = f"số {document.number}" if document.number else ""
    issued = f"ngày {date_in_figures(document.issued)}" if document.issued else ""
    source = ", ".join(part for part in (number, issued) if part)
    if not source:
        return document.abstract
    cited = _CITED.fullmatch(document.abstract)
    return f"{cited[1]} {source} {cited[2]}" if cited else f"{document.abstract} ({source})"


def assessment(meeting: Meeting) -> AssessmentText | None:
    """The assessment in paragraphs; None where nothing was assessed."""
    source = meeting.assessment
    text = AssessmentText(**{name: paragraphs(getattr(source, name)) for name in type(source).model_fields})
    return text if any(getattr(text, name) for name in type(source).model_fields) else None


def item_text(item: AgendaItem, number: str) -> ItemText:
    """One item of the agenda, opinions by named speaker."""
    return ItemText(
        number=number,
        title=item.title,
        presenter=item.presenter,
        report=paragraphs(item.report),
        opinions=tuple(_opinion(opinion) for opinion in item.opinions),
        differing=paragraphs(item.differing),
        conclusion=paragraphs(item.conclusion),
    )


def _opinion(opinion: Opinion) -> OpinionText:
    first, *more = paragraphs(opinion.text) or ("",)
    return OpinionText(opinion.speaker, first, tuple(more))


def thematic_text(part: ThematicPart) -> ThematicText:
    """The thematic part in words."""
    return ThematicText(
        topic=part.topic,
        aim=paragraphs(part.aim),
        requirements=paragraphs(part.requirements),
        content=paragraphs(part.content),
        presenter=part.presenter,
        plan_presenter=part.plan_presenter,
        reviewer=part.reviewer,
        papers=tuple(PaperText(str(number), paper.author, paper.topic) for number, paper in enumerate(part.papers, 1)),
        questions=part.questions,
        draft_due=day(part.draft_due),
        approval_due=day(part.approval_due),
        sending_due=day(part.sending_due),
        targets=paragraphs(part.targets),
        agreed=paragraphs(part.agreed),
    )


def sitting(subject: Subject) -> str:
    """What the meeting is called in running text: `sinh hoạt chi bộ thường kỳ tháng 10 năm 2018`."""
    meeting, month = subject.held, subject.held.period.month.in_words
    word = subject.body_word.lower()
    gathers = f"sinh hoạt {word}" if subject.is_cell else f"họp {word}"
    match meeting.kind:
        case MeetingKind.REGULAR:
            joint = " kết hợp sinh hoạt chuyên đề" if meeting.thematic else ""
            return f"{gathers} thường kỳ {month}{joint}"
        case MeetingKind.EXTRAORDINARY:
            return f"{gathers} bất thường {month}"
        case MeetingKind.COMMITTEE:
            return f"họp {subject.committee_word.lower()} {month}"
        case _:
            return f"sinh hoạt chuyên đề {month}"


def gathering(subject: Subject) -> str:
    """What a meeting is counted as: a cell's `buổi sinh hoạt`, a committee's `cuộc họp`."""
    return "cuộc họp" if is_committee(subject.held) or not subject.is_cell else "buổi sinh hoạt"


def occasion(subject: Subject) -> str:
    """`buổi sinh hoạt chi bộ thường kỳ tháng 10 năm 2018`, `cuộc họp chi ủy …`: the meeting as a place in time."""
    name = sitting(subject)
    return f"{'cuộc' if name.startswith('họp ') else 'buổi'} {name}"


def is_committee(meeting: Meeting) -> bool:
    return meeting.kind is MeetingKind.COMMITTEE


def counted_members(subject: Subject, members: str) -> str:
    """Whom the numbers count: the members of the committee where it is the one that meets, else those of the cell."""
    of_committee = is_committee(subject.meeting) or not subject.is_cell
    return f"{subject.committee_word.lower()} viên" if of_committee else members


def when(subject: Subject) -> str:
    """`14 giờ 00 phút, ngày 26 tháng 10 năm 2018`; the month where no day is set."""
    meeting = subject.meeting
    if meeting.day is None:
        return f"Trong {meeting.period.month.in_words}"
    hour = f"{time_in_words(meeting.opened)}, " if meeting.opened else ""
    return f"{hour}{date_in_words(meeting.day)}"


def where(subject: Subject) -> str:
    return subject.meeting.place or subject.body.meeting_place


def everybody(subject: Subject) -> str:
    """Who is to come: the members of the cell, or of the committee that meets."""
    if not subject.is_cell:
        return f"Các đồng chí {subject.spelled('Ủy viên')} Ban Chấp hành {subject.body.name}"
    if is_committee(subject.meeting):
        return f"Các đồng chí {subject.committee_word.lower()} viên {subject.body_name}"
    return f"Toàn thể đảng viên {subject.body_name}"


def held_on(subject: Subject) -> str:
    """`Ngày 05 tháng 10 năm 2018, tại …, Chi bộ … tổ chức sinh hoạt …`: where and when the meeting was."""
    meeting = subject.held
    day = date_in_words(meeting.day or subject.day)
    place = f", tại {meeting.place}" if meeting.place else ""
    who = subject.body.committee if is_committee(meeting) else subject.body_name
    return f"{upper_first(day)}{place}, {who} tổ chức {sitting(subject)}"
