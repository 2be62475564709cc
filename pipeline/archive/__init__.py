"""The archive tree: one folder a meeting, whole or not at all, its manifest the truth."""

from pipeline.archive.lock import locked
from pipeline.archive.manifest import FiledDocument, FiledForm, HistoryEntry, Manifest
from pipeline.archive.publish import Change, publish_change, publish_new, recover, recover_folder
from pipeline.archive.tree import Archive, MeetingFolder, meeting_code

__all__ = [
    "Archive",
    "Change",
    "FiledDocument",
    "FiledForm",
    "HistoryEntry",
    "Manifest",
    "MeetingFolder",
    "locked",
    "meeting_code",
    "publish_change",
    "publish_new",
    "recover",
    "recover_folder",
]
