"""Numbers for documents, and documents from templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.archive import Manifest
from pipeline.checks import check_number_order
from pipeline.documents import FiledPaper, Known, PlannedDocument
from pipeline.errors import Problem
from pipeline.meeting import DocumentKindName, Stage
from pipeline.office_files.packages import file_digest
from pipeline.process.office import Office
from pipeline.process.place import Placed
from pipeline.process.prepare import Prepared
from pipeline.process.template import template_of
from pipeline.register import NumberWanted
from pipeline.templates.render import render
from pipeline.vietnamese.text import slug

FORMAT = 1

_STAGE_NAMES = {
    Stage.PLANNED: "du-kien",
    Stage.HELD: "da-hop",
    Stage.FOLLOWED_UP: "sau-hop",
    Stage.POSTPONED: "hoan",
    Stage.CANCELLED: "khong-to-chuc",
}


@dataclass(frozen=True)
class Rendered:
    """A document, numbered and filled."""

    plan: PlannedDocument
    number: int | None
    path: str
    data: bytes
    template_sha256: str


def numbers_wanted(placed: Placed, documents: Iterable[PlannedDocument]) -> list[NumberWanted]:
    """What the register is asked for."""
    return [
        NumberWanted(
            *(document.series.body, document.series.type, document.series.term, document.series.start),
            *(placed.folder.code, document.key, document.day, document.stated_number),
        )
        for document in documents
        if document.series is not None
    ]


def render_documents(
    office: Office, placed: Placed, documents: Iterable[PlannedDocument], numbers: Mapping[str, int]
) -> tuple[Rendered, ...]:
    """Every document filled from its template. Raises `BadTemplate`."""
    planned = list(documents)
    known = known_of(placed.folder.manifest, planned, numbers)
    rendered = []
    for document in planned:
        number = numbers.get(document.key)
        template = template_of(office.workspace, document)
        data = render(template, document.context(number, known=known), day=document.day)
        rendered.append(
            Rendered(document, number, _file_name(document, number), data, file_digest(template.read_bytes()))
        )
    return tuple(rendered)


def known_of(manifest: Manifest | None, planned: Iterable[PlannedDocument], numbers: Mapping[str, int]) -> Known:
    """What the archive knows of the meeting, with the documents that are made in this run."""
    papers: dict[DocumentKindName, FiledPaper] = {}
    for filed in manifest.documents if manifest else ():
        if filed.status == "filed":
            _note(papers, filed.kind, filed.symbol, filed.date)
    for document in planned:
        number = numbers.get(document.key)
        _note(papers, document.kind.name, None if number is None else document.symbol(number), document.day)
    held = manifest.form(Stage.HELD) if manifest else None
    return Known(held.record if held else None, papers)


def _note(papers: dict[DocumentKindName, FiledPaper], kind: DocumentKindName, symbol: str | None, day: date) -> None:
    papers[kind] = FiledPaper(kind, symbol, day)


def _file_name(document: PlannedDocument, number: int | None) -> str:
    """A name made by us: `05-NQ-nghi-quyet.docx`; ASCII, safe on every system."""
    prefix = "" if number is None else f"{number:02}-{slug(document.subject.type).upper()}-"
    part = f"-{document.part + 1}" if document.part else ""
    return f"{prefix}{document.kind.slug}{part}.docx"


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
