"""Which documents become which PDF, and what is let through to LibreOffice, which would convert anything."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from pipeline.errors import access_error
from pipeline.messages import Message, msg
from pipeline.office_files.packages import LIMITS, PackageRefused, unpacked

SUFFIX = ".docx"
HISTORY = "lich-su"  # earlier versions: what counted then was printed then

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # the container of .doc files, and of every Office file with a password
_MAIN_PART = b"wordprocessingml.document.main+xml"
_MACROS = (b"macroEnabled", b"vbaProject")
# Relationships to the outside that change nothing on the page.
_NOT_SHOWN = ("/hyperlink", "/attachedTemplate")


@dataclass(frozen=True)
class Task:
    """A document, and the PDF that it is to become."""

    document: Path
    target: Path


class DocumentRefused(Exception):
    """Not a Word document that may be handed to LibreOffice; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def plan(named: Iterable[Path], output: Path | None) -> tuple[Task, ...]:
    """A task for each named file and each document below each named folder, folders in sorted order, none twice.

    The PDF stands beside its document, or in `output`: there with the sub-folders of a named folder.
    Raises `NoAccess` for a folder that cannot be read.
    """
    tasks: dict[Path, Task] = {}
    for start in named:
        for document in _below(start) if start.is_dir() else (start,):
            beside = document.parent.relative_to(start) if start.is_dir() else Path()
            folder = document.parent if output is None else output / beside
            tasks.setdefault(document.resolve(), Task(document, folder / f"{document.stem}.pdf"))
    return tuple(tasks.values())


def _below(folder: Path) -> Iterator[Path]:
    """Word documents at any depth, without Word's owner files (`~$…`), hidden folders and kept versions."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise access_error(str(folder), error) from error
    for entry in entries:
        if entry.is_dir():
            if not entry.name.startswith(".") and entry.name != HISTORY and not entry.is_symlink():
                yield from _below(entry)
        elif entry.suffix.casefold() == SUFFIX and not entry.name.startswith(("~$", ".")):
            yield entry


@dataclass(frozen=True)
class WordDocument:
    """The bytes of a sound document. `points_outside`: it shows pictures or objects that lie in other files."""

    data: bytes
    points_outside: bool


def read_document(path: Path) -> WordDocument:
    """The document, looked at before LibreOffice does. Raises `DocumentRefused`, `OSError`."""
    if path.suffix.casefold() != SUFFIX:
        raise DocumentRefused(msg("Only Word documents (.docx) are converted. Please save it as .docx in Word."))
    if path.stat().st_size > LIMITS.total:
        raise DocumentRefused(msg("The document is too large (at most {limit} bytes).", limit=LIMITS.total))
    data = path.read_bytes()
    return WordDocument(data, _points_outside(_word_parts(data)))


def _word_parts(data: bytes) -> Mapping[str, bytes]:
    if not data:
        raise DocumentRefused(msg("The file is empty."))
    if data.startswith(_OLE):
        raise DocumentRefused(
            msg("It has a password or the old format .doc. Please save it in Word as .docx without a password.")
        )
    try:
        parts = unpacked(data)
    except PackageRefused as error:
        raise DocumentRefused(error.message) from error
    types = parts.get("[Content_Types].xml", b"")
    if any(word in types for word in _MACROS):
        raise DocumentRefused(msg("It holds macros. Please save it in Word as .docx without macros."))
    if _MAIN_PART not in types:
        raise DocumentRefused(msg("This is not a Word document."))
    return parts


def _points_outside(parts: Mapping[str, bytes]) -> bool:
    return any(_has_outside_target(data) for name, data in parts.items() if name.endswith(".rels"))


def _has_outside_target(relationships: bytes) -> bool:
    """Whether a list of relationships names a file elsewhere that would be shown."""
    shown: list[str] = []

    def look(_name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "")
        if attributes.get("TargetMode") == "External" and not kind.endswith(_NOT_SHOWN):
            shown.append(kind)

    parser = expat.ParserCreate()
    parser.StartElementHandler = look
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(relationships, True)
    except expat.ExpatError as error:
        raise DocumentRefused(msg("The document is damaged. Please save it in Word again.")) from error
    return bool(shown)


def _refuse_doctype(*_declared: object) -> None:
    """No Office program writes one; entities that grow without end do need one."""
    raise DocumentRefused(msg("The document is damaged. Please save it in Word again."))


def place_of(task: Task) -> str:
    """Where the document lies, seen from its PDF: stays the same when both are moved together."""
    try:
        seen = os.path.relpath(task.document.absolute(), task.target.absolute().parent)
    except ValueError:  # another drive of Windows
        seen = str(task.document.absolute())
    return Path(seen).as_posix()
