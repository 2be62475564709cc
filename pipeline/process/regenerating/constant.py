"""What is the same for every folder of a run: read once in each process, and by nothing that a folder does changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from pipeline.archive import Archive
from pipeline.documents import KINDS, DocumentKind
from pipeline.errors import BadTemplate
from pipeline.meeting import DocumentKindName
from pipeline.office_files.packages import file_digest
from pipeline.organisation import Organisation
from pipeline.process.filing.template import template_for
from pipeline.process.fingerprint import fingerprint_of
from pipeline.process.rules import archive_of, office_and_rules
from pipeline.regulations import Regulations
from pipeline.workspace import Workspace

_KINDS = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True)
class Rules:
    """The office and its rules as a run finds them."""

    workspace: Workspace
    organisation: Organisation
    regulations: Regulations
    archive: Archive
    _digests: dict[tuple[DocumentKindName, str], str] = field(default_factory=dict)
    _templates: dict[tuple[DocumentKindName, str], Path | BadTemplate] = field(default_factory=dict)

    @cached_property
    def fingerprint(self) -> str:
        """As filing notes it beside every document."""
        return fingerprint_of(self.organisation, self.regulations)

    def template_digest(self, kind: DocumentKindName, body: str) -> str:
        """The hash of the template from which a document is filled; empty where it cannot be read."""
        key = (kind, body)
        if key not in self._digests:
            path = self.workspace.template(_KINDS[kind].template, body)
            try:
                self._digests[key] = file_digest(path.read_bytes())
            except OSError:
                self._digests[key] = ""
        return self._digests[key]

    def check_template(self, kind: DocumentKindName, body: str) -> None:
        """Raises `BadTemplate` for one with faults."""
        self.template(_KINDS[kind], body)

    def template(self, kind: DocumentKind, body: str) -> Path:
        """The template, looked over once. Raises `BadTemplate`, each time anew for one with faults."""
        key = (kind.name, body)
        if key not in self._templates:
            try:
                self._templates[key] = template_for(self.workspace, kind, body)
            except BadTemplate as error:
                self._templates[key] = error
        found = self._templates[key]
        if isinstance(found, BadTemplate):
            raise BadTemplate(found.message)
        return found


@lru_cache(maxsize=1)
def rules_of(workspace: Workspace, run: str) -> Rules:  # noqa: ARG001 (a run is kept apart from the next)
    """The rules for a run. Raises `BadConfiguration`, `NoAccess`."""
    organisation, regulations = office_and_rules(workspace)
    return Rules(workspace, organisation, regulations, archive_of(workspace, organisation))
