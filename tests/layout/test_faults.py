"""Faulty files, each with one thing wrong: that is found, where it is, and nothing else."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.layout.held import found, report, told
from tests.layout.typed import (
    DEFAULTS,
    FULL,
    FULL_2026,
    LETTER,
    LONG,
    LOOK_OF_NUMBER,
    MINUTES,
    MINUTES_2026,
    NORMAL,
    ROMAN,
    SECTION,
    THEMED,
    UNDER_TITLE,
    File,
    Named,
    Paragraph,
    Run,
    docx,
    line,
    number_of,
    page_number,
    text,
    theme,
)


def fonts(name: str) -> str:
    return ROMAN.replace("Times New Roman", name)


def changed(named: Named, name: str, **changes: Any) -> Named:
    return {**named, name: named[name].but(**changes)}


def without(named: Named, *names: str) -> Named:
    return {name: paragraph for name, paragraph in named.items() if name not in names}


def set_in(words: str, **look: Any) -> Paragraph:
    """A paragraph of running text with some words in the middle set differently."""
    return replace(text(""), runs=(Run("Chi bộ giao đồng chí "), Run(words, **look), Run(" phụ trách.")))


# What is wrong → code, paragraph, the paragraphs of the file.
FAULTS: dict[str, tuple[str, str, Named]] = {
    # Components missing
    "no title": ("missing", "", without(FULL, "title", "under-title")),
    "no superior": ("missing", "", without(FULL, "superior")),
    "no star": ("missing", "", without(FULL, "star")),
    "no number": ("missing", "", without(FULL, "number")),
    "no date": ("missing", "", without(FULL, "date")),
    "no abstract": ("missing", "", without(FULL, "abstract")),
    "no hyphens under the abstract": ("missing", "", without(FULL, "dashes")),
    "no authority": ("missing", "", without(FULL, "authority")),
    "no recipients": ("missing", "", without(FULL, "to-1", "to-2", "to-3")),
    "no abstract in a letter": ("missing", "", without(LETTER, "letter-abstract")),
    "minutes without names": ("missing", "", without(MINUTES, "recorder-name", "chair-name")),
    # Head
    "title misspelt": ("title-words", "title", changed(FULL, "title", text="ĐẢNG CỘNG SẢN VIỆT NAM.")),
    "title of the state": ("title-words", "title", changed(FULL, "title", text="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
    "title underlined": ("title-underlined", "title", changed(without(FULL, "under-title"), "title", underline=True)),
    "no line under the title": ("title-line-missing", "title", without(FULL, "under-title")),
    "line of hyphens under the title": ("title-line-typed", "title", {**FULL, "under-title": line("---------------")}),
    "line under the title too short": (
        "title-line-length", "title", {**FULL, "under-title": UNDER_TITLE.but(indent='<w:ind w:left="1500" w:right="1500"/>')}
    ),
    "line under the title to one side": (
        "title-line-centred", "title", {**FULL, "under-title": UNDER_TITLE.but(indent='<w:ind w:left="0" w:right="1006"/>')}
    ),
    "double line under the title": (
        "title-line-style", "title", {**FULL, "under-title": UNDER_TITLE.but(front=UNDER_TITLE.front.replace("single", "double"))}
    ),
    "title of 14 points": ("size", "title", changed(FULL, "title", size=14) | {"under-title": UNDER_TITLE.but(indent='<w:ind w:left="640" w:right="640"/>')}),
    "title not bold": ("bold", "title", changed(FULL, "title", bold=False)),
    "superior below the body": ("order", "superior", {**FULL, "superior": FULL["body-name"], "body-name": FULL["superior"]}),
    "superior in bold": ("bold", "superior", changed(FULL, "superior", bold=True)),
    "superior in small letters": ("case", "superior", changed(FULL, "superior", text="Đảng bộ xã An Thịnh")),
    "superior of 13 points": ("size", "superior", changed(FULL, "superior", size=13)),
    "body not bold": ("bold", "body-name", changed(FULL, "body-name", bold=False)),
    "three stars": ("star", "star", changed(FULL, "star", text="***")),
    "star at the left": ("alignment", "star", changed(FULL, "star", align="left")),
    # Number
    "colon in the number": ("number-colon", "number", changed(FULL, "number", text="Số: 07-NQ/CB")),
    "slash before the type": ("number-form", "number", changed(FULL, "number", text="Số 07/NQ-CB")),
    "number of one digit": ("number-digits", "number", changed(FULL, "number", text="Số 7-NQ/CB")),
    "symbol of another type": ("number-symbol", "number", changed(FULL, "number", text="Số 07-KH/CB")),
    "symbol of another type on minutes": ("number-symbol", "number", changed(MINUTES, "number", text="Số 11-NQ/CB")),
    "a conclusion of a cell in 2019": (
        "type-not-issued", "number",
        {**changed(FULL, "number", text="Số 07-KL/CB"), "type": line("KẾT LUẬN", size=16, bold=True)},
    ),
    "number in italics": ("italic", "number", changed(FULL, "number", italic=True)),
    # Date
    "month 3 with a zero": ("date-zero", "date", changed(FULL, "date", text="An Thịnh, ngày 08 tháng 03 năm 2019")),
    "day 8 without a zero": ("date-zero", "date", changed(FULL, "date", text="An Thịnh, ngày 8 tháng 3 năm 2019")),
    "no comma behind the place": ("date-comma", "date", changed(FULL, "date", text="An Thịnh ngày 08 tháng 3 năm 2019")),
    "no place": ("date-place", "date", changed(FULL, "date", text="ngày 08 tháng 3 năm 2019")),
    "date in figures": ("date-form", "date", changed(FULL, "date", text="An Thịnh, 08/3/2019")),
    "a stop behind the date": ("date-form", "date", changed(FULL, "date", text="An Thịnh, ngày 08 tháng 3 năm 2019.")),
    "date upright": ("italic", "date", changed(FULL, "date", italic=False)),
    "a date above minutes of 2026": (
        "unwanted", "date", {**MINUTES_2026, "date": FULL_2026["date"]}
    ),
    # Name of the type and abstract
    "type in small letters": ("case", "type", changed(FULL, "type", text="Nghị quyết")),
    "type of 18 points": ("size", "type", changed(FULL, "type", size=18)),
    "type at the left": ("alignment", "type", changed(FULL, "type", align="left")),
    "abstract with a capital": ("abstract-start", "abstract", changed(FULL, "abstract", text="Về lãnh đạo thực hiện nhiệm vụ tháng 3 năm 2019")),
    "abstract with a stop": ("abstract-end", "abstract", changed(FULL, "abstract", text="về lãnh đạo thực hiện nhiệm vụ tháng 3 năm 2019.")),
    "abstract in italics": ("italic", "abstract", changed(FULL, "abstract", italic=True)),
    "three hyphens under the abstract": ("abstract-line", "dashes", changed(FULL, "dashes", text="---")),
    "a long dash under the abstract": ("abstract-line", "dashes", changed(FULL, "dashes", text="––––––")),
    "abstract of a letter in bold": ("bold", "letter-abstract", changed(LETTER, "letter-abstract", bold=True)),
    "abstract of a letter of 14 points": ("size", "letter-abstract", changed(LETTER, "letter-abstract", size=14)),
    # Text
    "text of 13 points": ("size", "text-2", changed(FULL, "text-2", size=13)),
    "a few words of 16 points": ("size", "text-2", {**FULL, "text-2": set_in("Lý Thị Mộng Tuyền", size=16)}),
    "text in bold": ("bold", "text-2", changed(FULL, "text-2", bold=True)),
    "a few words in italics": ("italic", "text-2", {**FULL, "text-2": set_in("Lý Thị Mộng Tuyền", italic=True)}),
    "text at the left": ("alignment", "text-2", changed(FULL, "text-2", align="left")),
    "a numbered title half in bold": ("bold", "text-2", {**FULL, "text-2": set_in("Lý Thị Mộng Tuyền", bold=True)}),
    "heading not bold": ("bold", "heading", changed(FULL, "heading", bold=False)),
    "first line not indented": ("first-line", "text-2", changed(FULL, "text-2", indent="")),
    "first line indented by Word's tab": ("first-line", "text-2", changed(FULL, "text-2", indent="", text=f"\t{LONG}.")),
    "first line indented by blanks": ("first-line", "text-2", changed(FULL, "text-2", indent="", text=f"     {LONG}.")),
    "lines too close": ("line-height", "text-2", changed(FULL, "text-2", spacing='<w:spacing w:after="120" w:line="240" w:lineRule="auto"/>')),
    "lines exactly 16 points": ("line-height", "text-2", changed(FULL, "text-2", spacing='<w:spacing w:after="120" w:line="320" w:lineRule="exact"/>')),
    "paragraphs too close": ("gap", "text-3", changed(FULL, "text-2", spacing='<w:spacing w:after="60" w:line="360" w:lineRule="atLeast"/>')),
    "ground upright in 2019": ("italic", "ground-1", changed(FULL, "ground-1", italic=False)),
    "ground in italics in 2026": ("italic", "ground-1", changed(FULL_2026, "ground-1", italic=True)),
    "ground without its semicolon": ("grounds-end", "ground-1", changed(FULL, "ground-1", text="Căn cứ Điều lệ Đảng Cộng sản Việt Nam,")),
    "text ends with a stop in 2019": ("body-end", "text-3", changed(FULL, "text-3", text=f"- {LONG}.")),
    "text ends with ./. in 2026": ("body-end", "text-3", changed(FULL_2026, "text-3", text=f"- {LONG}./.")),
    # End
    "T/M without its slash": ("authority-form", "authority", changed(FULL, "authority", text="TM. CHI BỘ")),
    "signed for the secretary": ("authority-person", "authority", changed(FULL, "authority", text="K/T BÍ THƯ")),
    "authority not bold": ("bold", "authority", changed(FULL, "authority", bold=False)),
    "office in bold": ("bold", "office", changed(FULL, "office", bold=True)),
    "office in small letters": ("case", "office", changed(FULL, "office", text="Bí thư")),
    "name not bold": ("bold", "signer", changed(FULL, "signer", bold=False)),
    "name in capitals": ("case", "signer", changed(FULL, "signer", text="LÝ THỊ MỘNG TUYỀN")),
    "name with a degree": ("signer-title", "signer", changed(FULL, "signer", text="ThS. Lý Thị Mộng Tuyền")),
    "submission of 2026 addressed as in 2019": (
        "addressed", "address",
        {**{name: FULL_2026[name] for name in FULL_2026 if not name.startswith(("ground", "text", "heading"))},
         "number": line("Số 03-TTr/CB"), "type": line("TỜ TRÌNH", size=16, bold=True),
         "address": line("Kính gửi: Đảng ủy xã An Thịnh"), "text-3": FULL_2026["text-3"]},
    ),
    "name with đ/c": ("signer-title", "signer", changed(FULL, "signer", text="Đ/c Lý Thị Mộng Tuyền")),
    "recorder of 2026 called as in 2019": ("roles", "recorder", changed(MINUTES_2026, "recorder", text="THƯ KÝ")),
    "recipients not underlined": ("underline", "label", changed(FULL, "label", underline=False)),
    "recipients as the state sets them": ("bold", "label", changed(FULL, "label", bold=True)),
    "recipients without a colon": ("recipients-label", "label", changed(FULL, "label", text="Nơi nhận")),
    "list of recipients of 14 points": ("size", "to-1", changed(FULL, "to-1", size=14)),
    "recipient without a hyphen": ("recipients-dash", "to-2", changed(FULL, "to-2", text="Các đồng chí đảng viên,")),
    "recipient with a semicolon in 2019": ("recipients-end", "to-1", changed(FULL, "to-1", text="- Đảng ủy xã (để báo cáo);")),
    "recipient with a comma in 2026": ("recipients-end", "to-1", changed(FULL_2026, "to-1", text="- Đảng ủy xã (để báo cáo),")),
    "last recipient without a stop": ("recipients-end", "to-3", changed(FULL, "to-3", text="- Lưu Chi bộ")),
    "no copy filed": ("recipients-filed", "to-3", changed(FULL, "to-3", text="- Chi ủy.")),
    # Letters and fonts
    "words of another font": ("font", "text-2", {**FULL, "text-2": set_in("Lý Thị Mộng Tuyền", fonts=fonts("Arial"))}),
    "heading of another font": ("font", "heading", changed(FULL, "heading", fonts=fonts("Cambria"))),
    "letters with accents in another font": (
        "font", "text-2", {**FULL, "text-2": set_in("Mộng Tuyền", fonts=ROMAN.replace('hAnsi="Times New Roman"', 'hAnsi="Calibri"'))}
    ),
    "another font for East Asian text": (
        "font-script", "text-2", {**FULL, "text-2": set_in("Mộng Tuyền", fonts=ROMAN.replace('eastAsia="Times New Roman"', 'eastAsia="SimSun"'))}
    ),
    "another font for complex scripts": (
        "font-script", "text-2", {**FULL, "text-2": set_in("Mộng Tuyền", fonts=ROMAN.replace('cs="Times New Roman"', 'cs="Arial"'))}
    ),
    "an old Vietnamese font": ("legacy-font", "text-2", {**FULL, "text-2": set_in("Méng TuyÒn", fonts=fonts(".VnTime"))}),
    "letters in parts": ("decomposed", "text-2", changed(FULL, "text-2", text=unicodedata.normalize("NFD", f"{LONG}."))),
    "Icelandic letters": ("look-alike", "text-2", changed(FULL, "text-2", text=f"Ðồng chí phụ trách: {LONG}.")),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_is_found_where_it_is_and_nothing_else(fault: str) -> None:
    code, name, named = FAULTS[fault]
    data = docx(named)
    day = date(2019, 3, 8) if fault == "no date" else None
    assert found(data, day) == [(code, number_of(named, name) if name else 0)], told(data)


def _section(old: str, new: str) -> str:
    assert old in SECTION
    return SECTION.replace(old, new)


SMALL = LOOK_OF_NUMBER.replace('"28"', '"22"')
BREAK = '<w:r><w:br w:type="page"/></w:r>'
PAGES: dict[str, tuple[str, int, File]] = {
    "sheet of letter size": ("page-size", 0, File(section=_section('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'))),
    "sheet on its side": (
        "page-size", 0, File(section=_section('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')),
    ),
    "top margin of an inch": ("margin", 0, File(section=_section('w:top="1134"', 'w:top="1440"'))),
    "left margin of 25 mm": ("margin", 0, File(section=_section('w:left="1701"', 'w:left="1417"'))),
    "right margin of 20 mm": ("margin", 0, File(section=_section('w:right="851"', 'w:right="1134"'))),
    "a gutter beside the margin": ("margin", 0, File(section=_section('w:gutter="0"', 'w:gutter="284"'))),
    "number of the page at the right": ("page-number-centred", 1, File(header=page_number("right"))),
    "number of the page at the foot": ("page-number-place", 1, File(header="", footer=page_number())),
    "number on page 1": ("page-number-first", 1, File(section=_section("<w:titlePg/>", ""))),
    "Roman number of the page": (
        "page-number-form", 1, File(section=_section("<w:titlePg/>", '<w:pgNumType w:fmt="upperRoman"/><w:titlePg/>')),
    ),
    "word before the number of the page": (
        "page-number-form", 1, File(header=page_number(before=f"<w:r><w:rPr>{LOOK_OF_NUMBER}</w:rPr><w:t>Trang </w:t></w:r>")),
    ),
    "number of the page of 11 points": ("size", 1, File(header=page_number(look=SMALL))),
    "number of the page in another font": ("font", 1, File(header=page_number(look=LOOK_OF_NUMBER.replace("Times New Roman", "Arial")))),
    "number of the page too low": ("page-number-distance", 1, File(section=_section('w:header="567"', 'w:header="720"'))),
}  # fmt: skip


@pytest.mark.parametrize("fault", PAGES)
def test_one_fault_of_the_page_is_found_and_nothing_else(fault: str) -> None:
    code, paragraph, file = PAGES[fault]
    data = docx(FULL, file)
    assert found(data) == [(code, paragraph)], told(data)


@pytest.mark.parametrize("more", ["long text", "page break"])
def test_a_document_of_more_pages_needs_their_number(more: str) -> None:
    longer = "text-1" if more == "long text" else "text-2"
    words = f"{LONG} " * 25 if more == "long text" else LONG
    named = changed(
        FULL, longer, text=f"{words}.", **({} if more == "long text" else {"inside": '<w:br w:type="page"/>'})
    )
    assert found(docx(named, File(header=""))) == [("page-number-missing", 0)]
    assert found(docx(FULL, File(header=""))) == []


STYLED = '<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{id}"/><w:basedOn w:val="{on}"/><w:rPr>{look}</w:rPr></w:style>'
CHARACTER = '<w:style w:type="character" w:styleId="Nhan"><w:name w:val="Nhan"/><w:rPr>{look}</w:rPr></w:style>'
CAMBRIA = fonts("Cambria")


def in_style(style: str) -> Paragraph:
    return FULL["text-2"].but(fonts="", front=f'<w:pStyle w:val="{style}"/>')


CHAIN = (
    STYLED.format(id="A", on="Normal", look=CAMBRIA)
    + STYLED.format(id="B", on="A", look="")
    + STYLED.format(id="C", on="B", look="<w:i/><w:i/>")
)
ROMAN_DEFAULTS = DEFAULTS.replace(THEMED, ROMAN)
WAYS: dict[str, tuple[Paragraph, File]] = {
    "through a chain of styles": (in_style("B"), File(styles=DEFAULTS + NORMAL + CHAIN)),
    "through the theme": (FULL["text-2"].but(fonts=""), File(theme=theme("Cambria", "Cambria", "Cambria"))),
    "through the defaults of the file": (FULL["text-2"].but(fonts=""), File(styles=DEFAULTS.replace(THEMED, CAMBRIA) + NORMAL)),
    "through the default style": (
        FULL["text-2"].but(fonts=""),
        File(styles=DEFAULTS + NORMAL.replace("</w:style>", f"<w:rPr>{CAMBRIA}</w:rPr></w:style>")),
    ),
    "through a character style": (
        FULL["text-2"].but(fonts="", more='<w:rStyle w:val="Nhan"/>'),
        File(styles=ROMAN_DEFAULTS + NORMAL + CHARACTER.format(look=CAMBRIA)),
    ),
    "in one run of many": (set_in("một việc", fonts=CAMBRIA), File()),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_another_font_is_found_whichever_way_it_came(way: str) -> None:
    paragraph, file = WAYS[way]
    named = {**FULL, "text-2": paragraph}
    (finding,) = report(docx(named, file)).findings
    assert (finding.code, finding.place.paragraph) == ("font", number_of(named, "text-2")), told(docx(named, file))
    assert "Cambria" in str(finding.says)
    if way == "in one run of many":
        assert finding.words == "một việc"


def test_the_same_fault_in_many_paragraphs_is_said_once_with_all_of_them() -> None:
    named = {name: paragraph.but(size=13) if name.startswith("text") else paragraph for name, paragraph in FULL.items()}
    (finding,) = report(docx(named)).findings
    numbers = [number_of(named, name) for name in ("text-1", "text-2", "text-3")]
    assert [finding.place.paragraph, *finding.more] == numbers


def test_what_was_only_seen_in_samples_is_to_be_looked_at_and_the_rest_to_be_mended() -> None:
    (sure,) = report(docx(changed(FULL, "superior", bold=True))).findings
    (seen,) = report(docx(changed(FULL, "ground-1", italic=False))).findings
    assert (sure.sure.value, sure.severity.value) == ("A", "error")
    assert (seen.sure.value, seen.severity.value) == ("C", "warning")
    assert "36-HD/VPTW" in sure.source
