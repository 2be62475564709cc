"""The rows that set details of documents: each kind once."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.case import Case
from pipeline.errors import Problem
from pipeline.meeting import DocumentKindName
from pipeline.messages import msg


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
