"""Text of before Unicode reads as it was printed: by the tables of the two encodings, written down a second time here."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.vietnamese.legacy import LegacyEncoding, OldFonts, encoding_of_font
from pipeline.vietnamese.syllables import is_syllable

LETTERS = (
    "aàảãáạăằẳẵắặâầẩẫấậ" "eèẻẽéẹêềểễếệ" "iìỉĩíị" "oòỏõóọôồổỗốộơờởỡớợ" "uùủũúụưừửữứự" "yỳỷỹýỵ" "đ"
)  # fmt: skip
# Letter by letter in the order above: what the GNU C library's TCVN5712-1 gives for each.
_TCVN3 = (
    "a b5 b6 b7 b8 b9 a8 bb bc bd be c6 a9 c7 c8 c9 ca cb "
    "e cc ce cf d0 d1 aa d2 d3 d4 d5 d6 "
    "i d7 d8 dc dd de "
    "o df e1 e2 e3 e4 ab e5 e6 e7 e8 e9 ac ea eb ec ed ee "
    "u ef f1 f2 f3 f4 ad f5 f6 f7 f8 f9 "
    "y fa fb fc fd fe "
    "ae"
)  # fmt: skip
TCVN3_CAPITALS = {"Ă": "a1", "Â": "a2", "Ê": "a3", "Ô": "a4", "Ơ": "a5", "Ư": "a6", "Đ": "a7"}
# The same letters as the VNI fonts show them.
_VNI = (
    "a aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä "
    "e eø eû eõ eù eï eâ eà eå eã eá eä "
    "i ì æ ó í ò "
    "o oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï "
    "u uø uû uõ uù uï ö öø öû öõ öù öï "
    "y yø yû yõ yù î "
    "ñ"
)
TCVN3, VNI = _TCVN3.split(), _VNI.split()


def to_unicode(text: str, font: str) -> str:
    """What a text of which nothing else is known shows in this font."""
    return OldFonts().shown(text, font)


def of_tcvn3(code: str) -> str:
    return code if len(code) == 1 else chr(int(code, 16))


def test_the_tables_here_know_every_letter() -> None:
    assert len(set(LETTERS)) == len(set(TCVN3)) == len(set(VNI)) == 67 + 6  # with the six plain vowels


@pytest.mark.parametrize(("letter", "code"), list(zip(LETTERS, TCVN3, strict=True)))
def test_every_letter_of_tcvn3_is_read_small_and_in_fonts_of_capitals_large(letter: str, code: str) -> None:
    assert to_unicode(of_tcvn3(code), ".VnTime") == letter
    assert to_unicode(of_tcvn3(code), ".VnTimeH") == letter.upper()


@pytest.mark.parametrize(("letter", "code"), list(TCVN3_CAPITALS.items()))
def test_capitals_with_a_code_of_their_own_need_no_font_of_capitals(letter: str, code: str) -> None:
    assert to_unicode(of_tcvn3(code), ".VnTime") == to_unicode(of_tcvn3(code), ".VnTimeH") == letter


@pytest.mark.parametrize(("letter", "codes"), list(zip(LETTERS, VNI, strict=True)))
def test_every_letter_of_vni_is_read_small_and_large(letter: str, codes: str) -> None:
    assert to_unicode(codes, "VNI-Times") == letter
    assert to_unicode(codes.upper(), "VNI-Times") == letter.upper()
    assert to_unicode(codes[0].upper() + codes[1:], "VNI-Times") == letter.upper()


@pytest.mark.parametrize(
    ("font", "before", "after"),
    [
        (".VnTime", "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        (".VnTimeH", "®¶ng céng s¶n viÖt nam", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        (".VnArial", "§ång chÝ NguyÔn V\u00a8n B×nh, 50% – “tèt”", "Đồng chí Nguyễn Văn Bình, 50% – “tốt”"),
        ("VNI-Times", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("VNI-Helve", "ÑAÛNG COÄNG SAÛN VIEÄT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("VNI-Times", "Ñöôøng ñöôïc môû, nöôùc veà", "Đường được mở, nước về"),
        (".VnTime", "\uf043\uf0e9ng ho\uf0b5", "Cộng hoà"),
        (".VnTime", "5 m²", "5 m²"),
    ],
)
def test_sentences_read_as_they_were_printed(font: str, before: str, after: str) -> None:
    assert to_unicode(before, font) == unicodedata.normalize("NFC", after)


@pytest.mark.parametrize(
    ("font", "text"),
    [
        (".VnTime", "Cộng hòa xã hội chủ nghĩa"),
        (".VnTimeH", "Chi bộ Trường Tiểu học"),
        ("VNI-Times", "Đảng viên dự bị"),
        (".VnTime", unicodedata.normalize("NFD", "Hoà")),
        ("VNI-Times", "Hà"),
        (".VnTime", "Hà"),
        (".VnTime", "À, tân phú"),  # of what the encoding has not, one letter is enough
        ("VNI-Times", "Hoá, toán, xã"),
        ("Times New Roman", "céng hoµ"),
        ("", "coäng"),
    ],
)
def test_what_is_unicode_already_stays_as_it_is(font: str, text: str) -> None:
    assert to_unicode(text, font) == text


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", LegacyEncoding.TCVN3),
        (".VnArial NarrowH", LegacyEncoding.TCVN3),
        (" @.VNTIME", LegacyEncoding.TCVN3),
        ("VNI-Times", LegacyEncoding.VNI),
        ("vni-helve-condense", LegacyEncoding.VNI),
        ("Times New Roman", None),
        ("VnTimes", None),
        ("", None),
    ],
)
def test_the_encoding_is_known_by_the_font(font: str, encoding: LegacyEncoding | None) -> None:
    assert encoding_of_font(font) is encoding


OLD, UNICODE = ("Céng hoµ x· héi", "®¶ng viªn", "Coäng hoøa", "ñaûng vieân"), ("Chi bộ", "Đảng viên", "Hà Nội")


def read_as(texts: tuple[str, ...], font: str) -> list[str]:
    """The texts of one file, all in a font, read again where that is to be done."""
    fonts = OldFonts()
    shown = [fonts.shown(text, font) for text in texts]
    if fonts.mistaken:
        again = OldFonts(fonts.mistaken)
        shown = [again.shown(text, font) for text in texts]
        assert not again.mistaken
    return shown


@pytest.mark.parametrize(
    ("font", "doubtful", "old", "converted"),
    [
        (".VnTime", "Tân", OLD[:2], "Tõn"),
        (".VnTime", "Chi bé", OLD[:2], "Chi bộ"),
        (".VnTimeH", "Lan", OLD[:2], "LAN"),
        ("VNI-Times", "Ngoài", OLD[2:], "Ngồi"),
        ("VNI-Times", "Côm", OLD[2:], "Cơm"),
    ],
)
def test_what_may_be_one_or_the_other_goes_with_the_rest_of_the_file(
    font: str, doubtful: str, old: tuple[str, ...], converted: str
) -> None:
    assert read_as((doubtful,), font) == [converted]
    assert read_as((doubtful, *old), font)[0] == read_as((*old, UNICODE[0], doubtful), font)[-1] == converted
    assert read_as((doubtful, UNICODE[0]), font) == [doubtful, UNICODE[0]]
    assert read_as((*UNICODE, old[0], doubtful), font)[3:] == [to_unicode(old[0], font), doubtful]


def test_each_encoding_is_decided_by_texts_in_its_own_fonts() -> None:
    fonts = OldFonts()
    for text, font in (("Tân", ".VnTime"), ("Ngoài", "VNI-Times"), ("Chi bộ", "VNI-Times"), ("Chi bộ", "Arial")):
        fonts.shown(text, font)
    assert fonts.mistaken == {LegacyEncoding.VNI}
    again = OldFonts(fonts.mistaken)
    assert (again.shown("Tân", ".VnTime"), again.shown("Ngoài", "VNI-Times")) == ("Tõn", "Ngoài")


@pytest.mark.parametrize("text", ["Tan Phu", "5/10/2018", "«A» § 2", ""])
def test_what_reads_the_same_either_way_tells_nothing(text: str) -> None:
    fonts = OldFonts()
    fonts.shown(text, ".VnTime")
    fonts.shown("Chi bộ", ".VnTime")
    assert not fonts.mistaken


@pytest.mark.parametrize(
    ("font", "text", "shown"),
    [
        (".VnTime", "Tân Phú", "Tân Phú"),
        (".VnTime", "Trí, Út", "Trí, Út"),
        (".VnTime", "«Tân Phú»", "«Tân Phú»"),
        (".VnTime", "giáo\xadán", "giáo\xadán"),
        (".VnTime", "§inh C«ng Danh", "Đinh Công Danh"),
        (".VnTime", "37-NQ/§u", "37-NQ/Đu"),
        (".VnTime", "Tèt", "Tốt"),
        (".VnTime", "L\xadu", "Lưu"),
        ("VNI-Times", "Phú Ý", "Phú Ý"),
    ],
)
@pytest.mark.parametrize("others", [UNICODE, OLD[:2], ()], ids=["Unicode", "old", "none"])
def test_words_decide_whatever_the_rest_of_the_file_is(
    font: str, text: str, shown: str, others: tuple[str, ...]
) -> None:
    assert read_as((*others, text), font)[-1] == shown


def test_no_vietnamese_letter_makes_a_syllable_of_two_tones_or_a_stop_without_one() -> None:
    good = ["Nghiêng", "quốc", "giếng", "gì", "khuỷu", "Út", "ngoằn", "thuở", "HỘI", "yếu", "xoong", "đạo"]
    bad = ["Phỳ", "tac", "tàc", "ngà\u0301", "bnh", "cÔng", "zá", "việtt"]
    assert [word for word in good if not is_syllable(word)] == []
    assert [word for word in bad if is_syllable(word)] == []
