"""The book of minutes and the book of resolutions of a body's year, ready to bind."""

from pipeline.reports.books.contents import BookKind, Entry, entries_of
from pipeline.reports.books.front import Cover
from pipeline.reports.books.whole import Book, BookStopped, opened_book

__all__ = ["Book", "BookKind", "BookStopped", "Cover", "Entry", "entries_of", "opened_book"]
