"""What became of a form, in words and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from pipeline.archive import FiledDocument
from pipeline.errors import Problem
from pipeline.messages import Translate
from pipeline.vietnamese.text import printable
from pipeline.workspace import Workspace


class FormState(Enum):
    """What was decided on a form; of a scan, that it was filed beside its document or taken back from there."""

    FILED = "filed"
    REVISED = "revised"
    DUPLICATE = "duplicate"
    RETURNED = "returned"
    WAITING = "waiting"
    FAILED = "failed"
    SIGNED = "signed"
    TAKEN_BACK = "taken-back"


@dataclass(frozen=True)
class DocumentResult:
    """A document as it was filed. `path` is relative to the workspace."""

    kind: str
    number: str | None
    path: str
    sha256: str
    content_sha256: str

    def to_json(self) -> dict[str, str | None]:
        return {
            "kind": self.kind,
            "number": self.number,
            "path": self.path,
            "sha256": self.sha256,
            "content_sha256": self.content_sha256,
        }


@dataclass(frozen=True)
class AttachmentResult:
    """A file that was dropped with a form, as it was filed. `name` is what it was called, `path` as of documents."""

    name: str
    path: str
    sha256: str

    def to_json(self) -> dict[str, str]:
        return {"name": printable(self.name), "path": self.path, "sha256": self.sha256}


def document_result(workspace: Workspace, folder: Path, document: FiledDocument) -> DocumentResult:
    """The document of a meeting's folder as an outcome tells it."""
    return DocumentResult(
        kind=document.kind.value,
        number=document.symbol,
        path=workspace.relative(folder / document.path),
        sha256=document.sha256,
        content_sha256=document.content_sha256,
    )


@dataclass(frozen=True)
class Earlier:
    """What the same content was filed as, and when (ISO 8601). `path` is relative to the workspace."""

    path: str
    at: str


@dataclass(frozen=True)
class Outcome:
    """The decision on one form or scan, or on a folder. `moved_to` is where the form lies now; None where it stayed.

    `attachments` are the files filed with it just now; what was filed before is not told again.
    `earlier`: with what a duplicate is the same.
    `changed_roster`: it was a form of roster changes, and organisation.yaml says otherwise from now on.
    """

    form: str
    state: FormState
    meeting: str | None = None
    documents: tuple[DocumentResult, ...] = ()
    problems: tuple[Problem, ...] = ()
    moved_to: Path | None = None
    changed_roster: bool = False
    earlier: Earlier | None = None
    attachments: tuple[AttachmentResult, ...] = ()

    def to_json(self, translate: Translate) -> dict[str, object]:
        return {
            "form": self.form,
            "state": self.state.value,
            "meeting": self.meeting,
            "documents": [document.to_json() for document in self.documents],
            "attachments": [attachment.to_json() for attachment in self.attachments],
            "problems": [problem.to_json(translate) for problem in self.problems],
            "same_as": {"path": self.earlier.path, "at": self.earlier.at} if self.earlier else None,
        }


@dataclass(frozen=True)
class Decision:
    """What became of the form or scan at `path`, which arrived as `arrival`: itself, or the folder it came in."""

    arrival: Path
    path: Path
    outcome: Outcome
