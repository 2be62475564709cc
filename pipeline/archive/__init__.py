"""The archive tree: one folder a meeting, whole or not at all, its manifest the truth."""

from pipeline.archive.lock import locked
from pipeline.archive.manifest import (
    FILED,
    VOID,
    FiledAttachment,
    FiledDocument,
    FiledForm,
    FiledScan,
    HistoryEntry,
    Manifest,
    VoidedNumber,
    Withdrawal,
)
from pipeline.archive.migrations import FORMAT
from pipeline.archive.publish import Change, publish_change, publish_new, recover, recover_folder
from pipeline.archive.rosters import RosterFiling, next_roster_folder, publish_roster, roster_filings
from pipeline.archive.status import DocumentStatus, dispatches_of, issued_on, status_of
from pipeline.archive.tree import Archive, MeetingFolder, meeting_code

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
    "HistoryEntry",
    "Manifest",
    "MeetingFolder",
    "RosterFiling",
    "VoidedNumber",
    "Withdrawal",
    "dispatches_of",
    "issued_on",
    "locked",
    "meeting_code",
    "next_roster_folder",
    "publish_change",
    "publish_new",
    "publish_roster",
    "recover",
    "recover_folder",
    "roster_filings",
    "status_of",
]
