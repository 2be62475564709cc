"""What a scan is, by its first and last bytes: a whole PDF or a picture. It is filed as it came, byte for byte."""

from __future__ import annotations

import re

from pipeline.errors import FormRefused, Problem, Severity
from pipeline.messages import msg, verbatim
from pipeline.vietnamese.text import printable

# What a picture begins with → the ending of its file.
_PICTURES = {
    b"\x89PNG\r\n\x1a\n": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"II*\x00": ".tif",
    b"MM\x00*": ".tif",
}
_PHONE_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")  # ISO 23008-12
_READERS_LOOK = 1024  # bytes at either end in which readers of PDF look for its first and its last mark
_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")


def scan_suffix(name: str, data: bytes) -> str:
    """The ending that the content of a scan asks for.

    Raises `FormRefused` for what is neither PDF nor picture, and for what is empty or cut short.
    """
    if not data:
        raise FormRefused(_cut_short(name))
    suffix = _picture(data)
    if suffix is not None:
        return suffix
    if b"%PDF-" not in data[:_READERS_LOOK]:
        raise FormRefused(_no_scan(name))
    # An update is added behind the first end of a file, so only a mark at the very end says that all has come.
    if b"%%EOF" not in data.rstrip(b"\0\r\n\t ")[-_READERS_LOOK:]:
        raise FormRefused(_cut_short(name))
    return ".pdf"


def protected(name: str, data: bytes) -> Problem | None:
    """The warning that a PDF is encrypted: who has no password may never read it again; None where it is not."""
    if _picture(data) is not None or _ENCRYPTED.search(data) is None:
        return None
    return Problem(
        "scan-encrypted",
        verbatim(printable(name)),
        msg("This PDF is protected by a password; later nobody may be able to open it."),
        msg("Please save it without a password; if it must stay so, file it with: vanthu sign FILE --document PATH"),
        Severity.WARNING,
    )


def _picture(data: bytes) -> str | None:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    if data[4:8] == b"ftyp" and data[8:12] in _PHONE_BRANDS:
        return ".heic"
    return next((suffix for start, suffix in _PICTURES.items() if data.startswith(start)), None)


def _no_scan(name: str) -> Problem:
    return Problem(
        "not-a-scan",
        verbatim(printable(name)),
        msg("This is neither a PDF nor a picture (PNG, JPEG, TIFF, HEIC, WEBP)."),
        msg("Please scan the signed paper anew and save it as PDF."),
    )


def _cut_short(name: str) -> Problem:
    return Problem(
        "scan-incomplete",
        verbatim(printable(name)),
        msg("The file is not complete: it is still being copied, or it is damaged."),
        msg("Please wait until it is copied; if this stays so, please copy it again or scan the paper anew."),
    )
