"""Text of before Unicode: TCVN3 (ABC) and VNI, where the font alone says which letter a code shows.

Office files keep such text as the Latin-1 characters of its bytes: `céng hoµ` in `.VnTime` reads “cộng hoà”. TCVN3 has
one code for a letter, and capitals with tones only in fonts whose name ends in H, which show every letter as a capital.
VNI sets one or two signs behind the vowel. Sources: TCVN 5712:1993, table VN3; the character map of the VNI fonts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

from pipeline.vietnamese.syllables import is_syllable


class LegacyEncoding(Enum):
    """An encoding that is known by the name of the font."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


# From 0xA1 on; a dot stands for a code without a letter.
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ."
_TCVN3 = {0xA1 + place: letter for place, letter in enumerate(_TCVN3_LETTERS) if letter != "."}

_VNI_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_ON_CIRCUMFLEX = dict(zip("áàåãä", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_ON_BREVE = dict(zip("éèúüë", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_letters() -> dict[str, str]:
    """Letter by the one or two characters that show it, in lower case."""
    found = dict(_VNI_SINGLE)
    for vowel in "aeouyôö":  # of these the last two stand for ơ and ư
        found |= {vowel + sign: _VNI_SINGLE.get(vowel, vowel) + mark for sign, mark in _VNI_TONES.items()}
    for vowel in "aeo":
        found[vowel + "â"] = vowel + "\u0302"
        found |= {vowel + sign: vowel + "\u0302" + mark for sign, mark in _VNI_ON_CIRCUMFLEX.items()}
    found["aê"] = "ă"
    found |= {"a" + sign: "ă" + mark for sign, mark in _VNI_ON_BREVE.items()}
    return {codes: unicodedata.normalize("NFC", letter) for codes, letter in found.items()}


def _one_of(codes: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(codes, key=len, reverse=True))), re.IGNORECASE)


_VNI = _vni_letters()
_VNI_CODES = _one_of(_VNI)
_TCVN3_CODES = re.compile("[" + "".join(map(chr, _TCVN3)) + "]")
# Codes that Vietnamese in Unicode never holds: signs, foreign letters, letters in an order of their own. «»§· and the
# soft hyphen are codes of TCVN3, and found in any text.
_VIETNAMESE = "àáâãèéêìíòóôõùúý"
_SHARED = _VIETNAMESE + _VIETNAMESE.upper() + "«»§·\xad"
_SHARED_SIGNS = re.compile("[«»§·\xad]")
_SIGN_WITHIN = re.compile(r"(?<=[^\W\d_])[«·]|§(?=[^\W\d_])")  # where Unicode has none: `c«ng`, `§inh`
_WORD = re.compile(r"(?:[^\W\d_]|[«»§·\xad])+")
_TCVN3_ONLY = re.compile("[" + "".join(set(map(chr, _TCVN3)) - set(_SHARED)) + "]")
_VNI_ONLY = _one_of(set(_VNI) - {*"ôíìóò", "oá", "oà", "oã"})
_ACCENTED = re.compile("[^\\W\\d_\x00-\x7f]|[\u0300-\u036f]")  # letters beyond ASCII, marks that joined none
# Fonts that were installed as symbol fonts: Office keeps their codes in the private use area.
_IN_PRIVATE = re.compile("[\uf020-\uf0ff]")
_PRIVATE = {0xF000 + code: code for code in range(0x20, 0x100)}


@lru_cache(maxsize=256)
def encoding_of_font(font_name: str) -> LegacyEncoding | None:
    """The encoding that a font of this name shows; None for a font that shows Unicode."""
    name = font_name.strip().lstrip("@").casefold()
    if name.startswith(".vn"):
        return LegacyEncoding.TCVN3
    return LegacyEncoding.VNI if name.startswith("vni-") else None


class _Sort(Enum):
    """What a text in an old font says of itself."""

    UNICODE = "Unicode: it has letters that the encoding has not"
    OLD = "of the encoding: it has codes that Vietnamese in Unicode has not"
    EITHER = "of one or the other: “Chi bé” may be “Chi bộ”"
    UNICODE_WORDS = "of one or the other, but only as Unicode are its words Vietnamese: “Tân Phú” is no “Tõn Phỳ”"
    OLD_WORDS = "the other way round"
    PLAIN = "the same in both"


class OldFonts:
    """Converts the texts of one file, and learns from them what those are which may be of one or the other.

    Of such a text its words decide, where they are Vietnamese read one way only. Otherwise it is taken for what its
    font shows, unless the file's other texts in fonts of the encoding are Unicode for the most part: somebody typed on
    in a font that was there. That is known only once all texts were seen, so `mistaken` then names the encodings for
    which the file has to be read again, with a new `OldFonts(mistaken)`.
    """

    def __init__(self, unicode_too: frozenset[LegacyEncoding] = frozenset()) -> None:
        self._unicode_too = unicode_too
        self._seen: Counter[tuple[LegacyEncoding, _Sort]] = Counter()

    def shown(self, text: str, font: str) -> str:
        """What the text shows in this font, in Unicode (NFC); unchanged in any other font, or where it is Unicode."""
        encoding = encoding_of_font(font)
        if encoding is None:
            return text
        sort = _sort_of(text, font, encoding)
        if sort is _Sort.UNICODE:
            self._seen[encoding, sort] += 1
            return text
        converted = _converted(text, font, encoding)
        if sort is _Sort.EITHER:
            sort = _by_words(text, converted)
        self._seen[encoding, sort] += 1
        is_unicode = sort is _Sort.UNICODE_WORDS or (sort is _Sort.EITHER and encoding in self._unicode_too)
        return text if is_unicode else converted

    @property
    def mistaken(self) -> frozenset[LegacyEncoding]:
        """The encodings in which texts were converted that, by all others, will have been Unicode."""
        seen = self._seen
        return frozenset(
            encoding
            for encoding in set(LegacyEncoding) - self._unicode_too
            if seen[encoding, _Sort.EITHER] and seen[encoding, _Sort.UNICODE] > seen[encoding, _Sort.OLD]
        )


def _sort_of(text: str, font: str, encoding: LegacyEncoding) -> _Sort:
    if _IN_PRIVATE.search(text):
        return _Sort.OLD
    is_tcvn3 = encoding is LegacyEncoding.TCVN3
    rest, count = (_TCVN3_CODES if is_tcvn3 else _VNI_CODES).subn("", text)
    left_over = _ACCENTED.findall(rest)
    is_old = (_TCVN3_ONLY if is_tcvn3 else _VNI_ONLY).search(text) is not None
    # What is left over is no letter of the encoding. Beside codes that are none of Unicode, the more of the two decide.
    if any(letter > "\xff" for letter in left_over) or (left_over and (not is_old or len(left_over) >= count)):
        return _Sort.UNICODE
    if is_old:
        return _Sort.OLD
    return _Sort.EITHER if count or (_shows_capitals(font, encoding) and text != text.upper()) else _Sort.PLAIN


def _by_words(text: str, converted: str) -> _Sort:
    as_it_is, once_converted = _is_vietnamese(text), _is_vietnamese(converted)
    if as_it_is == once_converted or len(text.strip()) < 2:  # one letter is a word either way
        return _Sort.EITHER
    return _Sort.UNICODE_WORDS if as_it_is else _Sort.OLD_WORDS


def _is_vietnamese(text: str) -> bool:
    """Whether every word beyond ASCII is a Vietnamese syllable; signs that are codes may stand around words only."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    parts = (part for word in words for part in _SHARED_SIGNS.split(word))
    return all(is_syllable(part) for part in parts if part) and not _SIGN_WITHIN.search(text)


def _converted(text: str, font: str, encoding: LegacyEncoding) -> str:
    codes = text.translate(_PRIVATE) if _IN_PRIVATE.search(text) else text
    shown = codes.translate(_TCVN3) if encoding is LegacyEncoding.TCVN3 else _VNI_CODES.sub(_vni, codes)
    return unicodedata.normalize("NFC", shown.upper() if _shows_capitals(font, encoding) else shown)


def _shows_capitals(font: str, encoding: LegacyEncoding) -> bool:
    return encoding is LegacyEncoding.TCVN3 and font.strip().casefold().endswith("h")


def _vni(match: re.Match[str]) -> str:
    codes = match.group()
    letter = _VNI[codes.lower()]
    return letter.upper() if codes[0].isupper() else letter
