"""What was filed on a day: the decisions as the ledger tells them, the documents as the manifests do."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from datetime import date, datetime
from pathlib import Path

from pipeline.archive import FILED, Archive, Manifest
from pipeline.archive.rosters import FOLDER as ROSTER_FOLDER
from pipeline.errors import VanthuError
from pipeline.ledger import Told
from pipeline.process import FormState
from pipeline.process.filing.attachments import ACTION_ATTACHED
from pipeline.process.filing.publication import ACTION_FILED, ACTION_REVISED
from pipeline.watch.digest.archive_side import ArchiveSide
from pipeline.watch.digest.contents import FiledToday, Paper

_LOG = logging.getLogger(__name__)

MOST_FILED = 50  # meetings that are named
_KEPT = {state.value for state in (FormState.FILED, FormState.REVISED, FormState.SIGNED, FormState.TAKEN_BACK)}


def filed_on(
    day: date, told: Sequence[Told], archive: Archive, side: ArchiveSide, committees: Collection[str] = ()
) -> tuple[tuple[FiledToday, ...], int]:
    """What was filed, the meeting of the last decision first; and how many meetings more there are.

    `committees` are the bodies that are party committees: they hold meetings of another name.
    Of a form decided on again under the same name, the last decision counts: its warnings are those that still hold.
    """
    by_meeting: dict[str, dict[str, Told]] = {}
    for one in told:
        if one.state in _KEPT:
            rows = by_meeting.pop(one.meeting or "", {})
            rows.pop(one.name, None)
            by_meeting[one.meeting or ""] = {**rows, one.name: one}
    named = list(reversed(by_meeting.items()))[:MOST_FILED]
    filed = tuple(_of_meeting(day, code, tuple(rows.values()), archive, side, committees) for code, rows in named)
    return filed, len(by_meeting) - len(named)


def told_again(told: Sequence[Told]) -> tuple[Told, ...]:
    """The forms and scans that were filed before, each once."""
    return tuple({one.name: one for one in told if one.state == FormState.DUPLICATE.value}.values())


def _of_meeting(
    day: date, code: str, told: tuple[Told, ...], archive: Archive, side: ArchiveSide, committees: Collection[str]
) -> FiledToday:
    folder = side.folder(code)
    manifest = _read(archive, folder) if folder else None
    if folder is None or manifest is None:
        is_roster = f"-{ROSTER_FOLDER}" in code
        return FiledToday(code, "Biến động đảng viên" if is_roster else "", told)
    again = f", lần {manifest.ordinal}" if manifest.ordinal > 1 else ""
    kind = manifest.kind.label
    if manifest.body in committees:
        kind = kind.replace("Sinh hoạt", "Họp đảng ủy")
    heading = f"{kind} {manifest.month.month:02}/{manifest.month.year}{again}"
    only = frozenset(one.name for one in told if _only_attached(one, manifest))
    return FiledToday(code, heading, told, _papers(day, folder, manifest), _attached(day, manifest), only)


def _only_attached(told: Told, manifest: Manifest) -> bool:
    """Whether what the archive did last before this was told is that files were added."""
    at = datetime.fromisoformat(told.at)
    before = [entry for entry in manifest.history if datetime.fromisoformat(entry.at) <= at]
    return told.state == FormState.REVISED.value and bool(before) and before[-1].action == ACTION_ATTACHED


def _attached(day: date, manifest: Manifest) -> tuple[str, ...]:
    """What lies beside the forms that were filed or brought files on the day."""
    actions = (ACTION_FILED, ACTION_REVISED, ACTION_ATTACHED)
    today = [entry for entry in manifest.history if entry.action in actions and entry.at.startswith(day.isoformat())]
    stages = {entry.stage for entry in today}
    return tuple(one.name for one in manifest.attachments if one.stage in stages)


def _read(archive: Archive, folder: Path) -> Manifest | None:
    try:
        return archive.read(folder)
    except VanthuError as error:  # changed since it was looked at; it is named among the unreadable then
        _LOG.debug("not told of: %s", error)
        return None


def _papers(day: date, folder: Path, manifest: Manifest) -> tuple[Paper, ...]:
    """The documents written on the day, and those whose signed scans were filed on it."""
    stamp = day.isoformat()
    written = {
        (entry.stage, entry.version)
        for entry in manifest.history
        if entry.action in (ACTION_FILED, ACTION_REVISED) and entry.at.startswith(stamp)
    }
    found = []
    for document in manifest.documents:
        scans = tuple(folder / scan.path for scan in document.scans if scan.at.startswith(stamp))
        if document.status == FILED and ((document.stage, document.version) in written or scans):
            found.append(Paper(folder, document, scans))
    return tuple(found)
