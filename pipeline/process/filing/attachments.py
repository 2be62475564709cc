"""Files that were dropped with a form: kept with its meeting in `kem-theo/`, under names of our making."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path, PurePosixPath

from pipeline.archive import Change, FiledAttachment, HistoryEntry, Manifest, publish_change
from pipeline.archive.manifest import paths_of
from pipeline.errors import Problem, Severity
from pipeline.messages import msg
from pipeline.office_files.packages import file_digest
from pipeline.process.filing.place import Placed
from pipeline.process.intake.owners import owner_file
from pipeline.process.intake.taking import Dropped
from pipeline.process.office import Office, announced
from pipeline.process.outcome import AttachmentResult
from pipeline.vietnamese.text import is_device_name, slug

FOLDER, HISTORY = "kem-theo", "lich-su/kem-theo"
ACTION_ATTACHED = "attached"  # what the history calls it where files are added to a form filed before
LONGEST = 60  # characters of a name before its ending
_HARMLESS = re.compile(r"\.[a-z0-9]{1,10}")


@dataclass(frozen=True)
class Attached:
    """What dropped files come to: all that the manifest lists from now on, and what of it was added just now.

    `files` go into the meeting's folder, `kept` are what lay in their places.
    """

    listed: tuple[FiledAttachment, ...]
    added: tuple[FiledAttachment, ...]
    files: dict[str, bytes]
    kept: dict[str, bytes]


def attached(placed: Placed, dropped: Iterable[Dropped]) -> Attached:
    """The same content under the same name changes nothing; other content takes the place of the stage's earlier one.

    What an earlier stage had is not touched: a paper for the plan is another than the one for the minutes. A filed one
    that is gone or was changed by hand is put right, what was changed is kept. Raises `OSError`.
    """
    folder, manifest = placed.folder.path, placed.folder.manifest
    found = Attached(manifest.attachments if manifest else (), (), {}, {})
    for one in dropped:
        same = [old for old in found.listed if (old.name, old.sha256) == (one.name, one.sha256)]
        if not any(_stands(folder, old) for old in same):
            found = _with(found, folder, _entry(found, placed, one, same), one)
    return found


def _stands(folder: Path, filed: FiledAttachment) -> bool:
    path = folder / filed.path
    return path.is_file() and file_digest(path.read_bytes()) == filed.sha256


def _entry(found: Attached, placed: Placed, one: Dropped, same: list[FiledAttachment]) -> FiledAttachment:
    """The entry of a file: the one there is of this name, with what it holds now, or a new one."""
    mine = (placed.meeting.stage, placed.round)
    earlier = same or [old for old in found.listed if old.name == one.name and (old.stage, old.round) == mine]
    if earlier:
        return earlier[0].model_copy(update={"sha256": one.sha256, "size": len(one.data)})
    taken = {old.path for old in found.listed}
    path = _free(placed.folder.path, one.name, taken)
    return FiledAttachment(
        path=path, name=one.name, sha256=one.sha256, size=len(one.data), stage=mine[0], round=placed.round
    )


def _with(found: Attached, folder: Path, entry: FiledAttachment, one: Dropped) -> Attached:
    is_known = any(old.path == entry.path for old in found.listed)
    listed = tuple(entry if old.path == entry.path else old for old in found.listed)
    return Attached(
        listed=listed if is_known else (*listed, entry),
        added=(*found.added, entry),
        files={**found.files, entry.path: one.data},
        kept=found.kept | _before(folder / entry.path),
    )


def _before(path: Path) -> dict[str, bytes]:
    """What lies in the place of a file, under the name by which the history keeps it: two contents, two names."""
    if not path.is_file():
        return {}
    data = path.read_bytes()
    return {f"{HISTORY}/{path.stem}-{file_digest(data)[:8]}{path.suffix}": data}


def _free(folder: Path, name: str, taken: Collection[str]) -> str:
    """`kem-theo/anh-hop-chi-bo.jpg`, and where that is taken `kem-theo/anh-hop-chi-bo-2.jpg`."""
    stem, suffix = safe_name(name)
    again = chain([""], (f"-{number}" for number in count(2)))
    names = (f"{FOLDER}/{stem[: LONGEST - len(one)].rstrip('-')}{one}{suffix}" for one in again)
    return next(path for path in names if path not in taken and not os.path.lexists(folder / path))


def safe_name(name: str) -> tuple[str, str]:
    """Stem and ending that are harmless on every system: small ASCII letters, digits and hyphens."""
    whole = PurePosixPath(name)
    is_harmless = _HARMLESS.fullmatch(whole.suffix.casefold()) is not None
    stem = slug(str(whole.with_suffix("")) if is_harmless else name) or "tep"
    return f"tep-{stem}" if is_device_name(stem) else stem, whole.suffix.casefold() if is_harmless else ""


def opened(placed: Placed, found: Attached) -> tuple[Problem, ...]:
    """Filed files that would be replaced while a program has them open: saved there, they would overwrite the new."""
    return tuple(
        Problem(
            "document-open",
            msg("document “{name}”", name=path),
            msg("The document is open in an office program."),
            msg("Please close it; the form is taken in the next pass."),
            Severity.WARNING,
        )
        for path in found.files
        if owner_file(placed.folder.path / path)
    )


def publish_attached(office: Office, placed: Placed, manifest: Manifest, found: Attached) -> None:
    """Add the files to a meeting whose form was filed before. Raises `OSError`."""
    stage = placed.meeting.stage
    form = manifest.form(stage, placed.round)
    version = form.version if form else 1
    kept = tuple(found.kept)
    entry = HistoryEntry(at=office.timestamp, action=ACTION_ATTACHED, stage=stage, version=version, kept=kept)
    after = manifest.model_copy(update={"attachments": found.listed, "history": (*manifest.history, entry)})
    with announced(office):
        known = frozenset(paths_of(manifest))
        publish_change(placed.folder.path, Change(found.files | found.kept, (), after.to_bytes(), known))


def results_of(office: Office, placed: Placed, found: Attached) -> tuple[AttachmentResult, ...]:
    """What was added, as the outcome tells it."""
    folder = placed.folder.path
    return tuple(
        AttachmentResult(one.name, office.workspace.relative(folder / one.path), one.sha256) for one in found.added
    )
