"""The own date of each document: as the form states it, else the day that its kind goes by."""

from __future__ import annotations

from datetime import date

from pipeline.documents.kind import DocumentKind
from pipeline.meeting import DocumentKindName, Meeting, Stage

_PREPARED = (DocumentKindName.THEMATIC_PLAN, DocumentKindName.THEMATIC_PROGRAMME)
_ANNOUNCED = (DocumentKindName.INVITATION, DocumentKindName.POSTPONEMENT, DocumentKindName.INSPECTION_PROGRAMME)
OFTEN_LEFT_OUT = _ANNOUNCED[:2]  # without a date they are left out with a warning: nobody asked for them by name


def document_day(kind: DocumentKind, meeting: Meeting) -> date | None:
    """The date; None where the form does not let it be known.

    A plan bears the day it was approved, or the next best day of its preparation; what is announced, the day it was.
    Papers that are not issued go by the day of the meeting. A held meeting's documents bear its day; so does what a
    supervisor recorded of it, unless the form says which.
    """
    details = meeting.details(kind.name)
    if details and details.day:
        return details.day
    part = meeting.thematic
    prepared = (part.approval_due or part.sending_due or part.draft_due) if part else None
    if kind.name in _PREPARED:
        return prepared or meeting.announced
    if kind.name in _ANNOUNCED:
        sent = part.sending_due if part and kind.name is DocumentKindName.INVITATION else None
        return meeting.announced or sent
    if kind.stage is Stage.PLANNED:
        return meeting.day or meeting.period.month.first_day
    if kind.name is DocumentKindName.SUPERVISION_RECORD:
        stated = meeting.follow_up.supervision
        return (stated.day if stated else None) or meeting.day
    if kind.stage is Stage.FOLLOWED_UP:
        return meeting.announced
    return meeting.day
