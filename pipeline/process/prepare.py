"""Everything about a form that needs no archive: reading, checking, planning. Writes nothing, takes no number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.checks import check_meeting
from pipeline.documents import PlannedDocument, plan_documents
from pipeline.errors import Problem, has_errors
from pipeline.forms import read_form
from pipeline.meeting import Meeting, Stage
from pipeline.office_files.packages import file_digest
from pipeline.organisation import Organisation
from pipeline.records import Places
from pipeline.regulations import Regulations

_STAGES = (Stage.PLANNED, Stage.POSTPONED, Stage.CANCELLED, Stage.HELD, Stage.FOLLOWED_UP)


@dataclass(frozen=True)
class Prepared:
    """A form that was read and checked. `meeting` is None where an error stands in the way."""

    name: str
    data: bytes
    sha256: str
    meeting: Meeting | None
    documents: tuple[PlannedDocument, ...]
    problems: tuple[Problem, ...]
    places: Places

    @property
    def order(self) -> tuple[date, int]:
        """The earliest date of its documents, then the stage: filed in this order, numbers follow dates."""
        if self.meeting is None:
            return date.max, 0
        held = self.meeting.day or date.max
        return min((document.day for document in self.documents), default=held), _STAGES.index(self.meeting.stage)


def prepare_form(name: str, data: bytes, organisation: Organisation, regulations: Regulations) -> Prepared:
    """The meeting and its planned documents, with every problem of the form at once."""
    read = read_form(name, data)
    problems = list(read.problems)
    documents: tuple[PlannedDocument, ...] = ()
    if read.partial is not None:
        problems += check_meeting(read.partial, organisation, regulations, read.places, read.unreadable)
    if read.meeting is not None:
        plan = plan_documents(read.meeting, organisation, regulations, read.places)
        problems += plan.problems
        documents = plan.documents
    wrong = has_errors(problems)
    return Prepared(
        name=name,
        data=data,
        sha256=file_digest(data),
        meeting=None if wrong else read.meeting,
        documents=() if wrong else documents,
        problems=tuple(dict.fromkeys(problems)),
        places=read.places,
    )
