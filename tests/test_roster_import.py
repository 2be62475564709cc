"""Lists of members as offices have them in Excel, and what the roster gets of them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from pipeline.errors import BadConfiguration, FormRefused, UsageError
from pipeline.office_files.workbooks import SheetValues
from pipeline.organisation import Organisation, Status, load_organisation, read_organisation
from pipeline.organisation.members import Member
from pipeline.process.roster.importing import ImportPlan, plan_import, take_import
from pipeline.roster import rewritten
from pipeline.roster.listed import compare, read_people
from pipeline.roster.listed.headings import column_of
from pipeline.roster.listed.table import Table
from pipeline.workspace import Workspace

OFFICE = """\
format: 1
bodies:
  - id: mot
    name: Chi bộ Một
    place: Tân Phú
    members:   # đảng viên
"""
KNOWN = OFFICE + (
    "      - {name: Trần Văn Hòa, work: Hiệu trưởng, offices: secretary}  # bí thư\n"
    "      - name: Lê Thị Hà\n"
    "      - {name: Nguyễn Thị Lan, distinct: Tiểu học, unit: Trường Tiểu học A}\n"
    "      - {name: Vũ Văn Sáu, to: 31/8/2018}\n"
    "      - {name: Đỗ Văn Tám, unit: Trường Tiểu học A, status: {value: probationary, from: 19/5/2025}}\n"
)
TODAY = date(2026, 1, 15)
HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Nữ", "Ngày kết nạp", "Ngày chính thức", "Chức vụ Đảng", "Chức vụ chuyên môn", "Đơn vị", "Ghi chú"]  # fmt: skip

Rows = Iterable[Iterable[Any]]


def book(*sheets: Rows, merged: Iterable[str] = ()) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]
    for number, rows in enumerate(sheets, 1):
        sheet = workbook.create_sheet(f"Trang {number}")
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def person(number: Any = 1, name: str = "Bùi Thị Mai", **columns: Any) -> list[Any]:
    keys = ["number", "name", "born", "female", "joined", "official", "office", "work", "unit", "note"]
    return [({"number": number, "name": name} | columns).get(key) for key in keys]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace.at(tmp_path / "office")
    workspace.root.mkdir()
    workspace.organisation.write_text(OFFICE, "utf-8")
    return workspace


def planned(workspace: Workspace, *rows: Iterable[Any], text: str = "", cell: str | None = None) -> ImportPlan:
    if text:
        workspace.organisation.write_text(text, "utf-8")
    file = workspace.root / "danh-sach.xlsx"
    file.write_bytes(book(rows))
    return plan_import(workspace, file, cell, TODAY)


def actions(plan: ImportPlan) -> list[tuple[str, str]]:
    return [(row.action.value, row.name) for row in plan.comparison.rows]


def details(plan: ImportPlan) -> list[list[str]]:
    return [[str(detail) for detail in row.details] for row in plan.comparison.rows]


def codes(plan: ImportPlan) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.where)) for problem in plan.problems]


def members(organisation: Organisation) -> dict[str, Member]:
    return {member.label: member for member in organisation.bodies[0].members}


def lines_added(plan: ImportPlan) -> list[str]:
    before = plan.before.decode().splitlines()
    return [line for line in plan.after.decode().splitlines() if line not in before]


def test_a_list_as_offices_have_it_is_read_whole(workspace: Workspace) -> None:
    plan = planned(
        workspace,
        ["ĐẢNG BỘ XÃ TÂN PHÚ", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
        ["CHI BỘ MỘT"],
        [],
        ["DANH SÁCH ĐẢNG VIÊN NĂM 2025"],
        [],
        HEADINGS,
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        ["I", "Chi bộ Tiểu học"],
        person(1, "đ/c Trần Văn  Hòa", born="12/3/1975", joined=date(2001, 6, 3), official="3.6.2002", office="Bí thư", work="Hiệu trưởng", unit="Trường Tiểu học A"),
        person(2, "LÊ THỊ HÀ", born=1980, female="x", joined="19-5-2010", official="ngày 19 tháng 5 năm 2011", office="Phó bí thư", work="Phó Hiệu trưởng", unit="Trường Tiểu học A"),
        ["", "Cộng: 2", None, 1],
        ["II", "Chi bộ Mầm non"],
        person("3.", "Bùi Thị Mai", joined="03/9/2025", work="Giáo viên", unit="Trường Mầm non A", note="Miễn sinh hoạt từ 01/10/2025"),
        person(4, "Vũ Văn Sáu", joined="03/9/2005", official="03/9/2006", note="Đã chuyển đi 01/7/2025"),
        [None, "TỔNG CỘNG", None, 2],
        [],
        [None, None, None, None, None, "Tân Phú, ngày 05 tháng 01 năm 2026"],
        [None, "NGƯỜI LẬP", None, None, None, None, "BÍ THƯ"],
        [None, "Đỗ Thị Kim Oanh", None, None, None, None, "Trần Văn Hòa"],
    )  # fmt: skip
    assert (plan.body.id, plan.sheet) == ("mot", "Trang 1")
    assert actions(plan) == [("added", "Trần Văn Hòa"), ("added", "Lê Thị Hà"), ("added", "Bùi Thị Mai")]
    assert details(plan)[2] == [
        "Dự bị",
        "Giáo viên",
        "Trường Mầm non A",
        "Được miễn công tác và sinh hoạt đảng",
    ]
    assert codes(plan) == [
        ("left-in-list", "sheet “Trang 1”, cell B14"),
        ("names-recased", "danh-sach.xlsx"),
        ("offices-undated", "danh-sach.xlsx"),
    ]
    assert plan.after.decode() == OFFICE + "\n".join(
        [
            "      - name: Trần Văn Hòa",
            "        unit: Trường Tiểu học A",
            "        work: Hiệu trưởng",
            "        from: 03/6/2001",
            "        status:",
            "          - {value: probationary, from: 03/6/2001, to: 02/6/2002}",
            "          - {value: official, from: 03/6/2002}",
            "        offices: secretary",
            "      - name: Lê Thị Hà",
            "        unit: Trường Tiểu học A",
            "        work: Phó Hiệu trưởng",
            "        from: 19/5/2010",
            "        status:",
            "          - {value: probationary, from: 19/5/2010, to: 18/5/2011}",
            "          - {value: official, from: 19/5/2011}",
            "        offices: deputy",
            "      - name: Bùi Thị Mai",
            "        unit: Trường Mầm non A",
            "        work: Giáo viên",
            "        from: 03/9/2025",
            "        status: {value: probationary, from: 03/9/2025}",
            "        states: {value: exempt, from: 01/10/2025}",
            "",
        ]
    )


def test_what_was_taken_is_there_the_next_time_and_the_earlier_file_is_kept(workspace: Workspace) -> None:
    rows = [HEADINGS, person(1, joined="03/9/2025"), person(2, "Trần Văn Hòa", office="Bí thư, Chi ủy viên")]
    plan = planned(workspace, *rows)
    kept = take_import(workspace, plan, "20260115-080000", 1)
    assert workspace.relative(kept) == ".vanthu/organisation-20260115-080000.yaml"
    assert kept.read_bytes() == OFFICE.encode()
    assert workspace.organisation.read_bytes() == plan.after
    assert list(members(load_organisation(workspace.organisation))) == ["Bùi Thị Mai", "Trần Văn Hòa"]
    again = planned(workspace, *rows)
    assert actions(again) == [("there", "Bùi Thị Mai"), ("there", "Trần Văn Hòa")]
    assert not again.changes_something


def test_known_members_are_completed_never_changed_and_never_taken_out(workspace: Workspace) -> None:
    plan = planned(
        workspace,
        HEADINGS,
        person(1, "Trần văn Hoà", work="Giáo viên", office="Phó bí thư", unit="Trường Tiểu học A"),
        person(2, "Lê Thị Hà", work="Giáo viên", office="Bí thư"),
        person(3, "Đỗ Văn Tám", official="19/5/2025", joined="19/5/2024"),
        person(4, "Vũ Văn Sáu"),
        text=KNOWN,
    )
    assert actions(plan) == [
        ("differs", "Trần Văn Hòa"),
        ("completed", "Lê Thị Hà"),
        ("differs", "Đỗ Văn Tám"),
        ("unclear", "Vũ Văn Sáu"),
        ("not-listed", "Nguyễn Thị Lan (Tiểu học)"),
    ]
    assert details(plan)[:3] == [
        [
            "entered: Trường Tiểu học A",
            "post: roster “Hiệu trưởng”, list “Giáo viên”",
            "Party office: roster “Bí thư”, list “Phó bí thư”",
        ],
        ["entered: Giáo viên"],
        ["status: roster “Dự bị”, list “Chính thức”"],
    ]
    assert codes(plan) == [("office-held", "sheet “Trang 1”, cell B3"), ("unclear-who", "sheet “Trang 1”, cell B5")]
    assert lines_added(plan) == [
        "      - {name: Trần Văn Hòa, work: Hiệu trưởng, offices: secretary, unit: Trường Tiểu học A}  # bí thư",
        "        work: Giáo viên",
    ]


HEADING_ROWS: dict[str, tuple[list[list[Any]], list[str]]] = {
    "names in two columns": (
        [["TT", "Họ và chữ đệm", "Tên", "Năm sinh"], [1, "Bùi Thị", "Mai", 1990]],
        [],
    ),
    "one heading over both columns of the name": (
        [["STT", "Họ và tên", None, "Ngày sinh"], [1, "Bùi Thị", "Mai", "03/02/1990"]],
        ["B1:C1"],
    ),
    "one heading and a blank one": (
        [["STT", "HỌ VÀ TÊN", None, "Ngày sinh"], [1, "Bùi Thị", "Mai", "03/02/1990"]],
        [],
    ),
    "headings on two storeys": (
        [
            ["TT", "Họ và tên", "Ngày sinh", None, "Ngày vào Đảng", None],
            [None, None, "Nam", "Nữ", "Dự bị", "Chính thức"],
            [1, "Bùi Thị Mai", None, "03/02/1990", "03/9/2025", None],
        ],
        ["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
    ),
    "headings on two storeys without merged cells": (
        [
            ["TT", "Họ và tên", "Ngày sinh", None, "Ngày vào Đảng", None],
            [None, None, "Nam", "Nữ", "Dự bị", "Chính thức"],
            [1, "Bùi Thị Mai", None, "03/02/1990", "03/9/2025", None],
        ],
        [],
    ),
    "no numbers": ([["Họ tên đảng viên"], ["Bùi Thị Mai"]], []),
    "other columns between": (
        [["Số TT", "Số thẻ", "Họ, tên", "Dân tộc", "Trình độ chuyên môn", "Nơi kết nạp"], [1, 55, "Bùi Thị Mai", "Kinh", "Đại học", "Tân Phú"]],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADING_ROWS)
def test_columns_are_found_by_their_headings(workspace: Workspace, name: str) -> None:
    rows, merged = HEADING_ROWS[name]
    file = workspace.root / "ds.xlsx"
    file.write_bytes(book(rows, merged=merged))
    plan = plan_import(workspace, file, None, TODAY)
    assert actions(plan) == [("added", "Bùi Thị Mai")]
    (member,) = members(plan.comparison.organisation).values()
    assert member.work == member.unit == ""
    has_joined = "storeys" in name
    assert member.status[0].value is (Status.PROBATIONARY if has_joined else Status.OFFICIAL)
    assert member.from_ == (date(2025, 9, 3) if has_joined else None)


def test_the_sheet_with_the_best_headings_is_taken(workspace: Workspace) -> None:
    file = workspace.root / "ds.xlsx"
    notes = [["Họ và tên", "Ghi chú"], ["Trần Văn Hòa", "trực"]]
    file.write_bytes(book(notes, [HEADINGS, person()], [["Tên hàng", "Số lượng"], ["Bàn ghế", 3]]))
    plan = plan_import(workspace, file, None, TODAY)
    assert (plan.sheet, actions(plan)) == ("Trang 2", [("added", "Bùi Thị Mai")])


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"joined": "năm 2010"}, ["date-unread"]),
        ({"joined": "31/02/2010"}, ["date-unread"]),
        ({"joined": "19/5/2012", "official": "19/5/2011"}, ["dates-reversed"]),
        ({"joined": "19/5/2012"}, ["official-assumed"]),
        ({"office": "Bí thư Đoàn trường"}, ["office-unknown"]),
        ({"note": "Miễn sinh hoạt"}, ["state-undated"]),
        ({"note": "Sinh hoạt tạm thời"}, ["state-unclear"]),
        ({"name": "Mai"}, ["name-odd"]),
        ({"name": "Bùi Thị Mai 2"}, ["name-odd"]),
        ({"name": "bùi thị mai"}, ["names-recased"]),
        ({"joined": 45903}, []),
        ({"joined": "x"}, []),
        ({"note": "Chuyên viên"}, []),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_the_rest_is_taken(
    workspace: Workspace, columns: dict[str, Any], expected: list[str]
) -> None:
    plan = planned(workspace, HEADINGS, person(**columns), person(2, "Trần Văn Hòa"))
    assert [code for code, _where in codes(plan)] == expected
    names = [name for _action, name in actions(plan)]
    assert names == (["Trần Văn Hòa"] if expected == ["name-odd"] else ["Bùi Thị Mai", "Trần Văn Hòa"])


@pytest.mark.parametrize(
    ("columns", "status", "offices", "work"),
    [
        ({"joined": 45903}, "probationary", [], ""),
        ({"joined": "x"}, "probationary", [], ""),
        ({"official": "x"}, "official", [], ""),
        ({"note": "Dự bị"}, "probationary", [], ""),
        ({"office": "Chi ủy viên"}, "official", ["committee-member"], ""),
        ({"office": "Đảng viên", "work": "Giáo viên"}, "official", [], "Giáo viên"),
    ],
)  # fmt: skip
def test_status_and_office_are_read_as_they_are_written(
    workspace: Workspace, columns: dict[str, Any], status: str, offices: list[str], work: str
) -> None:
    plan = planned(workspace, HEADINGS, person(**columns))
    (member,) = members(plan.comparison.organisation).values()
    assert member.status[-1].value.value == status
    assert ([office.value.value for office in member.offices], member.work) == (offices, work)


def test_a_single_column_for_offices_holds_those_of_the_party_and_of_the_school(workspace: Workspace) -> None:
    plan = planned(workspace, ["STT", "Họ và tên", "Chức vụ"], [1, "Bùi Thị Mai", "Phó Bí thư - Phó Hiệu trưởng"])
    (member,) = members(plan.comparison.organisation).values()
    assert ([office.value.value for office in member.offices], member.work) == (["deputy"], "Phó Hiệu trưởng")


def test_namesakes_are_told_apart_by_unit_or_year_of_birth(workspace: Workspace) -> None:
    plan = planned(
        workspace,
        HEADINGS,
        person(1, "Nguyễn Thị Lan", unit="Trường Tiểu học A"),
        person(2, "Nguyễn Thị Lan", unit="Trường Mầm non A"),
        person(3, "Phan Thị Cúc", born="1980", unit="Trường Mầm non A"),
        person(4, "Phan Thị Cúc", born=date(1990, 1, 1), unit="Trường Mầm non A"),
        person(5, "Lê Văn Hai"),
        person(6, "Lê Văn Hai"),
        text=KNOWN,
    )
    assert actions(plan)[:6] == [
        ("there", "Nguyễn Thị Lan (Tiểu học)"),
        ("added", "Nguyễn Thị Lan (Trường Mầm non A)"),
        ("added", "Phan Thị Cúc (1980)"),
        ("added", "Phan Thị Cúc (1990)"),
        ("unclear", "Lê Văn Hai"),
        ("unclear", "Lê Văn Hai"),
    ]
    assert [code for code, _where in codes(plan)].count("unclear-who") == 2


def test_a_name_that_is_like_one_on_the_roster_is_asked_about(workspace: Workspace) -> None:
    plan = planned(workspace, HEADINGS, person(1, "Lê Thị Hạ"), text=KNOWN)
    assert actions(plan)[0] == ("added", "Lê Thị Hạ")
    assert codes(plan) == [("name-alike", "sheet “Trang 1”, cell B2")]


@pytest.mark.parametrize("rows", [[["STT", "Tên hàng"], [1, "Bàn ghế"]], [HEADINGS, [None, "Cộng", 3]], []])
def test_a_workbook_without_a_list_is_refused(workspace: Workspace, rows: list[list[Any]]) -> None:
    with pytest.raises(FormRefused) as refused:
        planned(workspace, *rows)
    assert refused.value.problems[0].code in ("no-list", "no-people")
    assert str(refused.value.problems[0].where)


def test_a_file_that_is_no_workbook_is_refused_with_its_name(workspace: Workspace) -> None:
    file = workspace.root / "ds.xlsx"
    file.write_bytes(b"khong phai bang tinh")
    with pytest.raises(FormRefused) as refused:
        plan_import(workspace, file, None, TODAY)
    assert str(refused.value.problems[0].where) == "ds.xlsx"


def test_an_unknown_body_is_told_with_those_there_are(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="mot"):
        planned(workspace, HEADINGS, person(), cell="hai")


def test_a_roster_changed_since_it_was_shown_is_not_overwritten(workspace: Workspace) -> None:
    plan = planned(workspace, HEADINGS, person())
    workspace.organisation.write_text(KNOWN, "utf-8")
    with pytest.raises(UsageError, match="in the meantime"):
        take_import(workspace, plan, "20260115-080000", 1)
    assert workspace.organisation.read_text("utf-8") == KNOWN


def test_a_broken_organisation_is_told_before_the_list_is_read(workspace: Workspace) -> None:
    with pytest.raises(BadConfiguration):
        planned(workspace, HEADINGS, person(), text="bodies: [")


@pytest.mark.libreoffice
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_lists_saved_by_other_programs_say_the_same(workspace: Workspace, suffix: str, tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        person(1, joined=date(2025, 9, 3), office="Chi ủy viên", unit="Trường A"),
        person(2, "Trần Văn Hòa"),
    ]
    expected = planned(workspace, *rows)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    file = workspace.root / "danh-sach.xlsx"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path), str(file)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    plan = plan_import(workspace, tmp_path / f"danh-sach.{suffix}", None, TODAY)
    assert plan.after == expected.after


COLUMNS = {column: (place,) for place, heading in enumerate(HEADINGS) if (column := column_of(heading))}
CELL = st.one_of(
    st.none(),
    st.integers(-5, 60_000),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(["Trần Văn Hòa", "Lê Thị Hà", "Nguyễn Thị Lan", "x", "Bí thư", "Miễn sinh hoạt từ 01/3/2018", "I", "Cộng", "19/5/2010", "Dự bị", "Phan\u0323 A", "A 'b': #c", "- {x} y"]),
)  # fmt: skip


@given(st.lists(st.lists(CELL, min_size=10, max_size=10), max_size=8))
@settings(deadline=None, max_examples=150)
def test_whatever_stands_in_the_cells_the_roster_stays_whole(cells: list[list[Any]]) -> None:
    table = Table(SheetValues("Trang", (tuple(HEADINGS), *map(tuple, cells))), COLUMNS, 1)
    organisation, _ = read_organisation(KNOWN.encode())
    assert organisation is not None
    people, _warnings = read_people(table, date(1899, 12, 30), TODAY)
    comparison = compare(organisation, organisation.bodies[0], people, TODAY)
    text = rewritten(KNOWN.encode(), organisation, comparison.organisation)
    assert read_organisation(text)[0] == comparison.organisation
    assert [line for line in KNOWN.splitlines() if "#" in line and line.split("#")[1] not in text.decode()] == []
