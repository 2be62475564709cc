"""Copies of documents as `vanthu export` makes them: beside each document of the zip, or of one document alone."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from pipeline.archive import archive_locked, durable
from pipeline.cli.language import say
from pipeline.cli.main import Settings
from pipeline.cli.pdf import SECONDS, end_as_by_ctrl_c, installed_libreoffice, show_progress
from pipeline.cli.printing import end_progress
from pipeline.cli.signing import named_document
from pipeline.cli.targets import check_target
from pipeline.errors import access_error
from pipeline.export import Copies, CopyKinds, make_copies, put_aside
from pipeline.messages import msg
from pipeline.pdf import LibreOffice
from pipeline.process import open_office


def copy_kinds(pdf: bool, text: bool, soffice: Path | None) -> CopyKinds:
    """What is wanted, with the LibreOffice that is to make it. Raises `MissingLibreOffice`."""
    if not pdf:
        return CopyKinds(text=text)
    end_as_by_ctrl_c()
    return CopyKinds(LibreOffice((soffice or installed_libreoffice(os.environ)).absolute(), SECONDS), text)


@contextmanager
def copied(
    documents: Callable[[], Iterable[tuple[str, bytes]]], kinds: CopyKinds, settings: Settings
) -> Iterator[Copies]:
    """The copies, there until the block ends. The archive's lock is held only while the documents are read."""
    if not kinds.suffixes:
        yield Copies()
        return
    with tempfile.TemporaryDirectory(prefix="vanthu-", ignore_cleanup_errors=True) as folder:
        with archive_locked(settings.workspace, settings.lock_timeout):
            aside = put_aside(documents(), Path(folder))
        try:
            copies = make_copies(aside, kinds, lambda done: show_progress(done, len(aside)))
        finally:
            end_progress()
        for name, reason in copies.notices:
            click.echo(f"{name}: {say(msg('please check'))}: {say(reason)}", err=True)
        yield copies


def write_copy(settings: Settings, document: str, output: Path, soffice: Path | None, force: bool) -> None:
    """A copy of one document, PDF or text by the ending of `output`. Raises `UsageError` as `check_target`."""
    check_target(output, settings.workspace, (".pdf", ".txt"), force)
    suffix = output.suffix.casefold()
    kinds = copy_kinds(suffix == ".pdf", suffix == ".txt", soffice)
    with open_office(settings.workspace, datetime.now, settings.lock_timeout) as office:
        one = named_document(office, document)
    try:
        whole = (one.document.path, (one.folder / one.document.path).read_bytes())
        with copied(lambda: [whole], kinds, settings) as copies:
            ((_name, data),) = copies.of(whole)
            output.parent.mkdir(parents=True, exist_ok=True)
            durable.put_whole(output, data)
    except OSError as error:
        raise access_error(error.filename or output.name, error) from error
    click.echo(say(msg("{document} written to {file}.", document=one.document.path, file=output)))
