"""The bytes of a form, read once and with a limit: never of a pipe, a device or a folder."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

from pipeline.errors import FormRefused, Problem, Severity, access_error
from pipeline.messages import msg, verbatim
from pipeline.office_files.packages import LIMITS, Limits
from pipeline.organisation import Organisation
from pipeline.process.intake.reasons import not_a_file
from pipeline.vietnamese.text import printable

_MEGABYTE = 1024 * 1024
# A pipe would make us wait for its writer; Windows has no such files and no such flag, but translates line ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def limits_of(organisation: Organisation) -> Limits:
    """How much a form may hold in this office."""
    wanted = organisation.options.limits
    return Limits(
        file=wanted.file_bytes,
        total=wanted.unpacked_bytes,
        members=LIMITS.members,
        ratio=LIMITS.ratio,
        sheets=wanted.sheets,
        rows=wanted.rows,
        columns=wanted.columns,
        cells=wanted.cells,
    )


def form_bytes(path: Path, limits: Limits = LIMITS) -> bytes:
    """The content of a form. Raises `FormRefused` for what is no file or too large, `NoAccess`."""
    try:
        descriptor = os.open(path, _FLAGS)
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise FormRefused(replace(not_a_file(path), severity=Severity.ERROR))
            if found.st_size > limits.file:
                raise FormRefused(_too_large(path, limits))
            data = _read(descriptor, limits.file + 1)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise access_error(path.name, error) from error
    if len(data) > limits.file:  # it grew while it was read
        raise FormRefused(_too_large(path, limits))
    return data


def _read(descriptor: int, most: int) -> bytes:
    """All of a file, but no more than `most` bytes."""
    pieces = []
    while most > 0 and (piece := os.read(descriptor, min(most, _MEGABYTE))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def _too_large(path: Path, limits: Limits) -> Problem:
    return Problem(
        "form-too-large",
        verbatim(printable(path.name)),
        msg("The file is larger than {limit} MB; no form is.", limit=limits.file // _MEGABYTE),
        msg("Please take it out of the inbox."),
    )
