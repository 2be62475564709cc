"""What a file is by its content, whatever its name says: told to the clerk where it is no workbook."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.messages import Message, msg

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK"

_TOP = 4_096  # bytes; where a file says what it is
_STARTS = (
    (re.compile(rb"%PDF"), msg("a PDF file")),
    (re.compile(rb"\{\\rtf"), msg("an RTF text")),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\x00{4}", re.DOTALL), msg("a picture")),
    (re.compile(rb"Rar!|7z\xbc\xaf"), msg("an archive of files")),
    (re.compile(rb"\x09[\x00\x02\x04\x08].\x00", re.DOTALL), msg("a very old Excel workbook")),
)
_SAYS = (
    (re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet"), msg("an XML table of Excel 2003")),
    (re.compile(rb"<office:document\b"), msg("a flat OpenDocument file")),
    (re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE), msg("a web page (HTML)")),
    (re.compile(rb"\s*<\?xml"), msg("an XML file")),
)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of_bytes(data: bytes) -> Message | None:
    """The kind of a file that is neither a zip nor an old Office file; None where nothing is known of it."""
    top = data[:_TOP]
    for start, kind in _STARTS:
        if start.match(top):
            return kind
    for words, kind in _SAYS:
        if words.search(top):
            return kind
    text = _text(top)
    return None if text is None or _BINARY.search(text) else msg("plain text (CSV or the like)")


def _text(top: bytes) -> str | None:
    if top.startswith((b"\xff\xfe", b"\xfe\xff")):
        return top[: len(top) // 2 * 2].decode("utf-16", errors="replace")
    try:
        return top.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A letter cut by the end of what was looked at is none of the file's doing.
        return (
            top[: error.start].decode()
            if error.start > len(top) - 4 and len(top) == _TOP
            else top.decode("cp1258", errors="replace")
        )


_MEMBERS = (
    ("word/document.xml", msg("a Word document")),
    ("ppt/presentation.xml", msg("a PowerPoint presentation")),
    ("xl/workbook.bin", msg("a binary Excel workbook (.xlsb)")),
    ("visio/document.xml", msg("a Visio drawing")),
)
_TYPES = (
    ("opendocument.text", msg("an OpenDocument text")),
    ("opendocument.presentation", msg("an OpenDocument presentation")),
    ("opendocument.", msg("another OpenDocument file")),
)


def kind_of_package(names: Collection[str], mimetype: str) -> Message:
    """The kind of a zip file that is no workbook."""
    for name, kind in _MEMBERS:
        if name in names:
            return kind
    for words, kind in _TYPES:
        if words in mimetype:
            return kind
    return msg("an archive of files")


_STREAMS = (
    ("WordDocument", msg("an old Word document (.doc)")),
    ("PowerPoint Document", msg("an old PowerPoint presentation")),
    ("VisioDocument", msg("a Visio drawing")),
    ("__properties_version1.0", msg("an e-mail of Outlook")),
)


def kind_of_old_file(streams: Collection[str]) -> Message:
    """The kind of an old Office file that is no workbook."""
    return next((kind for name, kind in _STREAMS if name in streams), msg("another old Office file"))
