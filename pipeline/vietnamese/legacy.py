"""Text of before Unicode: TCVN3 (ABC) and VNI, where the font alone says which letter a code shows.

Office files keep such text as the Latin-1 characters of its bytes: `céng hoµ` in `.VnTime` reads “cộng hoà”. TCVN3 has
one code for a letter, and capitals with tones only in fonts whose name ends in H, which show every letter as a capital.
VNI sets one or two signs behind the vowel. Sources: TCVN 5712:1993, table VN3; the character map of the VNI fonts.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache


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


_VNI = _vni_letters()
_VNI_CODES = re.compile("|".join(map(re.escape, sorted(_VNI, key=len, reverse=True))), re.IGNORECASE)
_TCVN3_CODES = re.compile("[" + "".join(map(chr, _TCVN3)) + "]")
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


def to_unicode(text: str, font: str) -> str:
    """What the text shows in this font, in Unicode (NFC).

    Unchanged in any other font, and where the text is Unicode already: its letters are not those of the encoding.
    """
    encoding = encoding_of_font(font)
    if encoding is None:
        return text
    codes = text.translate(_PRIVATE) if _IN_PRIVATE.search(text) else text
    if _is_unicode(codes, _TCVN3_CODES if encoding is LegacyEncoding.TCVN3 else _VNI_CODES):
        return text
    shown = codes.translate(_TCVN3) if encoding is LegacyEncoding.TCVN3 else _VNI_CODES.sub(_vni, codes)
    return unicodedata.normalize("NFC", shown.upper() if _shows_capitals(font, encoding) else shown)


def _shows_capitals(font: str, encoding: LegacyEncoding) -> bool:
    return encoding is LegacyEncoding.TCVN3 and font.strip().casefold().endswith("h")


def _is_unicode(text: str, codes: re.Pattern[str]) -> bool:
    """Whether accented letters are left over: any beyond Latin-1, or of Latin-1 as many as were codes."""
    rest, count = codes.subn("", text)
    left_over = _ACCENTED.findall(rest)
    return any(letter > "\xff" for letter in left_over) or 0 < len(left_over) >= count


def _vni(match: re.Match[str]) -> str:
    codes = match.group()
    letter = _VNI[codes.lower()]
    return letter.upper() if codes[0].isupper() else letter
