"""One meeting folder as it is to be: new in whole, or changed with everything earlier kept in its history."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import __version__
from pipeline.archive import (
    FILED,
    FORMAT,
    VOID,
    Change,
    DocumentStatus,
    FiledDocument,
    FiledForm,
    HistoryEntry,
    Manifest,
    VoidedNumber,
    durable,
    publish_change,
    publish_new,
    status_of,
)
from pipeline.errors import Problem, Severity
from pipeline.meeting import Meeting, Stage
from pipeline.messages import msg
from pipeline.office_files.packages import content_digest, file_digest
from pipeline.process.filing.attachments import Attached
from pipeline.process.filing.documents import Rendered
from pipeline.process.filing.place import Placed
from pipeline.process.intake.prepare import Prepared
from pipeline.process.office import Office, announced

_STAGE_NAMES = {
    Stage.PLANNED: "du-kien",
    Stage.HELD: "da-hop",
    Stage.FOLLOWED_UP: "sau-hop",
    Stage.POSTPONED: "hoan",
    Stage.CANCELLED: "khong-to-chuc",
}


def publish(
    office: Office, prepared: Prepared, placed: Placed, rendered: tuple[Rendered, ...], beside: Attached
) -> tuple[Manifest, tuple[Problem, ...]]:
    """Write the folder. Returns its manifest, and warnings on what was left alone or lost its document."""
    old, stage = placed.folder.manifest, placed.meeting.stage
    form_path = f"bieu-mau-{_name_of(stage, placed.round)}{suffix_of(prepared.name)}"
    earlier = old.form(stage, placed.round) if old else None
    version = earlier.version + 1 if earlier else 1
    form = FiledForm(
        stage=stage,
        round=placed.round,
        path=form_path,
        sha256=file_digest(prepared.clean),
        version=version,
        record=placed.meeting,
    )
    documents = tuple(_filed(one, form) for one in rendered)
    files = {form_path: prepared.clean} | {one.path: one.data for one in rendered}
    with announced(office):
        if old is None:
            manifest = _manifest(office, prepared, placed, form, documents, (), beside)
            durable.make_folder(placed.folder.path.parent)
            publish_new(placed.folder.path, files | beside.files, manifest.to_bytes())
            warnings: tuple[Problem, ...] = ()
        else:
            revision = _revision(placed, old, form, documents, files)
            kept = revision.kept | beside.kept
            manifest = _manifest(office, prepared, placed, form, revision.documents, tuple(kept), beside)
            change = Change(revision.files | beside.files | kept, revision.removed, manifest.to_bytes())
            publish_change(placed.folder.path, change)
            warnings = revision.warnings
    return manifest, warnings


def _name_of(stage: Stage, round_: int) -> str:
    """`da-hop`, `sau-hop-lan-2`."""
    return f"{_STAGE_NAMES[stage]}-lan-{round_ + 1}" if round_ else _STAGE_NAMES[stage]


@dataclass(frozen=True)
class _Revision:
    """What a new version of a stage puts into the folder, takes out of it, and keeps in its history."""

    documents: tuple[FiledDocument, ...]
    files: dict[str, bytes]
    kept: dict[str, bytes]
    removed: tuple[str, ...]
    warnings: tuple[Problem, ...]


def _revision(
    placed: Placed, old: Manifest, form: FiledForm, made: tuple[FiledDocument, ...], files: dict[str, bytes]
) -> _Revision:
    """Put aside what the stage had, except what is issued or a hand edited: that stays. No number is ever forgotten."""
    folder, earlier = placed.folder.path, old.form(form.stage, form.round)
    mine = [document for document in old.documents if (document.stage, document.round) == (form.stage, form.round)]
    issued = {document.path for document in mine if status_of(document, old) is DocumentStatus.ISSUED}
    edited = {document.path for document in mine if was_edited(placed, document)} | issued
    shelf = f"lich-su/{_name_of(form.stage, form.round)}-{form.version - 1}"
    before = [document.path for document in mine if document.status == FILED and document.path not in edited]
    before += [earlier.path] if earlier else []
    kept = {f"{shelf}/{path}": (folder / path).read_bytes() for path in before if (folder / path).is_file()}
    documents = [document for document in made if document.path not in edited]
    documents += [document for document in mine if document.path in edited]
    voided = [_voided(document, shelf) for document in mine if _lost(document, documents)]
    warnings = [_issued_warning(path) if path in issued else _edited_warning(path) for path in sorted(edited)]
    warnings += [_void_warning(document) for document in voided if document not in mine]
    return _Revision(
        documents=(*documents, *voided),
        files={path: data for path, data in files.items() if path not in edited},
        kept=kept,
        removed=tuple(path for path in before if path not in files),
        warnings=tuple(warnings),
    )


def was_edited(placed: Placed, document: FiledDocument) -> bool:
    """Whether somebody changed a filed document in Word."""
    path = placed.folder.path / document.path
    return document.status == FILED and path.is_file() and file_digest(path.read_bytes()) != document.sha256


def _lost(document: FiledDocument, documents: list[FiledDocument]) -> bool:
    """A number whose document is not made any more."""
    return document.number is not None and document.symbol not in {
        other.symbol for other in documents if other.term == document.term
    }


def _voided(document: FiledDocument, shelf: str) -> FiledDocument:
    if document.status == VOID:
        return document
    return document.model_copy(update={"status": VOID, "path": f"{shelf}/{document.path}"})


def _edited_warning(path: str) -> Problem:
    return Problem(
        "hand-edited",
        msg("document “{name}”", name=path),
        msg("This document was edited by hand in Word and is kept as it is."),
        msg("Please compare it with the form; to have it made anew, rename or move it and drop the form again."),
        Severity.WARNING,
    )


def _issued_warning(path: str) -> Problem:
    return Problem(
        "issued-kept",
        msg("document “{name}”", name=path),
        msg("This document is issued and stays as it was signed; the corrected form is on record."),
        msg("Please correct it by a letter of correction or supplementary minutes, on the form “Cập nhật sau họp”."),
        Severity.WARNING,
    )


def _void_warning(document: FiledDocument) -> Problem:
    return Problem(
        "number-void",
        msg("document “{name}”", name=document.symbol),
        msg("This document is not made any more; its number is void and is not given again."),
        msg("Please note this in the paper register; the earlier document lies in the folder “lich-su”."),
        Severity.WARNING,
    )


def _filed(one: Rendered, form: FiledForm) -> FiledDocument:
    plan = one.plan
    return FiledDocument(
        kind=plan.kind.name,
        part=plan.part,
        stage=form.stage,
        round=form.round,
        type=plan.subject.type,
        term=plan.series.term if plan.series else None,
        number=one.number,
        symbol=None if one.number is None else plan.symbol(one.number),
        abstract=one.abstract,
        date=plan.day,
        signer=plan.subject.signer.name if plan.subject.signer else plan.subject.meeting.chair,
        rule_set=plan.subject.rules.id,
        template=plan.kind.template,
        template_sha256=one.template_sha256,
        path=one.path,
        sha256=file_digest(one.data),
        content_sha256=content_digest(one.data),
        version=form.version,
        status=FILED,
    )


def _manifest(
    office: Office,
    prepared: Prepared,
    placed: Placed,
    form: FiledForm,
    documents: tuple[FiledDocument, ...],
    kept: tuple[str, ...],
    beside: Attached,
) -> Manifest:
    meeting: Meeting = placed.meeting
    old, stage = placed.folder.manifest, form.stage
    mine = (stage, form.round)
    taken_back = {(v.series.type, v.series.term, v.number) for v in prepared.void_numbers if v.is_taken_back}
    forms = tuple(f for f in (old.forms if old else ()) if (f.stage, f.round) != mine)
    others = tuple(d for d in (old.documents if old else ()) if (d.stage, d.round) != mine)
    void = tuple(
        number
        for number in (old.void_numbers if old else ())
        if (number.stage, number.round) != mine and (number.type, number.term, number.number) not in taken_back
    )
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
        stage=_furthest(forms, stage),
        forms=(*forms, form),
        documents=(*others, *documents),
        history=(*(old.history if old else ()), entry),
        void_numbers=(*void, *_void_numbers(prepared, form)),
        attachments=beside.listed,
    )


def _void_numbers(prepared: Prepared, form: FiledForm) -> tuple[VoidedNumber, ...]:
    return tuple(
        VoidedNumber(
            kind=void.kind,
            stage=form.stage,
            round=form.round,
            type=void.series.type,
            term=void.series.term,
            number=void.number,
            date=void.day,
            reason=void.reason,
        )
        for void in prepared.void_numbers
        if not void.is_taken_back
    )


def _furthest(forms: tuple[FiledForm, ...], stage: Stage) -> Stage:
    """Correcting what was held does not undo what followed it."""
    followed = stage is Stage.HELD and any(form.stage is Stage.FOLLOWED_UP for form in forms)
    return Stage.FOLLOWED_UP if followed else stage


def suffix_of(name: str) -> str:
    """The ending of a form's name, in lower case: the one part of it that is kept."""
    return "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
