"""A new version of a stage: what goes into the folder, what is put aside, and what nobody may rewrite."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import FILED, VOID, FiledDocument, FiledForm, Manifest, as_found, is_frozen, was_edited
from pipeline.errors import Problem, Severity
from pipeline.meeting import Stage
from pipeline.messages import msg
from pipeline.process.filing.place import Placed
from pipeline.process.office import Office

_STAGE_NAMES = {
    Stage.PLANNED: "du-kien",
    Stage.HELD: "da-hop",
    Stage.FOLLOWED_UP: "sau-hop",
    Stage.POSTPONED: "hoan",
    Stage.CANCELLED: "khong-to-chuc",
}


def name_of(stage: Stage, round_: int) -> str:
    """`da-hop`, `sau-hop-lan-2`."""
    return f"{_STAGE_NAMES[stage]}-lan-{round_ + 1}" if round_ else _STAGE_NAMES[stage]


@dataclass(frozen=True)
class Revision:
    """What a new version of a stage puts into the folder, takes out of it, and keeps in its history."""

    documents: tuple[FiledDocument, ...]
    files: dict[str, bytes]
    kept: dict[str, bytes]
    removed: tuple[str, ...]
    warnings: tuple[Problem, ...]


def revision_of(
    office: Office,
    placed: Placed,
    old: Manifest,
    form: FiledForm,
    made: tuple[FiledDocument, ...],
    files: dict[str, bytes],
) -> Revision:
    """Put aside what the stage had, except what is issued or a hand edited: that stays. No number is ever forgotten."""
    folder, earlier = placed.folder.path, old.form(form.stage, form.round)
    mine = [document for document in old.documents if (document.stage, document.round) == (form.stage, form.round)]
    issued = {document.path for document in mine if is_frozen(document, old, office.presumed)}
    edited = {document.path for document in mine if was_edited(folder, document)} | issued
    replaced = {document.replaces for document in (*old.documents, *made)}
    shelf = f"lich-su/{name_of(form.stage, form.round)}-{form.version - 1}"
    before = [document.path for document in mine if document.status == FILED and document.path not in edited]
    before += [earlier.path] if earlier else []
    kept = {f"{shelf}/{path}": (folder / path).read_bytes() for path in before if (folder / path).is_file()}
    documents = [document for document in made if document.path not in edited]
    documents += [as_found(folder, document, office.timestamp) for document in mine if document.path in edited]
    voided = [_voided(document, shelf) for document in mine if _lost(document, documents)]
    warnings = [_kept_warning(folder, path, path in issued) for path in sorted(edited - replaced)]
    warnings += [_void_warning(document) for document in voided if document not in mine]
    return Revision(
        documents=(*documents, *voided),
        files={path: data for path, data in files.items() if path not in edited},
        kept=kept,
        removed=tuple(path for path in before if path not in files),
        warnings=tuple(warnings),
    )


def _lost(document: FiledDocument, documents: list[FiledDocument]) -> bool:
    """A number whose document is not made any more."""
    return document.number is not None and document.symbol not in {
        other.symbol for other in documents if other.term == document.term
    }


def _voided(document: FiledDocument, shelf: str) -> FiledDocument:
    if document.status == VOID:
        return document
    return document.model_copy(update={"status": VOID, "path": f"{shelf}/{document.path}"})


def _kept_warning(folder: Path, path: str, is_issued: bool) -> Problem:
    if not is_issued:
        return _edited_warning(path)
    return _issued_warning(path) if (folder / path).exists() else issued_lost_warning(path)


def issued_lost_warning(path: str) -> Problem:
    """That the file of an issued document is gone, which nothing but its own copy or paper can replace."""
    return Problem(
        "issued-lost",
        msg("document “{name}”", name=path),
        msg("This document is issued, but its file is no longer there; it is not made anew from the form."),
        msg("Please restore it from a backup or from the signed paper; “vanthu verify” says what is left of it."),
        Severity.WARNING,
    )


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
