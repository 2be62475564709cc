"""What a PDF says of itself, and the seal by which a later run knows its own work again.

The idea of the seal: a signed scan or an annotated PDF may lie where a new PDF would go. So each PDF made here carries
the hash of its own bytes, of its document and of the document's place. One byte changed, and it is not ours any more.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass
from unicodedata import normalize

# PDF/A keeps the metadata of the file unfiltered. Of the pictures' metadata none is preceded by such a dictionary.
_METADATA = re.compile(rb"/Type\s*/Metadata\b[^>]*>>\s*stream\r?\n(.*?)endstream", re.DOTALL)
_PART = re.compile(rb"""pdfaid:part(?:>\s*|\s*=\s*["'])(\d+)\s*["'<]""")
_CONFORMANCE = re.compile(rb"""pdfaid:conformance(?:>\s*|\s*=\s*["'])([A-Za-z]+)\s*["'<]""")
_STREAM = re.compile(rb"\bstream\r?\n.*?endstream", re.DOTALL)
_PACKED_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b[^>]*>>\s*stream\r?\n(.*?)endstream", re.DOTALL)
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")

_HEX = rb"([0-9a-f]{64})"
_SEAL = re.compile(rb"<dc:source>vanthu:" + rb":".join([_HEX] * 3) + rb"</dc:source>")
_BLANK = b"0" * 64
# Metadata end in blanks meant for changes in place (XMP specification, part 1, 7.3.2).
_PADDING = re.compile(rb"\s+(?=<\?xpacket end=)")


@dataclass(frozen=True)
class PdfFacts:
    """What a PDF says of itself: `part` and `conformance` of PDF/A are empty where it is plain PDF."""

    part: str
    conformance: str
    pages: int

    @property
    def is_pdf_a_2b(self) -> bool:
        return (self.part, self.conformance) == ("2", "B")


def read_pdf(data: bytes) -> PdfFacts | None:
    """Part, conformance and number of pages; None where the bytes are not a whole PDF."""
    if not data.startswith(b"%PDF-") or not data.rstrip().endswith(b"%%EOF"):
        return None
    metadata = _METADATA.findall(data)
    packet = metadata[0] if len(metadata) == 1 else b""
    return PdfFacts(_said(_PART, packet), _said(_CONFORMANCE, packet), _pages(data))


def _said(pattern: re.Pattern[bytes], packet: bytes) -> str:
    found = pattern.search(packet)
    return found[1].decode() if found else ""


def _pages(data: bytes) -> int:
    """Objects of the type Page, also those that newer writers pack into object streams."""
    objects = [_STREAM.sub(b"", data), *map(_inflated, _PACKED_OBJECTS.findall(data))]
    return sum(len(_PAGE.findall(part)) for part in objects)


def _inflated(content: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(content)
    except zlib.error:
        return b""


def sealed(data: bytes, document: bytes, place: str) -> bytes:
    """The PDF with its seal as `dc:source` in the metadata; of the same length, so no offset in the file moves.

    Returned as it came where the metadata leave no room: a later run will then not replace it.
    """
    found = _METADATA.search(data)
    padding = _PADDING.search(data, found.start(1), found.end(1)) if found else None
    end = data.rfind(b"</rdf:RDF>", found.start(1), found.end(1)) if found else -1
    entry = _entry(document, place)
    if padding is None or end < 0 or len(padding[0]) <= len(entry):
        return data
    blanks = padding[0][len(entry) :]
    blank = data[:end] + entry + data[end : padding.start()] + blanks + data[padding.end() :]
    digits = end + entry.index(_BLANK)
    return blank[:digits] + hashlib.sha256(blank).hexdigest().encode() + blank[digits + len(_BLANK) :]


def _entry(document: bytes, place: str) -> bytes:
    marks = b":".join((_BLANK, *_marks(document, place)))
    return (
        b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b"<dc:source>vanthu:" + marks + b"</dc:source></rdf:Description>\n"
    )


def _marks(document: bytes, place: str) -> tuple[bytes, bytes]:
    """Hashes: neither a text nor the name of a folder gets into the PDF."""
    said = (document, normalize("NFC", place).encode("utf-8", "surrogateescape"))
    first, second = (hashlib.sha256(part).hexdigest().encode() for part in said)
    return first, second


def is_untouched(data: bytes) -> bool:
    """Whether the PDF is, byte for byte, one that was sealed here: not signed, annotated or saved anew since."""
    found = _SEAL.search(data)
    if found is None:
        return False
    blank = data[: found.start(1)] + _BLANK + data[found.end(1) :]
    return hashlib.sha256(blank).hexdigest().encode() == found[1]


def is_of(data: bytes, document: bytes, place: str) -> bool:
    """Whether a sealed PDF was made from this document: from the same bytes, or from what lay at this place."""
    found = _SEAL.search(data)
    content, spot = _marks(document, place)
    return found is not None and (found[2] == content or found[3] == spot)
