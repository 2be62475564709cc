"""Everything about a form that needs no archive: reading, checking, planning. Writes nothing, takes no number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.checks import check_meeting, names_as_on_roster
from pipeline.documents import PlannedDocument, PlannedVoid, plan_documents, plan_void_numbers
from pipeline.errors import Problem, Severity, has_errors
from pipeline.meeting import DocumentKindName, Meeting, Stage, as_postponed
from pipeline.messages import msg
from pipeline.office_files.packages import LIMITS, Limits, file_digest
from pipeline.organisation import Organisation
from pipeline.process.intake.opening import limits_of
from pipeline.process.intake.readings import Readings, reading_of
from pipeline.records import Places
from pipeline.regulations import Regulations
from pipeline.roster import RosterChanges, apply_changes

TYPED_AMONG_MARKS = "typed-among-marks"

_STAGES = (Stage.PLANNED, Stage.POSTPONED, Stage.CANCELLED, Stage.HELD, Stage.FOLLOWED_UP)


@dataclass(frozen=True)
class Prepared:
    """A form that was read and checked. `meeting` is None where an error stands in the way.

    `changes` is what a form of roster changes says; whether the roster allows it is decided when it is filed, because
    a form before it may have changed the roster.
    `data` is the file as it was dropped and `sha256` its hash; `clean` is the same without our marks.
    """

    name: str
    data: bytes
    sha256: str
    clean: bytes
    meeting: Meeting | None
    documents: tuple[PlannedDocument, ...]
    problems: tuple[Problem, ...]
    places: Places
    void_numbers: tuple[PlannedVoid, ...] = ()
    changes: RosterChanges | None = None
    limits: Limits = LIMITS

    @property
    def body(self) -> str | None:
        """The body that the form is of, where it could be read."""
        record = self.meeting or self.changes
        return record.body if record else None

    @property
    def was_marked(self) -> bool:
        """Whether the form still carried the marks of a return."""
        return self.clean is not self.data

    @property
    def order(self) -> tuple[date, int]:
        """The earliest date of its documents, then the stage: filed in this order, numbers follow dates.

        What the superior recorded of the meeting is none of the body's own papers, and does not count.
        Changes of the roster hold from their own days on; they come first, so that every meeting finds them.
        """
        if self.changes is not None:
            return date.min, min((change.day.toordinal() for change in self.changes.changes), default=0)
        if self.meeting is None:
            return date.max, 0
        held = self.meeting.day or date.max
        days = [one.day for one in self.documents if one.kind.name is not DocumentKindName.SUPERVISION_RECORD]
        return min(days, default=held), _STAGES.index(self.meeting.stage)


def prepare_form(
    name: str, data: bytes, organisation: Organisation, regulations: Regulations, readings: Readings | None = None
) -> Prepared:
    """The meeting and its planned documents, with every problem of the form at once. `readings` spare a second look."""
    limits = limits_of(organisation)
    reading = readings.of(name, data, limits) if readings else reading_of(name, data, limits)
    read, clean = reading.read, data if reading.clean is None else reading.clean
    problems = [*read.problems, *_unread(reading.typed)]
    documents: tuple[PlannedDocument, ...] = ()
    void_numbers: tuple[PlannedVoid, ...] = ()
    meeting, places = read.partial, read.places
    if meeting is not None:
        meeting, places = as_postponed(meeting, places)
        meeting, named = names_as_on_roster(meeting, organisation, places)
        problems += (*named, *check_meeting(meeting, organisation, regulations, places, read.unreadable))
    if meeting is not None and read.meeting is not None:
        plan = plan_documents(meeting, organisation, regulations, places)
        void_numbers, numberless = plan_void_numbers(meeting, organisation, regulations, places)
        problems += (*plan.problems, *numberless)
        documents = plan.documents
    if isinstance(read.partial_record, RosterChanges):
        problems += apply_changes(organisation, read.partial_record, places).problems
    wrong = has_errors(problems)
    return Prepared(
        name=name,
        data=data,
        sha256=file_digest(data),
        clean=clean,
        meeting=None if wrong or read.meeting is None else meeting,
        documents=() if wrong else documents,
        problems=tuple(dict.fromkeys(problems)),
        places=places,
        void_numbers=() if wrong else void_numbers,
        changes=read.record if isinstance(read.record, RosterChanges) else None,
        limits=limits,
    )


def _unread(typed: tuple[str, ...]) -> list[Problem]:
    """A warning that quotes what was typed on the list of problems of a returned form."""
    warning = Problem(
        TYPED_AMONG_MARKS,
        msg("the list of places to mend"),
        msg("This was typed on the list, which is not read: “{texts}”.", texts="; ".join(typed)),
        msg("Please write it into the form where it belongs."),
        Severity.WARNING,
    )
    return [warning] if typed else []
