"""Numbers, rendering and the new manifest of one meeting folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline import __version__
from pipeline.archive import Change, FiledDocument, FiledForm, HistoryEntry, Manifest, publish_change, publish_new
from pipeline.checks import check_number_order
from pipeline.documents import PlannedDocument
from pipeline.errors import Problem, Severity
from pipeline.meeting import Meeting, Stage
from pipeline.messages import msg
from pipeline.office_files.packages import content_digest, file_digest
from pipeline.process.office import Office
from pipeline.process.place import Placed
from pipeline.process.prepare import Prepared
from pipeline.register import NumberWanted
from pipeline.templates.render import render
from pipeline.vietnamese.text import slug

FORMAT = 1

_STAGE_NAMES = {
    Stage.PLANNED: "du-kien",
    Stage.HELD: "da-hop",
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
            *(placed.folder.code, document.kind.name.value, document.day, document.stated_number),
        )
        for document in documents
        if document.series is not None
    ]


def render_documents(
    office: Office, documents: Iterable[PlannedDocument], numbers: Mapping[str, int]
) -> tuple[Rendered, ...]:
    """Every document filled from its template. Raises `BadTemplate`."""
    rendered = []
    for document in documents:
        number = numbers.get(document.kind.name.value)
        template = office.workspace.template(document.kind.template, document.subject.body.id)
        data = render(template, document.context(number), day=document.day)
        rendered.append(
            Rendered(document, number, _file_name(document, number), data, file_digest(template.read_bytes()))
        )
    return tuple(rendered)


def _file_name(document: PlannedDocument, number: int | None) -> str:
    """A name made by us: `05-NQ-nghi-quyet.docx`; ASCII, safe on every system."""
    prefix = "" if number is None else f"{number:02}-{slug(document.kind.symbol).upper()}-"
    return f"{prefix}{document.kind.slug}.docx"


def publish(
    office: Office, prepared: Prepared, placed: Placed, rendered: tuple[Rendered, ...]
) -> tuple[Manifest, tuple[Problem, ...]]:
    """Write the folder: new in whole, or changed by journal. The manifest, and warnings on what was left alone."""
    old, stage = placed.folder.manifest, placed.meeting.stage
    form_path = f"bieu-mau-{_STAGE_NAMES[stage]}{suffix_of(prepared.name)}"
    earlier = old.form(stage) if old else None
    version = earlier.version + 1 if earlier else 1
    form = FiledForm(stage=stage, path=form_path, sha256=prepared.sha256, version=version, record=placed.meeting)
    documents = tuple(_filed(one, stage, version) for one in rendered)
    files = {form_path: prepared.data} | {one.path: one.data for one in rendered}
    if old is None:
        manifest = _manifest(office, placed, None, form, documents, ())
        placed.folder.path.parent.mkdir(parents=True, exist_ok=True)
        publish_new(placed.folder.path, files, manifest.to_bytes())
        return manifest, ()
    return _revise(office, placed, old, form, documents, files)


def _revise(
    office: Office,
    placed: Placed,
    old: Manifest,
    form: FiledForm,
    documents: tuple[FiledDocument, ...],
    files: dict[str, bytes],
) -> tuple[Manifest, tuple[Problem, ...]]:
    """Put aside what the stage had in the history, except what a hand edited: that stays as it is."""
    folder, stage = placed.folder.path, form.stage
    edited = {d.path for d in old.documents if d.stage is stage and _was_edited(placed, d)}
    files = {path: data for path, data in files.items() if path not in edited}
    documents = tuple(d for d in documents if d.path not in edited) + tuple(
        d for d in old.documents if d.path in edited
    )
    earlier = old.form(stage)
    before = [d.path for d in old.documents if d.stage is stage and d.path not in edited]
    before += [earlier.path] if earlier else []
    shelf = f"lich-su/{_STAGE_NAMES[stage]}-{form.version - 1}"
    kept = {f"{shelf}/{path}": (folder / path).read_bytes() for path in before if (folder / path).is_file()}
    manifest = _manifest(office, placed, old, form, documents, tuple(kept))
    publish_change(
        folder, Change(files | kept, tuple(path for path in before if path not in files), manifest.to_bytes())
    )
    return manifest, tuple(_edited_warning(path) for path in sorted(edited))


def _was_edited(placed: Placed, document: FiledDocument) -> bool:
    path = placed.folder.path / document.path
    return path.is_file() and file_digest(path.read_bytes()) != document.sha256


def _edited_warning(path: str) -> Problem:
    return Problem(
        "hand-edited",
        msg("document “{name}”", name=path),
        msg("This document was edited by hand in Word and is kept as it is."),
        msg("Please compare it with the form; to have it made anew, rename or move it and drop the form again."),
        Severity.WARNING,
    )


def _filed(one: Rendered, stage: Stage, version: int) -> FiledDocument:
    plan = one.plan
    return FiledDocument(
        kind=plan.kind.name,
        stage=stage,
        type=plan.kind.symbol,
        term=plan.series.term if plan.series else None,
        number=one.number,
        symbol=None if one.number is None else plan.symbol(one.number),
        date=plan.day,
        signer=plan.subject.signer.name if plan.subject.signer else plan.subject.meeting.chair,
        rule_set=plan.subject.rules.id,
        template=plan.kind.template,
        template_sha256=one.template_sha256,
        path=one.path,
        sha256=file_digest(one.data),
        content_sha256=content_digest(one.data),
        version=version,
        status="filed",
    )


def _manifest(
    office: Office,
    placed: Placed,
    old: Manifest | None,
    form: FiledForm,
    documents: tuple[FiledDocument, ...],
    kept: tuple[str, ...],
) -> Manifest:
    meeting: Meeting = placed.meeting
    stage = form.stage
    forms = tuple(f for f in (old.forms if old else ()) if f.stage is not stage)
    others = tuple(d for d in (old.documents if old else ()) if d.stage is not stage)
    action = "filed" if form.version == 1 else "revised"
    entry = HistoryEntry(at=office.timestamp, action=action, stage=stage, version=form.version, kept=kept)
    return Manifest(
        format=FORMAT,
        tool=f"vanthu {__version__}",
        meeting=placed.folder.code,
        body=meeting.body,
        kind=meeting.kind,
        month=meeting.period.month,
        ordinal=placed.folder.ordinal,
        stage=stage,
        forms=(*forms, form),
        documents=(*others, *documents),
        history=(*(old.history if old else ()), entry),
    )


def suffix_of(name: str) -> str:
    """The ending of a form's name, in lower case: the one part of it that is kept."""
    return "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""


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
