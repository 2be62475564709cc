"""Inspection (kiểm tra, giám sát): the year's programme, and the record of a meeting that was supervised."""

from __future__ import annotations

from dataclasses import replace

from pipeline.documents.context_parts import Header, InspectionLine, TwoSigners
from pipeline.documents.contexts import InspectionProgrammeContext, SupervisionRecordContext
from pipeline.documents.frame import grounds, grounds_upright, header, recipients, signature
from pipeline.documents.subject import Subject
from pipeline.documents.texts import attendance, counted_members, gathering, occasion, person, sitting
from pipeline.meeting import Meeting, Supervision
from pipeline.vietnamese.dates import date_in_words, span_in_words, time_in_words
from pipeline.vietnamese.text import paragraphs


def inspection_programme_context(subject: Subject) -> InspectionProgrammeContext:
    """Everything `chuong-trinh-kiem-tra-giam-sat.docx` places. The meeting must have such a programme."""
    programme = subject.meeting.inspection
    if programme is None:
        raise ValueError("an inspection programme needs its rows")
    span, end = span_in_words(programme.span), subject.rules.wording.body_end
    return InspectionProgrammeContext(
        header=header(subject),
        abstract=f"kiểm tra, giám sát {span}",
        body=subject.body_name,
        grounds=grounds(subject, of_meetings=False),
        grounds_upright=grounds_upright(subject),
        span=span,
        aim=paragraphs(programme.aim),
        rows=tuple(
            InspectionLine(str(number), row.when, row.sort.label, row.content, row.inspected, row.owner)
            for number, row in enumerate(programme.rows, 1)
        ),
        implementation=paragraphs(programme.implementation),
        closing=(
            f"Trên đây là Chương trình kiểm tra, giám sát {span} của {subject.body_name}; "
            f"đề nghị các đồng chí được phân công và các đối tượng có liên quan thực hiện{end}"
        ),
        recipients=recipients(subject),
        signature=signature(subject),
    )


def supervision_record_context(subject: Subject) -> SupervisionRecordContext:
    """Everything `bien-ban-giam-sat.docx` places. The follow-up must state a supervision."""
    stated, held = subject.meeting.follow_up.supervision, subject.held
    if stated is None:
        raise ValueError("a record of supervision needs who supervised")
    supervisor = _supervisor(stated)
    return SupervisionRecordContext(
        header=_superior_header(subject),
        abstract=f"giám sát {_sat_in_on(subject)}",
        body=subject.body_name,
        opening=(
            f"Hôm nay, {date_in_words(subject.day)}, {supervisor} lập biên bản giám sát "
            f"{occasion(subject)} của {subject.body_name}, nội dung như sau:"
        ),
        supervisor=supervisor,
        when=_when(subject),
        where=held.place,
        chair=person(subject, held.chair),
        recorder=person(subject, held.recorder),
        attendance=attendance(held) if _has_roll(held) else None,
        attendees=counted_members(subject, "đảng viên"),
        strengths=paragraphs(stated.strengths),
        weaknesses=paragraphs(stated.weaknesses),
        recommendations=paragraphs(stated.recommendations),
        opinion=paragraphs(stated.opinion),
        grade=stated.grade,
        closing=(
            f"Biên bản được lập sau {gathering(subject)}, đã đọc cho {subject.body_word} nghe, "
            f"người giám sát và đại diện {subject.body_word} cùng ký tên{subject.rules.wording.body_end}"
        ),
        signers=_signers(subject, stated),
        recipients=recipients(subject),
    )


def _sat_in_on(subject: Subject) -> str:
    """A thematic meeting is a cell's too: `sinh hoạt chi bộ chuyên đề tháng 10 năm 2018`, as the regular one is."""
    name, thematic = sitting(subject), "sinh hoạt chuyên đề "
    ours = f"sinh hoạt {subject.body_word.lower()} chuyên đề "
    return ours + name.removeprefix(thematic) if name.startswith(thematic) else name


def _supervisor(stated: Supervision) -> str:
    """`đồng chí Nguyễn Văn Bình, Ủy viên …`: no member of the cell, so the office is what the form says."""
    return f"đồng chí {stated.supervisor}, {stated.office}" if stated.office else f"đồng chí {stated.supervisor}"


def _superior_header(subject: Subject) -> Header:
    """The superior's committee issues it, under its own superior; the cell's head where no superior is known."""
    own, body = header(subject, dated=subject.rules.wording.minutes_dated), subject.body
    if not body.superior_committee:
        return own
    above = body.above or (body.superior if body.superior != body.superior_committee else "")
    return replace(own, superior=above.upper(), body=body.superior_committee.upper())


def _has_roll(held: Meeting) -> bool:
    """Whether anybody was counted: of a meeting whose own form is not filed yet, no number is known, not 00."""
    return held.roll.total_official is not None or held.roll.present_official is not None


def _when(subject: Subject) -> str:
    held = subject.held
    hours = [time_in_words(time) for time in (held.opened, held.closed) if time]
    began = "từ " if len(hours) > 1 else ""
    return f"{began}{' đến '.join(hours)}, {date_in_words(held.day or subject.day)}".removeprefix(", ")


def _signers(subject: Subject, stated: Supervision) -> TwoSigners:
    cell = signature(subject)
    return TwoSigners(
        left_title="NGƯỜI GIÁM SÁT",
        left_name=stated.supervisor,
        right_authority=cell.authority,
        right_title=cell.office,
        right_name=cell.name,
    )
