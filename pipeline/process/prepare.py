"""Everything about a form that needs no archive: reading, checking, planning. Writes nothing, takes no number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.checks import check_meeting
from pipeline.documents import PlannedDocument, plan_documents
from pipeline.errors import Problem, has_errors
from pipeline.forms import read_form
from pipeline.meeting import Meeting
from pipeline.office_files.packages import file_digest
from pipeline.organisation import Organisation
from pipeline.records import Places
from pipeline.regulations import Regulations


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
    def first_day(self) -> date:
        """The earliest date of its documents: forms are filed in this order, so numbers follow dates."""
        days = [document.day for document in self.documents]
        if self.meeting and self.meeting.day:
            days.append(self.meeting.day)
        return min(days, default=date.max)


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
