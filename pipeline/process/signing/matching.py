"""Which document a signed scan is of, by its file name: our own name, a number as offices write it, or the meeting.

A scan is never filed to a wrong document: whatever else a name says must be of the document too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath

from pipeline.archive import FILED, VOID, Archive, DocumentStatus, FiledDocument, Manifest, Unreadable
from pipeline.meeting import MeetingKind
from pipeline.organisation import BodyKind
from pipeline.process.signing.naming import NEUTRAL, TAKEN, WORDS, ScanName, read_name
from pipeline.vietnamese.text import slug

Types = Mapping[str, str]  # the letters of a type of document → its name

_PAGE_BEHIND = re.compile(r"-(?:\d{1,3}|0\d{3})$")
_BEFORE_A_PAGE = frozenset(("ky", "scan", "signed", "copy"))
_BODIES = {"CB": "chi-bo", "ĐU": "dang-uy"}
_MEETING = "hop"
_OF_A_MEETING = ("cuoc-hop", _MEETING, "sinh-hoat")


@dataclass(frozen=True)
class Candidate:
    """A document that a scan may be of, with its meeting's folder."""

    folder: Path
    manifest: Manifest
    document: FiledDocument

    @property
    def name(self) -> str:
        """What a clerk knows it by: its number, or its kind; and the meeting."""
        void = f", {DocumentStatus.VOID.label}" if self.is_void else ""
        return f"{self.document.symbol or self.document.kind.label} ({self.manifest.meeting}{void})"

    @property
    def path(self) -> Path:
        return self.folder / self.document.path

    @property
    def is_void(self) -> bool:
        """Whether the number is void: a paper with it is no document of the archive."""
        return self.document.status == VOID

    @cached_property
    def stem(self) -> str:
        """Our own name for it, as names are compared."""
        return slug(PurePath(self.document.path).stem)

    @property
    def letters(self) -> str:
        """The letters of its body in its number: `CB`; empty where it has none."""
        return (self.document.symbol or "").partition("/")[2]


def candidates(
    archive: Archive, body: str | None = None, unreadable: list[Unreadable] | None = None
) -> Iterator[Candidate]:
    """Every document of the archive, or of one body, that can be signed, and those whose number is void.

    `unreadable` as `Archive.manifests` has it.
    """
    for folder, manifest in archive.manifests(body, unreadable=unreadable):
        for one in manifest.documents:
            if one.status == FILED or one.number is not None:
                yield Candidate(folder, manifest, one)


def matches(name: str, known: Iterable[Candidate], types: Types, only_body: BodyKind | None = None) -> list[Candidate]:
    """The documents that a scan of this file name may be of: by our own name, else by number, else by meeting.

    `05-NQ-CB.pdf`, `NQ 05.pdf` and `Nghị quyết số 05 (đã ký).jpg` all name resolution 05; one of another year or body
    may be meant as well, and is then given too. Where all scans are of one body, of the kind `only_body`, a kind of
    document and a month are enough.
    """
    said, every = read_name(name), list(known)
    of_its_day = [one for one in every if all(part.is_of(one.document.date, one.manifest.month) for part in said.dates)]
    return (
        [one for one in every if _has_our_name(one, said)]
        or _by_number(said, of_its_day, types)
        or [one for one in every if _names_meeting(one, said.plain) or _names_meeting(one, said.whole)]
        or (_by_month(said, of_its_day, types, only_body) if only_body else [])
    )


def _has_our_name(one: Candidate, said: ScanName) -> bool:
    """A number behind it is a page's only where the name has a number of its own: there are papers 1 and 2."""
    page = _PAGE_BEHIND.sub("", said.plain)
    return one.stem in (said.whole, said.plain) or (one.document.number is not None and one.stem == page)


def _by_number(said: ScanName, known: Iterable[Candidate], types: Types) -> list[Candidate]:
    numbers = {int(word) for word in WORDS.findall(said.text) if word.isdecimal()}
    return [
        one
        for one in known
        if one.document.symbol and one.document.number in numbers and _bears_number(one, said.text, types)
    ]


def _bears_number(one: Candidate, text: str, types: Types) -> bool:
    """Number and type stand side by side, in either order, and nothing else in the name speaks of another document.

    Beside them may stand the letters of its own body, a page, and words of its own name and kind.
    """
    letters, type_ = slug(one.letters), slug(one.document.type)
    text = _without_page(text, letters)
    text = _put(text, _BODIES.get(one.letters, letters), letters)
    text = _put(text, slug(types.get(one.document.type, type_)), type_)
    for phrase in (*_OF_A_MEETING, *_kind_of_meeting(one.manifest.kind)):
        text = _put(text, phrase, _MEETING)
    words = [word for word in re.findall(rf"[a-z]+|\d+|{TAKEN}", text) if word not in NEUTRAL]
    own = {letters, type_, _MEETING, TAKEN, *WORDS.findall(f"{one.stem} {slug(one.document.kind.label)}")}
    numbers = [at for at, word in enumerate(words) if word.isdecimal()]
    if len(numbers) != 1 or int(words[numbers[0]]) != one.document.number:
        return False
    before, after = ["", *words][numbers[0]], [*words, ""][numbers[0] + 1]
    # `chi bộ 2 BC` and `họp 2 BC` may be a report of another cell or meeting.
    is_said = before == type_ or (after == type_ and before not in (letters, _MEETING))
    return is_said and {word for word in words if not word.isdecimal()} <= own


def _without_page(text: str, letters: str) -> str:
    """The text without a number at its end that can only be a page's: it follows the body, or what scanners add."""
    without = _PAGE_BEHIND.sub("", text)
    return without if without.rpartition("-")[2] in {letters, *_BEFORE_A_PAGE} else text


def _put(text: str, words: str, instead: str) -> str:
    """The text with whole words put instead of others."""
    return re.sub(rf"(?<![a-z0-9]){re.escape(words)}(?![a-z])", instead, text)


def _names_meeting(one: Candidate, text: str) -> bool:
    """The code of the meeting and the kind of document, and nothing else: for papers that bear no number."""
    rest, count = re.subn(rf"{re.escape(one.manifest.meeting)}(?!\d)", "", text)
    return count == 1 and rest.strip("-") == slug(one.document.kind.label)


def _by_month(said: ScanName, known: Iterable[Candidate], types: Types, only_body: BodyKind) -> list[Candidate]:
    """The kind and the month, and nothing but words of a meeting: for papers that bear no number.

    A paper with a number that fits as well may be meant; alone it is not, for its number should be said.
    """
    if said.is_copy or not any(part.month for part in said.dates):
        return []
    found = [one for one in known if not one.is_void and _is_of_kind(one, said.text, types, only_body)]
    return found if any(one.document.number is None for one in found) else []


def _is_of_kind(one: Candidate, text: str, types: Types, only_body: BodyKind) -> bool:
    label, type_ = slug(one.document.kind.label), one.document.type
    if slug(types.get(type_, "")) == label:
        text = _put(text, slug(type_), label)
    rest = _put(text, label, TAKEN)
    if rest == text:
        return False
    for words in (*_OF_A_MEETING, *_names_of(one.manifest.kind, rest, only_body)):
        rest = _put(rest, words, TAKEN)
    return set(re.findall(r"[a-z]+|\d+", rest)) <= NEUTRAL


def _names_of(kind: MeetingKind, text: str, body: BodyKind) -> Iterator[str]:
    """What a name may call a meeting: its kind, and the body that met. The committee of a cell is not the cell."""
    yield from _kind_of_meeting(kind)
    if not kind.is_committee or kind.slug in text:
        yield _BODIES[body.symbol]
        yield slug(body.symbol)


def _kind_of_meeting(kind: MeetingKind) -> tuple[str, ...]:
    return (kind.slug, "dinh-ky") if kind is MeetingKind.REGULAR else (kind.slug,)
