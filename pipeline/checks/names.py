"""The people a record names, written as the roster of the day writes them, whatever the typing."""

from __future__ import annotations

from typing import Any, TypeVar

from pipeline.checks.roster import Roster
from pipeline.errors import Problem, Severity
from pipeline.meeting import Meeting, Vote, VotePurpose
from pipeline.messages import msg
from pipeline.organisation import BodyOnDay, MemberOnDay, Organisation, body_on_day
from pipeline.records import Path, Places, Record
from pipeline.vietnamese.text import folded

R = TypeVar("R", bound=Record)

_CHOICES_ARE_PEOPLE = (VotePurpose.ELECTION, VotePurpose.GRADING)


def names_as_on_roster(
    meeting: Meeting, organisation: Organisation, places: Places
) -> tuple[Meeting, tuple[Problem, ...]]:
    """The meeting with the names of members as the roster has them; a warning for each that was typed without
    accents, or with an office before it.

    Guests, namesakes and names that no member has stay as typed: checks tell of them. Done twice, it changes nothing.
    """
    body = organisation.body(meeting.body)
    day = meeting.day or meeting.period.month.first_day
    if body is None or not body.holds_on(day):
        return meeting, ()
    speller = _Speller(body_on_day(organisation, body, day), meeting, places)
    return speller.meeting(meeting), tuple(speller.problems)


class _Speller:
    def __init__(self, body: BodyOnDay, meeting: Meeting, places: Places) -> None:
        self._roster = Roster(body)
        self._guests = {folded(guest.name) for guest in meeting.roll.guests}
        self._places = places
        self._known: dict[str, str] = {}
        self.problems: list[Problem] = []

    def meeting(self, meeting: Meeting) -> Meeting:
        changes = {field: self.name(getattr(meeting, field), field) for field in ("chair", "recorder")}
        roll = meeting.roll
        return _with(
            meeting,
            **changes,
            tellers=tuple(self.name(name, "tellers", n) for n, name in enumerate(meeting.tellers)),
            roll=_with(
                roll,
                absences=self._rows(roll.absences, ("roll", "absences"), "name"),
                others=self._rows(roll.others, ("roll", "others"), "name"),
            ),
            agenda=tuple(
                _with(
                    item,
                    presenter=self.name(item.presenter, "agenda", n, "presenter"),
                    opinions=self._rows(item.opinions, ("agenda", n, "opinions"), "speaker"),
                )
                for n, item in enumerate(meeting.agenda)
            ),
            new_tasks=self._rows(meeting.new_tasks, ("new_tasks",), "owner"),
            documents=self._rows(meeting.documents, ("documents",), "signer"),
            **self._prepared(meeting),
            votes=tuple(self._vote(vote, n) for n, vote in enumerate(meeting.votes)),
        )

    def _prepared(self, meeting: Meeting) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if part := meeting.thematic:
            people = {
                field: self.name(getattr(part, field), "thematic", field)
                for field in ("presenter", "plan_presenter", "reviewer")
            }
            papers = self._rows(part.papers, ("thematic", "papers"), "author")
            found["thematic"] = _with(part, **people, papers=papers)
        if programme := meeting.programme:
            topics = self._rows(programme.topics, ("programme", "topics"), "owner")
            found["programme"] = _with(programme, topics=topics)
        if inspection := meeting.inspection:
            rows = inspection.rows
            for field in ("inspected", "owner"):
                rows = self._rows(rows, ("inspection", "rows"), field)
            found["inspection"] = _with(inspection, rows=rows)
        return found

    def _vote(self, vote: Vote, number: int) -> Vote:
        """Who is to be admitted is no member yet, and may have a name like one."""
        if vote.purpose is VotePurpose.ADMISSION:
            return vote
        path: Path = ("votes", number)
        choices = vote.choices
        if vote.purpose in _CHOICES_ARE_PEOPLE:
            choices = self._rows(choices, (*path, "choices"), "name")
        return _with(vote, person=self.name(vote.person, *path, "person"), choices=choices)

    def _rows(self, rows: tuple[Any, ...], path: Path, field: str) -> tuple[Any, ...]:
        return tuple(
            _with(row, **{field: self.name(getattr(row, field), *path, number, field)})
            for number, row in enumerate(rows)
        )

    def name(self, typed: str, *path: str | int) -> str:
        """The roster's spelling where exactly one member can be meant; else as typed. Said once for a name."""
        if not typed or folded(typed) in self._guests:
            return typed
        if typed not in self._known:
            self._known[typed] = self._spelt(typed, path)
        return self._known[typed]

    def _spelt(self, typed: str, path: Path) -> str:
        member = self._roster.meant(typed)
        if member is not None:
            if self._roster.office_before(typed):
                self._tell("office-left-out", path, typed, member)
            return _as_meant(member, typed)
        bare = self._roster.bare(typed)
        if len(bare) != 1:
            return typed
        self._tell("accents-added", path, typed, bare[0])
        return bare[0].name

    def _tell(self, code: str, path: Path, typed: str, member: MemberOnDay) -> None:
        self.problems.append(
            Problem(
                code,
                self._places.of(*path),
                msg("“{typed}” is taken as “{name}” of the roster.", typed=typed, name=member.label),
                msg("Please write the full name if somebody else is meant."),
                Severity.WARNING,
            )
        )


def _as_meant(member: MemberOnDay, typed: str) -> str:
    """The label where what tells namesakes apart was typed along; else the bare name."""
    return member.label if folded(typed).endswith(folded(member.label)) else member.name


def _with(record: R, **changes: Any) -> R:
    """The record itself where nothing changes: most names are picked from the list."""
    changed = {field: value for field, value in changes.items() if value != getattr(record, field)}
    return record.model_copy(update=changed) if changed else record
