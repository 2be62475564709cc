"""What the texts of levels mean, and which are left alone because they may mean anything."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from pipeline.regulations import Level, load_regulations
from pipeline.regulations.levels import Shares, points_for, shares_in


def percent(number: str) -> Fraction:
    return Fraction(number) / 100


@pytest.mark.parametrize(
    ("text", "least", "most", "has_least", "has_most"),
    [
        ("từ 90% chỉ tiêu trở lên", "90", "100", True, True),
        ("Từ 90 % trở lên.", "90", "100", True, True),
        ("90% trở lên", "90", "100", True, True),
        ("từ trên 90% trở lên", "90", "100", False, True),
        ("từ 80% đến dưới 90%", "80", "90", True, False),
        ("từ 80 đến dưới 90% đảng viên;", "80", "90", True, False),
        ("từ 66,5% đến 75%", "66.5", "75", True, True),
        ("trên 40% đến 50%", "40", "50", False, True),
        ("trên 50%", "50", "100", False, True),
        ("dưới 50%", "0", "50", True, False),
        ("đạt 100% chỉ tiêu", "100", "100", True, True),
    ],
)
def test_a_text_of_a_level_is_a_span_of_shares(
    text: str, least: str, most: str, has_least: bool, has_most: bool
) -> None:
    assert shares_in(text) == Shares(percent(least), percent(most), has_least, has_most)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tốt",
        "đầy đủ",
        "80%",
        "từ 90 trở lên",
        "từ 3 nhiệm vụ trở lên",
        "từ 90% đến dưới 80%",
        "từ 80% đến 120%",
        "dưới 50% hoặc không có nghị quyết",
        "trên 50% đảng viên nữ",
        "giảm 1 điểm cho mỗi 5% không đạt",
    ],
)
def test_a_text_that_may_mean_something_else_is_not_understood(text: str) -> None:
    assert shares_in(text) is None


def test_every_level_that_is_shipped_is_understood() -> None:
    texts = [
        level.text
        for sheet in load_regulations().score_sheets
        for group in sheet.groups
        for entry in (group, *group.items)
        for level in entry.levels
    ]
    assert len(texts) == 28
    assert [text for text in texts if shares_in(text) is None] == []


RESULTS = load_regulations().on(date(2025, 12, 1)).score_sheets[0].groups[5].levels


@pytest.mark.parametrize(
    ("done", "reported", "points"),
    [(5, 5, 30), (9, 10, 30), (89, 100, 27), (4, 5, 27), (7, 9, 24), (3, 5, 20), (1, 2, 15), (49, 100, 10), (0, 3, 10)],
)
def test_each_share_has_the_points_of_its_level(done: int, reported: int, points: int) -> None:
    assert points_for(RESULTS, Fraction(done, reported)) == points


def levels(*texts: str) -> list[Level]:
    return [Level(text=text, points=10 - place) for place, text in enumerate(texts)]


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("từ 90% trở lên", "còn lại"),
        ("từ 90% trở lên", "dưới 50%"),
        ("từ 50% trở lên", "từ 40% đến 60%"),
    ],
    ids=["no levels", "one not understood", "a gap", "two answer"],
)
def test_where_not_just_one_level_answers_there_are_no_points(texts: tuple[str, ...]) -> None:
    assert points_for(levels(*texts), Fraction(1, 2)) is None
