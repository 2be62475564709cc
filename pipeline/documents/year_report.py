"""The year's report as a document: its frame on its day, and what there is to say of its template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from pipeline.documents.contexts_year import YearReportContext
from pipeline.documents.kinds import KINDS
from pipeline.documents.recipients import recipients_of
from pipeline.documents.signing import authority_for, usual_signer
from pipeline.documents.subject import Framed
from pipeline.meeting import DocumentKindName
from pipeline.organisation import Body, Organisation, body_on_day
from pipeline.records import Choice
from pipeline.regulations import RuleSet
from pipeline.vietnamese.dates import NBSP

TYPE = "BC"


class OfficeDocumentName(Choice):
    """Documents that tell of no single meeting."""

    YEAR_REPORT = "year-report", "Báo cáo năm"


class TemplateKind(Protocol):
    """What the check of templates asks of a kind of document."""

    @property
    def name(self) -> Choice: ...
    @property
    def template(self) -> str: ...
    @property
    def make_up(self) -> str: ...
    @property
    def context_type(self) -> type[Any]: ...
    @property
    def is_shipped(self) -> bool: ...


@dataclass(frozen=True)
class OfficeDocument:
    """A kind of document that no meeting yields: made when it is asked for, filed by whoever asks."""

    name: OfficeDocumentName
    template: str
    make_up: str
    context_type: type[Any]
    is_shipped: bool = True


YEAR_REPORT = OfficeDocument(OfficeDocumentName.YEAR_REPORT, "bao-cao-nam.docx", "full", YearReportContext)

TEMPLATE_KINDS: tuple[TemplateKind, ...] = (*KINDS, YEAR_REPORT)
"""Every kind of document that is filled from a template."""


def report_frame(organisation: Organisation, body: Body, rules: RuleSet, day: date) -> Framed:
    """Head and end of a report of the day. It takes no number: the place is left open, as in a draft."""
    there = body_on_day(organisation, body, day)
    return Framed(
        type=TYPE,
        body=there,
        rules=rules,
        options=organisation.options,
        day=day,
        number=f"Số{NBSP * 6}-{TYPE}/{there.kind.symbol}",
        signer=usual_signer(there),
        authority=authority_for(DocumentKindName.REPORT, there, rules),
        recipients=recipients_of(DocumentKindName.REPORT, None, body, there, organisation.options, rules.wording),
        draft=False,
    )
