"""From a meeting to its documents: each with its own date, rules, series and signer. No files, no numbers taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from pipeline.documents.as_printed import as_printed
from pipeline.documents.contexts import Context
from pipeline.documents.kinds import KINDS, DocumentKind
from pipeline.documents.subject import Signer, Subject
from pipeline.errors import Problem, Severity
from pipeline.meeting import DocumentDetails, DocumentKindName, Meeting, Stage, ThematicPart
from pipeline.messages import Message, msg
from pipeline.organisation import Body, BodyKind, BodyOnDay, Office, Organisation, Term, body_on_day
from pipeline.records import Places
from pipeline.regulations import Regulations
from pipeline.vietnamese.dates import NBSP


@dataclass(frozen=True, order=True)
class Series:
    """One run of numbers: per type of document, body and term (36-HD/VPTW 1.3), beginning at `start`."""

    body: str
    type: str
    term: str
    start: int


@dataclass(frozen=True)
class PlannedDocument:
    """A document that is still to be numbered and filled."""

    kind: DocumentKind
    subject: Subject
    series: Series | None
    stated_number: int | None

    @property
    def day(self) -> date:
        return self.subject.day

    def context(self, number: int | None, *, draft: bool = False) -> Context:
        """What fills the template. A draft takes no number and leaves the place open."""
        return self.kind.context(replace(self.subject, number=self._number_line(number, draft), draft=draft))

    def symbol(self, number: int) -> str:
        """The number as registers list it: `05-NQ/CB`."""
        return f"{number:02}-{self.kind.symbol}/{self.subject.body.kind.symbol}"

    def _number_line(self, number: int | None, draft: bool) -> str:
        if self.series is None:
            return ""
        if number is None or draft:
            return f"Số{NBSP * 6}-{self.kind.symbol}/{self.subject.body.kind.symbol}"
        return f"Số{NBSP}{self.symbol(number)}"


@dataclass(frozen=True)
class Plan:
    """The documents of a meeting's stage, and what stands in their way."""

    documents: tuple[PlannedDocument, ...]
    problems: tuple[Problem, ...]


def plan_documents(meeting: Meeting, organisation: Organisation, regulations: Regulations, places: Places) -> Plan:
    """The documents that the meeting yields at its stage. Problems are located through `places`."""
    body = organisation.body(meeting.body)
    if body is None:
        return Plan((), ())
    planner = _Planner(meeting, organisation, body, regulations, places)
    wanted = [kind for kind in KINDS if kind.stage is meeting.stage and kind.wanted(meeting)]
    documents = [planner.document(kind) for kind in wanted]
    return Plan(tuple(document for document in documents if document), tuple(planner.problems))


class _Planner:
    def __init__(
        self, meeting: Meeting, organisation: Organisation, body: Body, regulations: Regulations, places: Places
    ) -> None:
        self.meeting, self.organisation, self.body = meeting, organisation, body
        self.regulations, self.places = regulations, places
        self.problems: list[Problem] = []

    def document(self, kind: DocumentKind) -> PlannedDocument | None:
        details = self.meeting.details(kind.name)
        day = self._day(kind, details)
        if day is None:
            return None
        body = body_on_day(self.organisation, self.body, day)
        signer = self._signer(kind, details, body)
        series = self._series(kind, body)
        subject = Subject(
            meeting=as_printed(self.meeting, body),
            body=body,
            rules=self.regulations.on(day),
            options=self.organisation.options,
            day=day,
            number="",
            signer=signer,
            recipients=self._recipients(kind, details, body),
            draft=False,
        )
        self._uncertain_rules(subject)
        return PlannedDocument(kind, subject, series, details.number if details else None)

    def _where(self, kind: DocumentKind, field: str) -> Message:
        """The row of the form that sets this document's details; without one, the table it belongs into.

        A document of a meeting that was held has the meeting's date.
        """
        for number, details in enumerate(self.meeting.documents):
            if details.kind is kind.name:
                return self.places.of("documents", number, field)
        is_dated_by_meeting = field == "day" and kind.stage is Stage.HELD
        return self.places.of("day" if is_dated_by_meeting else "documents")

    def _day(self, kind: DocumentKind, details: DocumentDetails | None) -> date | None:
        """The document's own date: as stated; else, for a plan, a day of its preparation; the meeting's day.

        A held meeting without a day is told by the checks, once, not again for each of its documents.
        """
        if details and details.day:
            return details.day
        if kind.stage is not Stage.PLANNED:
            return self.meeting.day
        found = _prepared_on(self.meeting.thematic)
        if found is None:
            self._problem(
                "document-date-missing",
                self._where(kind, "day"),
                msg("The document “{kind}” has no date.", kind=kind.name.label),
                msg(
                    "Please write it on the sheet “Văn bản” (in a YAML form: “documents”, “date”), "
                    "or write “Ngày duyệt dự thảo” on the sheet “Chuyên đề”."
                ),
            )
        return found

    def _signer(self, kind: DocumentKind, details: DocumentDetails | None, body: BodyOnDay) -> Signer | None:
        if kind.name is DocumentKindName.MINUTES:
            return None
        if details and details.signer:
            return self._stated_signer(kind, details.signer, body)
        for office in (Office.SECRETARY, Office.ACTING, Office.DEPUTY):
            holder = body.holder(office)
            if holder:
                return Signer(holder.name, office)
        self._problem(
            "no-signer",
            self._where(kind, "signer"),
            msg("Nobody is listed as secretary, deputy or acting secretary on {day:%d/%m/%Y}.", day=body.day),
            msg("Please add the office holder to organisation.yaml, or write who signs."),
        )
        return None

    def _stated_signer(self, kind: DocumentKind, name: str, body: BodyOnDay) -> Signer | None:
        found = body.named(name)
        offices = [office for member in found for office in member.offices if office in _MAY_SIGN]
        if not offices:
            self._problem(
                "signer-without-office",
                self._where(kind, "signer"),
                msg(
                    "“{name}” is not listed as secretary, deputy or acting secretary on {day:%d/%m/%Y}.",
                    name=name,
                    day=body.day,
                ),
                msg("Please check the name, or add the office to organisation.yaml."),
            )
            return None
        return Signer(found[0].name, offices[0])

    def _series(self, kind: DocumentKind, body: BodyOnDay) -> Series | None:
        numbered = kind.name is not DocumentKindName.MINUTES or self.organisation.options.minutes_numbered
        if body.term is None:
            self._problem(
                "no-term",
                self._where(kind, "day"),
                msg("{day:%d/%m/%Y} lies in no term of the committee.", day=body.day),
                msg("Please check the date, or add the term to organisation.yaml."),
                Severity.ERROR if numbered else Severity.WARNING,
            )
        if body.term is None or not numbered:
            return None
        return Series(self.body.id, kind.symbol, body.term.name, _start(self.body, kind.symbol, body.term))

    def _recipients(self, kind: DocumentKind, details: DocumentDetails | None, body: BodyOnDay) -> tuple[str, ...]:
        """As the form says; else as the body is set up; for cells, as the office is; else the usual ones."""
        options, is_cell = self.organisation.options, body.kind is BodyKind.CELL
        if details and details.recipients:
            return details.recipients
        if kind.name is DocumentKindName.MINUTES:
            usual = options.minutes_recipients if is_cell else (_FILED_BY_COMMITTEE,)
            return self.body.minutes_recipients or usual
        return self.body.recipients or (options.recipients if is_cell else ()) or tuple(_usual_recipients(body))

    def _uncertain_rules(self, subject: Subject) -> None:
        if not subject.rules.certain:
            problem = Problem(
                "uncertain-rules",
                self.places.of("day"),
                msg("The layout rules of {day:%d/%m/%Y} are known from samples only.", day=subject.day),
                msg("Please compare the document with one of that time."),
            )
            self.problems.append(problem.as_warning())

    def _problem(
        self, code: str, where: Message, message: Message, hint: Message, severity: Severity = Severity.ERROR
    ) -> None:
        problem = Problem(code, where, message, hint, severity)
        if problem not in self.problems:
            self.problems.append(problem)


_MAY_SIGN = (Office.SECRETARY, Office.DEPUTY, Office.ACTING)


def _start(body: Body, symbol: str, term: Term) -> int:
    return next((entry.start for entry in body.series if entry.type == symbol and entry.term == term.name), 1)


def _prepared_on(part: ThematicPart | None) -> date | None:
    """A plan bears the day it was approved; where that is left open, the next best day of its preparation."""
    return (part.approval_due or part.sending_due or part.draft_due) if part else None


_FILED_BY_COMMITTEE = "Lưu Văn phòng Đảng ủy"


def _usual_recipients(body: BodyOnDay) -> Iterator[str]:
    is_cell = body.kind is BodyKind.CELL
    if body.superior_committee:
        yield f"{body.superior_committee} (để báo cáo)"
    yield f"Các đồng chí {'đảng viên' if is_cell else 'Ủy viên Ban Chấp hành'} (để thực hiện)"
    yield "Lưu Chi bộ" if is_cell else _FILED_BY_COMMITTEE
