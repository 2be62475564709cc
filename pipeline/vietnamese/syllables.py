"""Whether a word can be a Vietnamese syllable: what tells a name from the letters of another encoding.

Source of the parts: the spelling rules of chữ quốc ngữ (Quyết định 1989/QĐ-BGDĐT of 2018, appendix); sure: A.
"""

from __future__ import annotations

import re
import unicodedata

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_ACUTE, _DOT = "\u0301", "\u0323"
_ONSETS = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx]"
# What may follow the onset, tones left out.
_OPEN = (
    "a|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|iêu|oa|oai|oao|oay|oe|oeo|oi|ôi|ơi|ua|uâ|uây|uê|ui|uôi|uơ|uy|uya|uyu"
    "|ưa|ưi|ươi|ươu|ưu|yêu|ya"
)
_NASAL = (
    "am|an|ang|anh|ăm|ăn|ăng|âm|ân|âng|em|en|eng|êm|ên|ênh|im|in|inh|iêm|iên|iêng|om|on|ong|oong|ôm|ôn|ông|ơm|ơn|um|un"
    "|ung|uôm|uôn|uông|ưm|ưn|ưng|ươm|ươn|ương|oam|oan|oang|oanh|oăm|oăn|oăng|oen|uân|uâng|uên|uênh|uyn|uynh|uyên|yêm|yên"
    "|yêng|yn|ynh"
)
_STOPPED = (  # only with the tones sắc and nặng
    "ac|ach|ap|at|ăc|ăp|ăt|âc|âp|ât|ec|ep|et|êch|êp|êt|ich|ip|it|iêc|iêp|iêt|oc|ooc|op|ot|ôc|ôp|ôt|ơp|ơt|uc|up|ut|uôc"
    "|uôt|ưc|ưt|ươc|ươp|ươt|oac|oach|oap|oat|oăc|oăt|oet|uât|uêch|uych|uyt|uyêt|yêt"
)
_OPEN_OR_NASAL_RE = re.compile(f"(?:{_ONSETS})?(?:{_OPEN}|{_NASAL})")
_STOPPED_RE = re.compile(f"(?:{_ONSETS})?(?:{_STOPPED})")
_LONE_Y = re.compile(
    "(?:[bcdđgnprvx]|ch|gh|gi|kh|ng|ngh|nh|ph|th|tr)y"
)  # kỹ, lý, mỹ, sỹ, hy, tỷ are words, phy is none


def is_syllable(word: str) -> bool:
    """Whether a word in Unicode is spelled as a Vietnamese syllable; capitals only in front, or all of them."""
    if not (word.islower() or word.isupper() or word[1:].islower() or len(word) == 1):
        return False
    letters = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", letters.translate(_TONES))
    tones = [letter for letter in letters if ord(letter) in _TONES]
    if len(tones) > 1 or _LONE_Y.fullmatch(bare):
        return False
    if _STOPPED_RE.fullmatch(bare):
        return tones in ([_ACUTE], [_DOT])
    return _OPEN_OR_NASAL_RE.fullmatch(bare) is not None
