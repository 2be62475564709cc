"""Making workspaces: a new one for an office, and the sample office."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.archive import durable
from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.errors import UsageError, access_error
from pipeline.messages import msg
from pipeline.workspace import SHIPPED_DATA, Workspace, shipped_templates

STARTER = SHIPPED_DATA / "starter" / "organisation.yaml"
SAMPLE = SHIPPED_DATA / "sample"


@contextmanager
def access_in(folder: Path) -> Iterator[None]:
    """Failures of the file system in a folder, in words."""
    try:
        yield
    except OSError as error:
        raise access_error(error.filename or str(folder), error) from error


def make_office(workspace: Workspace) -> None:
    """A new workspace with the starting organisation.yaml and a copy of the templates.

    Raises `UsageError` where there is an office already.
    """
    with access_in(workspace.root):
        there = workspace.organisation.exists()
    if there:
        raise UsageError(msg("There is an office in “{folder}” already; nothing was changed.", folder=workspace.root))
    lay_out(workspace, STARTER.read_bytes())
    with access_in(workspace.templates):
        for template in sorted(shipped_templates().glob("*.docx")):
            target = workspace.templates / template.name
            if not target.exists():
                workspace.templates.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(template, target)


def make_demo_office(workspace: Workspace) -> None:
    """The sample office. Raises `UsageError` where another office lies there."""
    sample = (SAMPLE / "organisation.yaml").read_bytes()
    with access_in(workspace.root):
        found = workspace.organisation.read_bytes() if workspace.organisation.exists() else None
        has_documents = any(workspace.outbox.rglob(MANIFEST))
    is_untouched = found == STARTER.read_bytes() and not has_documents
    if found is not None and found != sample and not is_untouched:
        raise UsageError(
            msg(
                "There is another office in “{folder}”; “vanthu demo DIR” makes the sample elsewhere.",
                folder=workspace.root,
            )
        )
    if found is None and has_documents:
        raise UsageError(
            msg(
                "There are documents in “{folder}”; “vanthu demo DIR” makes the sample elsewhere.",
                folder=workspace.outbox,
            )
        )
    lay_out(workspace, sample)


def lay_out(workspace: Workspace, organisation: bytes) -> None:
    """Folders and organisation.yaml, the latter replaced in whole."""
    with access_in(workspace.root):
        for folder in (workspace.inbox, workspace.signed, workspace.outbox, workspace.state):
            folder.mkdir(parents=True, exist_ok=True)
        if not workspace.organisation.exists() or workspace.organisation.read_bytes() != organisation:
            durable.put_whole(workspace.organisation, organisation)


def drop_sample_forms(workspace: Workspace) -> list[Path]:
    """The paths of the sample forms, copied into the inbox as a clerk would. A file of that name is not touched."""
    dropped = []
    with access_in(workspace.inbox):
        for form in sorted((SAMPLE / "forms").iterdir()):
            target = workspace.inbox / form.name
            if not target.exists():
                shutil.copyfile(form, target)
            dropped.append(target)
    return dropped
