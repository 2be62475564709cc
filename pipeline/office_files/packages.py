"""Office packages (Word, Excel, ODF: zip files by another name) opened with limits and written the same way every time.

The idea: a package says nothing by its order, its times or the system it was packed on. So these are fixed, and a hash
tells whether the content changed. The file's own hash still depends on the compressor at hand (zlib, zlib-ng, another
level); `content_digest` does not.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.errors import ExitCode, VanthuError
from pipeline.messages import Message, msg

TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can say
LEVEL = 6
UNIX = 3  # `create_system`: the same on Windows
READABLE = 0o100644 << 16

# What readers expect in front: ODF wants `mimetype` first and uncompressed, some Open XML readers their list of types.
_FRONT = ("mimetype", "[Content_Types].xml", "_rels/.rels")
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


class PackageRefused(VanthuError):
    """The bytes are not a package, or one too large to open; whoever asked says which file it was."""

    exit_code = ExitCode.SOME_WORK_FAILED


@dataclass(frozen=True)
class Limits:
    """How much a package may hold before it is refused: a real one has tens of members and a few megabytes."""

    members: int = 2_000
    total: int = 200 * 1024 * 1024  # bytes, unpacked


LIMITS = Limits()


def unpacked(data: bytes, limits: Limits = LIMITS) -> dict[str, bytes]:
    """The members by name, in the order they are stored; folders left out.

    Raises `PackageRefused` for anything that is not a sound, unencrypted zip file within the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_directory(entries, limits)
            return {entry.filename: archive.read(entry) for entry in entries}
    except _UNREADABLE as error:
        raise PackageRefused(
            msg("This is not a sound Office file; it may be cut off, or have the ending of another kind of file.")
        ) from error


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Look at the directory before unpacking anything; `zipfile` never reads past the sizes it declares."""
    if refusal := _refusal(entries, limits):
        raise PackageRefused(refusal)


def _refusal(entries: list[zipfile.ZipInfo], limits: Limits) -> Message | None:
    if len(entries) > limits.members:
        count = len(entries)
        return msg("The file holds too many parts ({count}, at most {limit}).", count=count, limit=limits.members)
    total = sum(entry.file_size for entry in entries)
    if total > limits.total:
        return msg("The file is too large unpacked ({total} bytes, at most {limit}).", total=total, limit=limits.total)
    names = [entry.filename for entry in entries]
    if len(names) != len(set(names)):
        return msg("The file holds one part twice.")
    return None


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip file of the members: fixed order, times, attributes and level, so the same members give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(members, key=_place):
            entry = zipfile.ZipInfo(name, TIME)
            entry.create_system = UNIX
            entry.external_attr = READABLE
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, members[name], method, LEVEL)
    return target.getvalue()


def _place(name: str) -> tuple[int, str]:
    return (_FRONT.index(name) if name in _FRONT else len(_FRONT), name)


def repacked(data: bytes, limits: Limits = LIMITS) -> bytes:
    """The same package written the fixed way; doing it again changes nothing."""
    return packed(unpacked(data, limits))


def is_untouched(data: bytes) -> bool:
    """Whether a Word file is as this program wrote it: Word and LibreOffice put their own names in when they save."""
    try:
        return b"<Application>vanthu</Application>" in unpacked(data).get("docProps/app.xml", b"")
    except PackageRefused:
        return False


def content_digest(data: bytes, limits: Limits = LIMITS) -> str:
    """SHA-256 over names and unpacked bytes of the members: equal for equal content, whoever compressed it."""
    digest = hashlib.sha256()
    for name, content in sorted(unpacked(data, limits).items()):
        for piece in (name.encode(), content):
            digest.update(len(piece).to_bytes(8, "big"))
            digest.update(piece)
    return digest.hexdigest()


def file_digest(data: bytes) -> str:
    """SHA-256 of the file as it lies there."""
    return hashlib.sha256(data).hexdigest()
