"""Copies of documents for others to use: PDF/A to keep, plain text to copy from.

LibreOffice takes its time, and the archive is not held up meanwhile: documents are put aside as they are, copied, and
the copies go only with documents that are still the same then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pipeline.errors import ExitCode, FormRefused, VanthuError
from pipeline.messages import Message, msg
from pipeline.office_files.packages import file_digest
from pipeline.office_files.word.plain import plain_text
from pipeline.pdf import LibreOffice, PdfState, Task, make_pdfs

Named = tuple[str, bytes]  # a document's file name and bytes


class CopyFailed(VanthuError):
    """A document of which no copy can be made; nothing was written."""

    exit_code = ExitCode.SOME_WORK_FAILED


@dataclass(frozen=True)
class CopyKinds:
    """Which copies are wanted: PDF by a LibreOffice, plain text."""

    pdf: LibreOffice | None = None
    text: bool = False

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of the copies, in the order they are handed on."""
        return (*((".pdf",) if self.pdf else ()), *((".txt",) if self.text else ()))


@dataclass(frozen=True)
class Copies:
    """Documents by the hash of their bytes, each with its copies beside it; and what is to be looked at in them."""

    suffixes: tuple[str, ...] = ()
    documents: Mapping[str, Path] = field(default_factory=dict)
    notices: tuple[tuple[str, Message], ...] = ()

    def of(self, document: Named) -> Iterator[Named]:
        """Name and bytes of each copy of a document. Raises `CopyFailed` for one that is not among these any more."""
        name, data = document
        if not self.suffixes:
            return
        made = self.documents.get(file_digest(data))
        if made is None:
            raise CopyFailed(
                msg("“{name}” was changed just now. Please run the command again; nothing was written.", name=name)
            )
        for suffix in self.suffixes:
            yield PurePosixPath(name).with_suffix(suffix).as_posix(), made.with_suffix(suffix).read_bytes()


def put_aside(documents: Iterable[Named], folder: Path) -> dict[str, Path]:
    """The documents in a folder, each in one of its own, by the hash of their bytes. Raises `OSError`."""
    aside: dict[str, Path] = {}
    for name, data in documents:
        digest = file_digest(data)
        if digest not in aside:
            aside[digest] = folder / str(len(aside)) / PurePosixPath(name).name
            aside[digest].parent.mkdir()
            aside[digest].write_bytes(data)
    return aside


def make_copies(
    aside: Mapping[str, Path], kinds: CopyKinds, progress: Callable[[int], None] = lambda _done: None
) -> Copies:
    """The copies wanted, beside each document that was put aside; `progress` is told how many PDFs are made.

    Raises `CopyFailed` for the first document that cannot be copied, `NoAccess`, `OSError`.
    """
    if kinds.text:
        for document in aside.values():
            document.with_suffix(".txt").write_bytes(_text(document))
    notices = tuple(_pdfs(aside.values(), kinds.pdf, progress)) if kinds.pdf else ()
    return Copies(kinds.suffixes, aside, notices)


def _text(document: Path) -> bytes:
    try:
        return plain_text(document.read_bytes())
    except FormRefused as error:
        raise _failed(document, error.message) from error


def _pdfs(
    documents: Iterable[Path], office: LibreOffice, progress: Callable[[int], None]
) -> Iterator[tuple[str, Message]]:
    """Makes them, and gives what is to be looked at."""
    tasks = [Task(document, document.with_suffix(".pdf")) for document in documents]
    for outcome in make_pdfs(tasks, office, progress):
        if outcome.state is not PdfState.MADE:
            raise _failed(outcome.document, outcome.reason)
        if outcome.reason.msgid:
            yield outcome.document.name, outcome.reason


def _failed(document: Path, reason: Message) -> CopyFailed:
    return CopyFailed(
        msg("No copy of “{name}” could be made: {reason} Nothing was written.", name=document.name, reason=reason)
    )
