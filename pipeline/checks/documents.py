"""The rows that set details of documents: each kind once, no date years away from the meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pipeline.checks.case import Case
from pipeline.errors import Problem
from pipeline.meeting import DocumentKindName
from pipeline.messages import msg

_FAR = timedelta(days=366)


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
        if details.day and meeting.day and abs(details.day - meeting.day) > _FAR:
            yield case.contradiction(
                "document-far-from-meeting",
                ("documents", number, "day"),
                msg(
                    "The document is dated {day:%d/%m/%Y}, more than a year from the meeting ({held:%d/%m/%Y}).",
                    day=details.day,
                    held=meeting.day,
                ),
            )
