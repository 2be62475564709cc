"""The properties of an old Office file, as far as forms use them: its keywords ([MS-OLEPS] 2.21)."""

from __future__ import annotations

import struct

_CODEPAGE, _KEYWORDS = 1, 5
_TEXT, _WIDE_TEXT = 30, 31
_MOST_PROPERTIES = 200
_UTF8, _UTF16 = 65001, 1200


def keywords_of(summary: bytes) -> str:
    """The keywords in a stream of summary information; "" where there are none.

    Raises `struct.error` or `LookupError` where the stream is damaged.
    """
    if len(summary) < 48:
        return ""
    section = struct.unpack_from("<I", summary, 44)[0]
    count = min(struct.unpack_from("<I", summary, section + 4)[0], _MOST_PROPERTIES)
    places = dict(struct.unpack_from("<II", summary, section + 8 + number * 8) for number in range(count))
    if _KEYWORDS not in places:
        return ""
    at = section + places[_KEYWORDS]
    kind, length = struct.unpack_from("<II", summary, at)
    if kind == _WIDE_TEXT:
        return summary[at + 8 : at + 8 + length * 2].decode("utf-16-le", errors="replace").rstrip("\0")
    if kind != _TEXT:
        return ""
    codepage = struct.unpack_from("<H", summary, section + places[_CODEPAGE] + 4)[0] if _CODEPAGE in places else 1252
    encoding = {_UTF8: "utf-8", _UTF16: "utf-16-le"}.get(codepage, f"cp{codepage}")
    return summary[at + 8 : at + 8 + length].decode(encoding, errors="replace").rstrip("\0")
