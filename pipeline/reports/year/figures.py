"""The figures of one body's year, each as the report on its own subject tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.archive import FILED
from pipeline.index import VoidNumber
from pipeline.meeting import DocumentKindName, MeetingKind
from pipeline.organisation import Body
from pipeline.outlook.filed import FiledMeeting, Json
from pipeline.reports.attendance import Attendance, Tally, attendance_of_calls
from pipeline.reports.dispatches import is_issued
from pipeline.reports.duties import Duty, Finding, State, duties_of_body
from pipeline.reports.held import Held, held_until
from pipeline.reports.office_year import OfficeYear, day_in, path_of
from pipeline.reports.points import Points
from pipeline.reports.roll_call import RollCalls
from pipeline.reports.scores import MeetingScore, scores_of
from pipeline.reports.speaking import Speaking, speaking_of_calls
from pipeline.reports.tasks import Mark, rates_of, tasks_of
from pipeline.reports.weaknesses import BodyWeaknesses, Kind, Theme, weaknesses_of
from pipeline.reports.year.model import (
    Again,
    DocumentCount,
    DutyCount,
    GivenPoints,
    KindCount,
    MonthCount,
    ScoreCount,
    SpeakingCount,
    TaskCount,
    Topic,
    WeaknessCount,
    YearFigures,
)
from pipeline.reports.year.roster import days_of, roster_of
from pipeline.reports.year.sums import Share

_PAPERS = {name.value: name for name in DocumentKindName}
_COUNTED = (State.MET, State.LATE, State.EXPLAINED, State.MISSING)  # as `DutyCount` has them


def figures_of(
    year: OfficeYear, body: Body, meetings: Sequence[FiledMeeting], void: Iterable[VoidNumber] = ()
) -> YearFigures:
    """One body; `meetings` are all that it has filed, `void` the numbers that none of their documents carries.

    What was held or issued later than `year.today` is not known.
    """
    of_year = [one for one in meetings if year.in_year(one)]
    held = list(held_until(of_year, year.today))
    calls = RollCalls(year, body)
    called = calls.of(of_year)
    attendance = attendance_of_calls(year, body, meetings, calls, called)
    findings = duties_of_body(year, body, meetings)
    scores = tuple(scores_of(year, body, meetings))
    first, last = days_of(year, body)
    return YearFigures(
        body=body.id,
        first=first,
        last=last,
        held=_held(held, attendance),
        officers=_officers(attendance),
        duties=_duties(findings),
        speaking=_speaking(speaking_of_calls(body, called)),
        roster=roster_of(year, body),
        tasks=_tasks(year, body, meetings),
        scores=_scores(scores),
        weaknesses=_weaknesses(body, weaknesses_of(year, body.id, meetings)),
        documents=_documents(year, of_year, void),
        topics=tuple(_topics(held)),
        months=tuple(_months(attendance, findings, scores)),
        records=tuple(path_of(one, form) for one in of_year for form in one.forms),
    )


def _held(held: Sequence[Held], attendance: Attendance) -> dict[MeetingKind, KindCount]:
    """By kind, in their order; the attendance of each beside."""
    count = Counter(one.meeting.kind for one in held)
    rates = {rate.kind: rate for rate in attendance.rates}
    return {
        kind: KindCount(count[kind], rates[kind].counted, rates[kind].tally)
        if kind in rates
        else KindCount(count[kind])
        for kind in MeetingKind
        if count[kind]
    }


def _officers(attendance: Attendance) -> Share:
    """Those who held an office of the committee, at the body's own meetings."""
    tallies = (one.tally for one in attendance.officers if not one.kind.is_committee)
    return _share(sum(tallies, Tally()))


def _share(tally: Tally) -> Share:
    return Share(tally.present, tally.expected)


def _duties(findings: Sequence[Finding]) -> dict[Duty, DutyCount]:
    """What was due by now, duty by duty in their order."""
    states = Counter((one.duty, one.state) for one in findings)
    counts = {duty: DutyCount(*(states[duty, state] for state in _COUNTED)) for duty in Duty}
    return {duty: count for duty, count in counts.items() if count.due}


def _speaking(found: Speaking) -> SpeakingCount:
    """At all the body's own meetings, those of its committee apart."""
    rate = next((one for one in found.rates if one.kind is None), None)
    if rate is None:
        return SpeakingCount()
    own = [one for one in found.members if not one.is_committee and one.attended]
    silent = sum(one.is_silent for one in own)
    return SpeakingCount(rate.meetings, rate.counted, rate.present, rate.spoke, silent, len(own))


def _tasks(year: OfficeYear, body: Body, meetings: Sequence[FiledMeeting]) -> TaskCount:
    """As the year left them: what a later year's meeting reported, or what fell due in it, is that one's."""
    known = [one for one in meetings if one.month.year <= year.year]
    tasks = [replace(task, today=year.day) for task in tasks_of(year, body.id, known)]
    rates = tuple(rates_of(year, body, meetings))
    states = Counter(task.state.name.lower() for task in tasks)
    new = sum(task.was_set_in(year.year) for task in tasks)
    return TaskCount(
        new=new,
        carried=len(tasks) - new,
        overdue=sum(task.mark is Mark.OVERDUE for task in tasks),
        told_done=sum(rate.done for rate in rates),
        told=sum(rate.reported for rate in rates),
        **states,
    )


def _scores(meetings: Sequence[MeetingScore]) -> ScoreCount:
    graded = Counter(one.grade for one in meetings if one.grade)
    above = Counter(one.superior_grade for one in meetings if one.superior_grade)
    return ScoreCount(
        owed=len(meetings),
        scored=sum(one.is_scored for one in meetings),
        given=_given(meetings),
        grades=dict(graded),
        lost=_lost(meetings),
        by_superior=sum(one.total.superior is not None or bool(one.superior_grade) for one in meetings),
        superior_grades=dict(above),
    )


def _given(meetings: Sequence[MeetingScore]) -> GivenPoints:
    columns = zip(*(one.whole for one in meetings), strict=True) if meetings else ((), (), ())
    return GivenPoints(*(Points.of([points for points in column if points is not None]) for column in columns))


def _lost(meetings: Sequence[MeetingScore]) -> dict[tuple[str, int], Points]:
    """Of every group that was given points; in the order of the frame."""
    lost: dict[tuple[str, int], Points] = {}
    for meeting in meetings:
        for group in meeting.groups:
            points = group.lost.counted
            if points is not None:
                key = group.name, group.points
                lost[key] = lost.get(key, Points()) + Points(points, 1)
    return lost


def _weaknesses(body: Body, found: BodyWeaknesses) -> WeaknessCount:
    themes = [theme for theme in found.themes if theme.kind is Kind.WEAKNESS]
    again = sorted((theme for theme in themes if theme.came_back), key=lambda theme: -len(theme.months))
    recorded = sum(one.is_recorded for one in found.meetings)
    return WeaknessCount(len(found.meetings), recorded, len(themes), tuple(_again(body, theme) for theme in again))


def _again(body: Body, theme: Theme) -> Again:
    return Again(body.id, theme.text, len(theme.months), tuple(cause.text for cause in theme.causes))


def _documents(
    year: OfficeYear, meetings: Sequence[FiledMeeting], void: Iterable[VoidNumber]
) -> dict[DocumentKindName, DocumentCount]:
    """Numbered documents of the year's meetings by kind, in the order of a meeting."""
    found: dict[DocumentKindName, DocumentCount] = {}
    for meeting in meetings:
        for document in meeting.documents:
            day = day_in(document)
            if document["number"] is not None and (day is None or day <= year.today):
                kind = _PAPERS[document["kind"]]
                found[kind] = found.get(kind, DocumentCount()) + _document(year, meeting, document)
    for number in void:
        if number.month.year == year.year and number.day <= year.today:
            found[number.kind] = found.get(number.kind, DocumentCount()) + DocumentCount(void=1)
    return {kind: found[kind] for kind in DocumentKindName if kind in found}


def _document(year: OfficeYear, meeting: FiledMeeting, document: Json) -> DocumentCount:
    if document["status"] != FILED:
        return DocumentCount(void=1)
    return DocumentCount(1, int(is_issued(year, meeting, document)))


def _topics(held: Sequence[Held]) -> Iterator[Topic]:
    """What was taken up as a theme, at whichever sitting of the body itself."""
    for one in held:
        topic = (one.record.get("thematic") or {}).get("topic")
        if topic and not one.meeting.kind.is_committee:
            yield Topic(one.meeting.month, topic)


def _months(
    attendance: Attendance, findings: Sequence[Finding], scores: Sequence[MeetingScore]
) -> Iterator[MonthCount]:
    """The twelve months: meetings by their period, a duty of a quarter in its last month."""
    due: Counter[tuple[int, State]] = Counter(
        (one.span.last.month, one.state) for one in findings if one.state is not State.NOT_DUE
    )
    for month in range(1, 13):
        seen = (one for one in attendance.meetings if one.period.month == month and not one.kind.is_committee)
        yield MonthCount(
            _share(sum((one.tally for one in seen), Tally())),
            _given([one for one in scores if one.source.month.month == month]),
            Share(due[month, State.MET], sum(due[month, state] for state in _COUNTED)),
        )
