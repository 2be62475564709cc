"""From raw values to records: everything is read, every problem is said with its place."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from pydantic import Field

from pipeline.errors import Problem
from pipeline.meeting import Stage
from pipeline.messages import verbatim
from pipeline.records import Built, Choice, Line, Node, PersonName, Points, Prose, Record, build
from pipeline.records.nodes import Scalar
from pipeline.records.scalars import coerce


class Colour(Choice):
    RED = "red", "Đỏ"
    BLUE = "blue", "Xanh"


class Part(Record):
    name: PersonName = Field(title="Họ và tên")
    points: Points | None = Field(None, ge=0, title="Điểm")


class Whole(Record):
    title: Line = Field(title="Tên")
    text: Prose = Field("", title="Nội dung")
    day: date | None = Field(None, alias="date", title="Ngày")
    hour: time | None = Field(None, title="Giờ")
    number: int | None = Field(None, ge=1, title="Số")
    colour: Colour = Field(Colour.RED, title="Màu")
    marked: bool = Field(False, title="Đánh dấu")
    parts: tuple[Part, ...] = Field((), title="Các phần")
    lines: tuple[Line, ...] = Field((), title="Các dòng")


def tree(value: object, path: str = "") -> Node:
    where = verbatim(path or "/")
    if isinstance(value, dict):
        return Node({key: tree(part, f"{path}/{key}") for key, part in value.items()}, where)
    if isinstance(value, list):
        return Node([tree(part, f"{path}/{number}") for number, part in enumerate(value)], where)
    scalar: Scalar = value  # type: ignore[assignment]
    return Node(scalar, where)


def built(**values: object) -> Built[Whole]:
    return build(Whole, tree({"title": "Tên", **values}))


def codes(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.where)) for problem in problems]


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        ("date", "5/10/2018", date(2018, 10, 5)),
        ("date", datetime(2018, 10, 5, 0, 0), date(2018, 10, 5)),  # noqa: DTZ001 (a workbook's cell has no zone)
        ("hour", "14h30", time(14, 30)),
        ("hour", time(14, 30), time(14, 30)),
        ("number", "24", 24),
        ("number", 24.0, 24),
        ("number", "1.560.000", 1560000),
        ("colour", "xanh", Colour.BLUE),
        ("colour", "blue", Colour.BLUE),
        ("marked", "x", True),
        ("marked", "✓", True),
        ("marked", "Không", False),
        *(("marked", yes, True) for yes in ("X", "v", "✔", "☑", "☒", "có", "Có.", "Đúng", "đồng ý", "1", 1.0, True)),
        *(("marked", no, False) for no in ("không", "o", "O", "-", "☐", "0", 0, "không đồng ý", False)),
        ("number", "24 đ/c", 24),
        ("number", "1.560.000đ", 1560000),
        ("title", "  Tên \n dài  ", "Tên dài"),
        ("title", 5.0, "5"),
        ("text", "một \r\n hai", "một\n hai"),
        ("lines", "một\nhai", ("một", "hai")),
        ("lines", ["một", "", "hai"], ("một", "hai")),
    ],
)
def test_what_people_type_is_read(field: str, typed: object, expected: object) -> None:
    result = built(**{field: typed})
    assert result.problems == ()
    assert result.record is not None
    assert getattr(result.record, {"date": "day"}.get(field, field)) == expected


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("date", "31/9/2018", "not-a-date"),
        ("date", "31/02/2018", "not-a-date"),
        ("date", 43378, "not-a-date"),
        ("hour", "25:00", "not-a-time"),
        ("number", "hai", "not-a-number"),
        ("number", 2.5, "not-a-number"),
        ("number", True, "not-a-number"),
        ("number", "100%", "not-a-number"),
        ("number", 0, "bad-value"),
        ("colour", "Vàng", "not-a-choice"),
        ("marked", "có lẽ", "not-yes-no"),
        ("text", "a\x07b", "control-character"),
        ("text", "e\u0301\u0302", "stray-mark"),
        ("text", "a" * 200_001, "text-too-long"),
        ("parts", "một phần", "not-a-group"),
        ("title", ["một"], "not-a-value"),
        ("titel", "sai", "unknown-key"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(field: str, typed: object, code: str) -> None:
    result = built(**{field: typed})
    assert (code, f"/{field}") in codes(result.problems) or code == "not-a-group"
    assert code in {problem.code for problem in result.problems}
    assert result.record is None
    assert all(str(problem.message) and str(problem.hint) for problem in result.problems)


def test_a_day_that_does_not_exist_is_called_so() -> None:
    (impossible,) = built(date="31/02/2018").problems
    assert "there is no day “31/02/2018”" in str(impossible.message)


def test_all_problems_come_at_once() -> None:
    result = build(
        Whole, tree({"date": "mai", "number": "x", "parts": [{"name": "A", "points": "-1"}, {"points": "y"}]})
    )
    assert codes(result.problems) == [
        ("missing", "/"),
        ("not-a-date", "/date"),
        ("not-a-number", "/number"),
        ("bad-value", "/parts/0/points"),
        ("missing", "/parts/1"),
        ("not-a-number", "/parts/1/points"),
    ]


def test_the_rest_of_a_form_can_be_checked_though_a_value_is_unreadable() -> None:
    result = built(date="mai", number=3)
    assert result.record is None
    assert result.partial is not None
    assert result.partial.number == 3
    assert result.unreadable == {"day"}


def test_places_lead_to_the_nearest_whole() -> None:
    result = built(parts=[{"name": "A"}])
    assert str(result.places.of("parts", 0, "name")) == "/parts/0/name"
    assert str(result.places.of("parts", 0, "points")) == "/parts/0"
    assert str(result.places.of("number")) == "/"


def test_names_of_fields_that_are_nearly_right_are_suggested() -> None:
    (problem,) = built(colur="Đỏ").problems
    assert "colour" in str(problem.hint)


def test_points_survive_as_exact_decimals() -> None:
    result = built(parts=[{"name": "A", "points": "8,25"}])
    assert result.record is not None
    assert result.record.parts[0].points == Decimal("8.25")
    assert Whole.model_validate_json(result.record.model_dump_json(by_alias=True)) == result.record


@pytest.mark.parametrize("typed", ["Cập nhật sau họp", "Bổ sung sau họp", "bo sung sau hop", "followed-up"])
def test_a_choice_is_also_read_by_the_label_of_earlier_forms(typed: str) -> None:
    assert coerce(typed, Stage, None) is Stage.FOLLOWED_UP
