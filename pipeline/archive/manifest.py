"""The manifest of a meeting folder: validated records, numbers, rule sets, hashes, versions, history."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.archive.kept import KeptRecord
from pipeline.archive.migrations import FORMAT, TooNewError, migrated
from pipeline.errors import ArchiveDamaged
from pipeline.meeting import DocumentKindName, Meeting, MeetingKind, Stage
from pipeline.messages import Message, msg
from pipeline.records import MonthField, Record

NAME = "manifest.json"
_OF_TODAY = f'{{\n "format": {FORMAT},'.encode()  # how a manifest begins
FILED, VOID = "filed", "void"  # what may have become of a document


class FiledForm(Record):
    """The form of one stage as it was filed, and the record read from it.

    `round` counts the times a meeting was postponed or followed up: each is a form of its own.
    """

    stage: Stage
    round: int = 0
    path: str
    sha256: str
    version: int
    record: Meeting


class FiledScan(Record):
    """A scan of the signed paper, filed beside its document."""

    path: str
    sha256: str
    at: str


class HandEdit(Record):
    """That a document was edited by hand: its text is the valid one, and differs from the record."""

    sha256: str
    at: str


class FiledDocument(Record):
    """One document: its identity, what it was made from, and the hashes of what was written.

    `abstract` is what it is about (trích yếu), as it is printed; empty where an earlier format did not keep it.
    `replaces` is the path of the issued document of this meeting whose place it takes. `render_version` and
    `rules_sha256` say by which state of the program, of the rules and of organisation.yaml it was made; 0 and empty
    where that was not noted yet.
    """

    kind: DocumentKindName
    part: int = 0
    stage: Stage
    round: int = 0
    type: str
    term: str | None
    number: int | None
    symbol: str | None
    abstract: str
    date: date
    signer: str
    rule_set: str
    template: str
    template_sha256: str
    path: str
    sha256: str
    content_sha256: str
    version: int
    status: str
    scans: tuple[FiledScan, ...] = ()
    replaces: str | None = None
    edited: HandEdit | None = None
    render_version: int = 0
    rules_sha256: str = ""

    @property
    def valid_sha256(self) -> str:
        """The hash of the text that is valid: as it was made, or as somebody edited it."""
        return self.edited.sha256 if self.edited else self.sha256

    @property
    def title(self) -> str:
        """Kind and abstract in one line; words that end the one and begin the other stand once."""
        kind, abstract = self.kind.label.split(), self.abstract.split()
        lengths = range(min(len(kind), len(abstract)), 0, -1)
        both = next((length for length in lengths if kind[-length:] == abstract[:length]), 0)
        return " ".join([*kind, *abstract[both:]])


class FiledAttachment(Record):
    """A file that was dropped with the form of a stage. `path` is of our making, `name` what it was called then."""

    path: str
    name: str
    sha256: str
    size: int
    stage: Stage
    round: int = 0


class VoidedNumber(Record):
    """A number that no document carries, with the form that said so: it is not given again."""

    kind: DocumentKindName
    stage: Stage
    round: int
    type: str
    term: str
    number: int
    date: date
    reason: str


class Withdrawal(Record):
    """When and why a meeting was taken out of use."""

    at: str
    reason: str


class HistoryEntry(Record):
    """What was done, when, why where somebody was asked for a reason, and which earlier files it put aside."""

    at: str
    action: str
    stage: Stage
    version: int
    kept: tuple[str, ...]
    reason: str = ""


class Manifest(KeptRecord):
    """Everything the archive knows of one meeting. The commit of every change is the writing of this file."""

    format: int
    tool: str
    meeting: str
    body: str
    kind: MeetingKind
    month: MonthField
    ordinal: int
    stage: Stage
    forms: tuple[FiledForm, ...]
    documents: tuple[FiledDocument, ...]
    history: tuple[HistoryEntry, ...]
    void_numbers: tuple[VoidedNumber, ...] = ()
    withdrawn: Withdrawal | None = None
    attachments: tuple[FiledAttachment, ...] = ()

    def form(self, stage: Stage, round_: int = 0) -> FiledForm | None:
        """The form filed for a stage, and for one of its rounds; None where there is none."""
        return next((form for form in self.forms if form.stage is stage and form.round == round_), None)


@dataclass(frozen=True)
class Stored:
    """A manifest with the bytes and the format in which it lies there."""

    manifest: Manifest
    data: bytes
    format: int


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder, of any format so far; None where there is none.

    Raises `ArchiveDamaged` where it says nothing, `OSError` where the disk does not give it.
    """
    stored = read_stored(folder)
    return stored.manifest if stored else None


def read_stored(folder: Path) -> Stored | None:
    """The same, as it lies there. Raises the same."""
    path = folder / NAME
    where = "/".join(folder.parts[-3:])
    try:
        return _stored(path.read_bytes())
    except FileNotFoundError:
        return None
    except NotADirectoryError as error:
        in_the_way = next(one for one in (folder, *folder.parents) if one.exists())
        raise NotADirectoryError(error.errno, error.strerror, str(in_the_way)) from error
    except OSError as error:
        if not path.is_dir():
            raise
        raise ArchiveDamaged(_unreadable(where)) from error
    except TooNewError as error:
        raise ArchiveDamaged(
            msg("The manifest of “{name}” was written by a later version; please update vanthu.", name=where)
        ) from error
    except ValueError as error:
        raise ArchiveDamaged(_unreadable(where)) from error


def _unreadable(where: str) -> Message:
    return msg("The manifest of “{name}” cannot be read.", name=where)


def parsed(data: bytes) -> Manifest:
    """A manifest from its bytes, of any format so far. Raises `ValueError`, also where it tells no meeting's story."""
    return _stored(data).manifest


def _stored(data: bytes) -> Stored:
    format_, current = FORMAT, data
    try:
        if not data.startswith(_OF_TODAY):  # as we write it; else it is read twice
            plain = json.loads(data)
            if isinstance(plain, dict) and (format_ := plain.get("format", 0)) != FORMAT:
                current = json.dumps(migrated(plain)).encode()
        manifest = Manifest.model_validate_json(current)
    except (RecursionError, LookupError, TypeError) as error:
        raise ValueError("no manifest") from error
    for path in paths_of(manifest):
        if not is_inside(path):
            raise ValueError(f"a path out of the folder: {path}")
    told = {form.stage for form in manifest.forms}
    if not told or not manifest.history or any(document.stage not in told for document in manifest.documents):
        raise ValueError("a meeting, or a document, that no form tells of")
    return Stored(manifest, data, format_)


def is_inside(path: str) -> bool:
    """Whether a path that is written down stays in its folder, on every system."""
    if path.startswith("/") or "\\" in path or ":" in path or "\0" in path:
        return False
    steps = path.split("/")
    return ".." not in steps and not {"", "."}.issuperset(steps)


def paths_of(manifest: Manifest) -> Iterator[str]:
    """Every file of the folder that its manifest speaks of, beside itself."""
    yield from (form.path for form in manifest.forms)
    for document in manifest.documents:
        yield from (document.path, *(scan.path for scan in document.scans))
        yield from (path for path in (document.replaces,) if path is not None)
    yield from (attachment.path for attachment in manifest.attachments)
    for entry in manifest.history:
        yield from entry.kept
