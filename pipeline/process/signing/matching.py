"""Which document a signed scan is of, by its file name: a number as offices write it, our own name, or the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path, PurePath

from pipeline.archive import FILED, Archive, FiledDocument, Manifest, Unreadable
from pipeline.vietnamese.text import slug

# What people and scanners add to a name: `-ban-ky`, `(1)`, `scan`, `signed`.
_ADDED = re.compile(r"(?:-(?:ban-ky|da-ky|signed|scan|ban-scan|copy|\d{1,2}))+$")
_WORDS = re.compile(r"[a-z]+|\d+")
_DATE = re.compile(r"(?<!\d)(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4})(?!\d)")
_NEUTRAL = frozenset(("so", "da", "ky", "ban", "scan", "signed", "copy"))


@dataclass(frozen=True)
class Candidate:
    """A document that a scan may be of, with its meeting's folder."""

    folder: Path
    manifest: Manifest
    document: FiledDocument

    @property
    def name(self) -> str:
        """What a clerk knows it by: its number, or its kind; and the meeting."""
        return f"{self.document.symbol or self.document.kind.label} ({self.manifest.meeting})"


def candidates(
    archive: Archive, body: str | None = None, unreadable: list[Unreadable] | None = None
) -> Iterator[Candidate]:
    """Every document of the archive, or of one body, that can be signed; `unreadable` as `Archive.manifests` has it."""
    for folder, manifest in archive.manifests(body, unreadable=unreadable):
        yield from (Candidate(folder, manifest, one) for one in manifest.documents if one.status == FILED)


def matches(name: str, known: Iterable[Candidate]) -> list[Candidate]:
    """The documents that a scan of this file name may be of: by our own name, else by number, else by meeting.

    `05-NQ-CB.pdf`, `NQ 05.pdf` and `Số 05-NQ.CB (đã ký).jpg` all name resolution 05; one of another year or body may
    be meant as well, and is then given too.
    """
    listed = list(known)
    stem = slug(PurePath(name).stem)
    bare = _ADDED.sub("", stem)
    for test in (_by_our_name, _by_number, _by_meeting):
        found = [one for one in listed if test(one, stem) or test(one, bare)]
        if found:
            return found
    return []


def _by_our_name(one: Candidate, stem: str) -> bool:
    return stem == slug(PurePath(one.document.path).stem)


def _by_number(one: Candidate, stem: str) -> bool:
    """Number and type stand side by side, in either order, and nothing else in the name speaks of another document.

    Beside them may stand the date of the document, the letters of its own body, and words of its own name and kind.
    """
    document = one.document
    if document.number is None or document.symbol is None:
        return False
    dates = [_day(found) for found in _DATE.finditer(stem)]
    words = _WORDS.findall(_DATE.sub("-", stem))
    pair = next((at for at, (left, right) in enumerate(pairwise(words)) if _is_number(document, left, right)), None)
    if pair is None or any(day != document.date for day in dates):
        return False
    own = slug(f"{document.symbol.partition('/')[2]} {PurePath(document.path).stem} {document.kind.label}")
    allowed = _NEUTRAL | {word for word in _WORDS.findall(own) if not word.isdecimal()} | {str(document.date.year)}
    return set(words[:pair] + words[pair + 2 :]) <= allowed


def _is_number(document: FiledDocument, left: str, right: str) -> bool:
    number, type_ = (left, right) if left.isdecimal() else (right, left)
    return number.isdecimal() and int(number) == document.number and type_ == slug(document.type)


def _day(found: re.Match[str]) -> date | None:
    parts = [int(part) for part in found.group().split("-")]
    try:
        return date(*parts) if parts[0] > 31 else date(*reversed(parts))
    except ValueError:
        return None


def _by_meeting(one: Candidate, stem: str) -> bool:
    """The code of the meeting and the kind of document, and nothing else: for papers that bear no number."""
    rest, count = re.subn(rf"{re.escape(one.manifest.meeting)}(?!\d)", "", stem)
    return count == 1 and rest.strip("-") == slug(one.document.kind.label)
