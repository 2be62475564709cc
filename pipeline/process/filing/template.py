"""Which template a document is filled from, looked over before a number is printed with it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipeline.documents import DocumentKind, PlannedDocument
from pipeline.errors import BadTemplate, Severity
from pipeline.messages import Message, msg
from pipeline.workspace import Workspace, shipped_templates


def template_of(workspace: Workspace, document: PlannedDocument) -> Path:
    """The body's own template, else the office's, else the shipped one.

    Raises `BadTemplate` for one with faults, and for an official form that the office chose without attaching its own
    template.
    """
    return template_for(workspace, document.kind, document.subject.body.id)


def template_for(workspace: Workspace, kind: DocumentKind, body: str) -> Path:
    """The same by the kind of document and the body's id."""
    path = workspace.template(kind.template, body)
    if not kind.is_shipped and not path.is_file():
        raise BadTemplate(
            msg(
                "“{kind}” needs the office's own template: please put “{name}” into the folder templates_docx.",
                kind=kind.name.label,
                name=kind.template,
            )
        )
    if fault := _fault(path, kind):
        raise BadTemplate(fault)
    return path


def _fault(path: Path, kind: DocumentKind) -> Message | None:
    """The first fault of a template that somebody changed; the shipped ones are tested."""
    shipped = shipped_templates() / path.name
    try:
        data = path.read_bytes()
        if shipped.is_file() and data == shipped.read_bytes():
            return None
    except OSError:
        return None  # whoever fills it says so
    return _looked_over(path, data, kind)


@lru_cache(maxsize=64)
def _looked_over(path: Path, _data: bytes, kind: DocumentKind) -> Message | None:
    """Kept by its bytes: a template changed while a watcher runs is looked over again."""
    from pipeline.templates.check import check_template  # with jinja and docxtpl: few offices change a template

    faults = [finding for finding in check_template(path, (kind,)) if finding.severity is Severity.ERROR]
    if not faults:
        return None
    return msg(
        "The template “{template}” has faults ({count}); the first, {where}: {message} "
        "“vanthu template check” lists all.",
        template=path.name,
        count=len(faults),
        where=faults[0].spot.where,
        message=faults[0].message,
    )
