"""What can be wrong with an archive."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.messages import Message


class FindingKind(StrEnum):
    """Each is a word of the JSON lines; what it means to a clerk stands in the finding's own detail."""

    CHANGED = "changed"
    MISSING = "missing"
    FOREIGN = "foreign"
    MISPLACED = "misplaced"
    UNREADABLE = "unreadable"
    OLD_MANIFEST = "old-manifest"
    GAP = "gap"
    DOUBLE = "double"
    REGISTER = "register-differs"
    INDEX = "index-differs"
    LEFTOVER = "leftover"


@dataclass(frozen=True)
class Finding:
    """One thing that is not as its manifest says. `path` is the file or folder concerned.

    `is_only_registered`: a number that the register has and no manifest: its folder may be gone.
    """

    kind: FindingKind
    path: Path
    detail: Message
    is_only_registered: bool = False
