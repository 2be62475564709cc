"""Planning: the kinds a meeting yields, one after the other, each on the rules of its own date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.documents.as_printed import as_printed
from pipeline.documents.choice import wanted_kinds
from pipeline.documents.dates import OFTEN_LEFT_OUT, document_day
from pipeline.documents.kind import DocumentKind
from pipeline.documents.plan import Plan, PlannedDocument, Series
from pipeline.documents.recipients import recipients_of
from pipeline.documents.signing import MAY_SIGN, authority_for, usual_signer
from pipeline.documents.subject import Signer, Subject
from pipeline.errors import Problem, Severity
from pipeline.meeting import DocumentDetails, DocumentKindName, Meeting, Outcome, Stage
from pipeline.messages import Message, msg
from pipeline.organisation import Body, BodyKind, BodyOnDay, Organisation, Term, body_on_day
from pipeline.records import Places
from pipeline.regulations import Regulations, RuleSet, Sure


def plan_documents(meeting: Meeting, organisation: Organisation, regulations: Regulations, places: Places) -> Plan:
    """The documents that the meeting yields at its stage. Problems are located through `places`."""
    body = organisation.body(meeting.body)
    if body is None:
        return Plan((), ())
    planner = _Planner(meeting, organisation, body, regulations, places)
    documents: list[PlannedDocument] = []
    for kind in wanted_kinds(meeting, organisation.options):
        documents += planner.documents(kind, kind.count(meeting))
    planner.unused_numbers(documents)
    return Plan(tuple(documents), tuple(planner.problems))


class _Planner:
    def __init__(
        self, meeting: Meeting, organisation: Organisation, body: Body, regulations: Regulations, places: Places
    ) -> None:
        self.meeting, self.organisation, self.body = meeting, organisation, body
        self.regulations, self.places = regulations, places
        self.problems: list[Problem] = []
        self._days: dict[date, tuple[BodyOnDay, RuleSet, Meeting]] = {}

    def documents(self, kind: DocumentKind, count: int) -> list[PlannedDocument]:
        """All documents of a kind: the same but for the part they are about."""
        for_others = kind.cell_only and self.body.kind is not BodyKind.CELL
        first = self._document(kind) if count and not for_others else None
        if first is None:
            return []
        details = self.meeting.details(kind.name)
        stated = details.number if details else None
        replaces = details.replaces if details and count == 1 else None
        return [
            PlannedDocument(
                kind,
                replace(first.subject, part=part) if part else first.subject,
                first.series,
                stated_number=None if part else stated,
                part=part,
                replaces=replaces,
            )
            for part in range(count)
        ]

    def unused_numbers(self, documents: list[PlannedDocument]) -> None:
        """Numbers stated for documents that this form does not make, or that take none."""
        numbered = {document.kind.name for document in documents if document.series is not None}
        for row, details in enumerate(self.meeting.documents):
            if details.number is not None and details.kind not in numbered:
                self._problem(
                    "number-unused",
                    self.places.of("documents", row, "number"),
                    msg(
                        "A number is given for “{kind}”, but this form makes no such document.", kind=details.kind.label
                    ),
                    msg("Please check."),
                    Severity.WARNING,
                )

    def _document(self, kind: DocumentKind) -> PlannedDocument | None:
        details = self.meeting.details(kind.name)
        day = self._day(kind)
        if day is None:
            return None
        body, rules, printed = self._on(day)
        type_ = self._type(kind, body, rules)
        if type_ is None:
            return None
        subject = Subject(
            kind=kind.name,
            type=type_,
            part=0,
            meeting=printed,
            body=body,
            rules=rules,
            options=self.organisation.options,
            day=day,
            number="",
            signer=self._signer(kind, details, body) if kind.signed else None,
            authority=authority_for(kind.name, body, rules),
            recipients=recipients_of(kind.name, details, self.body, body, self.organisation.options, rules.wording),
            draft=False,
        )
        self._uncertain_rules(kind, subject)
        return PlannedDocument(kind, subject, self._series(kind, type_, body), None)

    def _on(self, day: date) -> tuple[BodyOnDay, RuleSet, Meeting]:
        """The body, the rules and the meeting's names as they were on the day: most documents share one."""
        if day not in self._days:
            body = body_on_day(self.organisation, self.body, day)
            self._days[day] = (body, self.regulations.on(day), as_printed(self.meeting, body))
        return self._days[day]

    def _where(self, kind: DocumentKind, field: str) -> Message:
        """The row of the form that sets this document's details; without one, the table it belongs into.

        A document of a meeting that was held has the meeting's date.
        """
        for number, details in enumerate(self.meeting.documents):
            if details.kind is kind.name:
                return self.places.of("documents", number, field)
        is_dated_by_meeting = field == "day" and kind.stage is Stage.HELD
        return self.places.of("day" if is_dated_by_meeting else "documents")

    def _day(self, kind: DocumentKind) -> date | None:
        """The document's own date; a held meeting without a day is told by the checks, once, not for each document."""
        found = document_day(kind, self.meeting)
        if found is not None or kind.stage is Stage.HELD:
            return found
        if kind.name in OFTEN_LEFT_OUT:
            self._problem(
                "document-left-out",
                self.places.of("announced"),
                msg("“{kind}” is not made: its date is not given.", kind=kind.name.label),
                msg("To have it made, please fill in “Ngày thông báo, gửi giấy mời”."),
                Severity.WARNING,
            )
            return None
        by_preparation = kind.stage is Stage.PLANNED and kind.name is not DocumentKindName.INSPECTION_PROGRAMME
        self._problem(
            "document-date-missing",
            self._where(kind, "day"),
            msg("The document “{kind}” has no date.", kind=kind.name.label),
            msg(
                "Please write it on the sheet “Văn bản” (in a YAML form: “documents”, “date”), "
                "or write “Ngày duyệt dự thảo” on the sheet “Chuyên đề”."
            )
            if by_preparation
            else msg("Please write it on the sheet “Văn bản” (in a YAML form: “documents”, “date”)."),
        )
        return None

    def _type(self, kind: DocumentKind, body: BodyOnDay, rules: RuleSet) -> str | None:
        """The letters of the symbol; a type that the body may not issue needs the clerk's word that it was."""
        if not kind.types:
            return ""
        is_cell = body.kind is BodyKind.CELL
        allowed = next((symbol for symbol in kind.types if rules.may_issue(is_cell, symbol)), None)
        if allowed is not None:
            return allowed
        assert rules.issuing is not None  # noqa: S101 (without issuing rules everything is allowed)
        is_outcome = kind.name is DocumentKindName.CONCLUSION and self.meeting.outcome is Outcome.CONCLUSION
        problem = Problem(
            "type-not-allowed",
            self.places.of("outcome") if is_outcome else self._where(kind, "kind"),
            msg(
                "“{kind}” is none of the types that {body} may issue under {rule}.",
                kind=kind.name.label,
                body=body.kind.label.lower(),
                rule=rules.issuing.id,
            ),
            msg("Please choose another; if it was issued all the same, mark “Xác nhận đúng thực tế”."),
            contradiction=True,
        )
        self.problems.append(problem.as_warning() if self.meeting.confirmed else problem)
        return kind.types[0] if self.meeting.confirmed else None

    def _signer(self, kind: DocumentKind, details: DocumentDetails | None, body: BodyOnDay) -> Signer | None:
        if details and details.signer:
            return self._stated_signer(kind, details.signer, body)
        found = usual_signer(body)
        if found:
            return found
        self._problem(
            "no-signer",
            self._where(kind, "signer"),
            msg("Nobody is listed as secretary, deputy or acting secretary on {day:%d/%m/%Y}.", day=body.day),
            msg("Please add the office holder to organisation.yaml, or write who signs."),
        )
        return None

    def _stated_signer(self, kind: DocumentKind, name: str, body: BodyOnDay) -> Signer | None:
        found = body.named(name)
        offices = [office for member in found for office in member.offices if office in MAY_SIGN]
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

    def _series(self, kind: DocumentKind, type_: str, body: BodyOnDay) -> Series | None:
        minutes_without = kind.name is DocumentKindName.MINUTES and not self.organisation.options.minutes_numbered
        numbered = bool(type_) and kind.numbered and not minutes_without
        if body.term is None and type_ and kind.numbered:
            self._problem(
                "no-term",
                self._where(kind, "day"),
                msg("{day:%d/%m/%Y} lies in no term of the committee.", day=body.day),
                msg("Please check the date, or add the term to organisation.yaml."),
                Severity.ERROR if numbered else Severity.WARNING,
            )
        if body.term is None or not numbered:
            return None
        return Series(self.body.id, type_, body.term.name, _start(self.body, type_, body.term))

    def _uncertain_rules(self, kind: DocumentKind, subject: Subject) -> None:
        if not subject.rules.certain:
            self._problem(
                "uncertain-rules",
                self.places.of("day"),
                msg("The layout rules of {day:%d/%m/%Y} are known from samples only.", day=subject.day),
                msg("Please compare the document with one of that time."),
                Severity.WARNING,
            )
        is_score = kind.name in (DocumentKindName.SCORE_SHEET, DocumentKindName.BLANK_SCORE_SHEET)
        if is_score and subject.rules.score_sheet(self.meeting.kind).sure is Sure.SAMPLES:
            self._problem(
                "uncertain-score-sheet",
                self.places.of("score"),
                msg("The score sheet of {day:%d/%m/%Y} is known from samples only.", day=subject.day),
                msg("Please compare it with the superior's sheet; the office may put its own into regulations.yaml."),
                Severity.WARNING,
            )

    def _problem(
        self, code: str, where: Message, message: Message, hint: Message, severity: Severity = Severity.ERROR
    ) -> None:
        problem = Problem(code, where, message, hint, severity)
        if problem not in self.problems:
            self.problems.append(problem)


def _start(body: Body, symbol: str, term: Term) -> int:
    return next((entry.start for entry in body.series if entry.type == symbol and entry.term == term.name), 1)
