"""The whole archive, folder by folder, then its numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import Manifest, OutsidePaper, RosterFiling
from pipeline.archive.changing import check_journal
from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.archive.manifest import parsed
from pipeline.archive.outside import NAME as OUTSIDE
from pipeline.archive.publish import leftovers
from pipeline.archive.rosters import NAME as FILING
from pipeline.errors import ArchiveDamaged
from pipeline.index import drifted
from pipeline.messages import msg
from pipeline.process.intake.ignored import is_to_ignore
from pipeline.process.office import Office
from pipeline.verify.findings import Finding, FindingKind
from pipeline.verify.folders import check_meeting_folder, check_outside_folder, check_roster_folder
from pipeline.verify.numbers import check_numbers


@dataclass(frozen=True)
class Report:
    """What was found, and the manifests that could be read."""

    findings: tuple[Finding, ...]
    manifests: tuple[tuple[Path, Manifest], ...]

    @property
    def meetings(self) -> int:
        return len(self.manifests)

    @property
    def documents(self) -> int:
        return sum(len(manifest.documents) for _, manifest in self.manifests)


def verify_archive(office: Office) -> Report:
    """Hold every file of the archive against its manifest. Nothing is written."""
    outbox = office.workspace.outbox
    found = [_leftover(path) for path in leftovers(office.archive)]
    manifests: list[tuple[Path, Manifest]] = []
    for folder in _folders(outbox, len(office.archive.pattern.levels), found):
        found += _folder(office, folder, manifests)
    found += check_numbers(office, manifests)
    found += _index(office)
    return Report(tuple(found), tuple(manifests))


def _leftover(path: Path) -> Finding:
    """What a killed run left; a change whose journal cannot be read can neither be finished nor undone."""
    try:
        check_journal(path)
    except ArchiveDamaged as error:
        return Finding(FindingKind.UNREADABLE, path, error.message)
    except OSError:
        return Finding(FindingKind.UNREADABLE, path, msg("The file cannot be read."))
    return Finding(FindingKind.LEFTOVER, path, msg("An interrupted change left this behind."))


def _index(office: Office) -> Iterator[Finding]:
    detail = msg("The search index tells otherwise than the archive.")
    for path in drifted(office.workspace.state, office.archive, office.lock_timeout):
        yield Finding(FindingKind.INDEX, path, detail)


def _folders(folder: Path, deeper: int, found: list[Finding]) -> Iterator[Path]:
    """The folders that have a manifest, and those so deep that they should. What lies above them is not ours."""
    for path in sorted(folder.iterdir()):
        if is_to_ignore(path.name):
            continue
        if path.is_symlink() or not path.is_dir():
            found.append(Finding(FindingKind.FOREIGN, path, msg("This file was not filed by this tool.")))
        elif deeper == 1 or _record_of(path) is not None:
            yield path
        else:
            yield from _folders(path, deeper - 1, found)


def _record_of(folder: Path) -> str | None:
    """The name of the file that tells what a folder is of."""
    return next((name for name in (MANIFEST, FILING, OUTSIDE) if (folder / name).exists()), None)


def _folder(office: Office, folder: Path, manifests: list[tuple[Path, Manifest]]) -> Iterator[Finding]:
    name = _record_of(folder)
    if name is None:
        yield Finding(FindingKind.FOREIGN, folder, msg("This folder has no manifest; it was not filed by this tool."))
        return
    try:
        data = (folder / name).read_bytes()
        if name == FILING:
            yield from check_roster_folder(folder, RosterFiling.model_validate_json(data))
            return
        if name == OUTSIDE:
            yield from check_outside_folder(folder, OutsidePaper.model_validate_json(data))
            return
        manifest = parsed(data)
        stored = json.loads(data)["format"]
    except (OSError, ValueError):
        yield Finding(FindingKind.UNREADABLE, folder / name, msg("The manifest cannot be read."))
        return
    manifests.append((folder, manifest))
    yield from _place(office, folder, manifest)
    yield from check_meeting_folder(folder, manifest, stored, office.presumed)


def _place(office: Office, folder: Path, manifest: Manifest) -> Iterator[Finding]:
    """Somebody moved, renamed or copied the folder: forms of the meeting would not find it."""
    place = office.archive.place_of(manifest)
    if folder != place:
        detail = msg(
            "This is the meeting “{meeting}”; its place is “{place}”.",
            meeting=manifest.meeting,
            place=office.workspace.relative(place),
        )
        yield Finding(FindingKind.MISPLACED, folder, detail)
