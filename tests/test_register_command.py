"""`vanthu register`: every number given, on the screen, as JSON, as a workbook and as the printed book."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from pipeline.archive import Archive, DocumentStatus
from pipeline.errors import ExitCode
from pipeline.meeting import DocumentKindName, VoidNumber
from pipeline.reports import register_document, register_lines, register_workbook
from pipeline.workspace import Workspace
from tests.commands import rows, validator, vanthu
from tests.forms.marks import faults
from tests.sample import organisation
from tests.test_followup import HELD, drop, followed, number_of, sent


def test_every_number_is_told_with_its_document_and_what_became_of_it(workspace: Workspace) -> None:
    drop(workspace, HELD)
    number = number_of(workspace, DocumentKindName.RESOLUTION)
    void = VoidNumber(kind=DocumentKindName.RESOLUTION, number=number + 1, reason="Viết hỏng")
    dispatch = sent(issued=date(2018, 11, 9), sent=date(2018, 11, 9), sent_to=("Đảng ủy xã Tân Phú", "Lưu"))
    drop(workspace, followed(dispatches=(dispatch,), void_numbers=(void,)))
    lines = {(line.type, line.number): line for line in register_lines(Archive(workspace.outbox))}
    resolution, lost = lines["NQ", number], lines["NQ", number + 1]
    assert (resolution.status, resolution.issued) == (DocumentStatus.ISSUED, date(2018, 11, 9))
    assert resolution.sent_to == ("Đảng ủy xã Tân Phú", "Lưu")
    assert resolution.title == "Nghị quyết về lãnh đạo thực hiện nhiệm vụ tháng 11 năm 2018"
    assert (resolution.folder / str(resolution.path)).is_file()
    assert (lost.status, lost.path, lost.note) == (DocumentStatus.VOID, None, "Viết hỏng")
    assert {line.status for key, line in lines.items() if key[0] != "NQ"} == {DocumentStatus.FILED}


@pytest.mark.parametrize(
    ("asked", "count"),
    [({"cell": "binh-minh"}, 18), ({"year": 2018}, 20), ({"year": 2019}, 0), ({"term": "2017-2020"}, 18)],
)
def test_one_cell_one_year_or_one_term_can_be_asked_for(office: Path, asked: dict[str, str], count: int) -> None:
    arguments = [part for key, value in asked.items() for part in (f"--{key}", str(value))]
    done = vanthu("register", "--json", *arguments, cwd=office)
    assert (done.returncode, len(rows(done))) == (ExitCode.OK, count)


def test_json_lines_follow_their_schema_and_stand_in_the_order_of_the_book(office: Path) -> None:
    found = rows(vanthu("register", "--json", cwd=office))
    for row in found:
        validator("register.schema.json").validate(row)
        assert (office / row["path"]).is_file()
    assert [(row["cell"], row["term"], row["type"], row["number"]) for row in found] == sorted(
        (row["cell"], row["term"], row["type"], row["number"]) for row in found
    )


def test_the_printed_book_has_the_columns_of_the_paper_one(office: Path) -> None:
    done = vanthu("register", "--year", "2018", "-o", "so.docx", cwd=office)
    assert done.returncode == ExitCode.OK
    data = (office / "so.docx").read_bytes()
    assert faults(data, ".docx") == []
    document = docx.Document(BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert texts == ["SỔ ĐĂNG KÝ VĂN BẢN ĐI", "Năm 2018"] * 2  # two bodies
    book = document.tables[1]
    assert [cell.text for cell in book.rows[0].cells][:3] == [
        "Số, ký hiệu văn bản", "Ngày, tháng, năm văn bản", "Tên loại và trích yếu nội dung văn bản",
    ]  # fmt: skip
    assert [cell.text for cell in book.rows[2].cells] == [
        "23-BB/CB", "02/10/2018", "Biên bản họp chi ủy tháng 10 năm 2018", "Trần Văn Hòa", "", "", "",
        "Chưa ghi ngày ban hành",
    ]  # fmt: skip


def test_the_workbook_has_real_dates_and_numbers(office: Path) -> None:
    assert vanthu("register", "-o", "so.xlsx", cwd=office).returncode == ExitCode.OK
    data = (office / "so.xlsx").read_bytes()
    assert faults(data, ".xlsx") == []
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["Chi bộ Trường Tiểu học Bình Min", "Đảng bộ xã Tân Phú"]
    number, symbol, day, *_ = (cell.value for cell in book.worksheets[0][2])
    assert (number, symbol, getattr(day, "date", lambda: None)()) == (23, "23-BB/CB", date(2018, 10, 2))
    sheet = book.worksheets[0]
    assert (sheet.column_dimensions["C"].width or 0) >= len("02/10/2018") + 1  # else the date is shown as ###
    assert (sheet.row_dimensions[6].height or 0) > (sheet.row_dimensions[2].height or 0)  # a title of two lines


def test_an_archive_without_numbers_gives_an_empty_book(workspace: Workspace) -> None:
    assert register_lines(Archive(workspace.outbox)) == ()
    for data, suffix in (
        (register_document((), organisation(), "Năm 2018"), ".docx"),
        (register_workbook((), organisation()), ".xlsx"),
    ):
        assert faults(data, suffix) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--year", "2018", "--term", "2017-2020"), "không chọn cả hai"),
        (("--cell", "khong-co"), "khong-co"),
        (("-o", "so.pdf"), ".docx"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(office: Path, arguments: tuple[str, ...], said: str) -> None:
    done = vanthu("register", *arguments, cwd=office, lang="vi")
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert said in done.stderr
    assert not (office / "so.pdf").exists()


def break_manifest(office: Path) -> None:
    (office / "outbox" / "binh-minh" / "2018" / "10-chi-uy" / "manifest.json").write_text("{", "utf-8")


def test_a_manifest_that_cannot_be_read_is_said_and_the_other_numbers_are_listed(office: Path) -> None:
    before = {row["number"] for row in rows(vanthu("register", "--json", cwd=office)) if row["cell"] == "binh-minh"}
    break_manifest(office)
    done = vanthu("register", "--json", "--cell", "binh-minh", cwd=office, lang="vi")
    assert done.returncode == ExitCode.ARCHIVE_DAMAGED
    assert "binh-minh/2018/10-chi-uy" in done.stderr
    assert {row["number"] for row in rows(done)} == before - {23}


@pytest.mark.parametrize("options", [("--cell", "dang-uy-tan-phu"), ("--year", "2016")])
def test_a_manifest_of_another_body_or_of_later_years_is_not_asked(office: Path, options: tuple[str, ...]) -> None:
    break_manifest(office)
    done = vanthu("register", *options, cwd=office)
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")


@pytest.mark.parametrize("command", [("register", "-o"), ("form", "regular", "--cell", "binh-minh", "-o")])
def test_nothing_is_written_over_the_archive(office: Path, command: tuple[str, ...]) -> None:
    document = office / "outbox" / "binh-minh" / "2018" / "10-thuong-ky" / "05-NQ-nghi-quyet.docx"
    before = document.read_bytes()
    assert vanthu(*command, document, cwd=office).returncode == ExitCode.USAGE
    assert document.read_bytes() == before


def test_previews_are_not_written_into_the_archive(office: Path) -> None:
    folder = office / "outbox" / "binh-minh" / "2018" / "10-thuong-ky"
    before = sorted(folder.iterdir())
    form = folder / "bieu-mau-da-hop.xlsx"
    assert vanthu("preview", form, "-o", folder, cwd=office).returncode == ExitCode.USAGE
    assert sorted(folder.iterdir()) == before


def test_a_file_that_is_there_is_replaced_only_when_asked(office: Path, tmp_path: Path) -> None:
    target = tmp_path / "so.xlsx"
    target.write_bytes(b"mine")
    assert vanthu("register", "-o", target, cwd=office).returncode == ExitCode.USAGE
    assert target.read_bytes() == b"mine"
    assert vanthu("register", "-o", target, "--force", cwd=office).returncode == ExitCode.OK
    assert target.read_bytes() != b"mine"
