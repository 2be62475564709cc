"""Which documents of a folder are to be made again, and why: told from hashes alone, where these can tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.archive import FILED, FORMAT, FiledDocument, FiledForm, Manifest, is_frozen
from pipeline.archive.manifest import Stored
from pipeline.documents import Known, PlannedDocument, plan_documents
from pipeline.office_files.file_kinds import OLE
from pipeline.office_files.packages import (
    PackageEncrypted,
    PackageRefused,
    PackageTooLarge,
    content_digest,
    file_digest,
)
from pipeline.process.regenerating.constant import Rules
from pipeline.process.regenerating.forms import ReadForms
from pipeline.process.regenerating.knowledge import known_when_filed
from pipeline.process.regenerating.matching import matched
from pipeline.process.regenerating.rows import Reason, Wanted
from pipeline.records import Places
from pipeline.templates.version import RENDER_VERSION

_SAVED_OTHERWISE = (OLE, b"{\\rtf")  # by Word itself: with a password, as .doc, as RTF


@dataclass(frozen=True)
class Found:
    """What lies in a document's place; `data` is None where nothing does."""

    data: bytes | None
    sha256: str = ""

    @classmethod
    def at(cls, path: Path) -> Found:
        """Raises `OSError` for anything but a file that can be read, or none."""
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return cls(None)
        return cls(data, file_digest(data))


@dataclass(frozen=True)
class Due:
    """A document, why it is or is not made again, and what lies there."""

    filed: FiledDocument
    reason: Reason
    found: Found

    @property
    def is_sound(self) -> bool:
        """Whether it lies there as it was made, in whatever way it is packed: issued ones are not looked into."""
        return self.reason not in (Reason.ISSUED, Reason.HAND_EDITED, Reason.MISSING, Reason.DAMAGED)


@dataclass(frozen=True)
class Folder:
    """A meeting folder of a run: its manifest as it lies there, and its forms as their files say now."""

    path: Path
    stored: Stored
    read: ReadForms
    rules: Rules
    wanted: Wanted

    @cached_property
    def manifest(self) -> Manifest:
        """The manifest with the forms as they are now."""
        return self.stored.manifest.model_copy(update={"forms": self.read.forms}) if self.read.changed else self.before

    @property
    def before(self) -> Manifest:
        return self.stored.manifest

    def form(self, document: FiledDocument) -> FiledForm | None:
        return self.manifest.form(document.stage, document.round)

    @cached_property
    def _plans(self) -> dict[str, PlannedDocument]:
        """What each document is made from, by its path; of a form only where one of its documents asks."""
        return {}

    @cached_property
    def _known(self) -> dict[tuple[object, int], Known]:
        return {}

    def plan(self, document: FiledDocument) -> tuple[PlannedDocument, Known] | None:
        """What a document is made from; None where its form does not yield it any more."""
        form = self.form(document)
        if form is None:
            return None
        key = (form.stage, form.round)
        if key not in self._known:
            self._known[key] = known_when_filed(self.manifest, form)
            planned = plan_documents(form.record, self.rules.organisation, self.rules.regulations, Places()).documents
            filed = [one for one in self.manifest.documents if (one.stage, one.round) == key and one.status == FILED]
            self._plans.update({one.path: plan for one, plan in matched(planned, filed)})
        plan = self._plans.get(document.path)
        return None if plan is None else (plan, self._known[key])


def dues(folder: Folder) -> Iterator[Due]:
    """Every document in use that is asked for. What only the rules may have changed is still to be compared.

    Raises `OSError`.
    """
    manifest, wanted = folder.manifest, folder.wanted
    for document in manifest.documents:
        if document.status == FILED and wanted.document_kind in (None, document.kind):
            found = Found.at(folder.path / document.path)
            yield Due(document, _reason(folder, document, found), found)


def _reason(folder: Folder, document: FiledDocument, found: Found) -> Reason:
    if _is_issued(folder, document):
        return Reason.ISSUED
    if (lies := _as_it_lies(document, found)) is not None:
        return lies
    if (document.stage, document.round) in folder.read.changed:
        return Reason.FORM_CHANGED
    if folder.stored.format != FORMAT:
        return Reason.RECORD_MIGRATED
    if document.template_sha256 != folder.rules.template_digest(document.kind, folder.before.body):
        return Reason.TEMPLATE_CHANGED
    if document.render_version != RENDER_VERSION:
        return Reason.RENDER_CHANGED
    return Reason.UNCHANGED if document.rules_sha256 == folder.rules.fingerprint else Reason.RULES_CHANGED


def _is_issued(folder: Folder, document: FiledDocument) -> bool:
    """By what was filed, or by what a changed form says now."""
    presumed = folder.wanted.presumed
    if is_frozen(document, folder.before, presumed):
        return True
    return bool(folder.read.changed) and is_frozen(document, folder.manifest, presumed)


def _as_it_lies(document: FiledDocument, found: Found) -> Reason | None:
    """None for the document as it was made, in whatever way it is packed."""
    if found.data is None:
        return Reason.MISSING
    if found.sha256 == document.sha256:
        return None
    if found.data.startswith(_SAVED_OTHERWISE):
        return Reason.HAND_EDITED
    try:  # what opens in whole was saved so, whatever its parts are called: Word on the web has names of its own
        return None if content_digest(found.data) == document.content_sha256 else Reason.HAND_EDITED
    except (PackageEncrypted, PackageTooLarge):
        return Reason.HAND_EDITED
    except PackageRefused:
        return Reason.DAMAGED
