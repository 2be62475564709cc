"""The book of minutes or of resolutions of a body's year, as one Word file."""

from __future__ import annotations

import os
import tempfile
from datetime import date, datetime
from pathlib import Path

import click

from pipeline.archive import archive_locked, outside_papers
from pipeline.cli.language import _, say
from pipeline.cli.main import Settings
from pipeline.cli.pdf import end_as_by_ctrl_c, installed_libreoffice
from pipeline.cli.reports.asking import write_file
from pipeline.cli.targets import check_target
from pipeline.errors import access_error
from pipeline.messages import Message, msg
from pipeline.pdf import LibreOffice, MissingLibreOffice, pages_in_contents
from pipeline.process import Office, open_office
from pipeline.process.complete import check_complete
from pipeline.process.intake.owners import owner_file
from pipeline.process.rules import chosen_body
from pipeline.reports.books import Book, BookKind, Cover, entries_of, opened_book
from pipeline.reports.heads import names_of
from pipeline.vietnamese.text import slug

_SECONDS = 300.0  # that LibreOffice may take for a book of hundreds of pages


@click.command(
    help=_(
        "Bind a body's minutes or resolutions of a year into one Word file: cover, contents, every document as filed."
    )
)
@click.argument("kind", type=click.Choice([kind.value for kind in BookKind]))
@click.option("--year", type=click.IntRange(1900, 2200), required=True, help=_("Documents dated in this year."))
@click.option("--cell", help=_("The body, by its id; not needed where the office has one cell."))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("The .docx file to write; by default in this folder, named after book, body and year."),
)
@click.option("--force", is_flag=True, help=_("Replace the file where there is one already."))
@click.option(
    "--soffice",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=_("LibreOffice's program, which counts the pages for the contents; by default it is looked for."),
)
@click.pass_obj
def book(
    settings: Settings,
    kind: str,
    year: int,
    cell: str | None,
    output: Path | None,
    force: bool,
    soffice: Path | None,
) -> None:
    wanted = next(one for one in BookKind if one.value == kind)
    with open_office(settings.workspace, datetime.now, settings.lock_timeout) as office:
        body = chosen_body(office.organisation, cell).id
        target = output or Path(f"{slug(wanted.label)}-{body}-{year}.docx")
        check_target(target, settings.workspace, (".docx",), force)
        check_complete(office, body, range(year + 2))  # as the register: a paper may be dated long after
        with archive_locked(settings.workspace, settings.lock_timeout):
            bound = _opened(office, wanted, body, year)
    write_file(target, bound.whole(_pages(bound, soffice)))


def _opened(office: Office, kind: BookKind, body: str, year: int) -> Book:
    """The book with its documents read. Raises `BookStopped`, `ArchiveDamaged`, `NoAccess`."""
    meetings = office.archive.manifests(body, range(year + 2))  # as the register: a paper may be dated long after
    outside = (paper for _folder, paper in outside_papers(office.archive.outbox, body))
    entries = entries_of(kind, year, meetings, outside)
    last = max((entry.day for entry in entries), default=date(year, 12, 31))
    cover = Cover(kind, names_of(office.organisation, body, last), year)
    return opened_book(cover, entries, office.archive.outbox, lambda file: owner_file(file) is not None)


def _pages(bound: Book, soffice: Path | None) -> tuple[int, ...] | None:
    """The first page of each document by LibreOffice; None, said on stderr, where Word has to count them."""
    if not bound.documents:
        return ()
    try:
        program = (soffice or installed_libreoffice(os.environ)).absolute()
    except MissingLibreOffice:
        _tell_to_count(msg("LibreOffice was not found, so the contents have no page numbers yet."))
        return None
    pages = _counted(bound.whole(), LibreOffice(program, _SECONDS))
    if len(pages) == len(bound.documents):
        return pages
    _tell_to_count(msg("LibreOffice could not count the pages, so the contents have no page numbers yet."))
    return None


def _tell_to_count(reason: Message) -> None:
    to_do = msg("Word puts them in: open the file, answer Yes (or press Ctrl+A, then F9), and save it.")
    click.echo(f"{say(reason)} {say(to_do)}", err=True)


def _counted(data: bytes, office: LibreOffice) -> tuple[int, ...]:
    """Raises `NoAccess` where LibreOffice cannot be started, or there is no room for it."""
    end_as_by_ctrl_c()
    try:
        with tempfile.TemporaryDirectory(prefix="vanthu-", ignore_cleanup_errors=True) as name:
            folder = Path(name).resolve()
            document = folder / "book.docx"
            document.write_bytes(data)
            office.convert([document], folder / "pdf", folder / "profile")
            made = folder / "pdf" / "book.pdf"
            return pages_in_contents(made.read_bytes()) if made.is_file() else ()
    except OSError as error:
        raise access_error(error.filename or tempfile.gettempdir(), error) from error
