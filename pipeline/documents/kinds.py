"""The one table of document kinds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.documents.contexts import Context
from pipeline.documents.minutes import minutes_context
from pipeline.documents.plan_of_topic import thematic_plan_context
from pipeline.documents.resolution import resolution_context
from pipeline.documents.subject import Subject
from pipeline.meeting import DocumentKindName, Meeting, Outcome, Stage


@dataclass(frozen=True)
class DocumentKind:
    """One kind of document: when a meeting yields it, its symbol and template, and what fills it."""

    name: DocumentKindName
    symbol: str
    template: str
    slug: str
    stage: Stage
    wanted: Callable[[Meeting], bool]
    context: Callable[[Subject], Context]


KINDS = (
    DocumentKind(
        name=DocumentKindName.THEMATIC_PLAN,
        symbol="KH",
        template="ke-hoach-chuyen-de.docx",
        slug="ke-hoach-chuyen-de",
        stage=Stage.PLANNED,
        wanted=lambda meeting: meeting.thematic is not None,
        context=thematic_plan_context,
    ),
    DocumentKind(
        name=DocumentKindName.MINUTES,
        symbol="BB",
        template="bien-ban.docx",
        slug="bien-ban",
        stage=Stage.HELD,
        wanted=lambda _meeting: True,
        context=minutes_context,
    ),
    DocumentKind(
        name=DocumentKindName.RESOLUTION,
        symbol="NQ",
        template="nghi-quyet.docx",
        slug="nghi-quyet",
        stage=Stage.HELD,
        wanted=lambda meeting: meeting.outcome is Outcome.RESOLUTION,
        context=resolution_context,
    ),
)


def kind_named(name: DocumentKindName) -> DocumentKind:
    """The row of the table."""
    return next(kind for kind in KINDS if kind.name is name)
