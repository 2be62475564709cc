"""A Word file opened as what it may be: somebody else's. Limits first, then XML without entities and network."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.errors import access_error
from pipeline.layout_check.ooxml import STRICT, Element, W
from pipeline.messages import msg
from pipeline.office_files.packages import LIMITS, PackageRefused, unpacked

MAX_FILE = LIMITS.total
MAX_XML = 40 * 1024 * 1024  # bytes of one part; a book of minutes of a whole year has about one million
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True)
class WordFile:
    """The parts of a Word file by name, `main` the one with the text."""

    parts: dict[str, bytes]
    main: str

    def xml(self, part: str) -> Element | None:
        """A part's root; None where there is no such part. Raises `PackageRefused` for XML that cannot be read."""
        data = self.parts.get(part)
        return None if data is None else _parsed(part, data)

    def related(self, kind: str) -> dict[str, str]:
        """Relation id → part, of those relations of the main part whose type ends in `kind`."""
        return _relations(self.parts, self.main, kind)

    def only(self, kind: str) -> Element | None:
        """The root of the one part related to the main part so (`styles`, `theme`)."""
        return next((self.xml(part) for part in self.related(kind).values()), None)


def read_word_file(path: Path) -> WordFile:
    """The file at `path`, looked at by its size before it is read.

    Raises `NoAccess` where it cannot be read and `PackageRefused` where it is no Word file within the limits.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # a device has no end
            raise PackageRefused(msg("This is not a Word document (.docx)."))
        size = path.stat().st_size
        if size > MAX_FILE:
            raise PackageRefused(
                msg("The file is too large ({size} bytes, at most {limit}).", size=size, limit=MAX_FILE)
            )
        data = path.read_bytes()
    except OSError as error:
        raise access_error(path.name, error) from error
    return open_word(data)


def open_word(data: bytes) -> WordFile:
    """The parts of a .docx file. Raises `PackageRefused` for everything else."""
    if data.startswith(_OLD_WORD):
        raise _old_or_encrypted(data)
    parts = unpacked(data)
    main = next(iter(_relations(parts, "", "/officeDocument").values()), "")
    root = _parsed(main, parts[main]) if main in parts else None
    if root is None or root.tag != f"{{{W}}}document":
        raise PackageRefused(msg("This is not a Word document (.docx)."))
    return WordFile(parts, main)


def _old_or_encrypted(data: bytes) -> PackageRefused:
    if _ENCRYPTED in data:
        return PackageRefused(msg("The file is protected by a password. Please remove the password in Word."))
    return PackageRefused(msg("This is a file of an old Word (.doc). Please save it as .docx."))


def _relations(parts: dict[str, bytes], source: str, kind: str) -> dict[str, str]:
    folder, name = posixpath.split(source)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    if part not in parts:
        return {}
    found = {}
    for relation in _parsed(part, parts[part]).iterfind(f"{{{_PACKAGE}}}Relationship"):
        if str(relation.get("Type")).endswith(kind) and relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target"))))
            found[str(relation.get("Id"))] = target.lstrip("/")
    return found


def _parsed(part: str, data: bytes) -> Element:
    if len(data) > MAX_XML:
        raise PackageRefused(msg("Part “{part}” of the file is too large ({size} bytes).", part=part, size=len(data)))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data.replace(STRICT, W.encode()), parser)
    except etree.XMLSyntaxError as error:
        raise PackageRefused(msg("Part “{part}” of the file is damaged.", part=part)) from error
    if root.getroottree().docinfo.doctype:
        raise PackageRefused(msg("Part “{part}” of the file declares a document type; no Word file does.", part=part))
    return root
