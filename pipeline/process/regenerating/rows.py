"""What is handed out and what comes back: small values that every kind of executor can carry to another process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from pipeline import __version__
from pipeline.archive.holder import Holder
from pipeline.errors import ExitCode
from pipeline.meeting import DocumentKindName, MeetingKind
from pipeline.messages import Message
from pipeline.templates.version import RENDER_VERSION
from pipeline.workspace import Workspace

PROGRAM = f"{__version__}/{RENDER_VERSION}"


class Reason(Enum):
    """Why a document is made again, or is not; where several hold, the one that stands first here."""

    ISSUED = "issued"
    HAND_EDITED = "hand-edited"
    MISSING = "missing"
    DAMAGED = "damaged"
    FORM_CHANGED = "form-changed"
    RECORD_MIGRATED = "record-migrated"
    TEMPLATE_CHANGED = "template-changed"
    RENDER_CHANGED = "render-changed"
    RULES_CHANGED = "rules-changed"
    UNCHANGED = "unchanged"


class Action(Enum):
    """What is done with a document. What is skipped should have been written and could not be."""

    KEEP = "keep"
    WRITE = "write"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Row:
    """One document: `name` in the meeting's `folder`, from the workspace on; `diff` its changed lines, where asked for.

    `failure` is how a command ends that could not do better than this.
    """

    folder: str
    name: str
    meeting: str
    action: Action
    reason: Reason
    detail: Message | None = None
    diff: str = ""
    failure: ExitCode | None = None

    @property
    def document(self) -> str:
        """Its path from the workspace on. Not kept as such: the rows of a folder share all but the name."""
        return f"{self.folder}/{self.name}"


@dataclass(frozen=True)
class Wanted:
    """What is asked of every folder alike.

    `run` tells one run from the next: what a process keeps of the office is read anew for each. `presumed` as
    `status_of` takes it; `at` is the time that the history tells. `coordinator` is the process that holds the archive;
    None where nothing is written. `foresees`: a plan also says of what it would write whether it comes out under its
    number and date; the same is found when it is made. `program` is the coordinator's: workers of another one would
    make other documents.
    """

    run: str
    at: str
    presumed: date | None
    meeting_kind: MeetingKind | None = None
    document_kind: DocumentKindName | None = None
    applies: bool = False
    foresees: bool = True
    shows_diff: bool = False
    issued_to: Path | None = None
    coordinator: Holder | None = None
    program: str = PROGRAM


@dataclass(frozen=True, slots=True)
class Task:
    """One meeting folder, by its path from the outbox on."""

    workspace: Workspace
    folder: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Regenerated:
    """What became of one folder: its documents, or why nothing could be done with it.

    `was_done`: this very run had made it before, by a worker that died before it could tell.
    """

    folder: str
    rows: tuple[Row, ...] = ()
    failure: Message | None = None
    was_done: bool = False

    @property
    def has_work(self) -> bool:
        """Whether anything in the folder is to be written."""
        return any(row.action is Action.WRITE for row in self.rows)
