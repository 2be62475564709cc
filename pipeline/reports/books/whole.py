"""The book as one file: a front, then every document as it lies there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ExitCode, VanthuError
from pipeline.messages import msg
from pipeline.office_files.bound_word import Unbindable, bound
from pipeline.reports.books.contents import Entry
from pipeline.reports.books.front import Cover, front

__all__ = ["Book", "BookStopped", "opened_book"]


class BookStopped(VanthuError):
    """A document that cannot be bound; nothing was written."""

    exit_code = ExitCode.SOME_WORK_FAILED


@dataclass(frozen=True)
class Book:
    """A book with its documents read. `names` are what the documents are called in messages."""

    cover: Cover
    entries: tuple[Entry, ...]
    names: tuple[str, ...]
    documents: tuple[bytes, ...]

    def whole(self, pages: Sequence[int] | None = None) -> bytes:
        """The .docx file; `pages` are the first pages of the documents, which Word counts itself where there are none.

        Raises `BookStopped` for a document that is damaged.
        """
        try:
            first = front(self.cover, self.entries, pages)
            return bound([first, *self.documents], self.cover.title, updates_fields=pages is None)
        except Unbindable as error:
            raise BookStopped(
                msg(
                    "“{document}” is damaged or not a Word document (.docx). Please open it in Word and save it again, "
                    "or put the filed document back; no book was written.",
                    document=self.names[error.place - 1],
                )
            ) from error


def opened_book(cover: Cover, entries: Sequence[Entry], outbox: Path, is_open: Callable[[Path], bool]) -> Book:
    """The book with its documents as they lie there. Raises `BookStopped` for one that is missing or locked.

    `is_open` says whether a document is being edited: what will be saved, nobody knows yet.
    """
    files = list(_files(entries))
    names = tuple(file.relative_to(outbox.parent).as_posix() for file in files)
    for file, name in zip(files, names, strict=True):
        if is_open(file):
            raise _locked(name)
    documents = tuple(_read(file, name) for file, name in zip(files, names, strict=True))
    return Book(cover, tuple(entries), names, documents)


def _files(entries: Iterable[Entry]) -> Iterable[Path]:
    for entry in entries:
        yield from (one.file for one in (entry, *entry.behind) if one.file is not None)


def _read(file: Path, name: str) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise BookStopped(
            msg(
                "“{document}” is missing. Please put it back (“vanthu verify” tells more); no book was written.",
                document=name,
            )
        ) from error
    except OSError as error:
        raise _locked(name) from error


def _locked(name: str) -> BookStopped:
    return BookStopped(
        msg(
            "“{document}” is open in Word, or cannot be read. Please close it there and run the command again; no book "
            "was written.",
            document=name,
        )
    )
