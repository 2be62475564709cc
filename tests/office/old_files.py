"""A small language for old Office files: a compound file of streams, a workbook of records, one byte as wrong as wanted."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_CUTOFF = 4096


def compound(streams: Mapping[str, bytes], storages: tuple[str, ...] = ()) -> bytes:
    """An old Office file of these streams, each padded so that none is a short one; `storages` are empty folders."""
    contents = [content.ljust(_CUTOFF, b"\0") for content in streams.values()]
    names = [("Root Entry", 5), *((name, 2) for name in streams), *((name, 1) for name in storages)]
    directory_size = -(-len(names) * 128 // _SECTOR)
    sizes = [-(-len(content) // _SECTOR) for content in contents]
    table_size = 1
    while table_size * 128 < table_size + directory_size + sum(sizes):
        table_size += 1
    assert table_size <= 109
    table = [_TABLE] * table_size
    firsts = []
    for size in (directory_size, *sizes):
        firsts.append(len(table))
        table += [*range(len(table) + 1, len(table) + size), _END]
    table += [_FREE] * (table_size * 128 - len(table))
    entries = b"".join(
        _entry(name, kind, number, len(names), *_extent(number, firsts, contents))
        for number, (name, kind) in enumerate(names)
    )
    heads = [*range(table_size), *[_FREE] * (109 - table_size)]
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII109I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 62, 3, 0xFFFE, 9, 6, b"", 0,
        table_size, firsts[0], 0, _CUTOFF, _END, 0, _END, 0, *heads,
    )  # fmt: skip
    body = b"".join(content.ljust(size * _SECTOR, b"\0") for content, size in zip(contents, sizes, strict=True))
    return header + struct.pack(f"<{len(table)}I", *table) + entries.ljust(directory_size * _SECTOR, b"\0") + body


def _extent(number: int, firsts: list[int], contents: list[bytes]) -> tuple[int, int]:
    if 1 <= number <= len(contents):
        return firsts[number], len(contents[number - 1])
    return _END, 0


def _entry(name: str, kind: int, number: int, count: int, first: int, size: int) -> bytes:
    """One line of the directory; every entry hangs on the one before it."""
    raw = name.encode("utf-16-le") + b"\0\0"
    after = number + 1 if 0 < number < count - 1 else _FREE
    child = 1 if number == 0 and count > 1 else _FREE
    return struct.pack("<64sHBBIII36sIII", raw, len(raw), kind, 1, _FREE, after, child, b"", first, size, 0)


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def text(value: str) -> bytes:
    """A text of the shared table: sixteen-bit length, letters of two bytes."""
    raw = value.encode("utf-16-le")
    return struct.pack("<HB", len(raw) // 2, 1) + raw


BOF_BOOK = record(0x809, struct.pack("<HHHHII", 0x600, 5, 3515, 1996, 0, 6))
BOF_SHEET = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 3515, 1996, 0, 6))
EOF = record(0x0A)


def font(name: str) -> bytes:
    raw = name.encode("latin-1")
    return record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0, 400, 0, 0, 0, 0, 0) + bytes([len(raw), 0]) + raw)


def cell_format(font_number: int, number_format: int = 0) -> bytes:
    return record(0xE0, struct.pack("<HHHBBBBIIH", font_number, number_format, 0, 0, 0, 0, 0, 0, 0, 0))


def shared_texts(*values: bytes, count: int | None = None) -> bytes:
    number = len(values) if count is None else count
    return record(0xFC, struct.pack("<II", number, number) + b"".join(values))


def text_cell(row: int, column: int, number: int, style: int = 0) -> bytes:
    return record(0xFD, struct.pack("<HHHI", row, column, style, number))


def number_cell(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def formula_cell(row: int, column: int, result: bytes) -> bytes:
    """A formula `=1` with this cached result of eight bytes."""
    return record(0x06, struct.pack("<HHH8sHIH", row, column, 0, result, 0, 0, 3) + b"\x1e\x01\x00")


def book_stream(*sheets: tuple[str, bytes], before: bytes = b"", styles: bytes = cell_format(0)) -> bytes:
    """The workbook stream of sheets (name, records). `before` goes in front of the list of sheets."""
    fonts = b"" if styles[:2] == b"\x31\x00" else font("Arial")
    start = BOF_BOOK + before + fonts + styles
    names = [raw for name, _ in sheets for raw in [name.encode("utf-16-le")]]
    place = len(start) + sum(4 + 8 + len(raw) for raw in names) + len(EOF)
    lines, bodies = b"", b""
    for raw, (_, cells) in zip(names, sheets, strict=True):
        lines += record(0x85, struct.pack("<IBBBB", place + len(bodies), 0, 0, len(raw) // 2, 1) + raw)
        bodies += BOF_SHEET + cells + EOF
    return start + lines + EOF + bodies


def old_workbook(*sheets: tuple[str, bytes], before: bytes = b"", styles: bytes = cell_format(0)) -> bytes:
    return compound({"Workbook": book_stream(*sheets, before=before, styles=styles)})
