"""Which template a document is filled from."""

from __future__ import annotations

from pathlib import Path

from pipeline.documents import PlannedDocument
from pipeline.errors import BadTemplate
from pipeline.messages import msg
from pipeline.workspace import Workspace


def template_of(workspace: Workspace, document: PlannedDocument) -> Path:
    """The body's own template, else the office's, else the shipped one.

    Raises `BadTemplate` for an official form that the office chose without attaching its own template.
    """
    path = workspace.template(document.kind.template, document.subject.body.id)
    if not document.kind.is_shipped and not path.is_file():
        raise BadTemplate(
            msg(
                "“{kind}” needs the office's own template: please put “{name}” into the folder templates_docx.",
                kind=document.kind.name.label,
                name=document.kind.template,
            )
        )
    return path
