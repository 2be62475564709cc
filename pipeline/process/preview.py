"""Documents of a form as drafts: DỰ THẢO, no number taken, nothing filed."""

from __future__ import annotations

from pathlib import Path

from pipeline.archive import durable
from pipeline.archive.moving import free_name
from pipeline.documents import Known, PlannedDocument
from pipeline.errors import Problem, access_error
from pipeline.office_files.packages import is_untouched
from pipeline.organisation import Organisation
from pipeline.process.filing.documents import known_of
from pipeline.process.filing.place import place
from pipeline.process.filing.template import template_of
from pipeline.process.intake.opening import form_bytes, limits_of
from pipeline.process.intake.prepare import Prepared, prepare_form
from pipeline.process.rules import archive_of
from pipeline.regulations import Regulations
from pipeline.templates.render import render
from pipeline.workspace import Workspace


def preview_form(
    workspace: Workspace, organisation: Organisation, regulations: Regulations, form: Path, folder: Path
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Write the drafts of a form's documents into `folder`; their paths and the form's problems.

    What was filed of the meeting stands in them as it will in the documents: of one that is followed up, how it was
    held. Raises `ArchiveDamaged`, `BadConfiguration`, `BadTemplate`, `NoAccess`.
    """
    try:
        prepared = prepare_form(form.name, form_bytes(form, limits_of(organisation)), organisation, regulations)
        folder.mkdir(parents=True, exist_ok=True)
        known = _known(workspace, organisation, prepared)
        written = []
        for document in prepared.documents:
            template = template_of(workspace, document)
            # a draft that somebody wrote into stays
            target = free_name(folder / _draft_name(document), is_untouched)
            context = document.context(None, draft=True, known=known)
            durable.put_whole(target, render(template, context, day=document.day))
            written.append(target)
    except OSError as error:
        raise access_error(error.filename or form.name, error) from error
    return tuple(written), prepared.problems


def _known(workspace: Workspace, organisation: Organisation, prepared: Prepared) -> Known:
    if prepared.meeting is None:
        return Known()
    placed = place(prepared.meeting, archive_of(workspace, organisation), prepared.places)
    return known_of(placed.folder.manifest, prepared.documents, {})


def _draft_name(document: PlannedDocument) -> str:
    """`du-thao-bien-ban.docx`, `du-thao-tham-luan-2.docx`."""
    return f"du-thao-{document.kind.slug.removeprefix('du-thao-')}{document.suffix}.docx"
