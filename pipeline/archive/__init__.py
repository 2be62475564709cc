"""The archive tree: one folder a meeting, whole or not at all, its manifest the truth."""

from pipeline.archive.changing import Change
from pipeline.archive.edits import as_found, was_edited
from pipeline.archive.lock import archive_locked, forms_locked, inbox_held, inbox_still_held, locked, watcher_locked
from pipeline.archive.manifest import (
    FILED,
    VOID,
    FiledAttachment,
    FiledDocument,
    FiledForm,
    FiledScan,
    HandEdit,
    HistoryEntry,
    Manifest,
    VoidedNumber,
    Withdrawal,
)
from pipeline.archive.migrations import FORMAT
from pipeline.archive.outside import OutsidePaper, outside_papers, publish_outside
from pipeline.archive.publish import publish_change, publish_new, recover, recover_folder
from pipeline.archive.rosters import RosterFiling, next_roster_folder, publish_roster, roster_filings
from pipeline.archive.status import (
    DocumentStatus,
    dispatches_of,
    is_frozen,
    issued_on,
    presumed_until,
    replaced_by,
    status_of,
)
from pipeline.archive.tree import Archive, MeetingFolder, Unreadable, meeting_code

__all__ = [
    "FILED",
    "FORMAT",
    "VOID",
    "Archive",
    "Change",
    "DocumentStatus",
    "FiledAttachment",
    "FiledDocument",
    "FiledForm",
    "FiledScan",
    "HandEdit",
    "HistoryEntry",
    "Manifest",
    "MeetingFolder",
    "OutsidePaper",
    "RosterFiling",
    "Unreadable",
    "VoidedNumber",
    "Withdrawal",
    "archive_locked",
    "as_found",
    "dispatches_of",
    "forms_locked",
    "inbox_held",
    "inbox_still_held",
    "is_frozen",
    "issued_on",
    "locked",
    "meeting_code",
    "next_roster_folder",
    "outside_papers",
    "presumed_until",
    "publish_change",
    "publish_new",
    "publish_outside",
    "publish_roster",
    "recover",
    "recover_folder",
    "replaced_by",
    "roster_filings",
    "status_of",
    "was_edited",
    "watcher_locked",
]
