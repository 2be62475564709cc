"""What stands in a meeting's folder already, as far as a form has to do with it."""

from __future__ import annotations

from pathlib import Path

from pipeline.archive import VOID, FiledDocument, FiledForm, HistoryEntry, Manifest, is_frozen
from pipeline.errors import ArchiveDamaged, Problem, Severity
from pipeline.messages import msg
from pipeline.process.filing.place import Placed
from pipeline.process.filing.publication import ACTION_FILED, ACTION_REVISED
from pipeline.process.filing.revision import issued_lost_warning
from pipeline.process.intake.owners import owner_file
from pipeline.process.office import Office
from pipeline.process.outcome import DocumentResult, Earlier, document_result


def missing(office: Office, placed: Placed) -> tuple[list[FiledDocument], list[Problem]]:
    """Documents of the stage that somebody moved or deleted: dropping the form again makes them anew.

    Not those that are issued: of them comes a warning.
    """
    manifest = placed.folder.manifest
    if manifest is None:
        return [], []
    gone = [one for one in current(placed, manifest) if not (placed.folder.path / one.path).exists()]
    issued = [one for one in gone if is_frozen(one, manifest, office.presumed)]
    return [one for one in gone if one not in issued], [issued_lost_warning(one.path) for one in issued]


def open_documents(placed: Placed) -> tuple[Problem, ...]:
    """Documents that a revision would replace while Word has them open: saved there, they would overwrite it."""
    if placed.folder.manifest is None:
        return ()
    paths = [placed.folder.path / document.path for document in current(placed, placed.folder.manifest)]
    return tuple(
        Problem(
            "document-open",
            msg("document “{name}”", name=path.name),
            msg("The document is open in an office program."),
            msg("Please close it; the form is taken in the next pass."),
            Severity.WARNING,
        )
        for path in paths
        if owner_file(path)
    )


def check_free(office: Office, placed: Placed) -> None:
    """A folder without a manifest holds nothing, and its meeting lies nowhere else. Raises `ArchiveDamaged`."""
    if placed.folder.manifest is None and placed.folder.path.is_dir() and any(placed.folder.path.iterdir()):
        raise ArchiveDamaged(
            msg(
                "The folder “{name}” holds files that were not filed by this tool. Please move them elsewhere.",
                name=office.workspace.relative(placed.folder.path),
            )
        )
    if placed.folder.manifest is None and (elsewhere := _elsewhere(office, placed)):
        raise ArchiveDamaged(
            msg(
                "The meeting “{meeting}” is filed already, in the folder “{name}”. "
                "Please move that folder back to “{place}”.",
                meeting=placed.folder.code,
                name=office.workspace.relative(elsewhere),
                place=office.workspace.relative(placed.folder.path),
            )
        )


def _elsewhere(office: Office, placed: Placed) -> Path | None:
    """Another folder that holds the meeting; looked for only where the register says that it was filed once."""
    if not office.register.numbers_of(placed.folder.code) - office.register.in_hand:
        return None
    filed = office.archive.manifests(unreadable=[])
    return next((folder for folder, manifest in filed if manifest.meeting == placed.folder.code), None)


def current(placed: Placed, manifest: Manifest) -> list[FiledDocument]:
    """The documents of the form's stage that are there; void ones are not."""
    return [
        d for d in manifest.documents if (d.stage, d.round) == (placed.meeting.stage, placed.round) and d.status != VOID
    ]


def results(office: Office, placed: Placed, manifest: Manifest) -> tuple[DocumentResult, ...]:
    """The documents of the form's stage, as an outcome tells them."""
    folder = placed.folder.path
    return tuple(document_result(office.workspace, folder, document) for document in current(placed, manifest))


def earlier(office: Office, placed: Placed, manifest: Manifest) -> Earlier | None:
    """The form of the same record, and when it was filed."""
    filed = manifest.form(placed.meeting.stage, placed.round)
    times = [entry.at for entry in manifest.history if filed and _is_filing_of(entry, filed)]
    return Earlier(office.workspace.relative(placed.folder.path / filed.path), times[-1]) if filed and times else None


def _is_filing_of(entry: HistoryEntry, form: FiledForm) -> bool:
    return entry.action in (ACTION_FILED, ACTION_REVISED) and (entry.stage, entry.version) == (form.stage, form.version)
