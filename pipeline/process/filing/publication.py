"""One meeting folder as it is to be: new in whole, or changed with everything earlier kept in its history."""

from __future__ import annotations

from pipeline import __version__
from pipeline.archive import (
    FILED,
    FORMAT,
    Change,
    FiledDocument,
    FiledForm,
    HistoryEntry,
    Manifest,
    VoidedNumber,
    durable,
    publish_change,
    publish_new,
)
from pipeline.archive.manifest import paths_of
from pipeline.errors import Problem
from pipeline.meeting import Meeting, Stage
from pipeline.office_files.packages import file_digest
from pipeline.process.filing.attachments import Attached
from pipeline.process.filing.documents import Rendered
from pipeline.process.filing.place import Placed
from pipeline.process.filing.revision import name_of, revision_of
from pipeline.process.intake.prepare import Prepared
from pipeline.process.office import Office, announced
from pipeline.templates.version import RENDER_VERSION

ACTION_FILED, ACTION_REVISED = "filed", "revised"  # what the history calls the filing of a form


def publish(
    office: Office, prepared: Prepared, placed: Placed, rendered: tuple[Rendered, ...], beside: Attached
) -> tuple[Manifest, tuple[Problem, ...]]:
    """Write the folder. Returns its manifest, and warnings on what was left alone or lost its document."""
    old, stage = placed.folder.manifest, placed.meeting.stage
    form_path = f"bieu-mau-{name_of(stage, placed.round)}{suffix_of(prepared.name)}"
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
    documents = tuple(_filed(office, one, form) for one in rendered)
    files = {form_path: prepared.clean} | {one.path: one.data for one in rendered}
    with announced(office):
        if old is None:
            manifest = _manifest(office, prepared, placed, form, documents, (), beside)
            durable.make_folder(placed.folder.path.parent)
            publish_new(placed.folder.path, files | beside.files, manifest.to_bytes())
            warnings: tuple[Problem, ...] = ()
        else:
            revision = revision_of(office, placed, old, form, documents, files)
            kept = revision.kept | beside.kept
            manifest = _manifest(office, prepared, placed, form, revision.documents, tuple(kept), beside)
            put, known = revision.files | beside.files | kept, frozenset(paths_of(old))
            change = Change(put, revision.removed, manifest.to_bytes(), known)
            publish_change(placed.folder.path, change)
            warnings = revision.warnings
    return manifest, warnings


def _filed(office: Office, one: Rendered, form: FiledForm) -> FiledDocument:
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
        content_sha256=one.content_sha256,
        version=form.version,
        status=FILED,
        replaces=one.replaces,
        render_version=RENDER_VERSION,
        rules_sha256=office.rules_sha256,
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
    action = ACTION_FILED if form.version == 1 else ACTION_REVISED
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
