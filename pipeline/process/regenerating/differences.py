"""What a document says otherwise than before, line by line; never kept and never logged."""

from __future__ import annotations

from difflib import unified_diff

from pipeline.errors import VanthuError
from pipeline.office_files.packages import unpacked
from pipeline.office_files.word.plain import plain_text

_MOST_LINES, _LONGEST = 60, 300  # of one document; letters of one line


def difference(before: bytes | None, after: bytes) -> str:
    """Unified differences of the paragraphs, earlier → new; empty where the words are the same.

    What was damaged or is gone said nothing.
    """
    found = list(unified_diff(_paragraphs(before), _paragraphs(after), n=1, lineterm=""))[2:]
    lines = [line if len(line) <= _LONGEST else line[:_LONGEST] + " …" for line in found[:_MOST_LINES]]
    return "\n".join([*lines, *(["…"] if len(found) > _MOST_LINES else [])])


def parts_that_differ(before: bytes, after: bytes) -> list[str]:
    """The members of the package that are not the same, where the words alone do not tell."""
    old, new = unpacked(before), unpacked(after)
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _paragraphs(data: bytes | None) -> list[str]:
    if data is None:
        return []
    try:
        return plain_text(data).decode("utf-8-sig").splitlines()
    except VanthuError:
        return []
