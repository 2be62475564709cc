"""Which document a signed scan is of, by its file name: a number as offices write it, our own name, or the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePath

from pipeline.archive import FILED, Archive, FiledDocument, Manifest
from pipeline.vietnamese.text import slug

# What people and scanners add to a name: `-ban-ky`, `(1)`, `scan`, `signed`.
_ADDED = re.compile(r"(?:-(?:ban-ky|da-ky|signed|scan|ban-scan|copy|\d{1,2}))+$")
_WORDS = re.compile(r"[a-z]+|\d+")


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


def candidates(archive: Archive, body: str | None = None) -> Iterator[Candidate]:
    """Every document of the archive, or of one body, that can be signed."""
    for folder, manifest in archive.manifests():
        if body in (None, manifest.body):
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
    """Number and type stand side by side, in either order; of the rest, only the body's letters may be there too."""
    document = one.document
    if document.number is None:
        return False
    words = _WORDS.findall(stem)
    type_ = slug(document.type)
    pairs = list(pairwise(words))
    return any(
        (left.isdecimal() and int(left) == document.number and right == type_)
        or (right.isdecimal() and int(right) == document.number and left == type_)
        for left, right in pairs
    )


def _by_meeting(one: Candidate, stem: str) -> bool:
    """The code of the meeting and the kind of document, for papers that bear no number."""
    return one.manifest.meeting in stem and slug(one.document.kind.label) in stem
