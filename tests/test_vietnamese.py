"""Vietnamese text, dates, numbers and names."""

from __future__ import annotations

import unicodedata
from datetime import date, time
from decimal import Decimal

import pytest

from pipeline.vietnamese import dates, names, numbers, text, times
from pipeline.vietnamese.dates import NBSP, Month


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5/10/2018", date(2018, 10, 5)),
        ("05-10-2018", date(2018, 10, 5)),
        ("5.10.2018", date(2018, 10, 5)),
        ("2018-10-05", date(2018, 10, 5)),
        ("ngày 5 tháng 10 năm 2018", date(2018, 10, 5)),
        (" Ngày 05  tháng 10 năm 2018 ", date(2018, 10, 5)),
        ("ngày 05/10/2018", date(2018, 10, 5)),
        ("Thứ Sáu, ngày 5/10/2018", date(2018, 10, 5)),
        ("chủ nhật 7/10/2018", date(2018, 10, 7)),
        ("ngày 5/10 năm 2018", date(2018, 10, 5)),
        ("5 tháng 10, năm 2018", date(2018, 10, 5)),
        ("5 / 10 / 2018", date(2018, 10, 5)),
        ("5–10–2018", date(2018, 10, 5)),
        ("2018/10/05", date(2018, 10, 5)),
        ("2018-10-05 00:00:00", date(2018, 10, 5)),
        ("2018-10-05T00:00:00", date(2018, 10, 5)),
        ("05/10/2018.", date(2018, 10, 5)),
        ("\u00a005/10/2018\u3000", date(2018, 10, 5)),
        ("０５／１０／２０１８", date(2018, 10, 5)),  # full-width, as an Asian keyboard types
        ("5/10/18", date(2018, 10, 5)),
        ("19.5.98", date(1998, 5, 19)),
        ("31/9/2018", None),
        ("31/02/2018", None),
        ("29/02/2018", None),
        ("29/02/2020", date(2020, 2, 29)),
        ("10/13/2018", None),
        ("5/10", None),
        ("5/10/018", None),
        ("2018-10-05 14:00", None),
        ("mai", None),
        ("", None),
    ],
)
def test_dates_are_read_day_first(typed: str, expected: date | None) -> None:
    assert dates.parse_date(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("14:00", time(14)),
        ("7h30", time(7, 30)),
        ("7h", time(7)),
        ("7 giờ 30", time(7, 30)),
        ("14 giờ 30 phút", time(14, 30)),
        ("14:30:05", time(14, 30, 5)),
        ("7g30", time(7, 30)),
        ("7 giờ 30 phút", time(7, 30)),
        ("7 giờ rưỡi", time(7, 30)),
        ("7h rưỡi", time(7, 30)),
        ("8 giờ kém 15", time(7, 45)),
        ("14h", time(14)),
        ("14 giờ", time(14)),
        ("14h00'", time(14)),
        ("14.30", time(14, 30)),
        ("07:30:00", time(7, 30)),
        ("14:00 giờ", time(14)),
        ("lúc 14 giờ", time(14)),
        ("14\u00a0giờ\u00a030", time(14, 30)),
        ("１４：３０", time(14, 30)),
        ("7h30 sáng", time(7, 30)),
        ("2 giờ chiều", time(14)),
        ("14 giờ chiều", time(14)),
        ("8 giờ kém 15 tối", time(19, 45)),
        ("12 giờ trưa", time(12)),
        ("1 giờ trưa", time(13)),
        ("2:00 PM", time(14)),
        ("2:00 CH", time(14)),
        ("7:30 SA", time(7, 30)),
        ("14 giờ sáng", None),
        ("8 giờ kém 75", None),
        ("24:00", None),
        ("25:00", None),
        ("14.3", None),
        ("14", None),
        ("chiều", None),
    ],
)
def test_times_are_read_as_offices_write_them(typed: str, expected: time | None) -> None:
    assert times.parse_time(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "10/2018",
        "2018-10",
        "2018/10",
        "tháng 10/2018",
        "Tháng 10 năm 2018",
        "10-2018",
        "10.2018",
        "T10/2018",
        "T.10/2018",
        "Th10-2018",
        "tháng10/2018",
        "tháng 10, năm 2018",
        "tháng 10/18",
        "T10/18",
        "10 / 2018",
        "05/10/2018",
        "5/10/18",
    ],
)
def test_months_are_read_as_offices_write_them(typed: str) -> None:
    assert dates.parse_month(typed) == Month(2018, 10)


@pytest.mark.parametrize("typed", ["13/2018", "0/2018", "2018", "10/18", "tháng 10", ""])
def test_what_is_no_month_is_refused(typed: str) -> None:
    assert dates.parse_month(typed) is None


def test_months_count_over_the_turn_of_the_year() -> None:
    assert Month(2018, 1).plus(-1) == Month(2017, 12)
    assert Month(2018, 12).plus(1) == Month(2019, 1)


def test_dates_have_a_leading_zero_only_where_the_rule_asks_for_it() -> None:
    written = [
        dates.date_in_words(day).replace(NBSP, " ") for day in (date(2018, 2, 5), date(2018, 5, 27), date(2018, 3, 9))
    ]
    assert written == ["ngày 05 tháng 02 năm 2018", "ngày 27 tháng 5 năm 2018", "ngày 09 tháng 3 năm 2018"]
    assert dates.date_in_figures(date(2018, 9, 5)) == "05/9/2018"
    assert dates.date_in_figures(date(2019, 1, 15)) == "15/01/2019"


def test_numbers_and_words_of_a_date_are_bound_together() -> None:
    assert dates.date_in_words(date(2018, 10, 5)) == f"ngày{NBSP}05 tháng{NBSP}10 năm{NBSP}2018"
    assert dates.time_in_words(time(7, 30)) == f"07{NBSP}giờ{NBSP}30{NBSP}phút"


def test_counts_percentages_and_decimals_are_written_the_vietnamese_way() -> None:
    assert (dates.count(2), dates.count(26), dates.count(1560000)) == ("02", "26", "1.560.000")
    assert (dates.percent(22, 22), dates.percent(22, 24), dates.percent(1, 3)) == ("100%", "91,7%", "33,3%")
    assert dates.percent(1, 0) == ""
    assert (dates.decimal(Decimal("8.50")), dates.decimal(Decimal(100)), dates.decimal(Decimal(0))) == (
        "8,5",
        "100",
        "0",
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("8,5", "8.5"),
        ("8.5", "8.5"),
        ("1.250,5", "1250.5"),
        ("abc", None),
        ("NaN", None),
        ("1e999", "1e999"),
        ("1.560.000", "1560000"),
        ("8,5 điểm", "8.5"),
        ("8,5đ", "8.5"),
        ("điểm", None),
    ],
)
def test_decimals_are_read_with_comma_or_point(typed: str, expected: str | None) -> None:
    assert numbers.parse_decimal(typed) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("24", 24),
        ("02", 2),
        (" 24 ", 24),
        ("24 đ/c", 24),
        ("24 đồng chí", 24),
        ("24 Đảng viên.", 24),
        ("24đ/c", 24),
        ("02 phiếu", 2),
        ("1.560.000 đồng", 1_560_000),
        ("1.560.000đ", 1_560_000),
        ("1.560.000 VNĐ", 1_560_000),
        ("1 560 000", 1_560_000),
        ("1,560,000", 1_560_000),
        ("560,000", 560_000),
        ("1.560", 1_560),
        ("24,0", 24),
        ("không", 0),
        ("Không có", 0),
        ("100%", None),
        ("2,5", None),
        ("24/26", None),
        ("hai", None),
        ("đ/c", None),
        ("1e999", None),
        ("", None),
    ],
)
def test_whole_numbers_are_read_with_what_they_count(typed: str, expected: int | None) -> None:
    assert numbers.parse_whole(typed) == expected


def test_people_are_sorted_by_given_name_then_middle_then_family() -> None:
    people = ["Trần Văn Ánh", "Lê Thị An", "Đỗ Văn An", "Nguyễn Văn Ân", "Phạm Văn Ăn", "Vũ Thị Đào", "Vũ Thị Dung"]
    ordered = sorted(people, key=names.name_key)
    assert ordered == [
        "Lê Thị An",
        "Đỗ Văn An",
        "Trần Văn Ánh",
        "Phạm Văn Ăn",
        "Nguyễn Văn Ân",
        "Vũ Thị Dung",
        "Vũ Thị Đào",
    ]


def test_tones_are_sorted_ngang_huyen_hoi_nga_sac_nang() -> None:
    assert sorted(["má", "mạ", "mả", "ma", "mã", "mà"], key=names.word_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_text_is_composed_and_look_alikes_are_repaired() -> None:
    assert text.single_line(unicodedata.normalize("NFD", "Biên bản")) == "Biên bản"
    assert text.single_line("Ðỗ  Thị\u00a0Kim ") == "Đỗ Thị Kim"
    assert text.paragraphs_text("một \r\nhai\x0bba\n\n") == "một\nhai\nba"


def test_marks_in_the_wrong_order_are_shown() -> None:
    assert text.stray_mark(unicodedata.normalize("NFC", "ti\u0065\u0301\u0302ng")) is not None
    assert text.stray_mark("tiếng Việt") is None


@pytest.mark.parametrize(
    "typed",
    [
        "Đ/c Lê Thị Hà",
        "đ/c. Lê Thị Hà",
        "Đồng chí Lê Thị Hà",
        "đồng  chí: Lê Thị Hà",
        "Lê Thị Hà",
        "Đ/c: Lê Thị Hà",
        "1. Lê Thị Hà",
        "- Đ/c Lê Thị Hà;",
        "2) Lê Thị Hà,",
        "Đ/c đ/c Lê Thị Hà",
    ],
)
def test_names_stand_without_honorific(typed: str) -> None:
    assert text.person_name(typed) == "Lê Thị Hà"


def test_a_family_name_that_looks_like_an_honorific_stays() -> None:
    assert text.person_name("Đồng Chí Công") == "Đồng Chí Công"
    assert text.person_name("Đoàn Văn Cường") == "Đoàn Văn Cường"


def test_tone_placing_does_not_count_in_comparisons() -> None:
    assert text.folded("Trần Văn Hoà") == text.folded("trần văn  Hòa")
    assert text.folded("chi uỷ") == text.folded("Chi ủy")
    assert text.folded("Quý") == "quý"
    assert text.folded("Hòa") != text.folded("Hoa")


def test_slugs_are_ascii() -> None:
    assert text.slug("Sinh hoạt chuyên đề: Đổi mới!") == "sinh-hoat-chuyen-de-doi-moi"


@pytest.mark.parametrize(
    ("character", "code"),
    [("\x00", "U+0000"), ("\x07", "U+0007"), ("\x0c", "U+000C"), ("\ud800", "U+D800"), ("\uffff", "U+FFFF")],
)
def test_characters_that_xml_forbids_are_named(character: str, code: str) -> None:
    assert text.forbidden_character(f"a{character}b") == code
    assert text.forbidden_character("a\tb\nc 🙂") is None


def test_dates_typed_in_decomposed_letters_are_read() -> None:
    def typed(words: str) -> str:
        return unicodedata.normalize("NFD", words)

    assert times.parse_time(typed("14 giờ 30 phút")) == time(14, 30)
    assert dates.parse_date(typed("ngày 5 tháng 10 năm 2018")) == date(2018, 10, 5)
    assert dates.parse_month(typed("tháng 10 năm 2018")) == Month(2018, 10)


@pytest.mark.parametrize(
    ("words", "style", "spelt"),
    [
        ("Đảng ủy, chi ủy viên, Ủy viên", "uỷ", "Đảng uỷ, chi uỷ viên, Uỷ viên"),
        ("ĐẢNG ỦY", "uỷ", "ĐẢNG UỶ"),
        ("Đảng uỷ, ĐẢNG UỶ", "ủy", "Đảng ủy, ĐẢNG ỦY"),
        ("đồng chí Ngô Thị Bích Thủy, ủy quyền", "uỷ", "đồng chí Ngô Thị Bích Thủy, uỷ quyền"),
    ],
)
def test_the_syllable_uy_is_spelt_as_asked_and_no_other(words: str, style: str, spelt: str) -> None:
    assert text.with_uy(words, style) == spelt


def test_signs_that_turn_the_direction_of_writing_are_dropped() -> None:
    assert text.single_line("Chi\u202e bộ\u200b \u2066họp") == "Chi bộ họp"
