"""A meeting as its documents print it: the record stays as it was typed."""

from __future__ import annotations

from typing import TypeVar

from pipeline.meeting import AgendaItem, Meeting, Roll, ScoreRow, ThematicPart
from pipeline.organisation import BodyOnDay
from pipeline.records import Record
from pipeline.vietnamese.text import folded

R = TypeVar("R", bound=Record)


def as_printed(meeting: Meeting, body: BodyOnDay) -> Meeting:
    """The meeting with names as the roster of the day spells them, and without score rows that nobody filled."""
    names = _Names(body)
    return _with(
        meeting,
        chair=names.of(meeting.chair),
        recorder=names.of(meeting.recorder),
        roll=names.roll(meeting.roll),
        agenda=tuple(names.item(item) for item in meeting.agenda),
        new_tasks=tuple(_with(task, owner=names.of(task.owner)) for task in meeting.new_tasks),
        thematic=names.thematic(meeting.thematic) if meeting.thematic else None,
        tellers=tuple(names.of(name) for name in meeting.tellers),
        votes=tuple(_with(vote, person=names.of(vote.person)) for vote in meeting.votes),
        score=tuple(row for row in meeting.score if _is_scored(row)),
    )


def _with(record: R, **values: object) -> R:
    """The record with these values; itself where it has them, as most have: a copy costs more than the look."""
    if all(getattr(record, name) == value for name, value in values.items()):
        return record
    return record.model_copy(update=values)


def _is_scored(row: ScoreRow) -> bool:
    """Forms are handed out with the criteria printed in them; a row counts once it has a point."""
    return any(points is not None for points in (row.self_score, row.cell_score, row.superior_score))


class _Names:
    """Names of members as the roster spells them. Guests are no members: theirs stay as typed."""

    def __init__(self, body: BodyOnDay) -> None:
        self._body = body

    def of(self, typed: str) -> str:
        """The roster's spelling where the name means exactly one member; else as typed."""
        found = self._body.named(typed) if typed else ()
        if len(found) != 1:
            return typed
        return found[0].label if folded(found[0].label) == folded(typed) else found[0].name

    def roll(self, roll: Roll) -> Roll:
        return _with(
            roll,
            absences=tuple(_with(entry, name=self.of(entry.name)) for entry in roll.absences),
            others=tuple(_with(entry, name=self.of(entry.name)) for entry in roll.others),
        )

    def item(self, item: AgendaItem) -> AgendaItem:
        opinions = tuple(_with(opinion, speaker=self.of(opinion.speaker)) for opinion in item.opinions)
        return _with(item, presenter=self.of(item.presenter), opinions=opinions)

    def thematic(self, part: ThematicPart) -> ThematicPart:
        papers = tuple(_with(paper, author=self.of(paper.author)) for paper in part.papers)
        people = {field: self.of(getattr(part, field)) for field in ("presenter", "plan_presenter", "reviewer")}
        return _with(part, papers=papers, **people)
