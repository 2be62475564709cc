"""Characters: one Unicode form, repaired look-alikes, nothing that XML forbids.

Facts: leftover combining marks are an error to show, because NFC cannot compose every order of marks
(`e` + U+0301 + U+0302 does not become `ế`); `Ð` (U+00D0, Icelandic) looks like `Đ` (U+0110) and is not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = (
    "\ufeff\u200b\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # no width, or direction
)
_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "ð": "đ"} | dict.fromkeys(_UNSEEN))
_LINE_BREAKS = re.compile("\r\n|\r|\x0b|\u2028|\u2029|\x85")
_ODD = re.compile(f"[Ðð{_UNSEEN}\r\x0b\u2028\u2029\x85]")  # few texts hold any of what is replaced
_XML_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_BULLET = r"(?:\d{1,3}[.)]|[-–+•*])\s+"
# A person may be called Đồng Chí Công: with a capital `Chí` it is a name.
_HONORIFIC = r"(?:[Đđ]ồng\s+chí|[Đđ]\s*/\s*[cC]\.?|[Đđ][cC]\.)(?=[\s:.])[\s:.]*"
_BEFORE_A_NAME = re.compile(rf"^(?:{_BULLET}|{_HONORIFIC})+")


def normalise(text: str) -> str:
    """The same text in NFC, with `Đ` for its look-alike and `\\n` for every way to break a line.

    A vertical tab is how Word's soft line break arrives in a spreadsheet; it becomes a line break, so nothing is lost.
    """
    if _ODD.search(text):
        text = _LINE_BREAKS.sub("\n", text.translate(_LOOK_ALIKES))
    return unicodedata.normalize("NFC", text)


def single_line(text: str) -> str:
    """Normalised text on one line: runs of blanks and line breaks become one space, ends trimmed."""
    return _BLANKS.sub(" ", normalise(text).replace("\n", " ")).strip()


def plain(text: str) -> str:
    """A short entry with full-width signs and odd blanks as everybody types them: `１４：３０` → `14:30`."""
    return single_line(unicodedata.normalize("NFKC", text))


def paragraphs_text(text: str) -> str:
    """Normalised text of several lines: trailing blanks and empty lines at both ends trimmed."""
    lines = [line.rstrip() for line in normalise(text).split("\n")]
    return "\n".join(lines).strip("\n")


def person_name(text: str) -> str:
    """A name on one line without what stands around it in a list: `đ/c` (the documents add their own), `1.`, `;`."""
    return _BEFORE_A_NAME.sub("", single_line(text)).rstrip(" ;,")


def forbidden_character(text: str) -> str | None:
    """The first character that cannot stand in a document (XML 1.0), as `U+0000`; None where all is well."""
    found = _XML_FORBIDDEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else None


def stray_mark(text: str) -> str | None:
    """The letter with an accent that did not join it after NFC, e.g. `é̂`; None where there is none."""
    for place, character in enumerate(text):
        if unicodedata.combining(character):
            return text[max(place - 1, 0) : place + 1]
    return None


def strip_accents(text: str) -> str:
    """Text without tones and accents. `đ` does not decompose, so it is mapped by hand."""
    decomposed = unicodedata.normalize("NFD", normalise(text))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return bare.replace("đ", "d").replace("Đ", "D")


@lru_cache(maxsize=2048)  # names, asked for again and again
def folded(text: str) -> str:
    """A key for comparing what people typed: case, blanks and the placing of tone marks do not count, accents do."""
    return move_tones(single_line(text).casefold())


_TONE_PAIRS = (("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"),
               ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
               ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"))  # fmt: skip
_NEW_STYLE = re.compile("|".join(new for new, _ in _TONE_PAIRS))
_TO_OLD = dict(_TONE_PAIRS)


def move_tones(text: str) -> str:
    """Lower-case text with tones in the traditional place (`hòa`, `ủy`); `quý`, `quỳ` keep theirs."""

    def old(match: re.Match[str]) -> str:
        before = text[match.start() - 1 : match.start()]
        return match.group() if before == "q" else _TO_OLD[match.group()]

    return _NEW_STYLE.sub(old, text)


_UY = re.compile(r"(?<!\w)(?:ủy|uỷ|Ủy|Uỷ|ỦY|UỶ)(?!\w)")


def with_uy(text: str, style: str) -> str:
    """The text with the syllable `ủy` spelt in a style: `ủy` or `uỷ`, in the case it has."""
    spelt = {"y": style, "Y": style.upper()}

    def word(match: re.Match[str]) -> str:
        found = match.group()
        new = spelt["Y" if found.isupper() else "y"]
        return new[0].upper() + new[1:] if found[0].isupper() else new

    return _UY.sub(word, text)


def slug(text: str) -> str:
    """An ASCII name for files and codes: `Trường Tiểu học Bình Minh` → `truong-tieu-hoc-binh-minh`."""
    return re.sub(r"[^a-z0-9]+", "-", strip_accents(text).casefold()).strip("-")


_DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def is_device_name(name: str) -> bool:
    """Whether Windows keeps a name for a device: no file or folder can have it there, whatever its ending."""
    return _DEVICES.fullmatch(name.partition(".")[0].casefold()) is not None


def paragraphs(text: str | None) -> tuple[str, ...]:
    """The non-empty lines of a text, each to become a paragraph of its own."""
    if not text:
        return ()
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def sentence(text: str) -> str:
    """Text that ends as a sentence does."""
    trimmed = text.strip()
    return trimmed if not trimmed or trimmed[-1] in ".!?…:;" else trimmed + "."


def lower_first(text: str) -> str:
    """`Về việc` → `về việc`; abbreviations and proper capitals (`NQ`, `UBND`) stay."""
    if len(text) > 1 and text[0].isupper() and not text[1].isupper():
        return text[0].lower() + text[1:]
    return text


def upper_first(text: str) -> str:
    """`về việc` → `Về việc`; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def printable(name: str) -> str:
    """A file's name as it can be shown: what a terminal would obey, or cannot encode, as `�`."""
    return "".join(character if character.isprintable() else "\ufffd" for character in name)
