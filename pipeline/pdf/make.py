"""From documents to PDF/A files: staged, converted many at a time, read back, put in place one by one."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from unicodedata import normalize

from pipeline.archive import durable
from pipeline.errors import NOTHING, access_error
from pipeline.messages import Message, msg
from pipeline.pdf.documents import DocumentRefused, Task, WordDocument, place_of, read_document
from pipeline.pdf.launch import LibreOffice
from pipeline.pdf.readback import PdfFacts, is_of, is_untouched, read_pdf, sealed

BATCH = 25  # documents per start of LibreOffice: a start costs as much as some ten documents

Progress = Callable[[int], None]


class PdfState(Enum):
    """`LEFT`: a PDF of somebody else stands in the place; it was not touched, and no other was made."""

    MADE = "made"
    LEFT = "left"
    FAILED = "failed"


@dataclass(frozen=True)
class PdfOutcome:
    """What became of one document. `reason` of a made PDF is something to look at in it."""

    document: Path
    pdf: Path | None
    state: PdfState
    facts: PdfFacts | None = None
    reason: Message = NOTHING


@dataclass(frozen=True)
class _Staged:
    """A document on its way: a copy under a plain name, so that LibreOffice sees neither odd names nor the file."""

    task: Task
    word: WordDocument
    copy: Path


@dataclass(frozen=True)
class _Converted:
    data: bytes
    facts: PdfFacts


def make_pdfs(
    tasks: Sequence[Task], office: LibreOffice, progress: Progress = lambda _done: None
) -> Iterator[PdfOutcome]:
    """Make the PDF of each task; what became of them, in their order.

    `progress` is told how many documents are through. Raises `NoAccess` where LibreOffice cannot be started or there is
    no room for the copies; what fails with one document is in its outcome.
    """
    taken: set[str] = set()
    for start in range(0, len(tasks), BATCH):
        outcomes = _make_batch(tasks[start : start + BATCH], taken, office, _counted_from(start, progress))
        progress(start + len(outcomes))
        yield from outcomes


def _counted_from(start: int, progress: Progress) -> Progress:
    return lambda done: progress(start + done)


def _make_batch(tasks: Sequence[Task], taken: set[str], office: LibreOffice, progress: Progress) -> list[PdfOutcome]:
    try:
        with tempfile.TemporaryDirectory(prefix="vanthu-pdf-", ignore_cleanup_errors=True) as name:
            folder = Path(name).resolve()
            staged = [_staged(task, taken, folder / f"{number:04}.docx") for number, task in enumerate(tasks)]
            waiting = [entry for entry in staged if isinstance(entry, _Staged)]
            converted = _converted(waiting, folder, office, progress)
    except OSError as error:
        raise access_error(error.filename or tempfile.gettempdir(), error) from error
    return [_placed(entry, converted[entry.copy]) if isinstance(entry, _Staged) else entry for entry in staged]


def _staged(task: Task, taken: set[str], copy: Path) -> _Staged | PdfOutcome:
    """The document copied for LibreOffice, or why it gets no PDF."""
    name = normalize("NFC", str(task.target.absolute())).casefold()  # one file on a disk that ignores case
    if name in taken:
        return _failed(
            task, msg("Another document of this run gets the same PDF. Please convert it into another folder with -o.")
        )
    try:
        word = read_document(task.document)
        reason = _foreign(task, word.data)
    except DocumentRefused as error:
        return _failed(task, error.message)
    except OSError as error:
        return _failed(task, access_error(error.filename or task.document.name, error).message)
    taken.add(name)
    if reason:
        return PdfOutcome(task.document, task.target, PdfState.LEFT, reason=reason)
    copy.write_bytes(word.data)
    return _Staged(task, word, copy)


def _failed(task: Task, reason: Message) -> PdfOutcome:
    return PdfOutcome(task.document, None, PdfState.FAILED, reason=reason)


def _foreign(task: Task, document: bytes) -> Message | None:
    """Why the file that stands in the PDF's place is not replaced; None where it may be, or where none stands."""
    try:
        there = task.target.read_bytes()
    except FileNotFoundError:
        return None
    if not is_untouched(there):
        return msg(
            "A PDF of this name is there already that was not made here, or was signed or changed since. It was left "
            "as it is. Please choose another folder with -o."
        )
    if not is_of(there, document, place_of(task)):
        return msg(
            "A PDF of this name is there already that was made from another document. It was left as it is. Please "
            "choose another folder with -o."
        )
    return None


def _converted(
    staged: Sequence[_Staged], folder: Path, office: LibreOffice, progress: Progress
) -> dict[Path, _Converted | Message]:
    """All in one go; what did not come out is tried once more alone, so that one bad document spoils no other."""
    if not staged:
        return {}
    results = _run([entry.copy for entry in staged], folder / "all", office, progress)
    again = [copy for copy, result in results.items() if isinstance(result, Message)] if len(staged) > 1 else []
    for copy in again:
        results |= _run([copy], folder / copy.stem, office, lambda _done: None)
    return results


def _run(
    copies: Sequence[Path], folder: Path, office: LibreOffice, progress: Progress
) -> dict[Path, _Converted | Message]:
    folder.mkdir()
    in_time = office.convert(copies, folder / "pdf", folder / "profile", progress)
    return {copy: _read_back(folder / "pdf" / f"{copy.stem}.pdf", office, in_time) for copy in copies}


def _read_back(pdf: Path, office: LibreOffice, in_time: bool) -> _Converted | Message:
    data = pdf.read_bytes() if pdf.is_file() else b""
    facts = read_pdf(data)
    if facts is None:
        if in_time:
            return msg("LibreOffice could not convert it. Please open it in Word and save it again.")
        return msg("LibreOffice did not finish within {seconds:g} seconds and was ended.", seconds=office.seconds)
    if not facts.is_pdf_a_2b:
        return msg("LibreOffice wrote a PDF that does not say it is PDF/A-2b.")
    if not facts.pages:
        return msg("LibreOffice wrote a PDF without a page.")
    return _Converted(data, facts)


def _placed(entry: _Staged, result: _Converted | Message) -> PdfOutcome:
    task = entry.task
    if isinstance(result, Message):
        return _failed(task, result)
    try:
        if reason := _foreign(task, entry.word.data):  # somebody may have put a scan there meanwhile
            return PdfOutcome(task.document, task.target, PdfState.LEFT, reason=reason)
        durable.put_whole(task.target, sealed(result.data, entry.word.data, place_of(task)))
        durable.flush_folder(task.target.parent)
    except OSError as error:
        return _failed(task, access_error(error.filename or task.target.name, error).message)
    reason = msg("It shows files that lie elsewhere; they were not loaded and may be missing in the PDF.")
    return PdfOutcome(
        task.document, task.target, PdfState.MADE, result.facts, reason if entry.word.points_outside else NOTHING
    )
