"""The rows that set details of documents: each kind once, numbers only for documents that are made."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.case import Case
from pipeline.errors import Problem
from pipeline.meeting import DocumentKindName, Outcome, Stage
from pipeline.messages import msg

_OF_STAGE = {
    Stage.PLANNED: {DocumentKindName.THEMATIC_PLAN},
    Stage.HELD: {DocumentKindName.MINUTES, DocumentKindName.RESOLUTION},
}


def check_details(case: Case) -> Iterator[Problem]:
    meeting = case.meeting
    seen: set[DocumentKindName] = set()
    for number, details in enumerate(meeting.documents):
        path = ("documents", number, "kind")
        if details.kind in seen:
            yield case.error(
                "document-twice",
                path,
                msg("The document “{kind}” stands here twice.", kind=details.kind.label),
                msg("Please keep one row for it."),
            )
        seen.add(details.kind)
        is_made = details.kind in _OF_STAGE.get(meeting.stage, set())
        is_made &= details.kind is not DocumentKindName.RESOLUTION or meeting.outcome is Outcome.RESOLUTION
        if details.number is not None and not is_made:
            yield case.warning(
                "number-unused",
                ("documents", number, "number"),
                msg("A number is given for “{kind}”, but this form makes no such document.", kind=details.kind.label),
            )
