"""Numbers for documents, and documents from templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.archive import FILED, FiledDocument, Manifest, replaced_by
from pipeline.checks import check_number_order
from pipeline.documents import FiledPaper, Known, PlannedDocument, abstract_of, document_key
from pipeline.errors import Problem
from pipeline.meeting import DocumentKindName, Stage
from pipeline.process.filing.frozen import replaced
from pipeline.process.filing.place import Placed
from pipeline.process.filing.template import template_of
from pipeline.process.intake.prepare import Prepared
from pipeline.process.office import Office
from pipeline.register import NumberWanted
from pipeline.templates.render import fill
from pipeline.vietnamese.text import slug


@dataclass(frozen=True)
class Rendered:
    """A document, numbered and filled. `abstract` is what it is about, as it is printed.

    `replaces` is the path, in the meeting's folder, of the issued document whose place it takes.
    """

    plan: PlannedDocument
    number: int | None
    path: str
    data: bytes
    content_sha256: str
    template_sha256: str
    abstract: str
    replaces: str | None = None


def numbers_wanted(placed: Placed, prepared: Prepared) -> list[NumberWanted]:
    """What the register is asked for: numbers of documents, and void ones that no document is to get."""
    wanted = [
        NumberWanted(
            *(document.series.body, document.series.type, document.series.term, document.series.start),
            *(placed.folder.code, _key(document, placed), document.day, document.stated_number),
        )
        for document in prepared.documents
        if document.series is not None
    ]
    manifest = placed.folder.manifest
    carried = {(d.type, d.term, d.number) for d in manifest.documents if d.status == FILED} if manifest else set()
    wanted += [
        NumberWanted(
            *(void.series.body, void.series.type, void.series.term, void.series.start),
            *(placed.folder.code, void.key, void.day, void.number),
        )
        for void in prepared.void_numbers
        if not void.is_taken_back and (void.series.type, void.series.term, void.number) not in carried
    ]
    return wanted


def render_documents(
    office: Office, placed: Placed, documents: Iterable[PlannedDocument], numbers: Mapping[str, int]
) -> tuple[Rendered, ...]:
    """Every document filled from its template. Raises `BadTemplate`."""
    planned = list(documents)
    old = {document.key: _replaced(placed.folder.manifest, document) for document in planned}
    known = known_of(placed.folder.manifest, planned, {d.key: numbers.get(_key(d, placed)) for d in planned})
    rendered = []
    for document in planned:
        number = numbers.get(_key(document, placed))
        template = template_of(office.workspace, document)
        context = document.context(number, known=known)
        filled = fill(template, context, day=document.day)
        rendered.append(
            Rendered(
                plan=document,
                number=number,
                path=file_name(document, number, placed.round),
                data=filled.data,
                content_sha256=filled.content_sha256,
                template_sha256=filled.template_sha256,
                abstract=abstract_of(context),
                replaces=found.path if (found := old[document.key]) else None,
            )
        )
    return tuple(rendered)


def known_of(manifest: Manifest | None, planned: Iterable[PlannedDocument], numbers: Mapping[str, int | None]) -> Known:
    """What the archive knows of the meeting, with the documents that are made in this run; numbers by their keys."""
    papers: dict[DocumentKindName, FiledPaper] = {}
    former: dict[DocumentKindName, FiledPaper] = {}
    for filed in manifest.documents if manifest else ():
        if filed.status == FILED and manifest and replaced_by(filed, manifest) is None:
            _note(papers, filed.kind, filed.symbol, filed.date)
        elif filed.status == FILED:
            _note(former, filed.kind, filed.symbol, filed.date)
    for document in planned:
        number = numbers.get(document.key)
        _note(papers, document.kind.name, None if number is None else document.symbol(number), document.day)
        if old := _replaced(manifest, document):
            _note(former, old.kind, old.symbol, old.date)
    held = manifest.form(Stage.HELD) if manifest else None
    return Known(held.record if held else None, papers, former)


def _replaced(manifest: Manifest | None, document: PlannedDocument) -> FiledDocument | None:
    filed = manifest.documents if manifest else ()
    return replaced(document, [one for one in filed if one.status == FILED])


def _note(papers: dict[DocumentKindName, FiledPaper], kind: DocumentKindName, symbol: str | None, day: date) -> None:
    papers[kind] = FiledPaper(kind, symbol, day)


def _key(document: PlannedDocument, placed: Placed) -> str:
    """What the register knows the document by."""
    return document_key(document.kind.name, document.part, placed.round)


def file_name(document: PlannedDocument, number: int | None, round_: int) -> str:
    """A name made by us: `05-NQ-nghi-quyet.docx`; ASCII, safe on every system."""
    prefix = "" if number is None else f"{number:02}-{slug(document.subject.type).upper()}-"
    again = f"-lan-{round_ + 1}" if round_ else ""
    return f"{prefix}{document.kind.slug}{document.suffix}{again}.docx"


def order_warnings(office: Office, prepared: Prepared, rendered: Iterable[Rendered]) -> tuple[Problem, ...]:
    """Where numbers and dates of a series do not run the same way."""
    found: list[Problem] = []
    for one in rendered:
        series = one.plan.series
        if series is None or one.number is None:
            continue
        taken = office.register.taken(series.body, series.type, series.term)
        where = prepared.places.of("day")
        found += check_number_order(one.plan.symbol(one.number), one.number, one.plan.day, taken, where)
    return tuple(found)
