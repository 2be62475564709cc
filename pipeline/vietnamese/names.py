"""Names of people: in the order Vietnamese lists use, and as they are typed where accents are not."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from pipeline.vietnamese.text import folded, normalise, strip_accents

_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn: part of the letter, not a tone

SortKey = tuple[tuple[int, ...], tuple[int, ...]]


@lru_cache(maxsize=1024)  # names are of few words
def word_key(word: str) -> SortKey:
    """Letters first, tones only where the letters are equal: ngang, huyền, hỏi, ngã, sắc, nặng."""
    letters: list[int] = []
    tones: list[int] = []
    for character in normalise(word).casefold():
        marks = unicodedata.normalize("NFD", character)
        tone = "".join(mark for mark in marks[1:] if mark not in _SHAPES)
        letter = unicodedata.normalize("NFC", marks[0] + "".join(mark for mark in marks[1:] if mark in _SHAPES))
        letters.append(_LETTERS.get(letter, 100 + ord(letter[0])))
        tones.append(_TONES.get(tone, 9))
    return tuple(letters), tuple(tones)


@lru_cache(maxsize=1024)
def name_key(name: str) -> tuple[SortKey, tuple[SortKey, ...], SortKey]:
    """Sort key of a person: given name (the last word), then the middle names, then the family name."""
    words = name.split() or [""]
    return word_key(words[-1]), tuple(word_key(word) for word in words[1:-1]), word_key(words[0])


def bare_name(name: str) -> str:
    """What a name is once all its accents are left out: a folded text that equals it may mean the name.

    With one accent typed the name may be whole, and somebody else's: `Trần Văn Hoa` is not `Trần Văn Hòa`.
    """
    return strip_accents(folded(name))
