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
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pipeline.errors import ExitCode, VanthuError
from pipeline.messages import msg

TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can say
LEVEL = 6
UNIX = 3  # `create_system`: the same on Windows
READABLE = 0o100644 << 16

_RATIO_FROM = 5 * 1024 * 1024  # bytes; smaller members cannot do harm
_DIRECTORY_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = 30  # bytes before a member's name
_TOO_LARGE = msg("The file is too large: it holds far more than its size says.")

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


class PackageTooLarge(PackageRefused):
    """It holds more than the limits allow."""


class PackageEncrypted(PackageRefused):
    """It opens with a password only."""


@dataclass(frozen=True)
class Limits:
    """How much a file may hold before it is refused: a real one has tens of members and a few megabytes.

    `file` and `total` are bytes, packed and unpacked; `read` those of the unpacked parts that are really read;
    `ratio` is of unpacked to packed in a single large member.
    """

    file: int = 20 * 1024 * 1024
    members: int = 2_000
    total: int = 200 * 1024 * 1024
    ratio: int = 300  # text of one letter packs 1000 : 1, honest sheets about 30 : 1
    read: int = 40 * 1024 * 1024
    sheets: int = 60
    rows: int = 5_000
    columns: int = 200
    cells: int = 200_000  # used ones, in all sheets; a form that is filled to the brim has some thousands


LIMITS = Limits()


def unpacked(data: bytes, limits: Limits = LIMITS, wanted: Callable[[str], bool] | None = None) -> dict[str, bytes]:
    """The members by name, in the order they are stored; folders left out, and empty what is not `wanted`.

    Raises `PackageRefused` for anything that is not a sound, unencrypted zip file within the limits.
    """
    _check_count(data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_directory(entries, limits)
            if wanted is None:
                return {entry.filename: archive.read(entry) for entry in entries}
            if sum(entry.file_size for entry in entries if wanted(entry.filename)) > limits.read:
                raise PackageTooLarge(_TOO_LARGE)
            return {entry.filename: archive.read(entry) if wanted(entry.filename) else b"" for entry in entries}
    except _UNREADABLE as error:
        raise PackageRefused(
            msg("This is not a sound Office file; it may be cut off, or have the ending of another kind of file.")
        ) from error


def _check_count(data: bytes, limits: Limits) -> None:
    """Count the members before `zipfile` makes an object of each: a few bytes in the file, half a kilobyte there."""
    count = data.count(_DIRECTORY_ENTRY)
    if count > limits.members:
        raise PackageTooLarge(
            msg("The file holds too many parts ({count}, at most {limit}).", count=count, limit=limits.members)
        )


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Look at the directory before unpacking anything; `zipfile` never reads past the sizes it declares."""
    _check_sizes(entries, limits)
    names = [entry.filename for entry in entries]
    if len(names) != len(set(names)):
        raise PackageRefused(msg("The file holds one part twice."))
    if any(map(_leads_out, entries)):
        raise PackageRefused(msg("The file holds a part whose name leads out of it; no Office program writes such."))
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise PackageEncrypted(msg("The file is protected by a password."))
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise PackageRefused(msg("The file is packed in a way that no Office program uses."))


def _check_sizes(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    total = sum(entry.file_size for entry in entries)
    if total > limits.total:
        raise PackageTooLarge(
            msg("The file is too large unpacked ({total} bytes, at most {limit}).", total=total, limit=limits.total)
        )
    if _overlap(entries) or any(_is_bomb(entry, limits) for entry in entries):
        raise PackageTooLarge(_TOO_LARGE)


def _is_bomb(entry: zipfile.ZipInfo, limits: Limits) -> bool:
    return entry.file_size > _RATIO_FROM and entry.file_size > limits.ratio * max(entry.compress_size, 1)


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether two members share their bytes: so a small file unpacks to any size without one of them being large."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    return any(
        entry.header_offset + _LOCAL_HEADER + len(entry.orig_filename) + entry.compress_size > after.header_offset
        for entry, after in pairwise(ordered)
    )


def _leads_out(entry: zipfile.ZipInfo) -> bool:
    """Whether the name, taken as a path, would leave the folder it is unpacked to on one of the systems."""
    name = entry.orig_filename
    return name.startswith("/") or any(sign in name for sign in "\\\0:") or ".." in name.split("/")


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip file of the members: fixed order, times, attributes and level, so the same members give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(members, key=place_of):
            add_member(archive, name, members[name])
    return target.getvalue()


def add_member(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Write a member in the fixed way: time, attributes and level are the same on every system."""
    entry = zipfile.ZipInfo(name, TIME)
    entry.create_system = UNIX
    entry.external_attr = READABLE
    method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
    archive.writestr(entry, data, method, LEVEL)


def place_of(name: str) -> tuple[int, str]:
    """Where a member stands in the file: sort by this."""
    return (_FRONT.index(name) if name in _FRONT else len(_FRONT), name)


def repacked(data: bytes, limits: Limits = LIMITS) -> bytes:
    """The same package written the fixed way; doing it again changes nothing."""
    return packed(unpacked(data, limits))


def is_untouched(data: bytes) -> bool:
    """Whether an Office file is as this program wrote it: Word, Excel and LibreOffice put their own names in."""
    properties = "docProps/app.xml"
    try:
        return b"<Application>vanthu</Application>" in unpacked(data, wanted=properties.__eq__).get(properties, b"")
    except PackageRefused:
        return False


def content_digest(data: bytes, limits: Limits = LIMITS) -> str:
    """SHA-256 over names and unpacked bytes of the members: equal for equal content, whoever compressed it."""
    digest = hashlib.sha256()
    for name, content in sorted(unpacked(data, limits).items()):
        note(digest.update, name, content)
    return digest.hexdigest()


def note(update: Callable[[bytes], object], name: str, content: bytes) -> None:
    """Feed a member to a digest, so that no two packages give it the same bytes."""
    for piece in (name.encode(), content):
        update(len(piece).to_bytes(8, "big"))
        update(piece)


def file_digest(data: bytes) -> str:
    """SHA-256 of the file as it lies there."""
    return hashlib.sha256(data).hexdigest()
