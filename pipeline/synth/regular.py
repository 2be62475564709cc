"""The monthly meetings: the committee's, which prepares, and the cell's, which looks back, decides and is scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.meeting import (
    AgendaItem,
    Assessment,
    Dues,
    Guest,
    LastTask,
    Meeting,
    MeetingKind,
    Opinion,
    Outcome,
    Period,
    Resolution,
    Stage,
    SuperiorDocument,
    Task,
    TaskState,
)
from pipeline.organisation import Office
from pipeline.synth.pen import Pen, month_figures
from pipeline.synth.phrases import TaskPhrase, Theme
from pipeline.synth.sitting import Sitting, score, show_of_hands
from pipeline.vietnamese.dates import Month
from pipeline.vietnamese.text import lower_first, sentence

_SYMBOLS = {"Kế": "KH", "Hướng": "HD", "Công": "CV", "Thông": "TB"}


@dataclass(frozen=True)
class Carried:
    """What one month leaves to the next: the tasks of its resolution."""

    tasks: tuple[Task, ...]


def agenda_item(pen: Pen, sitting: Sitting, theme: Theme, presenter: str, speakers: int) -> AgendaItem:
    """A theme put before the meeting, with opinions by name and the chair's conclusion."""
    said = pen.opinions(theme.opinions, speakers)
    named = zip(sitting.speakers(pen.rng, len(said), presenter), said, strict=False)
    return AgendaItem(
        title=pen.fill(theme.title),
        presenter=presenter,
        report=pen.prose(theme.report, 3, 4),
        opinions=tuple(Opinion(speaker=speaker, text=text) for speaker, text in named),
        conclusion=pen.line(theme.conclusions),
    )


def committee_meeting(pen: Pen, sitting: Sitting, body: str, month: Month, regular_day: date) -> Meeting:
    """The committee's meeting before the regular one; minutes only."""
    rng = pen.rng
    deputy = sitting.officer(Office.DEPUTY)
    items = [
        agenda_item(pen, sitting, theme, rng.choice((sitting.chair, deputy)), rng.randint(1, 2))
        for theme in pen.common.committee_items
    ]
    return Meeting(
        stage=Stage.HELD,
        kind=MeetingKind.COMMITTEE,
        body=body,
        period=Period(month=month),
        day=sitting.day,
        opened=sitting.opened,
        closed=sitting.closed,
        place=sitting.place,
        chair=sitting.chair,
        recorder=sitting.recorder,
        roll=sitting.roll,
        agenda=tuple(items),
        new_tasks=tuple(
            Task(task=pen.fill(task), owner=deputy, deadline=regular_day) for task in pen.common.committee_tasks
        ),
        conclusion="Chi ủy thống nhất các nội dung nêu trên, chuẩn bị trình Chi bộ.",
        votes=(
            show_of_hands(rng, sitting, f"Thống nhất nội dung, chương trình sinh hoạt tháng {month_figures(month)}"),
        ),
        outcome=Outcome.MINUTES_ONLY,
    )


def regular_meeting(
    pen: Pen, sitting: Sitting, body: str, month: Month, before: Carried, guests: Sequence[Guest]
) -> Meeting:
    """The monthly meeting of the cell: last month's tasks looked back on, new ones given."""
    rng = pen.rng
    last = tuple(_looked_back_on(pen, task) for task in before.tasks)
    tasks = new_tasks(pen, sitting, month.plus(1).first_day - timedelta(days=1), rng.randint(3, 6))
    rows, grade = score(rng, MeetingKind.REGULAR, sitting.day, last)
    has_resolution = rng.random() < 0.9
    motion = f"Nghị quyết lãnh đạo thực hiện nhiệm vụ tháng {month_figures(month)}"
    return Meeting(
        stage=Stage.HELD,
        kind=MeetingKind.REGULAR,
        body=body,
        period=Period(month=month),
        day=sitting.day,
        opened=sitting.opened,
        closed=sitting.closed,
        place=sitting.place,
        chair=sitting.chair,
        recorder=sitting.recorder,
        roll=sitting.roll.model_copy(update={"guests": tuple(guests)}),
        dues=_dues(pen, sitting),
        superior_documents=_superior_documents(pen, sitting.day),
        agenda=_agenda(pen, sitting, last, tasks),
        assessment=_assessment(pen, sitting),
        last_tasks=last,
        new_tasks=tasks,
        conclusion=pen.prose(pen.common.closings, 2, 3),
        votes=(
            show_of_hands(
                rng, sitting, f"Thông qua {motion}" if has_resolution else "Thống nhất các nội dung kết luận"
            ),
            show_of_hands(rng, sitting, "Thống nhất kết quả chấm điểm, xếp loại buổi sinh hoạt"),
        ),
        outcome=Outcome.RESOLUTION if has_resolution else Outcome.MINUTES_ONLY,
        resolution=_resolution(pen) if has_resolution else Resolution(),
        score=rows,
        grade=grade,
    )


def new_tasks(pen: Pen, sitting: Sitting, until: date, number: int) -> tuple[Task, ...]:
    """So many tasks with target, owner and a deadline after the meeting."""
    chosen = pen.rng.sample(pen.sector.tasks, min(number, len(pen.sector.tasks)))
    return tuple(_task(pen, sitting, phrase, until) for phrase in chosen)


def _task(pen: Pen, sitting: Sitting, phrase: TaskPhrase, until: date) -> Task:
    days = max((until - sitting.day).days, 1)
    owner = "Chi ủy" if pen.rng.random() < 0.1 else pen.rng.choice(sitting.present)
    deadline = sitting.day + timedelta(days=pen.rng.randint(days // 2, days))
    return Task(task=pen.fill(phrase.task), target=pen.fill(phrase.target), owner=owner, deadline=deadline)


def _looked_back_on(pen: Pen, task: Task) -> LastTask:
    state = pen.rng.choices((TaskState.DONE, TaskState.IN_PROGRESS, TaskState.NOT_DONE), (88, 9, 3))[0]
    results = pen.common.task_results
    said = {
        TaskState.DONE: results.done,
        TaskState.IN_PROGRESS: results.in_progress,
        TaskState.NOT_DONE: results.not_done,
    }
    return LastTask(task=task.task, state=state, result=pen.line(said[state]))


def _agenda(pen: Pen, sitting: Sitting, last: Sequence[LastTask], tasks: Sequence[Task]) -> tuple[AgendaItem, ...]:
    rng, common, sector = pen.rng, pen.common, pen.sector
    extra = rng.sample([*common.themes, *sector.themes], rng.randint(1, 4))
    news = agenda_item(pen, sitting, common.news, rng.choice(sitting.speakers(rng, 3)), rng.randint(1, 3))
    others = [agenda_item(pen, sitting, theme, rng.choice(sitting.present), rng.randint(1, 4)) for theme in extra]
    return (news, _review(pen, sitting, last), *others, _plan(pen, sitting, tasks))


def _review(pen: Pen, sitting: Sitting, last: Sequence[LastTask]) -> AgendaItem:
    done = sum(task.state is TaskState.DONE for task in last)
    theme = Theme(
        title="Đánh giá kết quả lãnh đạo thực hiện nhiệm vụ tháng {assessed}",
        report=pen.sector.political,
        opinions=pen.sector.review_opinions,
        conclusions=pen.common.review_conclusions,
    )
    item = agenda_item(pen, sitting, theme, sitting.chair, pen.rng.randint(2, 4))
    counted = f"Hoàn thành {done:02}/{len(last):02} nhiệm vụ của nghị quyết kỳ trước."
    return item.model_copy(update={"report": f"{item.report}\n{counted}"}) if last else item


def _plan(pen: Pen, sitting: Sitting, tasks: Sequence[Task]) -> AgendaItem:
    named = "; ".join(lower_first(task.task) for task in tasks)
    theme = Theme(
        title="Phương hướng, nhiệm vụ tháng {month}",
        report=("Dự thảo các nhiệm vụ trọng tâm tháng {month}, có chỉ tiêu, người phụ trách và thời hạn.",),
        opinions=pen.sector.plan_opinions,
        conclusions=pen.common.plan_conclusions,
    )
    item = agenda_item(pen, sitting, theme, sitting.officer(Office.DEPUTY), pen.rng.randint(2, 4))
    differing = pen.line(pen.common.differing) if pen.rng.random() < 0.15 else ""
    report = f"{item.report}\nCác nhiệm vụ gồm: {sentence(named)}"
    return item.model_copy(update={"report": report, "differing": differing})


def _assessment(pen: Pen, sitting: Sitting) -> Assessment:
    rng, common, sector = pen.rng, pen.common, pen.sector
    faults = rng.sample(sector.faults, rng.randint(1, 2))
    praised, reminded = sitting.speakers(rng, 2)
    return Assessment(
        ideology=pen.prose(common.ideology, 2, 3),
        political_tasks=pen.prose(sector.political, 3, 5),
        party_building=pen.prose(common.party_building, 2, 3),
        weaknesses="\n".join(fault.weakness for fault in faults),
        causes="\n".join(fault.cause for fault in faults),
        remedies="\n".join(fault.remedy for fault in faults),
        praise=pen.about(praised).line(sector.praise),
        reminders=pen.about(reminded).line(common.reminders) if rng.random() < 0.5 else "",
    )


def _dues(pen: Pen, sitting: Sitting) -> Dues:
    paid = len(sitting.body.members)
    amount = paid * pen.rng.randrange(30_000, 90_000, 1_000)
    return Dues(paid_members=paid, amount=amount, note=pen.fill("Đã đóng đủ đến hết tháng {assessed}"))


def _superior_documents(pen: Pen, day: date) -> tuple[SuperiorDocument, ...]:
    abstracts = pen.rng.sample(pen.common.superior_abstracts, pen.rng.randint(1, 3))
    return tuple(
        SuperiorDocument(
            number=f"{pen.rng.randint(20, 190)}-{_SYMBOLS[abstract.split()[0]]}/ĐU",
            issued=day - timedelta(days=pen.rng.randint(3, 25)),
            abstract=pen.fill(abstract),
        )
        for abstract in abstracts
    )


def _resolution(pen: Pen) -> Resolution:
    return Resolution(
        directions="\n".join(pen.fill(text) for text in pen.common.directions),
        implementation="\n".join(pen.common.implementation),
    )
