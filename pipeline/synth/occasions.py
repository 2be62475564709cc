"""The meetings beside the monthly ones: thematic, planned and then held, and extraordinary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.meeting import (
    AgendaItem,
    DocumentDetails,
    DocumentKindName,
    Meeting,
    MeetingKind,
    Opinion,
    Outcome,
    Paper,
    Period,
    Resolution,
    Stage,
    Task,
    ThematicPart,
    VotePurpose,
)
from pipeline.organisation import Office
from pipeline.synth.cells import Vetting
from pipeline.synth.pen import Pen
from pipeline.synth.phrases import Candidature, Motive, Topic
from pipeline.synth.regular import agenda_item, new_tasks
from pipeline.synth.sitting import Sitting, score, secret_vote, show_of_hands
from pipeline.vietnamese.dates import Month

_PLAN_DATED, _DRAFT_DUE, _APPROVAL_DUE, _SENDING_DUE = (timedelta(days=days) for days in (14, 10, 7, 3))


def thematic_meeting(pen: Pen, sitting: Sitting, body: str, month: Month) -> tuple[Meeting, Meeting]:
    """The plan of a thematic meeting, and the same meeting held."""
    rng = pen.rng
    topic = rng.choice(pen.sector.topics)
    part = _part(pen, sitting, topic)
    rows, grade = score(rng, MeetingKind.THEMATIC, sitting.day, ())
    held = Meeting(
        code=f"{body}-{month}-{MeetingKind.THEMATIC.slug}-1",
        stage=Stage.HELD,
        kind=MeetingKind.THEMATIC,
        body=body,
        period=Period(month=month),
        day=sitting.day,
        opened=sitting.opened,
        closed=sitting.closed,
        place=sitting.place,
        chair=sitting.chair,
        recorder=sitting.recorder,
        roll=sitting.roll,
        thematic=part.model_copy(update={"agreed": "\n".join(topic.agreed)}),
        agenda=_thematic_agenda(pen, sitting, topic, part),
        new_tasks=new_tasks(pen, sitting, sitting.day + timedelta(days=75), rng.randint(2, 4)),
        conclusion=pen.prose(pen.common.closings, 1, 2),
        votes=(show_of_hands(rng, sitting, f"Thông qua Nghị quyết chuyên đề “{topic.topic}”"),),
        outcome=Outcome.RESOLUTION,
        resolution=_resolution(pen),
        score=rows,
        grade=grade,
    )
    return _planned(held, part, sitting.day), held


def _planned(held: Meeting, part: ThematicPart, day: date) -> Meeting:
    """What the form said before anybody had met."""
    return Meeting(
        code=held.code,
        stage=Stage.PLANNED,
        kind=held.kind,
        body=held.body,
        period=held.period,
        day=day,
        opened=held.opened,
        place=held.place,
        chair=held.chair,
        recorder=held.recorder,
        thematic=part,
        new_tasks=(Task(task="Chuẩn bị phòng họp, in tài liệu", owner=held.recorder, deadline=day),),
        documents=(DocumentDetails(kind=DocumentKindName.THEMATIC_PLAN, day=day - _PLAN_DATED),),
    )


def _part(pen: Pen, sitting: Sitting, topic: Topic) -> ThematicPart:
    presenter, *authors = sitting.speakers(pen.rng, 1 + len(topic.papers))
    return ThematicPart(
        topic=topic.topic,
        aim=pen.common.thematic.aim,
        requirements="\n".join(pen.common.thematic.requirements),
        content="\n".join(pen.fill(text) for text in topic.content),
        presenter=presenter,
        plan_presenter=sitting.officer(Office.DEPUTY),
        reviewer=sitting.chair,
        papers=tuple(Paper(author=author, topic=paper) for author, paper in zip(authors, topic.papers, strict=True)),
        questions=topic.questions,
        draft_due=sitting.day - _DRAFT_DUE,
        approval_due=sitting.day - _APPROVAL_DUE,
        sending_due=sitting.day - _SENDING_DUE,
        targets="\n".join(topic.targets),
    )


def _thematic_agenda(pen: Pen, sitting: Sitting, topic: Topic, part: ThematicPart) -> tuple[AgendaItem, ...]:
    rng, sector, said = pen.rng, pen.sector, pen.common.thematic
    texts = pen.opinions([*sector.review_opinions, *sector.plan_opinions], rng.randint(4, 6))
    opinions = [
        Opinion(speaker=speaker, text=text)
        for speaker, text in zip(sitting.speakers(rng, len(texts)), texts, strict=False)
    ]
    return (
        AgendaItem(
            title="Thông qua kế hoạch sinh hoạt chuyên đề",
            presenter=part.plan_presenter,
            report=said.plan_report,
            conclusion=said.plan_conclusion,
        ),
        AgendaItem(
            title="Trình bày chuyên đề và tham luận",
            presenter=part.presenter,
            report=f"{part.content}\n{said.papers_report}",
            opinions=tuple(opinions[:2]),
            conclusion=said.papers_conclusion,
        ),
        AgendaItem(
            title="Thảo luận giải pháp, thống nhất chỉ tiêu",
            presenter=sitting.chair,
            report=" ".join(("Các câu hỏi gợi ý thảo luận:", *topic.questions)),
            opinions=tuple(opinions[2:]),
            differing=pen.line(pen.common.differing) if rng.random() < 0.4 else "",
            conclusion=" ".join(("Chi bộ thống nhất:", *topic.agreed)),
        ),
    )


def extraordinary_meeting(pen: Pen, sitting: Sitting, body: str, month: Month, vettings: Sequence[Vetting]) -> Meeting:
    """A meeting on persons where there are any to vote on, else on one of the usual motives."""
    draft = Meeting(
        stage=Stage.HELD,
        kind=MeetingKind.EXTRAORDINARY,
        body=body,
        period=Period(month=month),
        day=sitting.day,
        opened=sitting.opened,
        closed=sitting.closed,
        place=sitting.place,
        chair=sitting.chair,
        recorder=sitting.recorder,
        roll=sitting.roll,
        conclusion=pen.prose(pen.common.closings, 1, 2),
    )
    if vettings:
        return draft.model_copy(update=_on_persons(pen, sitting, vettings))
    return draft.model_copy(update=_on_motive(pen, sitting, pen.rng.choice(pen.common.extraordinary), month))


def _on_persons(pen: Pen, sitting: Sitting, vettings: Sequence[Vetting]) -> dict[str, object]:
    """Resolutions on persons are written on the official forms (KNĐ), so these meetings yield minutes only."""
    forms = [_form(pen, vetting.purpose) for vetting in vettings]
    deputy = sitting.officer(Office.DEPUTY)
    agenda = [
        agenda_item(pen.about(vetting.name), sitting, form, deputy, pen.rng.randint(2, 3))
        for vetting, form in zip(vettings, forms, strict=True)
    ]
    votes = [
        secret_vote(sitting, form.motion.format(name=vetting.name), vetting.purpose, vetting.name)
        for vetting, form in zip(vettings, forms, strict=True)
    ]
    return {
        "reason": "\n".join(dict.fromkeys(form.reason for form in forms)),
        "agenda": tuple(agenda),
        "tellers": sitting.tellers,
        "votes": tuple(votes),
        "outcome": Outcome.MINUTES_ONLY,
    }


def _form(pen: Pen, purpose: VotePurpose) -> Candidature:
    return pen.common.admission if purpose is VotePurpose.ADMISSION else pen.common.full_membership


def _on_motive(pen: Pen, sitting: Sitting, motive: Motive, month: Month) -> dict[str, object]:
    item = agenda_item(pen, sitting, motive, sitting.chair, pen.rng.randint(2, 4))
    return {
        "reason": motive.reason,
        "agenda": (item,),
        "new_tasks": new_tasks(pen, sitting, month.plus(1).first_day + timedelta(days=14), pen.rng.randint(1, 2)),
        "votes": (show_of_hands(pen.rng, sitting, f"Thông qua Nghị quyết {motive.abstract}"),),
        "outcome": Outcome.RESOLUTION,
        "resolution": Resolution(
            abstract=motive.abstract,
            directions=item.conclusion,
            implementation="\n".join(pen.common.implementation),
        ),
    }


def _resolution(pen: Pen) -> Resolution:
    return Resolution(
        directions=f"{pen.fill(pen.common.directions[0])}\nThực hiện đầy đủ các nội dung, chỉ tiêu đã thống nhất.",
        implementation="\n".join(pen.common.implementation),
    )
