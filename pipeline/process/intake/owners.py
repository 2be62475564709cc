"""Files by which office programs say that somebody has a document open."""

from __future__ import annotations

from pathlib import Path

from pipeline.vietnamese.text import printable

_MOST = 4096  # bytes; both kinds are much smaller
_LONGEST = 60  # letters of a name that are shown
_WORD_SUFFIXES = (".docx", ".docm", ".doc")
_WORD, _EXCEL = 162, 165  # bytes: a name in the old encoding of the system, then the same in UTF-16, in 1 : 2


def owner_file(path: Path) -> Path | None:
    """The file by which Word, Excel or LibreOffice says that somebody has the document open.

    Word and Excel put `~$` before the name; Word instead of its first letters where the name is long. Whatever else has
    such a name, a folder or a pipe, says nothing.
    """
    names = [f"~${path.name}", f".~lock.{path.name}#"]
    if path.suffix.casefold() in _WORD_SUFFIXES and (dropped := min(max(len(path.stem) - 6, 0), 2)):
        names.append(f"~${path.name[dropped:]}")
    return next((owner for name in names if (owner := path.with_name(name)).is_file()), None)


def owner_name(owner: Path) -> str:
    """Who has the document open, as the program was told; empty where that cannot be read."""
    try:
        with owner.open("rb") as file:
            data = file.read(_MOST)
    except OSError:  # Windows lets nobody look into it while Word is running
        return ""
    name = _of_libreoffice(data) if owner.name.startswith(".~lock.") else _of_microsoft(data)
    return printable(" ".join(name.split()))[:_LONGEST]


def _of_libreoffice(data: bytes) -> str:
    """`full name,user,computer,time,profile;`: the full name is often empty."""
    fields = data.decode(errors="replace").split(",")
    return next((field for field in fields[:2] if field.strip()), "") if len(fields) > 3 else ""


def _of_microsoft(data: bytes) -> str:
    if len(data) not in (_WORD, _EXCEL):
        return ""
    start = len(data) // 3
    length = int.from_bytes(data[start : start + 2], "little")
    return data[start + 2 :][: 2 * length].decode("utf-16-le", "replace")
