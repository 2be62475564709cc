"""A zip that is there whole or not at all, and the files of the archive that go into it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from pipeline.archive import durable
from pipeline.errors import ArchiveDamaged
from pipeline.export.copies import Named
from pipeline.messages import Message, msg
from pipeline.office_files.packages import add_member, file_digest


def write_zip(target: Path, members: Iterable[Named]) -> None:
    """Write the members, made one after the other. Same members, same bytes.

    Raises what making them does, `OSError`.
    """
    fresh = target.with_name(f".{target.name}.moi")
    durable.remove(fresh)
    try:
        with zipfile.ZipFile(fresh, "x") as packed:
            for name, data in members:
                add_member(packed, name, data)
        durable.flush_file(fresh)
        durable.replace(fresh, target)
        durable.flush_folder(target.parent)
    finally:
        durable.remove(fresh)


def whole(path: Path, sha256: str | None) -> bytes:
    """A file as its manifest says it is; a hand-edited document is the valid text, so only its being there counts.

    Raises `ArchiveDamaged` for one that is missing or changed.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ArchiveDamaged(_broken(path)) from error
    if sha256 is not None and file_digest(data) != sha256:
        raise ArchiveDamaged(_broken(path))
    return data


def _broken(path: Path) -> Message:
    where = "/".join(path.parts[-4:])
    return msg("“{name}” is missing or was changed. Please run “vanthu verify” first; nothing was written.", name=where)
