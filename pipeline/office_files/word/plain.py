"""A Word document as plain text that can be copied from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from pipeline.office_files.word.values import WordRow, WordTable, read_word
from pipeline.vietnamese.dates import NBSP

_BESIDE = ("box", "footnotes", "endnotes")  # belongs to the text; headers, footers and comments do not


def plain_text(data: bytes) -> bytes:
    """The text, a paragraph a line; then text boxes and notes. Cells of a row are separated by tabs.

    Cells of several paragraphs stand side by side, as on the page. UTF-8 with a byte order mark and CRLF, which every
    Notepad of Windows shows rightly. Numbers that Word itself counts are in no text. Raises `FormRefused`.
    """
    values = read_word(data)
    lines = [line for part in values.body for line in _lines(part if isinstance(part, WordTable) else part.shown)]
    lines += [line for aside in values.asides if aside.kind in _BESIDE for line in _lines(aside.text.shown)]
    return _as_typed(lines).encode("utf-8-sig")


def _lines(part: WordTable | str) -> Iterator[str]:
    if isinstance(part, str):
        yield from part.splitlines() or [""]
    else:
        yield from (line for row in part.rows for line in _side_by_side(row))


def _side_by_side(row: WordRow) -> Iterator[str]:
    cells = [cell.text.shown.splitlines() or [""] for cell in row.cells]
    yield from ("\t".join(parts) for parts in zip_longest(*cells, fillvalue=""))


def _as_typed(lines: Iterable[str]) -> str:
    """Blanks that hold a line together on paper are common ones; nothing stands behind a line or the whole."""
    shown = "\n".join(line.replace(NBSP, " ").rstrip() for line in lines)
    return shown.strip("\n").replace("\n", "\r\n") + "\r\n"
