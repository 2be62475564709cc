"""What meetings recorded as weak: split as clerks write, and what came back in other words or the same."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from pipeline.meeting import MeetingKind
from pipeline.outlook.filed import FiledMeeting
from pipeline.reports.weaknesses import Beside, BodyWeaknesses, Kind, Theme, likeness, points_in, weaknesses_of
from pipeline.reports.weaknesses.points import ALIKE, words_of
from pipeline.reports.weaknesses.tables import weakness_tables
from pipeline.vietnamese.dates import Month
from tests.commands import rows, validator, vanthu
from tests.reports.made import COMMITTEE, REGULAR
from tests.reports.sittings import BODY, held, office, ordered


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("", ()),
        ("Hồ sơ cập nhật chậm.", ("Hồ sơ cập nhật chậm.",)),
        ("- Hồ sơ chậm;\n- Vệ sinh chưa sạch.", ("Hồ sơ chậm", "Vệ sinh chưa sạch.")),
        ("Hồ sơ chậm; vệ sinh chưa sạch;", ("Hồ sơ chậm", "vệ sinh chưa sạch")),
        ("- Hồ sơ chậm. - Vệ sinh chưa sạch.", ("Hồ sơ chậm.", "Vệ sinh chưa sạch.")),
        ("1. Hồ sơ chậm\n2) Vệ sinh\n(3) Nền nếp\na) Giờ giấc", ("Hồ sơ chậm", "Vệ sinh", "Nền nếp", "Giờ giấc")),
        ("+ Hồ sơ chậm\n\n  • Vệ sinh", ("Hồ sơ chậm", "Vệ sinh")),
        ("Một số hạn chế:\n- Hồ sơ chậm", ("Hồ sơ chậm",)),
        ("Hồ sơ (giáo án; sổ điểm) chậm", ("Hồ sơ (giáo án; sổ điểm) chậm",)),
        ("02 đồng chí vắng; 01 đồng chí đi muộn", ("02 đồng chí vắng", "01 đồng chí đi muộn")),
        ("Tỷ lệ chuyên cần 95,5%. Vẫn còn học sinh nghỉ", ("Tỷ lệ chuyên cần 95,5%. Vẫn còn học sinh nghỉ",)),
        ("Không.", ()),
        ("Không có hạn chế, khuyết điểm", ()),
        ("Không có kế hoạch phụ đạo", ("Không có kế hoạch phụ đạo",)),
    ],
)
def test_a_text_is_split_where_the_clerk_made_points(text: str, points: tuple[str, ...]) -> None:
    assert points_in(text) == points


SAME = [
    ("Việc phụ đạo học sinh yếu ở khối 3 còn chậm.", "Việc phụ đạo học sinh yếu khối 4 còn chậm"),
    ("Phụ đạo học sinh yếu khối 3 còn chậm", "Việc phụ đạo học sinh yếu còn chậm"),
    ("Hồ sơ tháng 9/2018 nộp chậm", "Hồ sơ tháng 10 năm 2018 nộp chậm"),
    ("Trong tháng chín hồ sơ nộp chậm", "Hồ sơ tháng mười một nộp chậm"),
    ("Đảng phí quý III/2018 thu chậm", "ĐẢNG PHÍ QUÝ IV THU CHẬM."),
    ("02 đồng chí vắng sinh hoạt không lý do", "Còn 01 đồng chí vắng sinh hoạt không lý do"),
    ("Việc hoà giải ở cơ sở chưa kịp thời", "Việc hòa giải ở cơ sở chưa kịp thời"),
    ("Một số giáo viên ứng dụng công nghệ thông tin còn hạn chế", "Giáo viên ứng dụng công nghệ thông tin hạn chế"),
]
OTHER = [
    ("Hồ sơ chuyên môn của vài đồng chí cập nhật chậm", "Hồ sơ đảng viên của vài đồng chí cập nhật chậm"),
    ("Việc thu gom rác thải ở một số tuyến đường chưa thường xuyên",
     "Việc phát quang cỏ dại ở một số tuyến đường chưa thường xuyên"),
    ("Nộp báo cáo chậm", "Nộp đảng phí chậm"),
    ("Vệ sinh lớp học chưa sạch", "Vệ sinh sân trường chưa sạch"),
    ("Tỷ lệ chuyên cần khối 3 thấp", "Tỷ lệ đóng bảo hiểm y tế khối 3 thấp"),
    ("Còn chậm", "Hồ sơ còn chậm"),
    ("Một số việc chưa làm", "Một số việc còn kéo dài"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_nearly_the_same_words_are_the_same_point(one: str, other: str) -> None:
    assert likeness(words_of(one), words_of(other)) >= ALIKE


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_matter_in_like_words_is_another_point(one: str, other: str) -> None:
    assert likeness(words_of(one), words_of(other)) < ALIKE


def recorded(
    day: str, weak: str = "", causes: str = "", remedies: str = "", kind: MeetingKind = REGULAR, month: str = ""
) -> FiledMeeting:
    return held(day, kind, month, assessment={"weaknesses": weak, "causes": causes, "remedies": remedies})


def told(*meetings: FiledMeeting, year: int = 2019, today: date | None = None) -> BodyWeaknesses:
    return weaknesses_of(office(year, today), BODY, ordered(*meetings))


def again(found: BodyWeaknesses, kind: Kind = Kind.WEAKNESS) -> list[Theme]:
    return [theme for theme in found.themes if theme.came_back and theme.kind is kind]


def test_a_weakness_came_back_where_another_month_has_nearly_the_same_words() -> None:
    found = told(
        recorded("2019-01-05", "- Hồ sơ nộp chậm;\n- Vệ sinh chưa sạch."),
        recorded("2019-02-05", "Giờ giấc chưa nghiêm"),
        recorded("2019-04-05", "Hồ sơ tháng 4 nộp còn chậm."),
    )
    (theme,) = again(found)
    assert theme.text == "Hồ sơ nộp chậm"
    assert theme.months == (Month(2019, 1), Month(2019, 4))
    assert [(source.record, text) for source, text in theme.told] == [
        ("binh-minh/2019/01-thuong-ky-1/bieu-mau.yaml", "Hồ sơ nộp chậm"),
        ("binh-minh/2019/04-thuong-ky-1/bieu-mau.yaml", "Hồ sơ tháng 4 nộp còn chậm."),
    ]


def test_the_draft_of_the_committee_and_the_cells_own_words_are_one_month() -> None:
    found = told(recorded("2019-01-04", "Hồ sơ nộp chậm", kind=COMMITTEE), recorded("2019-01-05", "Hồ sơ nộp chậm."))
    assert again(found) == []
    assert found.count(Month(2019, 1)) == 1


def test_months_are_those_of_the_period() -> None:
    found = told(recorded("2019-04-02", "Hồ sơ nộp chậm", month="2019-03"), recorded("2019-04-25", "Hồ sơ nộp chậm"))
    (theme,) = again(found)
    assert theme.months == (Month(2019, 3), Month(2019, 4))


def test_what_was_weak_the_year_before_came_back_and_what_stayed_there_is_not_told() -> None:
    meetings = (
        recorded("2017-12-05", "Vệ sinh chưa sạch"),
        recorded("2018-11-05", "Giờ giấc chưa nghiêm"),
        recorded("2018-12-05", "Hồ sơ nộp chậm\nGiờ giấc chưa nghiêm"),
        recorded("2019-01-05", "Hồ sơ nộp chậm\nVệ sinh chưa sạch"),
        recorded("2020-01-05", "Vệ sinh chưa sạch"),
    )
    (theme,) = again(told(*meetings, today=date(2020, 6, 1)))
    assert (theme.text, theme.months) == ("Hồ sơ nộp chậm", (Month(2018, 12), Month(2019, 1)))


def test_the_cause_that_is_there_every_time_stands_first() -> None:
    found = told(
        recorded("2019-01-05", "Hồ sơ nộp chậm\nVệ sinh chưa sạch", "Thiếu dụng cụ\nChưa đôn đốc", "Mua dụng cụ"),
        recorded("2019-02-05", "Hồ sơ nộp chậm", "Chưa đôn đốc.", "Tổ trưởng kiểm tra"),
    )
    (theme,) = again(found)
    assert theme.causes == (Beside("Chưa đôn đốc", 2), Beside("Thiếu dụng cụ", 1))
    assert theme.remedies == (Beside("Mua dụng cụ", 1), Beside("Tổ trưởng kiểm tra", 1))
    (cause,) = again(found, Kind.CAUSE)
    assert (cause.text, cause.causes) == ("Chưa đôn đốc", ())


def test_a_month_has_a_number_only_where_a_form_says_something() -> None:
    found = told(
        recorded("2019-01-05", "Hồ sơ chậm; vệ sinh"), recorded("2019-02-05", "Không."), recorded("2019-03-05")
    )
    assert [found.count(Month(2019, month)) for month in (1, 2, 3, 4)] == [2, 0, None, None]


def test_the_tables_say_how_often() -> None:
    found = told(
        recorded("2019-01-05", "Hồ sơ nộp chậm\nVệ sinh", "Chưa đôn đốc"),
        recorded("2019-02-05", "Không"),
        recorded("2019-03-05", "Hồ sơ nộp chậm", "Chưa đôn đốc"),
    )
    summary, back, every = weakness_tables(office(2019), [found])
    assert summary.rows == [["Chi bộ Bình Minh", 2, 0, 1, *[None] * 9, 2, 1]]
    assert back.rows[0][1:6] == [
        "Hạn chế, khuyết điểm", "Hồ sơ nộp chậm", 2, "01/2019, 03/2019", "- Chưa đôn đốc (2 tháng)",
    ]  # fmt: skip
    assert [row[1] for row in every.rows] == ["01/2019", "03/2019"]


def test_the_command_tells_what_the_filed_forms_say(office: Path) -> None:
    said = {}
    for path in (office / "outbox").rglob("manifest.json"):
        manifest = json.loads(path.read_bytes())
        for form in manifest["forms"]:
            if form["stage"] == "held" and manifest["month"].startswith("2018"):
                said[manifest["meeting"]] = form["record"]["assessment"]["weaknesses"]
    done = vanthu("report", "weaknesses", "--year", "2018", "--json", cwd=office)
    assert done.returncode == ExitCode.OK, done.stderr
    told = rows(done)
    for row in told:
        validator("report-weaknesses.schema.json").validate(row)
    listed = {row["meeting"]: row for row in told if row["what"] == "meeting"}
    assert set(listed) == set(said)
    assert any(said.values())
    for code, text in said.items():
        assert listed[code]["recorded"] == bool(text)
        assert all(point in text for point in listed[code]["weaknesses"])
        assert bool(listed[code]["weaknesses"]) == bool(text)


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_the_command_writes_a_file(office: Path, ending: str) -> None:
    file = office / f"han-che{ending}"
    assert vanthu("report", "weaknesses", "--year", "2018", "-o", str(file), cwd=office).returncode == ExitCode.OK
    assert file.stat().st_size > 2_000
