"""Names that are no forms: of the systems, of programs that have a file open, of copies and downloads under way."""

from __future__ import annotations

REMADE = (".ds_store", "thumbs.db", "desktop.ini")  # made again by themselves wherever somebody looks
_SYSTEMS = (
    *REMADE,
    *("ehthumbs.db", "icon\r", "$recycle.bin", "system volume information", "lost+found"),
    *("@eadir", "#recycle", "#snapshot"),  # of network drives
)
# Downloads (Chrome, Firefox, Safari, Opera, aria2, WinSCP) and copies by synchronising programs, while they are made.
_HALF_MADE = (
    *(".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".download", ".opdownload", ".aria2"),
    *(".!sync", ".!ut", ".bts", ".owncloudsync", ".icloud"),
)
_BACKUPS = (".swp", ".swo", ".bak~", "~")
# Word, Excel and others put `~$`, `~WRD` before their own; hidden files begin with a dot (`.~lock.…#`, `._…`, `.sync`).
_BEGINNINGS = (".", "~")


def is_to_ignore(name: str) -> bool:
    """Whether a file or folder of that name is nobody's: it is neither read nor moved, nor told of."""
    lower = name.casefold()
    return name.startswith(_BEGINNINGS) or lower in _SYSTEMS or lower.endswith((*_HALF_MADE, *_BACKUPS))


def is_half_made(name: str) -> bool:
    """Whether the name says that a copy or download is under way which will have another name."""
    return name[:1] not in _BEGINNINGS and name.casefold().endswith(_HALF_MADE)
